"""How a caller moves through messages and menus: the steps, and what each signal does in them.

Rule 1: what a key, the end of a message or silence leads to is a row of MOVES.
Rule 2: this file knows nothing of prompts, options, clocks or SIP.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.table import Rows, after, packed


class MenuStep:
    """What the caller is being told or asked."""

    PROMPT: Final[i64] = 0
    "A menu is being said, and a key may cut it short."
    PROMPT_TO_THE_END: Final[i64] = 1
    "A menu is being said that no key cuts short."
    LISTENING: Final[i64] = 2
    INCIDENT: Final[i64] = 3
    INCIDENT_LISTENING: Final[i64] = 4
    RECORDING: Final[i64] = 5
    WELCOME_BACK: Final[i64] = 6
    FAREWELL: Final[i64] = 7


MENU_STEPS: Final[tuple[str, ...]] = (
    "prompt",
    "prompt to the end",
    "listening",
    "incident",
    "incident, listening",
    "recording",
    "welcome back",
    "farewell",
)
"Their names, by index."


class MenuSignal:
    """What can happen meanwhile."""

    KEY: Final[i64] = 0
    SPOKEN: Final[i64] = 1
    SILENCE: Final[i64] = 2


MENU_SIGNALS: Final[tuple[str, ...]] = (
    "key",
    "spoken",
    "silence",
)
"Their names, by index."


class MenuMove:
    """What is done about it."""

    CHOOSE: Final[i64] = 0
    KEEP_KEY: Final[i64] = 1
    LISTEN: Final[i64] = 2
    NO_INPUT: Final[i64] = 3
    ANSWER_INCIDENT: Final[i64] = 4
    LISTEN_INCIDENT: Final[i64] = 5
    DEFLECT: Final[i64] = 6
    ANSWER_RECORDING: Final[i64] = 7
    QUEUE: Final[i64] = 8
    ANSWER_WELCOME_BACK: Final[i64] = 9
    TAKE_PLACE: Final[i64] = 10
    PART: Final[i64] = 11


MENU_MOVES: Final[tuple[str, ...]] = (
    "choose",
    "keep the key",
    "listen",
    "no input",
    "answer the incident",
    "listen after the incident",
    "deflect",
    "answer the recording notice",
    "queue",
    "answer the welcome back",
    "take the kept place",
    "part",
)
"Their names, by index."


_T = MenuStep
_S = MenuSignal
_M = MenuMove

MOVES: Final[Rows] = {
    (_T.PROMPT, _S.KEY): _M.CHOOSE,
    (_T.PROMPT, _S.SPOKEN): _M.LISTEN,
    (_T.PROMPT_TO_THE_END, _S.KEY): _M.KEEP_KEY,
    (_T.PROMPT_TO_THE_END, _S.SPOKEN): _M.LISTEN,
    (_T.LISTENING, _S.KEY): _M.CHOOSE,
    (_T.LISTENING, _S.SILENCE): _M.NO_INPUT,
    (_T.INCIDENT, _S.KEY): _M.ANSWER_INCIDENT,
    (_T.INCIDENT, _S.SPOKEN): _M.LISTEN_INCIDENT,
    (_T.INCIDENT_LISTENING, _S.KEY): _M.ANSWER_INCIDENT,
    (_T.INCIDENT_LISTENING, _S.SILENCE): _M.DEFLECT,
    (_T.RECORDING, _S.KEY): _M.ANSWER_RECORDING,
    (_T.RECORDING, _S.SPOKEN): _M.QUEUE,
    (_T.WELCOME_BACK, _S.KEY): _M.ANSWER_WELCOME_BACK,
    (_T.WELCOME_BACK, _S.SPOKEN): _M.TAKE_PLACE,
    (_T.FAREWELL, _S.KEY): _M.KEEP_KEY,
    (_T.FAREWELL, _S.SPOKEN): _M.PART,
}
"A hole in the table is a signal that cannot come in that step."

_CELLS: Final = packed(MOVES)


def move_of(step: i64, signal: i64) -> i64:
    """Return what is done on *signal* in *step*, or HOLE."""
    return after(_CELLS, step, signal)
