"""What an agent can be doing, and how one activity follows another.

Rule 1: every change of an agent's state is a row of TRANSITIONS.
Rule 2: this file knows nothing of calls, queues, clocks or SIP.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.table import HOLE, Rows, after, packed


class AgentState:
    """What an agent is doing."""

    SIGNED_OUT: Final[i64] = 0
    NOT_READY: Final[i64] = 1
    READY: Final[i64] = 2
    RESERVED: Final[i64] = 3
    TALKING: Final[i64] = 4
    HOLDING: Final[i64] = 5
    WRAP_UP: Final[i64] = 6


AGENT_STATES: Final[tuple[str, ...]] = (
    "signed out",
    "not ready",
    "ready",
    "reserved",
    "talking",
    "holding",
    "wrap-up",
)
"Their names, by index."


class AgentSignal:
    """What can happen to an agent."""

    SIGN_IN: Final[i64] = 0
    SIGN_OUT: Final[i64] = 1
    GO_READY: Final[i64] = 2
    GO_NOT_READY: Final[i64] = 3
    RESERVE: Final[i64] = 4
    RELEASE: Final[i64] = 5
    NO_ANSWER: Final[i64] = 6
    ANSWER: Final[i64] = 7
    HOLD: Final[i64] = 8
    RESUME: Final[i64] = 9
    HANG_UP: Final[i64] = 10


AGENT_SIGNALS: Final[tuple[str, ...]] = (
    "sign in",
    "sign out",
    "go ready",
    "go not ready",
    "reserve",
    "release",
    "no answer",
    "answer",
    "hold",
    "resume",
    "hang up",
)
"Their names, by index."


class IllegalTransitionError(Exception):
    """A signal that the agent's present state does not allow."""


_S = AgentState
_E = AgentSignal

TRANSITIONS: Final[Rows] = {
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

_CELLS: Final = packed(TRANSITIONS)


def next_state(state: i64, signal: i64) -> i64:
    """Return the state that follows *state* on *signal*."""
    following = after(_CELLS, state, signal)
    if following == HOLE:
        what = f"{AGENT_SIGNALS[signal]} while {AGENT_STATES[state]}"
        raise IllegalTransitionError(what)
    return following
