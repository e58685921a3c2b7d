"""Everything that is wrong with a well-formed plan: names first, then what the whole amounts to.

The whole is judged only where its sections are sound, so that one slip makes one fault. It knows
nothing of YAML; remarks name their place by path.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from firstline.plan import demand_check, languages, limits, names, opening, ways
from firstline.plan.faults import Path, Remark, by_themselves, listed, short
from firstline.plan.model import Menu, Plan, Target
from firstline.plan.prompts import menu_texts
from firstline.plan.staff import level, takers


def check(plan: Plan, malformed: Sequence[Remark] = ()) -> list[Remark]:
    """Return what is wrong with *plan*, besides what was *malformed* and taken out of it."""
    first = [remark for each in EACH for remark in each(plan)]
    return by_themselves(first, malformed) + _whole(plan, _sections([*malformed, *first]))


def _sections(remarks: Sequence[Remark]) -> set[str]:
    return {str(remark.path[0]) for remark in remarks if remark.path}


def _whole(plan: Plan, unsound: set[str]) -> list[Remark]:
    sound = [whole for sections, whole in WHOLE if not sections & unsound]
    return [remark for whole in sound for remark in whole(plan)]


def _essential(plan: Plan) -> Iterator[Remark]:
    if not plan.hotline.strip():
        yield Remark(("hotline",), "the hotline has no name", "Write “hotline: …” at the top.")
    for section, needed in (("menu", "a menu"), ("streams", "a stream"), ("teams", "a team")):
        if not getattr(plan, section):
            yield Remark(
                (section,), f"there is not even {needed}", f"Write one under “{section}:”."
            )


def _too_many(plan: Plan) -> Iterator[Remark]:
    agents = sum(len(team.agents) for team in plan.teams.values())
    for path, count, most in (
        ("numbers", len(plan.numbers), limits.NUMBERS),
        ("menu", len(plan.menu), limits.MENUS),
        ("streams", len(plan.streams), limits.STREAMS),
        ("teams", len(plan.teams), limits.TEAMS),
        ("teams", agents, limits.AGENTS),
        ("incidents", len(plan.incidents), limits.INCIDENTS),
        ("trunks", len(plan.trunks), limits.TRUNKS),
    ):
        if count > most:
            what = f"{count} are more than a plan may hold ({most})"
            yield Remark((path,), what, "Split the hotline into several plans.", True)


ENDS: Final = ("stream", "say", "hang_up")
ACTIONS: Final = ("go", "stream", "say", "language", "repeat", "back", "hang_up")


def _targets(plan: Plan) -> Iterator[Remark]:
    """Find what leads nowhere, or to two places."""
    for path, target in names.targets(plan):
        given = [name for name in ACTIONS if getattr(target, name)]
        allowed = ENDS if path[0] == "streams" else ACTIONS
        wrong = _wrong_target(_called(path), given, allowed)
        if wrong is not None:
            yield Remark(path, *wrong)


def _wrong_target(
    called: str, given: Sequence[str], allowed: Sequence[str]
) -> tuple[str, str] | None:
    """Return what is wrong with something that leads to what is *given*, and a remedy."""
    if not given:
        return f"{called} leads nowhere", f"Add one of {listed(allowed)}."
    if len(given) > 1 and set(given) != {"language", "go"}:
        return f"{called} leads to two places: {listed(given)}", "Keep one of them."
    if given[0] not in allowed:
        return f"{called} cannot be “{given[0]}”", f"Write one of {listed(allowed)}."
    return None


def _called(path: Path) -> str:
    return f"key {path[-1]}" if path[-2] == "keys" else f"“{path[-1]}”"


def _order(plan: Plan) -> Iterator[Remark]:
    path: Path = ("policy", "order")
    order = plan.policy.order
    given = {
        "strict": order.discipline,
        "head_start": order.head_start,
        "accumulating": order.accumulating,
    }
    chosen = [name for name, value in given.items() if value is not None]
    if len(chosen) > 1:
        remedy = "Keep one of the three."
        yield Remark(path, f"calls cannot be ordered in two ways: {listed(chosen)}", remedy)
    elif order.guard is not None and chosen not in ([], ["strict"]):
        what = f"a guard has no meaning with “{chosen[0]}”"
        yield Remark((*path, "guard"), what, "Leave it out: waiting counts there by itself.")


def _levels(plan: Plan) -> Iterator[Remark]:
    for written in plan.policy.widen:
        if level(written) is None:
            what = f"“{short(written)}” is not a level that helps out"
            yield Remark(("policy", "widen", written), what, "Write “level 2” to “level 9”.", True)


def _prompts(plan: Plan) -> Iterator[Remark]:
    """Find menus that say nothing, or too much."""
    for name, menu in plan.menu.items():
        lengths = [_characters(plan, menu, language) for language in plan.languages]
        if 0 in lengths:
            what, remedy = f"menu “{name}” says nothing", "Add “say”, or labels to its keys."
            yield Remark(("menu", name), what, remedy, True)
        elif max(lengths) > limits.TEXT:
            what = f"menu “{name}” says {max(lengths)} characters, with its options"
            yield Remark(("menu", name), what, f"At most {limits.TEXT} can be spoken.", True)


def _characters(plan: Plan, menu: Menu, language: str) -> int:
    """Return how much *menu* says; 1 if it is recorded."""
    if menu.say is not None and menu.say.said(language).file is not None:
        return 1
    return len(" ".join(text for _, text in menu_texts(plan, menu, language)))


def _trunks(plan: Plan) -> Iterator[Remark]:
    for name, trunk in plan.trunks.items():
        path: Path = ("trunks", name)
        if bool(trunk.user) != (trunk.password is not None):
            remedy = "A trunk that proves itself has both, user and password."
            yield Remark(path, "one of user and password is missing", remedy)
        elif not trunk.address and not trunk.user:
            remedy = "Add “address”, or “user” and “password”."
            yield Remark(path, f"nothing tells a call of trunk “{name}” from others", remedy)


def _unreachable(plan: Plan) -> Iterator[Remark]:
    reachable = ways.reachable(plan)
    for name in plan.menu:
        if name not in reachable:
            what = f"no caller can come to menu “{name}”"
            yield Remark(
                ("menu", name), what, "Let a key lead to it with “go”, or delete it.", True
            )


def _traps(plan: Plan) -> Iterator[Remark]:
    """Find menus in which callers go round and round."""
    ends = {
        name
        for name, menu in plan.menu.items()
        if any(target.stream or target.say for target in ways.leads(plan, menu))
    }
    free = ways.leading_to(plan, ends)
    for name in ways.reachable(plan) - free:
        what = f"from menu “{name}” there is no way to a human, nor to an answer"
        remedy = "Add a key with “stream”, or name an “operator” for 0."
        yield Remark(("menu", name), what, remedy, True)


def _circles(plan: Plan) -> Iterator[Remark]:
    """Find streams that send each other what they cannot take."""
    for event in ("on_full", "on_max_wait"):
        following = {name: _overflow(getattr(s, event)) for name, s in plan.streams.items()}
        for name in following:
            if name in _from(name, following):
                what = f"stream “{name}” comes back to itself over “{event}”"
                remedy = "Let one stream of the circle end it with “say” or “hang_up”."
                yield Remark(("streams", name, event), what, remedy)


def _overflow(target: Target | None) -> str | None:
    return target.stream if target is not None else None


def _from(name: str, following: Mapping[str, str | None]) -> set[str]:
    """Return the streams that come after *name*."""
    found: set[str] = set()
    after = following.get(name)
    while after is not None and after not in found:
        found.add(after)
        after = following.get(after)
    return found


def _untaken(plan: Plan) -> Iterator[Remark]:
    for name in plan.streams:
        if not takers(plan, name):
            remedy = f"Add it to the “takes” of a team. Teams: {listed([*plan.teams])}."
            yield Remark(("streams", name), f"no team takes stream “{name}”", remedy, True)


Check = Callable[[Plan], Iterator[Remark]]

EACH: Final[tuple[Check, ...]] = (
    _essential,
    _too_many,
    names.remarks,
    languages.remarks,
    opening.remarks,
    demand_check.remarks,
    _targets,
    _order,
    _levels,
    _trunks,
)
"Each looks at one thing at a time."

WHOLE: Final[tuple[tuple[set[str], Check], ...]] = (
    ({"menu", "languages", "operator", "numbers"}, _prompts),
    ({"menu", "numbers"}, _unreachable),
    ({"menu", "numbers", "operator"}, _traps),
    ({"streams"}, _circles),
    ({"streams", "teams"}, _untaken),
    ({"streams", "teams", "menu", "languages", "numbers"}, languages.unserved),
    ({"streams", "teams", "menu", "numbers", "operator", "demand"}, demand_check.whole),
)
"Each looks at sections together, and would misjudge them if one of them were unsound."
