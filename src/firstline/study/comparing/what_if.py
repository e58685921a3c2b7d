"""What-ifs: a small language of changes to a plan, each making an alternative to it.

A change is made to the plan as it is written, and the plan's own model reads the result: what may
not stand in a plan may not stand in a what-if. Nothing here knows how a plan is simulated.
"""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, TypeAlias

from firstline.errors import InputError, Said
from firstline.plan.faults import PlanFaults, short, suggest
from firstline.plan.model import Plan
from firstline.plan.read import read_text
from firstline.plan.tree import Plain, grow, plain

Names: TypeAlias = dict[str, Plain]

SURGE: Final = "what-if"
"How a what-if's surge is called in the plan; further ones are numbered."


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that may be said: how it is written, and what it means."""

    usage: str
    meaning: str
    pattern: re.Pattern[str]
    change: "Callable[[Draft, re.Match[str]], None]"


class Draft:
    """A plan that is being changed."""

    def __init__(self, plan: Plan, said: str) -> None:
        self.plan: Final = plan
        "As it was."
        self.data: Final = deepcopy(written(plan))
        self.said: Final = said

    def refusal(self, what: str, remedy: str) -> InputError:
        """Return the error that says what is wrong with the what-if."""
        return InputError(
            Said("what-if “{said}”: {what}.", said=short(self.said, 120), what=what), remedy
        )

    def section(self, *path: str) -> Names:
        """Return the mapping at *path*, made where there is none."""
        here = self.data
        for depth, step in enumerate(path):
            below = here.get(step)
            if below is None:
                below = here[step] = {}
            if not isinstance(below, dict):
                where = ".".join(path[: depth + 1])
                remedy = Said("Write “set {where} …” with all of it.", where=where)
                raise self.refusal(
                    Said("the plan's “{where}” holds nothing by name", where=where), remedy
                )
            here = below
        return here

    def one_of(self, name: str, names: list[str], kind: str) -> str:
        """Return *name*, if it is one of *names*."""
        if name not in names:
            raise self.refusal(
                Said("there is no {kind} “{name}”", kind=kind, name=short(name)),
                suggest(name, names, "Known"),
            )
        return name


def alternative(plan: Plan, said: str) -> Plan:
    """Return *plan* with the changes that *said* asks for: one, or several with “;” between."""
    draft = Draft(plan, said)
    for part in said.split(";"):
        _apply(draft, " ".join(part.split()))
    text = _as_text(draft.data)
    try:
        return read_text(text, plan.source.file, plan.source.reach)
    except PlanFaults as faults:
        told = "\n".join(dict.fromkeys(f"{it.what}. {it.remedy}" for it in faults.faults))
        raise InputError(
            Said("what-if “{said}” makes no sound plan:\n{told}", said=short(said, 120), told=told)
        ) from faults


def without_surge(plan: Plan, name: str) -> Plan:
    """Return *plan* with one of its surges adding nobody.

    It stays in its place, so that the callers of other surges are the same.
    """
    draft = Draft(plan, f"set demand.surges.{name}.times 1")
    draft.section("demand", "surges", name)["times"] = "1"
    return read_text(_as_text(draft.data), plan.source.file, plan.source.reach)


def written(plan: Plan) -> Names:
    """Return what *plan* was read from."""
    root = plan.source.root
    data = None if root is None else plain(root)
    if not isinstance(data, dict):
        raise InputError("A what-if needs a plan that was read from a file.")
    return data


def text_of(plan: Plan) -> str:
    """Return *plan* as a text from which it can be read again: JSON, which is YAML too."""
    return _as_text(written(plan))


def _as_text(data: Names) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for character in "\x85\u2028\u2029":  # ends of lines in YAML, but not in JSON
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _apply(draft: Draft, change: str) -> None:
    for form in FORMS:
        found = form.pattern.fullmatch(change)
        if found is not None:
            form.change(draft, found)
            return
    raise _not_understood(draft, change)


def _not_understood(draft: Draft, change: str) -> InputError:
    word = change.partition(" ")[0]
    same = [form.usage for form in FORMS if form.usage.startswith(f"{word} ")]
    usages = same or [form.usage for form in FORMS]
    about = Said("“{change}” cannot be understood", change=short(change))
    return draft.refusal(
        about if change else "nothing is asked for",
        Said("Write one of these: {usages}.", usages=[f"“{usage}”" for usage in usages]),
    )


def guide() -> str:
    """Return everything that may be written, one form a line, with its meaning."""
    width = max(len(form.usage) for form in FORMS)
    return "\n".join(f"{form.usage:{width}}  {form.meaning}" for form in FORMS)


def _agents(draft: Draft, found: re.Match[str]) -> None:
    team, sign, number = found["team"], found["sign"], int(found["number"])
    draft.one_of(team, [*draft.plan.teams], "team")
    staff = draft.section("demand", "staff", team)
    shifts = staff.get("shifts")
    if isinstance(shifts, list) and shifts:
        _in_shifts(draft, staff, shifts, found)
        return
    now = _number(staff.get("agents"), len(draft.plan.teams[team].agents))
    then = number if not sign else now + number if sign == "+" else now - number
    if then < 0:
        raise draft.refusal(
            Said("team “{team}” has {now} agents only", team=team, now=now), "Take away fewer."
        )
    staff["agents"] = str(then)


def _in_shifts(draft: Draft, staff: Names, shifts: list[Plain], found: re.Match[str]) -> None:
    """Change the number in every shift; there are people for more, and fewer need not come."""
    if not found["sign"]:
        remedy = "Write “+2” or “-2”: so many more or fewer in every shift."
        raise draft.refusal(Said("team “{team}” works in shifts", team=found["team"]), remedy)
    change = int(found["sign"] + found["number"])
    now = _number(staff.get("agents"), len(draft.plan.teams[found["team"]].agents))
    for shift in shifts:
        if not isinstance(shift, dict) or not isinstance(shift.get("agents"), str):
            remedy = "Write the number of agents in every shift, or use “absent”."
            raise draft.refusal("a shift names its agents instead of counting them", remedy)
        there = _number(shift["agents"], 0)
        if there + change < 0:
            raise draft.refusal(
                Said("a shift has {there} agents only", there=there), "Take away fewer."
            )
        shift["agents"] = str(there + change)
    if change > 0:
        staff["agents"] = str(now + change * len(shifts))


def _number(value: Plain, otherwise: int) -> int:
    """Return the number that is written; a malformed one is the plan's own fault."""
    return int(value) if isinstance(value, str) and value.isdecimal() else otherwise


def _absent(draft: Draft, found: re.Match[str]) -> None:
    team = draft.one_of(found["team"], [*draft.plan.teams], "team")
    who = found["who"]
    names: Plain = who if "%" in who else [name.strip() for name in who.split(",")]
    draft.section("demand", "staff", team)["absent"] = names


def _strict(draft: Draft, found: re.Match[str]) -> None:
    order: Names = {"discipline": "strict"}
    if found["guard"]:
        order["guard"] = found["guard"]
    draft.section("policy")["order"] = order


def _head_start(draft: Draft, found: re.Match[str]) -> None:
    draft.section("policy")["order"] = {"head_start": found["length"]}


def _accumulating(draft: Draft, found: re.Match[str]) -> None:
    rates: Names = {"first": found["first"], "second": found["second"]}
    draft.section("policy")["order"] = {"accumulating": rates}


def _guard(draft: Draft, found: re.Match[str]) -> None:
    policy = draft.section("policy")
    order = policy.get("order")
    if isinstance(order, str):  # the plan's own shorthand
        policy["order"] = order = {"discipline": order} if order == "strict" else {order: {}}
    draft.section("policy", "order")["guard"] = found["length"]


def _surge(draft: Draft, found: re.Match[str]) -> None:
    surge: Names = {
        **_calling(draft, found["whom"]),
        "at": found["at"],
        "for": found["length"],
        "times": found["after"] or found["before"],
        **{key: found[key] for key in ("half_life", "area") if found[key]},
    }
    surges = draft.section("demand", "surges")
    number = sum(name.startswith(SURGE) for name in surges)
    surges[f"{SURGE}-{number + 1}" if number else SURGE] = surge


def _calling(draft: Draft, whom: str) -> Names:
    """Return who calls: those of a service, or of a stream."""
    services = {stream.service for stream in draft.plan.streams.values() if stream.service}
    if whom in services:
        return {"service": whom}
    known = [*sorted(services), *draft.plan.streams]
    return {"streams": [draft.one_of(whom, known, "service or stream")]}


def _no_surge(draft: Draft, _found: re.Match[str]) -> None:
    draft.section("demand").pop("surges", None)


def _pretend(draft: Draft, found: re.Match[str]) -> None:
    streams = [name for name in draft.section("demand") if name in draft.plan.streams]
    goals = {name: _pretended(draft, name) for name in streams}
    if not any(goals.values()):
        remedy = "Give a stream “pretend: {as: …}”, or a service with a stream of prospects."
        raise draft.refusal("nobody can pretend in this plan", remedy)
    for name, goal in goals.items():
        if goal:
            share = _share(draft.plan, name, found["share"])
            draft.section("demand", name, "pretend").update({"as": goal, "share": share})


def _share(plan: Plan, stream: str, said: str) -> str:
    """Return how many of a stream pretend: all are those who do not press 0 at once."""
    if said != "all":
        return "0 %" if said == "none" else said
    own = plan.demand.streams[stream].straight_to_zero
    straight = plan.demand.callers.straight_to_zero if own is None else own
    return f"{100 * (1 - (straight or 0.0)):.6f} %"


def _pretended(draft: Draft, name: str) -> str:
    """Return as whom callers of stream *name* may pretend to call; nothing, if as nobody."""
    own = draft.section("demand", name).get("pretend")
    if isinstance(own, dict) and isinstance(own.get("as"), str):
        return str(own["as"])
    stream = draft.plan.streams[name]
    if stream.first or not stream.service:
        return ""
    prospects = {
        other.service: goal
        for goal, other in [*draft.plan.streams.items()][::-1]  # the first of a service wins
        if other.caller == "prospect" and other.first
    }
    return prospects.get(stream.service, "")


def _set(draft: Draft, found: re.Match[str]) -> None:
    *holders, last = found["path"].split(".")
    try:
        root, faults = grow(found["value"], "what-if")
    except PlanFaults as error:
        raise draft.refusal(
            Said("“{value}” is not a value", value=short(found["value"])), error.message
        ) from error
    if faults:
        raise draft.refusal(faults[0].what, faults[0].remedy)
    draft.section(*holders)[last] = None if root is None else plain(root)


_LENGTH: Final = r"[\d.]+ ?[a-z]+(?: [\d.]+ ?[a-z]+)*?"
_SHARE: Final = r"[\d.]+ ?%"
_NAME: Final = r"[^\s;]+"


def _form(usage: str, meaning: str, pattern: str, change: Callable[..., None]) -> Form:
    return Form(usage, meaning, re.compile(pattern), change)


FORMS: Final = (
    _form(
        "agents TEAM +2",
        "so many more agents (-2: fewer; 12: exactly so many); in every shift, if there are shifts",
        rf"agents (?P<team>{_NAME}) (?P<sign>[+-]?) ?(?P<number>\d{{1,5}})",
        _agents,
    ),
    _form(
        "absent TEAM 20 %",
        "a share of the team, or those who are named, does not come: absent cards anna, bence",
        rf"absent (?P<team>{_NAME}) (?P<who>{_SHARE}|[^\s,%]+(?: ?, ?[^\s,%]+)*)",
        _absent,
    ),
    _form(
        "order strict",
        "the first queue before the second, without a guard",
        rf"order strict(?: guard (?P<guard>{_LENGTH}|never))?",
        _strict,
    ),
    _form(
        "order head_start 2 min",
        "the first queue counts as having waited so much longer",
        rf"order head_start (?P<length>{_LENGTH})",
        _head_start,
    ),
    _form(
        "order accumulating 2:1",
        "waiting counts so many times, in the first queue and in the second",
        r"order accumulating (?P<first>[\d.]+) ?: ?(?P<second>[\d.]+)",
        _accumulating,
    ),
    _form(
        "guard 3 min",
        "a second-queue caller who has waited longer comes to the front; or never",
        rf"guard (?P<length>{_LENGTH}|never)",
        _guard,
    ),
    _form(
        "surge SERVICE x3 tue 14:00 for 2 h",
        "so many times the calls of a service or a stream, weekly or on a date; it may be followed "
        "by “half_life 1 h” and “area +36 52”",
        rf"surge (?P<whom>{_NAME}) (?:x(?P<after>[\d.]+)|(?P<before>[\d.]+)x) "
        rf"(?P<at>\S+ \d{{1,2}}:\d\d) for (?P<length>{_LENGTH})"
        rf"(?: half_life (?P<half_life>{_LENGTH}))?(?: area (?P<area>\+[\d ]+))?",
        _surge,
    ),
    _form("surge none", "no surges", r"surge none", _no_surge),
    _form(
        "pretend 30 %",
        "so many customers press the key of the prospects; or none, or all (but those who press 0)",
        rf"pretend (?P<share>all|none|{_SHARE})",
        _pretend,
    ),
    _form(
        "set policy.transfer.keeps_waiting false",
        "any value of the plan, by the names that lead to it",
        r"set (?P<path>[^\s.]+(?:\.[^\s.]+)*) (?P<value>.+)",
        _set,
    ),
)
"Everything that may be said."
