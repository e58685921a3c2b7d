"""Makes the population of a plan and its hotline, and spans of days in which it calls.

The plan must be without faults, and staffed as the hotline is. It knows plans and dates, and
nothing of what happens in a call.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from librt.vecs import vec

from firstline.domain.hotline import Hotline, Stream, Team
from firstline.domain.time import NEVER, in_seconds
from firstline.plan import laws as written
from firstline.plan.demand_defaults import BEFORE_TRANSFER, Traits, traits
from firstline.plan.model import Plan
from firstline.plan.names import goal
from firstline.sim import keying
from firstline.sim.duties import Days, duties
from firstline.sim.kernel import laws
from firstline.sim.kernel.population import (
    Habits,
    Handover,
    Keys,
    Matter,
    Population,
    Pretence,
    Redial,
    Span,
)
from firstline.sim.sources import sources


def population(plan: Plan, hotline: Hotline) -> Population:
    """Return everybody who may call *hotline*, and what its agents are like."""
    agents = plan.demand.agents
    return Population(
        matters=[_matter(plan, hotline, number) for number in range(len(hotline.streams))],
        habits=Habits(law(agents.answer), decline=agents.decline, no_answer=agents.no_answer),
        language_keys=[
            Keys(keying.to_language(plan, language) if number else {})
            for number, language in enumerate(hotline.languages)
        ],
    )


def span(
    plan: Plan, hotline: Hotline, population: Population, first_day: date, days: int, seed: int
) -> Span:
    """Return who comes when in some *days* from a midnight on, in the world of *seed*."""
    calendar = Days(plan.timezone, first_day, days, seed)
    return Span(
        calendar.begin,
        calendar.end,
        sources=sources(plan, hotline, population, calendar),
        duties=duties(plan, hotline, calendar),
    )


LAWS: Final[dict[str, Callable[[Any], laws.Law]]] = {
    "always": lambda it: laws.Never() if it >= NEVER else laws.Fixed(in_seconds(it)),
    "exponential": lambda it: laws.Exponential(in_seconds(it)),
    "lognormal": lambda it: laws.Lognormal(in_seconds(it.mean), in_seconds(it.sd)),
    "weibull": lambda it: laws.Weibull(it.shape, in_seconds(it.scale)),
    "gamma": lambda it: laws.Gamma(in_seconds(it.mean), in_seconds(it.sd)),
    "uniform": lambda it: laws.Uniform(in_seconds(it.least), in_seconds(it.most)),
    "empirical": lambda it: laws.Empirical(vec[float]([in_seconds(time) for time in it])),
}
"By the kind of a plan's law."


def law(said: written.Law) -> laws.Law:
    """Return the law that a plan has written."""
    return LAWS[said.kind](getattr(said, said.kind))


def _matter(plan: Plan, hotline: Hotline, number: int) -> Matter | None:
    stream = hotline.streams[number]
    if stream.name not in plan.demand.streams:
        return None
    known = traits(plan.demand, stream.name)
    specialists = _specialists(hotline, stream, known)
    return Matter(
        number,
        patience=law(known.patience),
        talk=[law(talk) for talk in known.talks()],
        wrap_up=[None if it is None else law(it) for it in known.wrap_ups()],
        key_time=law(known.key_time),
        wrong_key=known.wrong_key,
        gives_up=known.gives_up,
        languages=_languages(hotline, known),
        straight_to_zero=known.straight_to_zero,
        pretence=_pretence(hotline, known),
        handovers=_handovers(hotline, stream, known, specialists),
        balk_over=NEVER if known.balk is None else known.balk.over,
        balk_share=0.0 if known.balk is None else known.balk.share,
        redial=Redial(known.redial.share, law(known.redial.after), known.redial.at_most),
        ways=_ways(plan, hotline, stream.name, known),
        specialists=specialists,
    )


def _languages(hotline: Hotline, known: Traits) -> list[float]:
    """Return the share of callers up to and with each language."""
    shares = known.languages or {hotline.languages[0]: 1.0}
    until = 0.0
    found: list[float] = []
    for language in hotline.languages:
        until += shares.get(language, 0.0)
        found.append(until)
    found[-1] = 1.0
    return found


def _pretence(hotline: Hotline, known: Traits) -> Pretence | None:
    pretend = known.pretend
    if pretend is None:
        return None
    names = [stream.name for stream in hotline.streams]
    return Pretence(
        names.index(pretend.stream),
        share=pretend.share,
        recognised=pretend.recognised,
        after=law(pretend.after),
        talk=pretend.talk,
    )


def _handovers(
    hotline: Hotline, stream: Stream, known: Traits, specialists: list[str]
) -> list[Handover | None]:
    """Return what each team passes on: as the plan says, or because it is not its matter."""
    found: list[Handover | None] = []
    for team, specialist in zip(hotline.teams, specialists, strict=True):
        said = known.transfer.get(team.name)
        if said is not None:
            found.append(Handover(goal(said.to), said.share, law(said.after)))
        elif specialist and not team.levels[stream.index]:
            found.append(Handover(specialist, 0.0, law(BEFORE_TRANSFER)))
        else:
            found.append(None)
    return found


def _ways(plan: Plan, hotline: Hotline, stream: str, known: Traits) -> list[list[Keys]]:
    """Return the keys by path: truthful, pretending, straight to zero."""
    pressed = stream if known.pretend is None else known.pretend.stream
    languages = hotline.languages
    return [
        [Keys(keying.to_stream(plan, stream, language)) for language in languages],
        [Keys(keying.to_stream(plan, pressed, language)) for language in languages],
        [Keys(keying.to_operator(plan)) for _ in languages],
    ]


def _specialists(hotline: Hotline, stream: Stream, known: Traits) -> list[str]:
    """Return by team where its agents send a caller who is not theirs; nothing if they may not."""
    is_taken = any(team.levels[stream.index] for team in hotline.teams)
    goals = {goal(transfer.to) for transfer in known.transfer.values()}
    to = f"stream:{stream.name}"
    return [
        to if is_taken and _sends_on(hotline, team, stream, goals) else "" for team in hotline.teams
    ]


def _sends_on(hotline: Hotline, team: Team, stream: Stream, goals: set[str]) -> bool:
    """Whether agents of *team* may send on who asks for *stream*, and are not the ones to ask.

    Those to whom the first line transfers the matter, to one of *goals*, are specialists, whatever
    their own streams.
    """
    if team.transfers_to and f"stream:{stream.name}" not in team.transfers_to:
        return False
    own = {f"stream:{other.name}" for other in hotline.streams if team.levels[other.index]}
    is_specialist = not goals.isdisjoint(own | {f"team:{team.name}"})
    return team.levels[stream.index] > 0 or not is_specialist
