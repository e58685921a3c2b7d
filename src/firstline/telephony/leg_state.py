"""What a leg can be doing, and how one state follows another.

Rule 1: every change of a leg's state is a row of TRANSITIONS.
Rule 2: this file knows no messages, no timers and no audio.
"""

from enum import Enum, auto
from typing import Final


class LegState(Enum):
    """Where a leg is between its first request and its last."""

    INVITED = auto()
    "Somebody calls us; we have not finally answered."
    ANSWERED = auto()
    "We answered and wait for the ACK."
    CLOSING = auto()
    "We want to hang up, but must wait for the ACK first (RFC 3261 15)."
    CALLING = auto()
    "We call; nothing but 100 was heard."
    RINGING = auto()
    CANCELLING = auto()
    "We gave up calling; the last word is not spoken."
    UP = auto()
    LEAVING = auto()
    "Our BYE is on its way."
    OVER = auto()


class LegStep(Enum):
    """What changes a leg's state."""

    ANSWER = auto()
    REFUSE = auto()
    CANCELLED = auto()
    ACKED = auto()
    PROVISIONAL = auto()
    ACCEPTED = auto()
    REJECTED = auto()
    HANG_UP = auto()
    BYE = auto()
    LOST = auto()
    "No ACK, no proof of life, no answer to a request within the call."
    GONE = auto()
    "Our BYE is answered, or will never be."


class IllegalStepError(Exception):
    """A step that the state does not allow: our own mistake."""


_S = LegState
_E = LegStep

TRANSITIONS: Final = {
    (_S.INVITED, _E.ANSWER): _S.ANSWERED,
    (_S.INVITED, _E.REFUSE): _S.OVER,
    (_S.INVITED, _E.CANCELLED): _S.OVER,
    (_S.ANSWERED, _E.ACKED): _S.UP,
    (_S.ANSWERED, _E.HANG_UP): _S.CLOSING,
    (_S.ANSWERED, _E.LOST): _S.LEAVING,
    (_S.ANSWERED, _E.BYE): _S.OVER,
    (_S.CLOSING, _E.ACKED): _S.LEAVING,
    (_S.CLOSING, _E.LOST): _S.LEAVING,
    (_S.CLOSING, _E.BYE): _S.OVER,
    (_S.CALLING, _E.PROVISIONAL): _S.RINGING,
    (_S.CALLING, _E.ACCEPTED): _S.UP,
    (_S.CALLING, _E.REJECTED): _S.OVER,
    (_S.CALLING, _E.HANG_UP): _S.CANCELLING,
    (_S.RINGING, _E.PROVISIONAL): _S.RINGING,
    (_S.RINGING, _E.ACCEPTED): _S.UP,
    (_S.RINGING, _E.REJECTED): _S.OVER,
    (_S.RINGING, _E.HANG_UP): _S.CANCELLING,
    (_S.CANCELLING, _E.PROVISIONAL): _S.CANCELLING,
    (_S.CANCELLING, _E.ACCEPTED): _S.LEAVING,
    (_S.CANCELLING, _E.REJECTED): _S.OVER,
    (_S.UP, _E.HANG_UP): _S.LEAVING,
    (_S.UP, _E.LOST): _S.LEAVING,
    (_S.UP, _E.BYE): _S.OVER,
    (_S.LEAVING, _E.BYE): _S.LEAVING,
    (_S.LEAVING, _E.GONE): _S.OVER,
}

DONE: Final = frozenset({_S.CANCELLING, _S.CLOSING, _S.LEAVING, _S.OVER})
"""States in which a leg's listener hears nothing more of it, and can ask nothing more of it."""
IN_CALL: Final = frozenset({_S.ANSWERED, _S.UP})
"""States in which both sides may ask for changes."""


def next_state(state: LegState, step: LegStep) -> LegState:
    """Return the state that follows *state* on *step*."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise IllegalStepError(f"{step.name} while {state.name}") from None
