"""Calls, agents, their places in line, and the lists that link them.

The lists run through the places and agents themselves, so that leaving one costs the same however
long it is. Nothing is decided here.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64, mypyc_attr

from firstline.domain import agent as agents
from firstline.domain import call as calls
from firstline.domain.agent import AgentState
from firstline.domain.call import CallState, Outcome
from firstline.domain.hotline import Menu, Seat, Stream, Team
from firstline.domain.menu import MenuStep
from firstline.domain.time import NEVER, Duration, Instant
from firstline.switchboard.snapshot import KeptPlace
from firstline.switchboard.timer import NOBODY, Due, Timer


class Slip:
    """What goes with a transferred call, so that the caller need not say it again."""

    def __init__(self, by: str, reason: str, note: str) -> None:
        self.by: Final[str] = by
        "The agent who transferred."
        self.reason: Final[str] = reason
        self.note: Final[str] = note


_NO_SLIPS: Final[list[Slip]] = []


@mypyc_attr(free_list_len=1)
class Visited:
    """A menu that the caller has come through, and those before."""

    def __init__(self, menu: Menu, before: "Visited | None") -> None:
        self.menu: Final[Menu] = menu
        self.before: Final[Visited | None] = before
        self.depth: Final[i64] = 1 if before is None else before.depth + 1


@mypyc_attr(free_list_len=1)
class Call:
    """One caller's visit, from the first ring to the last hang-up."""

    def __init__(self, number: i64, calling: str, dialled: str, now: Instant) -> None:
        self.number: Final[i64] = number
        "Counts the calls of a hotline; never used twice."
        self.calling: Final[str] = calling
        self.dialled: Final[str] = dialled
        self.arrived: Final[Instant] = now
        self.caller: Due | None = None
        "Who calls, where the world has somebody to act for them; nothing here looks."
        self.state: i64 = CallState.MENU
        self.language: i64 = 0
        self.keys: str = ""
        "All keys pressed in menus so far."
        self.stream: Stream | None = None
        self.agent: Agent | None = None
        "Who is reserved for, talks to, or holds this call."
        self.was_answered: bool = False
        self.slips: list[Slip] = _NO_SLIPS
        "One per transfer; a new list each time, since most calls have none."
        self.transferrer: Agent | None = None
        "Who gets the call back when nobody takes it."
        self.may_record: bool = False
        self.outcome: Outcome | None = None
        self.older: Call | None = None
        self.newer: Call | None = None
        "Its neighbours among the calls that are up."
        # in the menu
        self.menu: Menu | None = None
        self.path: Visited | None = None
        "The menu before this one."
        self.ahead: str = ""
        "Keys pressed ahead of the prompt, not yet used."
        self.step: i64 = MenuStep.PROMPT
        self.silences: i64 = 0
        self.mistakes: i64 = 0
        self.incident: str = ""
        "The incident that the caller was told of."
        self.kept: KeptPlace | None = None
        "The place of an earlier call that the caller may have again, and has not yet."
        self.farewell: Outcome = Outcome.DEFLECTED
        "How the call will have ended when the message being spoken is over."
        # in line
        self.told_until: Instant = NEVER
        "The latest end of the wait that the caller was told; NEVER: nothing was told."
        self.treated: bool = False
        "Hears the treatment of a waiting caller."
        # timers
        self.widen_timer: Timer | None = None
        self.wait_timer: Timer | None = None
        self.return_timer: Timer | None = None
        # what points back comes last: all else is then known to be there when it is read
        self.step_timer: Final[Timer] = Timer(NOBODY, 0, self)
        "Of the message, the menu or the announcement."
        self.place: Place = Place(self)

    def signal(self, signal: i64) -> None:
        """Move to the state that follows."""
        self.state = calls.next_state(self.state, signal)

    def let_go(self) -> None:
        """Part with what points back to this call, which is over.

        Its memory is free at once then, and no collector ever has to look for it.
        """
        self.place = NO_PLACE
        self.step_timer.call = None


@mypyc_attr(free_list_len=1)
class Place:
    """A place in line: a caller's, or that of an agent who asks for a colleague (a consult)."""

    def __init__(self, call: Call, asker: "Agent | None" = None) -> None:
        self.call: Final[Call] = call
        self.asker: Final[Agent | None] = asker
        "The agent who consults; None where the caller waits."
        self.urgency: i64 = 0
        self.since: Instant = 0
        "Counts as waiting from here; earlier than `entered` where waiting is credited."
        self.entered: Instant = 0
        self.line: Line | None = None
        "The line it stands in, or was taken from when it was offered."
        self.stands: bool = False
        "In its line now."
        self.agent: Agent | None = None
        "Who is reserved for it."
        self.slip: Slip | None = None
        "What the asker of a consult tells the colleague; joins the call's slips at a hand-over."
        self.before: Place | None = None
        self.after: Place | None = None


NO_CALL: Final = Call(0, "", "", 0)
"Stands where no call is."
NO_PLACE: Final = Place(NO_CALL)
"Where a call stands that is over."


class Line:
    """A waiting line: places for one goal, urgency and language, the earliest first."""

    def __init__(self, goal: str, urgency: i64, language: i64) -> None:
        self.goal: Final[str] = goal
        "What it waits for, in words: a stream, a team or an agent."
        self.urgency: Final[i64] = urgency
        self.language: Final[i64] = language
        self.stream: Stream | None = None
        self.takers: vec[Taker] = vec[Taker]()
        "The teams that take from it, best level first."
        self.only: Agent | None = None
        "The one agent it waits for, where it does."
        self.beside: list[Line] = []
        "Lines whose places the same teams may take; WaitingLines keeps it true,"
        self.beside_of: i64 = 0
        "as long as there are so many lines."
        self.length: i64 = 0
        self.head: Place | None = None
        self.tail: Place | None = None

    def add(self, place: Place) -> None:
        """Put *place* where its `since` belongs; equal ones go by call number."""
        after = self.tail
        while after is not None and _is_later(after, place):
            after = after.before
        before = self.head if after is None else after.after
        place.before = after
        place.after = before
        if after is None:
            self.head = place
        else:
            after.after = place
        if before is None:
            self.tail = place
        else:
            before.before = place
        place.line = self
        place.stands = True
        self.length += 1

    def remove(self, place: Place) -> None:
        """Take *place* out of this line."""
        before, after = place.before, place.after
        if before is None:
            self.head = after
        else:
            before.after = after
        if after is None:
            self.tail = before
        else:
            after.before = before
        place.before = None
        place.after = None
        place.stands = False
        self.length -= 1


def _is_later(one: Place, other: Place) -> bool:
    if one.since != other.since:
        return one.since > other.since
    return one.call.number > other.call.number


class Taker:
    """That a team takes from a line: how gladly, and after which wait."""

    def __init__(self, bench: "Bench", line: Line, level: i64, after: Duration) -> None:
        self.bench: Final[Bench] = bench
        self.line: Final[Line] = line
        self.level: Final[i64] = level
        self.after: Final[Duration] = after


class Bench:
    """A team at work: its ready agents, longest idle first, and the lines it takes from."""

    def __init__(self, team: Team) -> None:
        self.team: Final[Team] = team
        self.takes: vec[Taker] = vec[Taker]()
        self.on_duty: i64 = 0
        "Agents who are signed in and not not-ready."
        self.head: Agent | None = None
        self.tail: Agent | None = None

    def sit(self, agent: "Agent") -> None:
        """Add a ready agent, behind all who have been idle for longer."""
        after = self.tail
        while after is not None and is_longer_idle(agent, after):
            after = after.before
        before = self.head if after is None else after.after
        agent.before = after
        agent.after = before
        if after is None:
            self.head = agent
        else:
            after.after = agent
        if before is None:
            self.tail = agent
        else:
            before.before = agent

    def rise(self, agent: "Agent") -> None:
        """Take out an agent who is no longer ready."""
        before, after = agent.before, agent.after
        if before is None:
            self.head = after
        else:
            before.after = after
        if after is None:
            self.tail = before
        else:
            after.before = before
        agent.before = None
        agent.after = None


class Watch:
    """That a supervisor hears an agent and the agent's present caller."""

    def __init__(self, supervisor: str, agent: "Agent", call: Call, mode: str) -> None:
        self.supervisor: Final[str] = supervisor
        self.agent: Final[Agent] = agent
        self.call: Final[Call] = call
        self.mode: str = mode
        "One of supervision.MODES."


_NO_WATCHES: Final[list[Watch]] = []


class Agent:
    """One agent, and the call that is theirs."""

    def __init__(self, seat: Seat, bench: Bench) -> None:
        self.seat: Final[Seat] = seat
        self.name: Final[str] = seat.name
        self.bench: Bench = bench
        self.state: i64 = AgentState.SIGNED_OUT
        self.reason: str = ""
        "Why not ready."
        self.since: Instant = 0
        "In this state since."
        self.idle_since: Instant = 0
        self.has_phone: bool = False
        self.place: Place | None = None
        "RESERVED for it, or talking to its asker (a consult)."
        self.call: Call | None = None
        "TALKING, HOLDING: the caller; also the colleague's caller during a consult."
        self.consult: Place | None = None
        "The colleague that this agent has asked for while the caller is held."
        self.colleague: Agent | None = None
        "Whom this agent talks to in a consult."
        self.confers: bool = False
        "Agent, colleague and caller all talk."
        self.watches: list[Watch] = _NO_WATCHES
        "Who supervises the present call; a new list each time, since few are supervised."
        self.leaves: bool = False
        "Signs out when the present work is done."
        self.pauses: str = ""
        "Goes not ready for this reason when the present work is done."
        self.comes_back: bool = False
        "Was ready when the phone was lost."
        self.served_since: Instant = 0
        "When the present call was answered; for handle times."
        self.served: Stream | None = None
        "The stream of the present or last call."
        self.wrap_up_code: str = ""
        self.resumes: bool = False
        "The consult put the caller on hold; when it fails, the two are joined again."
        self.before: Agent | None = None
        self.after: Agent | None = None
        self.own_lines: list[Line] = []
        "Lines of calls that wait for this agent only."
        self.timer: Final[Timer] = Timer(NOBODY, 0, None, self)  # last, like a call's
        "The agent's one clock: ring time, wrap-up, or pause."

    def signal(self, signal: i64, now: Instant) -> None:
        """Move to the state that follows."""
        self.state = agents.next_state(self.state, signal)
        self.since = now


def is_longer_idle(one: Agent, other: Agent) -> bool:
    """Whether *one* has been ready for longer than *other*; equal ones go by the plan's order."""
    if one.idle_since != other.idle_since:
        return one.idle_since < other.idle_since
    return one.seat.index < other.seat.index
