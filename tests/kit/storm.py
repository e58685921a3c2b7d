"""Anything happens to a switchboard, in any order; what happened is written down and can be redone.

Acts are the switchboard's own methods, named, with agents by name and calls by number, so that the
same log can be run again: at once, or with every alarm as late as possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from typing_extensions import override

from firstline.domain.hotline import FIRST, SECOND, Hotline, Incident
from firstline.domain.time import NEVER, Instant
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard
from kit.playbook import MONDAY_NOON
from kit.strict_world import StrictWorld

URGENCIES: Final = {"first": FIRST, "second": SECOND}
"""As an act names them: its numbers are calls."""

Word: TypeAlias = str | int | Incident


@dataclass(frozen=True)
class Act:
    """One thing that happened."""

    at: Instant
    what: str
    words: tuple[Word, ...]


class _Stamped(list[str]):
    """Lines with the switchboard's own instant before each."""

    def __init__(self, world: StrictWorld) -> None:
        super().__init__()
        self._world: Final = world

    @override
    def append(self, line: str) -> None:
        super().append(f"{self._world.board.now} {line}")


class Storm:
    """A switchboard in a strict world, and all that happened to it."""

    def __init__(self, hotline: Hotline) -> None:
        self.hotline: Final = hotline
        self.now: Instant = MONDAY_NOON
        self.log: Final[list[Act]] = []
        self.said: Final[list[str]] = []
        "What was asked for in runs before the last restart."
        self.calls: dict[int, Call] = {}
        "Every call of this run, up or over."
        self.board, self.world = self._new_board()
        self.board.open(self.now)

    @property
    def lines(self) -> list[str]:
        """Everything that was asked for so far."""
        return self.said + self.world.lines

    def _new_board(self) -> tuple[Switchboard, StrictWorld]:
        world = StrictWorld()
        world.lines = _Stamped(world)
        board = Switchboard(self.hotline, world)
        world.board = board
        return board, world

    def do(self, what: str, *words: Word) -> bool:
        """Let something happen now; False where it was refused. A refusal must change nothing."""
        self.log.append(Act(self.now, what, words))
        self.board.advance(self.now)
        before = fingerprint(self.board), len(self.world.lines)
        try:
            self._act(what, words)
        except Refusal:
            assert (fingerprint(self.board), len(self.world.lines)) == before
            return False
        return True

    def does_nothing(self, what: str, *words: Word) -> None:
        """Let something happen that comes too late to mean anything."""
        self.board.advance(self.now)
        before = fingerprint(self.board), len(self.world.lines)
        assert self.do(what, *words)
        assert (fingerprint(self.board), len(self.world.lines)) == before

    def wait(self, length: int) -> None:
        """Let time pass, each alarm on time."""
        self.now += length
        self.board.advance(self.now)

    def _act(self, what: str, words: tuple[Word, ...]) -> None:
        if what == "restart":
            self._restart()
        elif what == "arrive":
            call = self.board.arrive(str(words[0]), str(words[1]), self.now)
            self.calls[call.number] = call
        elif what == "change_urgency":
            number, urgency = words
            self.board.change_urgency(
                self.calls[int(str(number))], URGENCIES[str(urgency)], self.now
            )
        else:
            if what == "agent_answers" and self._is_rung(str(words[0]), int(str(words[1]))):
                self.world.picked_up(str(words[0]))
            getattr(self.board, what)(*[self._party(word) for word in words], self.now)

    def _is_rung(self, name: str, number: int) -> bool:
        phone = self.world.phones.get(name)
        return phone is not None and (phone.doing, phone.call) == ("rung", number)

    def _restart(self) -> None:
        snapshot = self.board.snapshot()
        self.said.extend(self.world.lines)
        self.calls = {}
        self.board, self.world = self._new_board()
        self.board.restore(snapshot, self.now)

    def _party(self, word: Word) -> Agent | Call | str | Incident:
        if isinstance(word, int):
            return self.calls[word]
        if isinstance(word, str):
            return self.board.agent(word) or word
        return word


def again(
    hotline: Hotline, log: Iterable[Act], until: Instant, *, alarms: Literal["on time", "late"]
) -> list[str]:
    """Return what is asked for when *log* happens once more."""
    storm = Storm(hotline)
    for act in [*log, Act(until, "", ())]:
        while alarms == "on time" and storm.board.deadline() <= act.at:
            storm.board.advance(storm.board.deadline())
        storm.now = act.at
        if act.what:
            storm.do(act.what, *act.words)
        else:
            storm.board.advance(act.at)
    return storm.lines


def fingerprint(board: Switchboard) -> tuple[object, ...]:
    """Return everything that can be seen of a switchboard."""
    return (
        [_call(call) for call in board.room.calls.values()],
        [_agent(agent) for agent in board.room.agents],
        [(line.goal, line.urgency, line.language, _places(line.head)) for line in board.lines.all],
        [bench.on_duty for bench in board.room.benches],
        (len(board.room.agenda), board.deadline() if board.deadline() < NEVER else None),
        [(place.calling, place.since, place.left) for place in board.kept.all()],
        [incident.name for incident in board.incidents.all()],
        board.room.closing,
    )


def _places(place: Place | None) -> list[int]:
    found = []
    while place is not None:
        found.append(place.call.number)
        place = place.after
    return found


def _call(call: Call) -> tuple[object, ...]:
    place = call.place
    return (
        (call.number, call.state, call.step, call.language, call.keys, call.ahead),
        (place.stands, place.since, place.urgency, place.entered, place.agent and place.agent.name),
        (call.agent and call.agent.name, call.stream and call.stream.name, len(call.slips)),
        (call.told_until, call.treated, call.farewell, call.outcome, call.was_answered),
    )


def _agent(agent: Agent) -> tuple[object, ...]:
    return (
        (agent.name, agent.state, agent.reason, agent.has_phone, agent.idle_since, agent.since),
        (agent.leaves, agent.pauses, agent.comes_back, agent.wrap_up_code),
        (agent.call and agent.call.number, agent.place and agent.place.call.number),
        (agent.colleague and agent.colleague.name, agent.consult is not None, agent.confers),
        (agent.bench.team.name, [(watch.supervisor, watch.mode) for watch in agent.watches]),
    )
