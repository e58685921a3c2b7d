"""Which key leads on from each menu, for somebody who knows the way.

It knows the menu of a plan and nothing of who presses, or when.
"""

from collections.abc import Callable, Mapping

from firstline.plan import ways
from firstline.plan.model import Plan, Target


def to_stream(plan: Plan, stream: str, language: str) -> dict[str, str]:
    """Return the key towards *stream* by menu; where none leads there, the one for the operator.

    Whoever is in a menu from which no key leads on gets no key.
    """
    return {
        **to_operator(plan),
        **_shortest(plan, lambda target: target.stream == stream, language),
    }


def to_operator(plan: Plan) -> dict[str, str]:
    """Return 0 for each menu in which it leads to somebody."""
    return {
        name: ways.HUMAN
        for name, menu in plan.menu.items()
        if _zero(ways.keys(plan, menu)) is not None
    }


def _zero(keys: Mapping[str, Target]) -> str | None:
    return keys[ways.HUMAN].stream if ways.HUMAN in keys else None


def to_language(plan: Plan, language: str) -> dict[str, str]:
    """Return the key towards *language* by menu, where there is one."""
    return _shortest(plan, lambda target: target.language == language, language)


def _shortest(plan: Plan, wanted: Callable[[Target], bool], language: str) -> dict[str, str]:
    """Return the first key of the shortest way to what is wanted, by menu, nearest menus first."""
    found: dict[str, str] = {}
    reached: set[str] = set()
    while True:
        new = {
            name: key
            for name, menu in plan.menu.items()
            if name not in found
            for key in [_leading(ways.keys(plan, menu), wanted, reached, language)]
            if key is not None
        }
        if not new:
            return found
        found |= new
        reached |= set(new)


def _leading(
    keys: Mapping[str, Target], wanted: Callable[[Target], bool], reached: set[str], language: str
) -> str | None:
    """Return the first key that leads to what is wanted, or else to a menu that is *reached*."""
    for key, target in keys.items():
        if wanted(target):
            return key
    for key, target in keys.items():
        if target.go in reached and target.language in {None, language}:
            return key
    return None
