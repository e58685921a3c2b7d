"""Whether every name in a plan stands for something, and every thing is named once.

It knows which sections refer to which. What the whole amounts to is asked in check.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from firstline.plan import limits
from firstline.plan.faults import Path, Remark, short, suggest
from firstline.plan.model import Agent, Plan, Target, Team
from firstline.plan.words import PHRASES

NAME: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{limits.NAME - 1}}}")
DOTTED: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_.-]{{0,{limits.NAME - 1}}}")
DIALLED: Final = re.compile(r"\+?[0-9*#]{1,30}|[A-Za-z][A-Za-z0-9._-]{0,63}")
GOALS: Final = ("team", "stream", "agent")
"Where calls can be passed on to."


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that stands for something written elsewhere."""

    path: Path
    name: str
    kind: str


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield what is wrong with the names of *plan*."""
    yield from _unknown(plan)
    yield from _misspelt(plan)
    yield from _numbers(plan)
    yield from _twice(plan)


def targets(plan: Plan) -> Iterator[tuple[Path, Target]]:
    """Yield everything that says what happens next, with its path."""
    for name, menu in plan.menu.items():
        at: Path = ("menu", name)
        yield from (((*at, "keys", key), target) for key, target in menu.keys.items())
        if menu.no_input.then is not None:
            yield (*at, "no_input", "then"), menu.no_input.then
        if menu.no_match.then is not None:
            yield (*at, "no_match", "then"), menu.no_match.then
    for name, stream in plan.streams.items():
        if stream.on_full is not None:
            yield ("streams", name, "on_full"), stream.on_full
        if stream.on_max_wait is not None:
            yield ("streams", name, "on_max_wait"), stream.on_max_wait


def references(plan: Plan) -> Iterator[Reference]:
    """Yield every name in *plan* that must stand for something."""
    for path, target in targets(plan):
        yield from _of_target(path, target)
    for name, team in plan.teams.items():
        yield from _of_team(("teams", name), team)
    yield from _of_the_rest(plan)


def _of_the_rest(plan: Plan) -> Iterator[Reference]:
    if plan.operator is not None:
        yield Reference(("operator",), plan.operator, "stream")
    for number, menu in plan.numbers.items():
        yield Reference(("numbers", number), menu, "menu")
    for name, incident in plan.incidents.items():
        if incident.service:
            yield Reference(("incidents", name, "service"), incident.service, "service")
    for language in plan.voices:
        yield Reference(("voices", language), language, "language")


def _of_team(path: Path, team: Team) -> Iterator[Reference]:
    yield from (Reference((*path, "takes", name), name, "stream") for name in team.takes)
    yield from (Reference((*path, "speaks", name), name, "language") for name in team.speaks or ())
    for written in team.transfers_to or ():
        kind, _, name = goal(written).partition(":")
        yield Reference((*path, "transfers_to", written), name, kind)


def goal(written: str) -> str:
    """Return where a call may be passed on to, with its kind: a name alone is a team's.

    >>> goal("cards"), goal("agent:anna")
    ('team:cards', 'agent:anna')
    """
    kind, colon, _ = written.partition(":")
    return written if colon and kind in GOALS else f"team:{written}"


def _of_target(path: Path, target: Target) -> Iterator[Reference]:
    if target.go is not None:
        yield Reference((*path, "go"), target.go, "menu")
    if target.stream is not None:
        yield Reference((*path, "stream"), target.stream, "stream")
    if target.language is not None:
        yield Reference((*path, "language"), target.language, "language")


def _known(plan: Plan) -> dict[str, tuple[str, list[str]]]:
    services = sorted({stream.service for stream in plan.streams.values()} - {""})
    return {
        "menu": ("Menus", list(plan.menu)),
        "stream": ("Streams", list(plan.streams)),
        "team": ("Teams", list(plan.teams)),
        "agent": ("Agents", [name for team in plan.teams.values() for name in team.agents]),
        "language": ("Languages", list(plan.languages)),
        "service": ("Services of the streams", services),
    }


def _unknown(plan: Plan) -> Iterator[Remark]:
    known = _known(plan)
    lookup = {kind: set(names) for kind, (_, names) in known.items()}
    missing = (ref for ref in references(plan) if ref.name not in lookup[ref.kind])
    for number, ref in enumerate(missing):
        plural, names = known[ref.kind]
        near = number < limits.SUGGESTIONS
        remedy = suggest(ref.name, names, plural) if near else f"Write it under {plural.lower()}."
        yield Remark(ref.path, f"there is no {ref.kind} “{short(ref.name)}”", remedy)


def _misspelt(plan: Plan) -> Iterator[Remark]:
    remedy = "Use letters without accents, digits, “-” and “_”; put the full name in a label."
    for path, pattern in _given(plan):
        if not pattern.fullmatch(str(path[-1])):
            yield Remark(path, f"“{short(str(path[-1]))}” cannot be a name", remedy, True)
    for name, menu in plan.menu.items():
        for key in menu.keys.keys() - PHRASES["en"].keys.keys():
            what = f"there is no key “{short(key)}” on a telephone"
            yield Remark(("menu", name, "keys", key), what, "Keys: 0 to 9, “*” and “#”.", True)


def _given(plan: Plan) -> Iterator[tuple[Path, re.Pattern[str]]]:
    """Yield every name that the plan gives to something, with what it may look like."""
    for section in ("menu", "streams", "teams", "incidents", "trunks"):
        yield from (((section, name), NAME) for name in getattr(plan, section))
    for team, members in plan.teams.items():
        yield from ((("teams", team, "agents", name), DOTTED) for name in members.agents)


def dialled(number: str) -> str:
    """Return a dialled number as the network says it.

    >>> dialled("+36 1 555-0100")
    '+3615550100'
    """
    return re.sub(r"[\s()/.-]", "", number) if re.match(r"[+0-9(]", number) else number


def area(beginning: str) -> str:
    """Return the beginning of a calling number as digits.

    >>> area("+36 52")
    '3652'
    """
    return re.sub(r"[\s()/.+-]", "", beginning)


def _number_of_the_page(plan: Plan, known: set[str]) -> Iterator[Remark]:
    written = plan.web_calls.number
    if not written:
        return
    path: Path = ("web_calls", "number")
    if not DIALLED.fullmatch(dialled(written)):
        what = f"“{short(written)}” cannot be dialled"
        yield Remark(path, what, "Write it like “+36 1 555 0100”.")
    elif known and dialled(written) not in known:
        what = f"“{short(written)}” is none of the hotline's numbers"
        yield Remark(path, what, suggest(written, [*plan.numbers], "Numbers"))


def _numbers(plan: Plan) -> Iterator[Remark]:
    seen: set[str] = set()
    for written in plan.numbers:
        number = dialled(written)
        if not DIALLED.fullmatch(number):
            what = f"“{short(written)}” cannot be dialled"
            yield Remark(("numbers", written), what, "Write it like “+36 1 555 0100”.", True)
        elif number in seen:
            yield Remark(("numbers", written), f"{number} is given twice", "Keep one.", True)
        seen.add(number)
    yield from _number_of_the_page(plan, seen)
    for name, incident in plan.incidents.items():
        for beginning in incident.area:
            if not re.fullmatch(r"\d{1,20}", area(beginning)):
                what = f"“{short(beginning)}” is not the beginning of a number"
                remedy = "Write it like “+36 52”."
                yield Remark(("incidents", name, "area", beginning), what, remedy)


def _twice(plan: Plan) -> Iterator[Remark]:
    given: dict[tuple[str, str], str] = {}
    for team_name, team in plan.teams.items():
        for name, agent in team.agents.items():
            path: Path = ("teams", team_name, "agents", name)
            yield from islice(_again(path, _marks(name, agent), given), 1)
            given.update((mark, given.get(mark, team_name)) for mark in _marks(name, agent))
    for section, names in (
        ("not_ready", plan.not_ready),
        ("wrap_up_codes", plan.wrap_up_codes),
        ("languages", plan.languages),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                yield Remark((section, name), f"“{short(name)}” is given twice", "Keep one.")


def _marks(name: str, agent: Agent) -> list[tuple[str, str]]:
    """Return what must belong to one agent only."""
    user = (agent.phone.user or name) if agent.phone is not None else ""
    marks = [("agent", name), ("extension", agent.extension), ("phone's user", user)]
    return [mark for mark in marks if mark[1]]


def _again(
    path: Path, marks: list[tuple[str, str]], given: Mapping[tuple[str, str], str]
) -> Iterator[Remark]:
    remedy = "Each agent is in one team, with an extension and a phone of their own."
    for mark in marks:
        if mark in given:
            what = f"{mark[0]} “{short(mark[1])}” is given twice, first in team “{given[mark]}”"
            yield Remark(path, what, remedy, True)
