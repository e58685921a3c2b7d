"""What an agent can be doing, and how one activity follows another.

Rule 1: every change of an agent's state is a row of TRANSITIONS.
Rule 2: this file knows nothing of calls, queues, clocks or SIP.
"""

from enum import Enum
from typing import Final


class AgentState(Enum):
    """What an agent is doing."""

    SIGNED_OUT = "signed out"
    NOT_READY = "not ready"
    READY = "ready"
    RESERVED = "reserved"
    TALKING = "talking"
    HOLDING = "holding"
    WRAP_UP = "wrap-up"


class AgentSignal(Enum):
    """What can happen to an agent."""

    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"
    GO_READY = "go ready"
    GO_NOT_READY = "go not ready"
    RESERVE = "reserve"
    RELEASE = "release"
    NO_ANSWER = "no answer"
    ANSWER = "answer"
    HOLD = "hold"
    RESUME = "resume"
    HANG_UP = "hang up"


class IllegalTransitionError(Exception):
    """A signal that the agent's present state does not allow."""


_S = AgentState
_E = AgentSignal

TRANSITIONS: Final[dict[tuple[AgentState, AgentSignal], AgentState]] = {
    (_S.SIGNED_OUT, _E.SIGN_IN): _S.NOT_READY,
    (_S.NOT_READY, _E.SIGN_OUT): _S.SIGNED_OUT,
    (_S.NOT_READY, _E.GO_READY): _S.READY,
    (_S.NOT_READY, _E.GO_NOT_READY): _S.NOT_READY,  # another reason
    (_S.READY, _E.SIGN_OUT): _S.SIGNED_OUT,
    (_S.READY, _E.GO_NOT_READY): _S.NOT_READY,
    (_S.READY, _E.RESERVE): _S.RESERVED,
    (_S.RESERVED, _E.RELEASE): _S.READY,  # the call went away first
    (_S.RESERVED, _E.NO_ANSWER): _S.NOT_READY,  # missed, declined, phone lost
    (_S.RESERVED, _E.ANSWER): _S.TALKING,
    (_S.TALKING, _E.HOLD): _S.HOLDING,
    (_S.TALKING, _E.HANG_UP): _S.WRAP_UP,
    (_S.HOLDING, _E.RESUME): _S.TALKING,
    (_S.HOLDING, _E.HANG_UP): _S.WRAP_UP,
    (_S.WRAP_UP, _E.GO_READY): _S.READY,
    (_S.WRAP_UP, _E.GO_NOT_READY): _S.NOT_READY,
    (_S.WRAP_UP, _E.SIGN_OUT): _S.SIGNED_OUT,
}


def next_state(state: AgentState, signal: AgentSignal) -> AgentState:
    """Return the state that follows *state* on *signal*."""
    following = TRANSITIONS.get((state, signal))
    if following is None:
        raise IllegalTransitionError(f"{signal.value} while {state.value}")
    return following
