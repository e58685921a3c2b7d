"""Advice on a plan that is without faults: what callers would suffer from, or thieves enjoy.

Each rule is one function and can be read alone. It knows plans and no clock; how the menu is to
listen to is judged in listening.py.
"""

from collections.abc import Callable, Iterator
from typing import Final

from firstline.domain.time import MINUTE, NEVER, SECOND
from firstline.plan import demand_lint, listening, ways
from firstline.plan.faults import Fault, Path, Remark, listed
from firstline.plan.model import Agent, Plan, Stream
from firstline.plan.names import goal, targets
from firstline.plan.rules import Order
from firstline.plan.secret import Secret
from firstline.plan.staff import takers


def lint(plan: Plan) -> list[Fault]:
    """Return warnings about *plan*, in the order of its lines."""
    found = [remark for rule in RULES for remark in rule(plan)]
    return sorted({plan.source.fault(remark) for remark in found})


def _no_human(plan: Plan) -> Iterator[Remark]:
    """A menu from which no human can be reached."""
    with_human = {
        name
        for name, menu in plan.menu.items()
        if any(target.stream for target in ways.leads(plan, menu))
    }
    for name in plan.menu.keys() - ways.leading_to(plan, with_human):
        what = f"from menu “{name}” no human can be reached"
        yield Remark(("menu", name), what, "Add a key with “stream”, or name an “operator”.", True)


def _no_operator(plan: Plan) -> Iterator[Remark]:
    """0 is where people look for a human, in every menu."""
    if ways.operator(plan) is None:
        remedy = "Write “operator: STREAM”, so that 0 leads to a human in every menu."
        yield Remark(("menu",), "there is no operator behind 0", remedy, True)
    for name, menu in plan.menu.items():
        zero = menu.keys.get(ways.HUMAN)
        if zero is not None and zero.stream is None:
            what = f"in menu “{name}” 0 does not lead to a human"
            remedy = "Use another key: people press 0 for a human."
            yield Remark(("menu", name, "keys", ways.HUMAN), what, remedy, True)


def _unoffered_language(plan: Plan) -> Iterator[Remark]:
    chosen = {key.language for menu in plan.menu.values() for key in menu.keys.values()}
    for language in plan.languages[1:]:
        if language not in chosen:
            what = f"no key leads to the language “{language}”"
            remedy = f"Add a key with “language: {language}” to the first menu."
            yield Remark(("languages", language), what, remedy)


def _starving(plan: Plan) -> Iterator[Remark]:
    """The first queue must not starve the second."""
    if len({stream.first for stream in plan.streams.values()}) == 2:
        advice = _starves(plan.policy.order)
        if advice is not None:
            yield Remark(("policy", "order"), *advice, True)


def _starves(order: Order) -> tuple[str, str] | None:
    """Return how *order* keeps the second queue waiting for ever, and what to do."""
    if order.accumulating is not None:
        what = "waiting gains nothing in the second queue: it may never be served"
        remedy = "Write a rate above 0 for “second”."
        return (what, remedy) if order.accumulating.second == 0 else None
    if order.head_start is not None:
        what = "with such a head start the second queue is hardly ever served"
        remedy = "Write some minutes, and try it in a simulation."
        return (what, remedy) if order.head_start > 30 * MINUTE else None
    what = "while callers of the first queue wait, the second is never served"
    remedy = "Add a guard, like {discipline: strict, guard: 5 min}."
    return (what, remedy) if order.guard is None or order.guard == NEVER else None


def _clear_passwords(plan: Plan) -> Iterator[Remark]:
    secrets: list[tuple[Path, Secret | None]] = [
        (("trunks", name, "password"), trunk.password) for name, trunk in plan.trunks.items()
    ]
    for path, agent in _agents(plan):
        secret = agent.phone.password if agent.phone is not None else None
        secrets.append(((*path, "phone", "password"), secret))
    for path, secret in secrets:
        if secret is not None and secret.clear.get_secret_value():
            what = "a password is written in the plan"
            remedy = "Write {env: NAME_OF_A_VARIABLE} or {file: PATH}, and change the password."
            yield Remark(path, what, remedy, True)


def _agents(plan: Plan) -> Iterator[tuple[Path, Agent]]:
    for team, members in plan.teams.items():
        for name, agent in members.agents.items():
            yield ("teams", team, "agents", name), agent


def _shared_phones(plan: Plan) -> Iterator[Remark]:
    addresses: dict[str, Path] = {}
    for path, agent in _agents(plan):
        if agent.address is not None:
            first = addresses.setdefault(agent.address.text, path)
            if first != path:
                what = f"agents “{first[-1]}” and “{path[-1]}” have the same phone"
                yield Remark((*path, "address"), what, "Give each agent a phone of their own.")


def _idle_teams(plan: Plan) -> Iterator[Remark]:
    """Teams that no call can reach."""
    wanted = _possible(plan)
    goals = {goal(to) for team in plan.teams.values() for to in team.transfers_to or ()}
    for name, team in plan.teams.items():
        called = f"team:{name}" in goals or not wanted.isdisjoint(team.takes)
        if not called:
            what = f"no call can reach team “{name}”"
            remedy = "Let it take a stream that a key leads to, or another team transfer to it."
            yield Remark(("teams", name), what, remedy, True)
        if not team.agents:
            what = f"team “{name}” has no agents"
            yield Remark(("teams", name), what, "List them under “agents”.", True)


def _possible(plan: Plan) -> set[str]:
    """Return the streams that a caller can get into without an agent."""
    found = {target.stream for _, target in targets(plan) if target.stream is not None}
    operator = ways.operator(plan)
    return found | {operator} if operator is not None else found


def _idle_streams(plan: Plan) -> Iterator[Remark]:
    """Streams that no key leads to, and no agent can transfer to."""
    possible = _possible(plan)
    goals = {goal(to) for team in plan.teams.values() for to in team.transfers_to or ()}
    for name in plan.streams.keys() - possible:
        taken_by = {f"team:{taker.name}" for taker in takers(plan, name)}
        if not goals & {f"stream:{name}", *taken_by}:
            what = f"no key leads to stream “{name}”, and no team transfers to it"
            remedy = "Let a key lead to it, or name its team in another's “transfers_to”."
            yield Remark(("streams", name), what, remedy, True)


def _helpers_only(plan: Plan) -> Iterator[Remark]:
    for name in plan.streams:
        teams = takers(plan, name)
        if teams and all(taker.after for taker in teams):
            what = f"stream “{name}” is nobody's first choice: its callers always wait"
            yield Remark(("streams", name), what, "Let a team take it at level 1.", True)


def _times(plan: Plan) -> Iterator[Remark]:
    policy = plan.policy
    for path, value, least, most in (
        (("policy", "ring_time"), policy.ring_time, 5 * SECOND, 60 * SECOND),
        (("policy", "announce", "every"), policy.announce.every, 20 * SECOND, 10 * MINUTE),
    ):
        if not least <= value <= most:
            span = f"{least // SECOND} to {most // SECOND} seconds"
            yield Remark(path, f"“{path[-1]}” is unusual", f"Usual are {span}.")
    for name, menu in plan.menu.items():
        if menu.no_input.after < 3 * SECOND:
            what = "callers have hardly time to press a key"
            path = ("menu", name, "no_input", "after")  # type: ignore[assignment]
            yield Remark(path, what, "Give them at least 3 s.")


def _local_hours(plan: Plan) -> Iterator[Remark]:
    if plan.open is not None and "timezone" not in plan.model_fields_set:
        what = "the opening hours are taken as UTC"
        yield Remark(("open",), what, "Write “timezone: …”, like Europe/Budapest.", True)


def _unheard(plan: Plan) -> Iterator[Remark]:
    """Things written to no effect."""
    records = any(stream.record for stream in plan.streams.values())
    if plan.recording.say is not None and not records:
        what, remedy = "no stream is recorded", "Add “record: true” to one, or delete this."
        yield Remark(("recording",), what, remedy, True)
    for name, stream in plan.streams.items():
        yield from _without_limit(("streams", name), stream)


def _without_limit(path: Path, stream: Stream) -> Iterator[Remark]:
    if stream.on_full is not None and stream.full_at is None:
        yield Remark((*path, "on_full"), "this never happens", "Add “full_at”.", True)
    if stream.on_max_wait is not None and "max_wait" not in stream.model_fields_set:
        yield Remark((*path, "on_max_wait"), "this never happens", "Add “max_wait”.", True)


def _open_trunks(plan: Plan) -> Iterator[Remark]:
    for name, trunk in plan.trunks.items():
        wide = [str(network) for network in trunk.address if network.prefixlen < 8]
        if wide:
            what = f"trunk “{name}” takes calls from {listed(wide)}: from strangers"
            remedy = "Name your carrier's addresses, or let it prove itself with a password."
            yield Remark(("trunks", name), what, remedy, True)


RULES: Final[tuple[Callable[[Plan], Iterator[Remark]], ...]] = (
    listening.remarks,
    _no_human,
    _no_operator,
    _unoffered_language,
    _starving,
    _clear_passwords,
    _shared_phones,
    _idle_teams,
    _idle_streams,
    _helpers_only,
    _times,
    _local_hours,
    _unheard,
    _open_trunks,
    demand_lint.remarks,
)
