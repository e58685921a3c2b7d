"""The ways through the menu: what every key leads to, what can be reached, what it takes.

It knows the menu of a plan and nothing of hours, agents or queues.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from firstline.plan.model import Key, Menu, Plan, Target

HUMAN: Final = "0"
BACK: Final = "*"
AGAIN: Final = "#"


@dataclass(frozen=True, slots=True)
class Press:
    """A key pressed in a menu."""

    menu: str
    key: str


@dataclass(frozen=True, slots=True)
class Way:
    """Keys from an entry to what the last of them leads to."""

    presses: tuple[Press, ...]
    target: Target

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys alone."""
        return tuple(press.key for press in self.presses)


def entries(plan: Plan) -> list[str]:
    """Return the menus where calls enter: the first one, or those of the dialled numbers."""
    dialled = [menu for menu in dict.fromkeys(plan.numbers.values()) if menu in plan.menu]
    return dialled or list(plan.menu)[:1]


def operator(plan: Plan) -> str | None:
    """Return the stream behind 0, said by the plan or by the 0 of its first menu."""
    if plan.operator is not None:
        return plan.operator
    first = next(iter(plan.menu.values()), Menu())
    return first.keys[HUMAN].stream if HUMAN in first.keys else None


def human(plan: Plan) -> Target:
    """Return what callers get who press no key or only wrong ones, where the menu says nothing."""
    stream = operator(plan)
    return Target(hang_up=True) if stream is None else Target(stream=stream)


def keys(plan: Plan, menu: Menu) -> Mapping[str, Target]:
    """Return what each key of *menu* leads to, with the reserved keys put in."""
    stream = operator(plan)
    reserved = {BACK: Target(back=True), AGAIN: Target(repeat=True)}
    if stream is not None:
        reserved[HUMAN] = Target(stream=stream)
    return {**menu.keys, **{key: reserved[key] for key in reserved if key not in menu.keys}}


def leads(plan: Plan, menu: Menu) -> list[Target]:
    """Return everything that *menu* can lead to: by a key, by silence, by wrong keys."""
    silent = menu.no_input.then or human(plan)
    wrong = menu.no_match.then or human(plan)
    return [*keys(plan, menu).values(), silent, wrong]


def following(plan: Plan, menu: Menu) -> set[str]:
    """Return the menus one step from *menu*."""
    return {target.go for target in leads(plan, menu) if target.go in plan.menu and target.go}


def reachable(plan: Plan) -> set[str]:
    """Return every menu that a caller can come to."""
    found = set(entries(plan))
    ahead = list(found)
    while ahead:
        new = following(plan, plan.menu[ahead.pop()]) - found
        found |= new
        ahead.extend(new)
    return found


def leading_to(plan: Plan, ends: set[str]) -> set[str]:
    """Return the menus from which one of *ends* can be reached, these included."""
    found = set(ends)
    while True:
        new = {name for name, menu in plan.menu.items() if following(plan, menu) & found} - found
        if not new:
            return found
        found |= new


def explore(plan: Plan, entry: str) -> Iterator[Way]:
    """Yield the shortest way to each written key of each menu from *entry*, nearest first."""
    seen = {entry}
    ahead: deque[tuple[str, tuple[Press, ...]]] = deque([(entry, ())])
    while ahead:
        menu, before = ahead.popleft()
        for key, target in plan.menu[menu].keys.items():
            presses = (*before, Press(menu, key))
            yield Way(presses, target)
            if target.go in plan.menu and target.go is not None and target.go not in seen:
                seen.add(target.go)
                ahead.append((target.go, presses))


def label(plan: Plan, press: Press, language: str) -> str:
    """Return how the plan calls what a key is for; empty where it does not."""
    key: Key = plan.menu[press.menu].keys[press.key]
    return key.label.shown(language) if key.label is not None else ""
