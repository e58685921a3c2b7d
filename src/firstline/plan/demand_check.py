"""What is impossible in the section `demand`: names that stand for nothing, numbers at odds.

Who is at work is judged in demand_staff.py. It knows nothing of YAML; remarks name their place by
path.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from firstline.plan import demand_staff, limits, ways
from firstline.plan.counts import counted
from firstline.plan.curves import BUILT_IN
from firstline.plan.demand import RESERVED, Callers, Pretend, Stream, Surge
from firstline.plan.demand_defaults import traits
from firstline.plan.faults import Path, Place, Remark, listed, short, suggest
from firstline.plan.model import Plan
from firstline.plan.names import area, goal
from firstline.plan.shares import say_share
from firstline.plan.times import WEEKDAYS, read_days

FAULTS_OF_A_FILE: Final = 20
"More would hide the others."


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield what is impossible in the demand of *plan*, one thing at a time."""
    if "demand" not in plan.model_fields_set:
        return
    yield from _names(plan)
    yield from _curves(plan)
    yield from _callers(plan, ("demand", "callers"), plan.demand.callers)
    for name, stream in plan.demand.streams.items():
        path: Path = ("demand", name)
        yield from _volume(plan, path, stream)
        yield from _days(path, stream)
        yield from _callers(plan, path, stream)
    for name, surge in plan.demand.surges.items():
        yield from _surge(plan, ("demand", "surges", name), surge)
    yield from demand_staff.remarks(plan)


def whole(plan: Plan) -> Iterator[Remark]:
    """Yield what is impossible about streams, menu and teams together with the demand."""
    for name, stream in plan.demand.streams.items():
        yield from _paths(plan, ("demand", name), name, stream)
    yield from _transfers(plan, ("demand", "callers"), plan.demand.callers)
    for name, stream in plan.demand.streams.items():
        yield from _transfers(plan, ("demand", name), stream)


def _names(plan: Plan) -> Iterator[Remark]:
    for name in plan.demand.streams:
        if name not in plan.streams:
            what = f"there is no stream “{short(name)}”"
            remedy = suggest(name, [*plan.streams, *RESERVED], "Streams")
            yield Remark(("demand", name), what, remedy, about_name=True)
    for name in plan.streams.keys() & set(RESERVED):
        what = f"“{name}” has a meaning of its own in “demand”"
        yield Remark(("streams", name), what, "Call the stream something else.", about_name=True)
    for section, most in (("surges", limits.SURGES), ("curves", limits.CURVES)):
        count = len(getattr(plan.demand, section))
        if count > most:
            what = f"{count} are more than a plan may hold ({most})"
            yield Remark(("demand", section), what, "Keep those that matter.", about_name=True)


def _curves(plan: Plan) -> Iterator[Remark]:
    for name, curve in plan.demand.curves.items():
        path: Path = ("demand", "curves", name)
        if name in BUILT_IN:
            what = f"“{name}” is built in"
            yield Remark(path, what, "Give yours another name.", about_name=True)
        if not any(curve.values()):
            remedy = "Write a number above 0 for at least one time of day."
            yield Remark(path, f"by curve “{short(name)}” nobody ever calls", remedy, True)


def _volume(plan: Plan, path: Path, stream: Stream) -> Iterator[Remark]:
    """Find out how many call: said once, in one way."""
    if stream.counts is None and stream.per_day is None:
        what = f"how many call about “{short(str(path[-1]))}” is not said"
        yield Remark(path, what, "Add “per_day”, or “counts” with a file.", about_name=True)
    if stream.counts is not None:
        for name in ("per_day", "curve", "days"):
            if name in stream.model_fields_set:
                what = f"“{name}” has no meaning beside “counts”"
                yield Remark((*path, name), what, "Keep one of the two.", about_name=True)
        yield from _file(plan, (*path, "counts", "file"), stream)
    elif stream.curve is not None:
        known = [*BUILT_IN, *plan.demand.curves]
        if stream.curve not in known:
            what = f"there is no curve “{short(stream.curve)}”"
            yield Remark((*path, "curve"), what, suggest(stream.curve, known, "Curves"))


def _file(plan: Plan, path: Path, stream: Stream) -> Iterator[Remark]:
    """Yield the faults of a file of counts, with their places in it."""
    if stream.counts is None:
        return
    file = stream.counts.file
    if not file.is_file():
        what = f"there is no file “{short(file.name)}”"
        yield Remark(path, what, "Paths start from the plan's folder.")
        return
    _, problems = counted(file, plan.timezone)
    for problem in problems[:FAULTS_OF_A_FILE]:
        place = Place(str(file), problem.line, problem.column)
        yield Remark(path, problem.what, problem.remedy, elsewhere=place)
    if len(problems) > FAULTS_OF_A_FILE:
        what = f"“{short(file.name)}” has {len(problems) - FAULTS_OF_A_FILE} more faults"
        yield Remark(path, what, "Correct the first ones, and check again.")


def _days(path: Path, stream: Stream) -> Iterator[Remark]:
    given: dict[int, str] = {}
    for written in stream.days:
        days = read_days(written)
        if days is None:
            what = f"“{short(written)}” is neither a day nor days of the week"
            remedy = f"{suggest(written, WEEKDAYS, 'Days')} For several write “mon-fri”."
            yield Remark((*path, "days", written), what, remedy, about_name=True)
        for day in days or []:
            if day in given:
                what = f"{WEEKDAYS[day]} is in “{short(given[day])}” and in “{short(written)}”"
                remedy = "Give each day its weight once."
                yield Remark((*path, "days", written), what, remedy, about_name=True)
            given.setdefault(day, written)


def _callers(plan: Plan, path: Path, callers: Callers) -> Iterator[Remark]:
    for language in callers.languages.keys() - set(plan.languages):
        what = f"the hotline does not speak “{short(language)}”"
        remedy = suggest(language, plan.languages, "Languages")
        yield Remark((*path, "languages", language), what, remedy, about_name=True)
    total = sum(callers.languages.values())
    if callers.languages and abs(total - 1) > 1e-6:
        what = f"the languages add up to {say_share(total)}"
        remedy = "Together they must be 100 %."
        yield Remark((*path, "languages"), what, remedy, about_name=True)
    pretend = callers.pretend
    if pretend is not None and pretend.stream not in plan.streams:
        what = f"there is no stream “{short(pretend.stream)}”"
        yield Remark(
            (*path, "pretend", "as"), what, suggest(pretend.stream, plan.streams, "Streams")
        )
    for team, transfer in callers.transfer.items():
        yield from _transfer_names(plan, (*path, "transfer", team), transfer.to)


def _transfer_names(plan: Plan, path: Path, to: str) -> Iterator[Remark]:
    team = str(path[-1])
    if team not in plan.teams:
        what = f"there is no team “{short(team)}”"
        yield Remark(path, what, suggest(team, plan.teams, "Teams"), about_name=True)
    kind, _, name = goal(to).partition(":")
    known: Mapping[str, object] = {"team": plan.teams, "stream": plan.streams}.get(kind, {})
    if kind == "agent":
        what = f"a matter is passed on to a team or a stream, not to “{short(to)}”"
        yield Remark((*path, "to"), what, "Write “team:NAME” or “stream:NAME”.")
    elif name not in known:
        what = f"there is no {kind} “{short(name)}”"
        yield Remark((*path, "to"), what, suggest(name, known, f"{kind.capitalize()}s"))
    elif goal(to) == f"team:{team}":
        what = f"team “{team}” cannot pass calls on to itself"
        yield Remark((*path, "to"), what, "Name another team, or leave it out.")


def _surge(plan: Plan, path: Path, surge: Surge) -> Iterator[Remark]:
    if bool(surge.service) == bool(surge.streams):
        remedy = "Write “service: …”, or “streams: […]”, and not both."
        yield Remark(path, f"surge “{short(str(path[-1]))}” must say who calls", remedy, True)
    elif surge.service:
        yield from _surging_service(plan, (*path, "service"), surge.service)
    for name in surge.streams:
        yield from _surging_stream(plan, (*path, "streams", name), name)
    if not surge.lasts and not surge.half_life:
        what = f"surge “{short(str(path[-1]))}” takes no time"
        yield Remark(path, what, "Add “for”, “half_life” or both.", about_name=True)
    if surge.area and not area(surge.area).isdecimal():
        what = f"“{short(surge.area)}” is not the beginning of a number"
        yield Remark((*path, "area"), what, "Write it like “+36 52”.")


def _surging_service(plan: Plan, path: Path, service: str) -> Iterator[Remark]:
    served = [name for name, stream in plan.streams.items() if stream.service == service]
    if not served:
        services = sorted({stream.service for stream in plan.streams.values()} - {""})
        remedy = suggest(service, services, "Services of the streams")
        yield Remark(path, f"there is no service “{short(service)}”", remedy)
    elif plan.demand.streams.keys().isdisjoint(served):
        what = f"no stream of service “{short(service)}” has demand"
        yield Remark(path, what, f"Add one of {listed(served)} to “demand”.")


def _surging_stream(plan: Plan, path: Path, name: str) -> Iterator[Remark]:
    if name not in plan.streams:
        what = f"there is no stream “{short(name)}”"
        yield Remark(path, what, suggest(name, plan.streams, "Streams"))
    elif name not in plan.demand.streams:
        what = f"stream “{short(name)}” has no demand that could be multiplied"
        yield Remark(path, what, f"Add it to “demand”: {name}: {{per_day: …}}.")


def _paths(plan: Plan, path: Path, name: str, stream: Stream) -> Iterator[Remark]:
    """Judge how callers of one stream get to somebody, with what is said for all callers."""
    known = traits(plan.demand, name)
    reached = _behind_keys(plan)
    zero = known.straight_to_zero
    if known.pretend is not None:
        yield from _pretended(path, known.pretend, zero, reached)
    if stream.pretend is not None and stream.pretend.stream == name:
        what = f"callers of “{name}” cannot pretend to be themselves"
        yield Remark((*path, "pretend", "as"), what, "Name a stream that is answered sooner.")
    if ways.operator(plan) is None and (zero or name not in reached):
        what = f"callers of “{name}” cannot press 0: there is no operator"
        remedy = "Name an “operator” for 0, or a key that leads to the stream."
        yield Remark((*path, "straight_to_zero"), what, remedy)


def _pretended(path: Path, pretend: Pretend, zero: float, reached: set[str]) -> Iterator[Remark]:
    if pretend.stream not in reached:
        what = f"no key leads to stream “{short(pretend.stream)}”: nobody can press it"
        yield Remark((*path, "pretend", "as"), what, "Name a stream that a key leads to.")
    if zero + pretend.share > 1 + 1e-9:
        what = (
            f"“straight_to_zero” and “pretend” are {say_share(zero + pretend.share)} of the callers"
        )
        yield Remark(path, what, "Together they are at most 100 %.", about_name=True)


def _behind_keys(plan: Plan) -> set[str]:
    return {
        target.stream
        for menu in ways.reachable(plan)
        for target in ways.keys(plan, plan.menu[menu]).values()
        if target.stream is not None
    }


def _transfers(plan: Plan, path: Path, callers: Callers) -> Iterator[Remark]:
    """Find transfers that a team may not make."""
    for name, transfer in callers.transfer.items():
        allowed = _allowed(plan, name)
        if allowed is not None and goal(transfer.to) not in allowed:
            what = f"team “{name}” may not transfer to “{short(transfer.to)}”"
            yield Remark(
                (*path, "transfer", name, "to"), what, f"It may to: {listed(sorted(allowed))}."
            )


def _allowed(plan: Plan, team: str) -> set[str] | None:
    """Return the goals of *team*; None: any. Who may reach a team may use its streams."""
    written = plan.teams[team].transfers_to
    if written is None:
        return None
    goals = {goal(to) for to in written}
    inside = {
        f"stream:{stream}"
        for name, other in plan.teams.items()
        if f"team:{name}" in goals
        for stream in other.takes
    }
    return goals | inside
