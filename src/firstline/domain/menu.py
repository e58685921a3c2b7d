"""How a caller moves through messages and menus: the steps, and what each signal does in them.

Rule 1: what a key, the end of a message or silence leads to is a row of MOVES.
Rule 2: this file knows nothing of prompts, options, clocks or SIP.
"""

from enum import Enum
from typing import Final


class MenuStep(Enum):
    """What the caller is being told or asked."""

    PROMPT = "prompt"
    "A menu is being said, and a key may cut it short."
    PROMPT_TO_THE_END = "prompt to the end"
    "A menu is being said that no key cuts short."
    LISTENING = "listening"
    INCIDENT = "incident"
    INCIDENT_LISTENING = "incident, listening"
    RECORDING = "recording"
    WELCOME_BACK = "welcome back"
    FAREWELL = "farewell"


class MenuSignal(Enum):
    """What can happen meanwhile."""

    KEY = "key"
    SPOKEN = "spoken"
    SILENCE = "silence"


class MenuMove(Enum):
    """What is done about it."""

    CHOOSE = "choose"
    KEEP_KEY = "keep the key"
    LISTEN = "listen"
    NO_INPUT = "no input"
    ANSWER_INCIDENT = "answer the incident"
    LISTEN_INCIDENT = "listen after the incident"
    DEFLECT = "deflect"
    ANSWER_RECORDING = "answer the recording notice"
    QUEUE = "queue"
    ANSWER_WELCOME_BACK = "answer the welcome back"
    TAKE_PLACE = "take the kept place"
    PART = "part"


_T = MenuStep
_S = MenuSignal
_M = MenuMove

MOVES: Final[dict[tuple[MenuStep, MenuSignal], MenuMove]] = {
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
