"""The wallboard: queues, agents, who waits, incidents and counts, folded from journal entries.

Each entry changes what it is about and nothing else; what has changed since it was last asked is
told apart from the whole. It asks neither the switchboard nor the clock, and knows no sockets.
"""

from collections import deque
from collections.abc import Callable
from copy import copy
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from firstline.domain.hotline import FIRST, Hotline
from firstline.domain.time import NEVER, Instant
from firstline.journal.commands import (
    Connect,
    HangUp,
    Queue,
    Refuse,
    ReportLimit,
    Ring,
    ShowAgent,
    ShowIncident,
)
from firstline.journal.entry import Entry
from firstline.journal.events import (
    CallArrived,
    ClosingAsked,
    PhoneConnected,
    PhoneLost,
    RunEnded,
    RunStarted,
    UrgencyChanged,
)
from firstline.journal.told import iso
from firstline.live.agents_shown import AgentsShown
from firstline.live.board_rows import (
    AgentRow,
    IncidentRow,
    Message,
    QueueRow,
    Section,
    TeamRow,
    WaitingRow,
)
from firstline.live.labels import Labels, Text
from firstline.live.tally import Tally
from firstline.live.waiting_calls import WaitingCalls
from firstline.live.words import SHOWN, told
from firstline.switchboard.limits import MAX_WAIT

LONGEST: Final = 50
"So many of those who wait are shown, the longest."
LAST: Final = 10
"Lines of what happened last."


class _CallUp(Struct):
    """What is known of a call that is up."""

    calling: str = ""
    stream: str = ""
    language: str = ""
    goal: str = ""
    "Of the consult that its agent has begun last."


class Wallboard:
    """Takes the entries of one run after the other."""

    def __init__(
        self,
        hotline: Hotline,
        tally: Tally,
        labels: Labels,
        message: Callable[[str], Message],
    ) -> None:
        """*tally* takes the same entries, before.

        *message* says what callers are told of the incident of a name.
        """
        self.seq = 0
        "The last entry taken."
        self.is_news = False
        "Whether something has changed since `changes` was last asked."
        self.expectation: object = None
        "What the next hour will bring, if it is known; set from outside."
        self.why_unexpected: Text | None = None
        "Why it is not."
        self._hotline: Final = hotline
        self._tally: Final = tally
        self._labels: Final = labels
        self._message: Final = message
        self._calls: Final[dict[int, _CallUp]] = {}
        self._waiting: Final = WaitingCalls()
        self._agents: Final = AgentsShown(hotline, self._stream_of)
        self._incidents: Final[dict[str, IncidentRow]] = {}
        self._last: Final[deque[Entry]] = deque(maxlen=LAST)
        self._is_closing = False
        self._streams: Final = {f"stream:{stream.name}": stream for stream in hotline.streams}
        self._takers: Final = {
            f"stream:{stream.name}": [
                team.name for team in hotline.teams if team.levels[stream.index] > 0
            ]
            for stream in hotline.streams
        }
        self._queues_told: Final = Section[str, QueueRow]()
        self._agents_told: Final = Section[str, AgentRow]()
        self._waiting_told: Final = Section[int, WaitingRow]()
        self._rest_told: dict[str, object] = {}

    @property
    def waiting(self) -> int:
        """How many callers wait."""
        return len(self._waiting)

    def on_duty(self) -> dict[str, int]:
        """Return how many agents of each team are at work."""
        return dict(self._agents.on_duty)

    def take(self, entries: list[Entry]) -> None:
        """Take in *entries*, which follow those before."""
        for entry in entries:
            fold = _FOLDS.get(type(entry.what))
            if fold is not None:
                fold(self, entry.what, entry.at)
            if type(entry.what) in SHOWN:
                self._last.append(entry)
        self.seq = entries[-1].seq
        self.is_news = True

    def whole(self, now: Instant) -> dict[str, object]:
        """Return everything, as it is at *now*."""
        return {
            "is": "board",
            "at": iso(now),
            "seq": self.seq,
            "hotline": self._hotline.name,
            **self._rest(now),
            "queues": list(self._queues(self._goals()).values()),
            "teams": [
                TeamRow(team.name, self._labels.team(team.name)) for team in self._hotline.teams
            ],
            "agents": list(self._agents.rows.values()),
            "waiting": list(self._waiting.longest(LONGEST).values()),
        }

    def changes(self, now: Instant) -> dict[str, object]:
        """Return what has changed since this was last asked; nothing at all where nothing has."""
        self.is_news = False
        rest = self._rest(now)
        changes = {key: value for key, value in rest.items() if self._rest_told.get(key) != value}
        self._rest_told = rest
        sections = {
            "queues": self._queues_told.news(self._queues(self._taken_goals())),
            "agents": self._agents_told.news(self._taken_agents()),
            "waiting": self._waiting_told.all_news(self._waiting.longest(LONGEST)),
        }
        changes |= {key: news for key, news in sections.items() if news}
        return changes and {"is": "changes", "at": iso(now), "seq": self.seq, **changes}

    def _rest(self, now: Instant) -> dict[str, object]:
        """Return what is no list of rows that change one by one."""
        return {
            "open": self._hotline.week.is_open(now),
            "closing": self._is_closing,
            "counts": copy(self._tally.counts),
            "service_level": self._tally.service_level(now),
            "incidents": list(self._incidents.values()),
            "expectation": self.expectation,
            "why_unexpected": self.why_unexpected,
            "last": [told(entry, self._labels) for entry in reversed(self._last)],
        }

    def _goals(self) -> list[str]:
        """Return every stream, and the teams and agents for whom somebody waits."""
        return [*self._streams, *(it for it in self._waiting.goals() if it not in self._streams)]

    def _taken_goals(self) -> set[str]:
        """Return the goals whose rows may have changed, once."""
        goals = set(self._waiting.changed)
        goals |= {f"agent:{name}" for name in self._agents.changed}
        for team in self._agents.moved:
            goals.add(f"team:{team}")
            goals.update(goal for goal, takers in self._takers.items() if team in takers)
        self._waiting.changed.clear()
        self._agents.moved.clear()
        return goals

    def _taken_agents(self) -> dict[str, AgentRow | None]:
        rows: dict[str, AgentRow | None] = {
            name: self._agents.rows[name] for name in self._agents.changed
        }
        self._agents.changed.clear()
        return rows

    def _queues(self, goals: list[str] | set[str]) -> dict[str, QueueRow | None]:
        """Return the row of each goal; None where nobody waits for a team or an agent."""
        rows: dict[str, QueueRow | None] = {}
        for goal in goals:
            first, second = self._waiting.of(goal, "first"), self._waiting.of(goal, "second")
            stream = self._streams.get(goal)
            if stream is None and not (first.many or second.many):
                rows[goal] = None
                continue
            ready, on_duty = self._staff(goal)
            rows[goal] = QueueRow(
                goal=goal,
                label=self._labels.goal(goal),
                service=stream.service if stream else "",
                urgency=_urgency(stream.urgency) if stream else "",
                first=first.many,
                second=second.many,
                first_since=_moment(first.since),
                second_since=_moment(second.since),
                ready=ready,
                on_duty=on_duty,
            )
        return rows

    def _staff(self, goal: str) -> tuple[int, int]:
        """Return how many agents could be rung for a goal now, and how many are at work for it."""
        kind, _, name = goal.partition(":")
        if kind == "agent":
            return self._agents.of(name)
        teams = [name] if kind == "team" else self._takers.get(goal, [])
        return (
            sum(self._agents.ready.get(team, 0) for team in teams),
            sum(self._agents.on_duty.get(team, 0) for team in teams),
        )

    def _stream_of(self, call: int) -> str:
        known = self._calls.get(call)
        return known.stream if known is not None else ""

    def _started(self, started: RunStarted, _: Instant) -> None:
        # Whatever the run before had up is over, and nobody is known to be here.
        self._calls.clear()
        self._waiting.clear()
        self._agents.clear()
        self._incidents.clear()
        self._is_closing = False
        if started.state is not None:
            for was in started.state.agents:
                if was.moved:
                    self._agents.move(was.agent, was.team)

    def _arrived(self, arrived: CallArrived, _: Instant) -> None:
        self._calls[arrived.call] = _CallUp(arrived.calling)

    def _queued(self, queued: Queue, _: Instant) -> None:
        call = self._calls.setdefault(queued.call, _CallUp())
        if queued.asker:
            call.goal = queued.goal
            return
        call.stream, call.language = queued.stream, queued.language
        self._wait(queued, queued.goal)

    def _rung(self, ring: Ring, _: Instant) -> None:
        # A caller who was handed over to a phone that rings takes the place of the consult.
        if not ring.asker and ring.call not in self._waiting:
            call = self._calls.setdefault(ring.call, _CallUp(ring.calling))
            call.stream = ring.stream
            self._wait(ring, call.goal)

    def _wait(self, place: Queue | Ring, goal: str) -> None:
        row = WaitingRow(
            call=place.call,
            calling=self._calls[place.call].calling,
            stream=place.stream,
            goal=goal,
            urgency=place.urgency,
            since=iso(place.since),
            language=place.language,
        )
        self._waiting.put(row, place.since)

    def _changed_urgency(self, changed: UrgencyChanged, _: Instant) -> None:
        found = self._waiting.row(changed.call)
        if found is not None:
            row, since = found
            self._waiting.put(replace(row, urgency=changed.urgency), since)

    def _connected(self, connect: Connect, _: Instant) -> None:
        self._waiting.remove(connect.call)

    def _limited(self, report: ReportLimit, _: Instant) -> None:
        # Whoever has reached the longest wait hears what the plan says instead.
        if report.limit == MAX_WAIT:
            self._waiting.remove(report.call)

    def _ended(self, ended: HangUp | Refuse, _: Instant) -> None:
        self._waiting.remove(ended.call)
        self._calls.pop(ended.call, None)

    def _shown_incident(self, shown: ShowIncident, _: Instant) -> None:
        self._incidents.pop(shown.incident, None)
        if shown.active:
            self._incidents[shown.incident] = IncidentRow(
                shown.incident,
                shown.area,
                shown.service,
                "" if shown.until >= NEVER else iso(shown.until),
                self._message(shown.incident),
            )

    def _set_closing(self, _: ClosingAsked | RunEnded, __: Instant) -> None:
        self._is_closing = True


_FOLDS: Final[dict[type, Callable[[Wallboard, Any, Instant], None]]] = {
    RunStarted: Wallboard._started,
    ClosingAsked: Wallboard._set_closing,
    RunEnded: Wallboard._set_closing,
    CallArrived: Wallboard._arrived,
    UrgencyChanged: Wallboard._changed_urgency,
    PhoneConnected: lambda board, on, _: board._agents.connect_phone(on.agent),
    PhoneLost: lambda board, off, _: board._agents.lose_phone(off.agent),
    Refuse: Wallboard._ended,
    Queue: Wallboard._queued,
    Ring: Wallboard._rung,
    Connect: Wallboard._connected,
    HangUp: Wallboard._ended,
    ReportLimit: Wallboard._limited,
    ShowAgent: lambda board, shown, at: board._agents.show(shown, at),
    ShowIncident: Wallboard._shown_incident,
}
"""What each kind of entry changes."""


def _urgency(urgency: int) -> str:
    return "first" if urgency == FIRST else "second"


def _moment(at: Instant | None) -> str | None:
    return None if at is None else iso(at)
