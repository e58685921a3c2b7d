"""The metrics of agents: how their time went and how they took calls, each a row of MEASURES.

An agent's calls are talks (segments), not contacts: of a call that was transferred each agent has
their own part. Nothing here knows the store, or how numbers are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

from firstline.analysis.metric import Measure, Metric, Unit, Words, mean, share
from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.journal.records import End, Kind, Segment, Stint

_BUSY: Final = (AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP)
_AWAY: Final = (AgentState.SIGNED_OUT,)
_RESERVED: Final = AGENT_STATES[AgentState.RESERVED]
_NOT_READY: Final = AGENT_STATES[AgentState.NOT_READY]


class Work:
    """What some agents did in a time."""

    def __init__(
        self, talks: Sequence[Segment], stints: Sequence[Stint], since: int, until: int
    ) -> None:
        self.talks: Final = [talk for talk in talks if talk.kind is Kind.TALK]
        self.stints: Final = stints
        self._since: Final = since
        self._until: Final = until

    @cached_property
    def times(self) -> dict[str, int]:
        """How long they were in each state, within the time."""
        times = dict.fromkeys(AGENT_STATES, 0)
        for stint in self.stints:
            end = self._until if stint.ended is None else min(stint.ended, self._until)
            times[stint.state] += max(0, end - max(stint.began, self._since))
        return times

    def time(self, states: Iterable[int]) -> int:
        """Return how long they were in one of *states*."""
        return sum(self.times[AGENT_STATES[state]] for state in states)

    @property
    def signed_in(self) -> int:
        """How long they were on duty."""
        return sum(self.times.values()) - self.time(_AWAY)

    def offers(self) -> int:
        """Return how often their phones were rung."""
        return sum(stint.state == _RESERVED for stint in self.stints)

    def missed(self) -> int:
        """Return after how many of these they were made not ready: missed, declined, phone lost."""
        return sum(
            was.state == _RESERVED and then.state == _NOT_READY and was.agent == then.agent
            for was, then in zip(self.stints, self.stints[1:], strict=False)
        )

    def mean(self, value: Callable[[Segment], int]) -> float | None:
        """Return the mean over talks that are over."""
        return mean([value(talk) for talk in self.talks if talk.ended is not None])


def _measure(
    key: str,
    names: tuple[str, str],
    formula: tuple[str, str],
    unit: Unit,
    value: Callable[[Work], float | None],
) -> Measure[Work]:
    metric = Metric(id=key, name=Words(*names), formula=Words(*formula), unit=unit)
    return Measure(metric, value)


MEASURES: Final[list[Measure[Work]]] = [
    _measure(
        "talks",
        ("beszélgetés", "talks"),
        ("hányszor beszélt hívóval", "times connected with a caller"),
        Unit.COUNT,
        lambda work: len(work.talks),
    ),
    _measure(
        "offers",
        ("csengetés", "offers"),
        ("hányszor csengett nála", "times the phone was rung"),
        Unit.COUNT,
        lambda work: work.offers(),
    ),
    _measure(
        "missed",
        ("elmulasztott csengetés", "offers missed"),
        ("nem vette fel / csengetés", "not taken / rung, callers who left not counted as missed"),
        Unit.SHARE,
        lambda work: share(work.missed(), work.offers()),
    ),
    _measure(
        "aht",
        ("átlagos kezelési idő", "handle time (AHT)"),
        ("(beszéd + tartás + utómunka) / beszélgetés", "(talk + hold + wrap-up) / talks"),
        Unit.DURATION,
        lambda work: work.mean(lambda talk: talk.talk + talk.hold + talk.wrap_up),
    ),
    _measure(
        "talk",
        ("beszéd", "talk"),
        ("beszéd / beszélgetés", "talk / talks"),
        Unit.DURATION,
        lambda work: work.mean(lambda talk: talk.talk),
    ),
    _measure(
        "hold",
        ("tartás", "hold"),
        ("tartás / beszélgetés", "hold / talks"),
        Unit.DURATION,
        lambda work: work.mean(lambda talk: talk.hold),
    ),
    _measure(
        "wrap-up",
        ("utómunka", "wrap-up"),
        ("utómunka / beszélgetés", "wrap-up / talks"),
        Unit.DURATION,
        lambda work: work.mean(lambda talk: talk.wrap_up),
    ),
    _measure(
        "transferred",
        ("továbbkapcsolt", "passed on"),
        ("továbbadott / beszélgetés", "transferred or handed over / talks"),
        Unit.SHARE,
        lambda work: share(
            sum(talk.end in {End.TRANSFERRED, End.HANDED_OVER} for talk in work.talks),
            len(work.talks),
        ),
    ),
    _measure(
        "signed-in",
        ("bejelentkezve", "signed in"),
        ("minden állapot, a kijelentkezett kivételével", "every state but signed out"),
        Unit.DURATION,
        lambda work: work.signed_in,
    ),
    _measure(
        "occupancy",
        ("foglaltság", "occupancy"),
        (
            "(beszél + tart + utómunka) / (ezek + csengetnek + kész)",
            "(talking + holding + wrap-up) / (these + reserved + ready)",
        ),
        Unit.SHARE,
        lambda work: share(
            work.time(_BUSY),
            work.time((*_BUSY, AgentState.RESERVED, AgentState.READY)),
        ),
    ),
    _measure(
        "utilisation",
        ("kihasználtság", "utilisation"),
        (
            "(beszél + tart + utómunka) / bejelentkezve",
            "(talking + holding + wrap-up) / signed in",
        ),
        Unit.SHARE,
        lambda work: share(work.time(_BUSY), work.signed_in),
    ),
]
