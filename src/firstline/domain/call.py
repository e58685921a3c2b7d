"""What a call can be doing, how it moves on, and how it can end.

Rule 1: every change of a call's state is a row of TRANSITIONS.
Rule 2: this file knows nothing of agents, menus, clocks or SIP.
"""

from enum import Enum
from typing import Final

from mypy_extensions import i64

from firstline.domain.table import HOLE, Rows, after, packed


class CallState:
    """Where a call is. A call is always in exactly one place."""

    MENU: Final[i64] = 0
    MESSAGE: Final[i64] = 1
    WAITING: Final[i64] = 2
    OFFERED: Final[i64] = 3
    TALKING: Final[i64] = 4
    HOLDING: Final[i64] = 5
    ENDED: Final[i64] = 6


CALL_STATES: Final[tuple[str, ...]] = (
    "menu",
    "message",
    "waiting",
    "offered",
    "talking",
    "holding",
    "ended",
)
"Their names, by index."


class CallSignal:
    """What can happen to a call."""

    ASK: Final[i64] = 0
    TELL: Final[i64] = 1
    QUEUE: Final[i64] = 2
    OFFER: Final[i64] = 3
    WITHDRAW: Final[i64] = 4
    ANSWER: Final[i64] = 5
    HOLD: Final[i64] = 6
    RESUME: Final[i64] = 7
    END: Final[i64] = 8


CALL_SIGNALS: Final[tuple[str, ...]] = (
    "ask",
    "tell",
    "queue",
    "offer",
    "withdraw",
    "answer",
    "hold",
    "resume",
    "end",
)
"Their names, by index."


class Outcome(Enum):
    """How a call ended, seen from the caller. Every call has exactly one."""

    ANSWERED = "answered"
    "Caller and agent were connected."
    ABANDONED = "abandoned"
    "The caller left the queue before an answer."
    LEFT_MENU = "left menu"
    "The caller hung up in the menu or in a message before it."
    BLOCKED = "blocked"
    "Refused: too many calls, an unknown number, or the queue was full."
    DEFLECTED = "deflected"
    "Served without an agent: closed, an incident, a menu's own message."
    GAVE_UP = "gave up"
    "The exchange ended it: no key was ever pressed, or the longest wait was reached."
    FAILED = "failed"
    "The exchange could not go on: media lost, shut down, crash."


class IllegalCallTransitionError(Exception):
    """A signal that the call's present state does not allow."""


_S = CallState
_E = CallSignal

TRANSITIONS: Final[Rows] = {
    (_S.MENU, _E.ASK): _S.MENU,
    (_S.MENU, _E.TELL): _S.MESSAGE,
    (_S.MENU, _E.QUEUE): _S.WAITING,
    (_S.MENU, _E.END): _S.ENDED,
    (_S.MESSAGE, _E.ASK): _S.MENU,
    (_S.MESSAGE, _E.TELL): _S.MESSAGE,
    (_S.MESSAGE, _E.QUEUE): _S.WAITING,
    (_S.MESSAGE, _E.END): _S.ENDED,
    (_S.WAITING, _E.OFFER): _S.OFFERED,
    (_S.WAITING, _E.QUEUE): _S.WAITING,  # to another line
    (_S.WAITING, _E.TELL): _S.MESSAGE,  # the longest wait was reached
    (_S.WAITING, _E.END): _S.ENDED,
    (_S.OFFERED, _E.WITHDRAW): _S.WAITING,  # ring no answer, decline: the place is kept
    (_S.OFFERED, _E.ANSWER): _S.TALKING,
    (_S.OFFERED, _E.END): _S.ENDED,
    (_S.TALKING, _E.HOLD): _S.HOLDING,
    (_S.TALKING, _E.QUEUE): _S.WAITING,  # blind transfer
    (_S.TALKING, _E.END): _S.ENDED,
    (_S.HOLDING, _E.RESUME): _S.TALKING,
    (_S.HOLDING, _E.ANSWER): _S.TALKING,  # consult transfer: the colleague takes over
    (_S.HOLDING, _E.OFFER): _S.OFFERED,  # the same, while the colleague's phone still rings
    (_S.HOLDING, _E.QUEUE): _S.WAITING,
    (_S.HOLDING, _E.END): _S.ENDED,
}

_CELLS: Final = packed(TRANSITIONS)


def next_state(state: i64, signal: i64) -> i64:
    """Return the state that follows *state* on *signal*."""
    following = after(_CELLS, state, signal)
    if following == HOLE:
        what = f"{CALL_SIGNALS[signal]} while {CALL_STATES[state]}"
        raise IllegalCallTransitionError(what)
    return following
