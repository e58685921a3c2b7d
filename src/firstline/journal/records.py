"""What can be told of the journal: one record per contact, per segment of it, per agent's stint.

A contact is one caller's matter: a chain of segments, each with one holder. Segments know the first
of the chain, the one before and the one after. Everything here is a fold over entries: recorder.py.
"""

from enum import Enum
from typing import Final

from msgspec import Struct

from firstline.domain.call import Outcome


class Kind(Enum):
    """What a segment is."""

    MENU = "menu"
    "With the exchange: messages and menus."
    WAITING = "waiting"
    "In line, rung or not, for a stream, a team or an agent."
    TALK = "talk"
    "With an agent, on hold or not."
    CONSULT = "consult"
    "The agent asks a colleague while the caller is held: beside the chain, not in it."


class End(Enum):
    """How a segment came to its end."""

    OPEN = ""
    QUEUED = "queued"
    "From the menu into a line."
    ANSWERED = "answered"
    MOVED = "moved"
    "From one line into another."
    RETURNED = "returned"
    "Back into the line of the agent who had transferred the call."
    TRANSFERRED = "transferred"
    HANDED_OVER = "handed over"
    "To the colleague, after consulting."
    DROPPED = "dropped"
    "The consult came to nothing, or the colleague was only asked."
    CALLER = "caller"
    "The caller hung up."
    LOST = "lost"
    "The caller's leg failed."
    AGENT = "agent"
    "The agent hung up."
    EXCHANGE = "exchange"
    "The exchange ended the call."


class Contact(Struct, frozen=True, gc=False, kw_only=True):
    """One caller's matter, from arrival to end. Lengths and instants are microseconds."""

    call: int
    seq: int
    "The entry of its arrival."
    calling: str
    dialled: str
    arrived: int
    language: str = ""
    keys: str = ""
    "Pressed in menus."
    stream: str = ""
    "The last; empty where the caller never chose."
    service: str = ""
    urgency: str = ""
    "`first` or `second`; empty where the call never waited."
    queued: int | None = None
    "First entered a line."
    answered: int | None = None
    "First connected with an agent."
    reached: int | None = None
    "Connected with the last agent: the right human, as far as anyone knows."
    ended: int | None = None
    "None while the call is up."
    outcome: Outcome | None = None
    ended_by: End = End.OPEN
    refused: str = ""
    "Why the call was not taken."
    ringing_at_end: bool = False
    "The caller left while an agent was being rung."
    redial_kept: bool = False
    "The caller had left the queue before, called again and kept the place."
    recorded: bool = False
    transfers: int = 0
    "Blind, and after consulting."
    returns: int = 0
    consults: int = 0
    offers: int = 0
    "Agents rung for the caller."
    missed: int = 0
    "Of these, not answered by the agent while the caller was there."
    agent: str = ""
    "The last who talked with the caller."
    team: str = ""
    wait: int | None = None
    "From the first line to the first answer, or to the end; None while it runs, or without a line."
    wait_from_arrival: int | None = None
    "The caller's own clock: from arrival to the same instant."
    to_right_human: int | None = None
    "From arrival to `reached`; None where the caller was left waiting for someone else."
    talk: int = 0
    hold: int = 0
    wrap_up: int = 0
    wrap_up_code: str = ""
    note: str = ""
    "What the last agent wrote down about it."


class Segment(Struct, frozen=True, gc=False, kw_only=True):
    """One part of a contact, with one holder."""

    id: str
    call: int
    ordinal: int
    kind: Kind
    holder: str
    "An agent's name; what is waited for; empty in the menu."
    team: str = ""
    stream: str = ""
    urgency: str = ""
    began: int
    ended: int | None = None
    end: End = End.OPEN
    initial: str
    previous: str = ""
    next: str = ""
    offers: int = 0
    missed: int = 0
    ringing: int = 0
    "Of the waiting: while an agent's phone rang."
    talk: int = 0
    hold: int = 0
    wrap_up: int = 0
    wrap_up_code: str = ""
    slip_by: str = ""
    "What went with the call when it came here: who transferred it, why, and a note."
    slip_reason: str = ""
    slip_note: str = ""
    note: str = ""
    "What the agent wrote down about it."
    conference: bool = False
    "A consult in which caller, agent and colleague talked together."
    supervisors: str = ""
    "Who listened, whispered or joined in."


class Stint(Struct, frozen=True, gc=False, kw_only=True):
    """An agent's time in one state."""

    agent: str
    began: int
    ended: int | None = None
    team: str
    state: str
    reason: str


class Changes(Struct, frozen=True):
    """Records as they are now, of those that have changed."""

    contacts: list[Contact]
    segments: list[Segment]
    stints: list[Stint]


INITIAL: Final = 1


def segment_id(call: int, ordinal: int) -> str:
    """Return the name of a contact's segment: 17.3 is the third of call 17."""
    return f"{call}.{ordinal}"
