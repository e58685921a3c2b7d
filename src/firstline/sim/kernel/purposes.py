"""What random numbers are for: each use has its own, so that none depends on any other.

A law of lengths may use up to eight numbers from its purpose on; what can happen again and again
takes one block of purposes each time.
"""

from typing import Final

from mypy_extensions import i64

PATH: Final[i64] = 0
LANGUAGE: Final[i64] = 1
REDIAL: Final[i64] = 2
BALK: Final[i64] = 3
REDIAL_AFTER: Final[i64] = 8
ASKED: Final[i64] = 1 << 12
"A menu asks: KEY_TIME, WRONG_KEY and GIVES_UP, a block for each time."
KEY_TIME: Final[i64] = 0
WRONG_KEY: Final[i64] = 8
GIVES_UP: Final[i64] = 9
QUEUED: Final[i64] = 2 << 12
"A wait begins: PATIENCE."
PATIENCE: Final[i64] = 0
RUNG: Final[i64] = 3 << 12
"An agent is rung: ANSWER and MOOD."
ANSWER: Final[i64] = 0
MOOD: Final[i64] = 8
CONNECTED: Final[i64] = 4 << 12
"An agent has answered: TALK, WRAP_UP and what becomes of the matter."
TALK: Final[i64] = 0
WRAP_UP: Final[i64] = 8
RECOGNISED: Final[i64] = 16
HANDED_OVER: Final[i64] = 17

BLOCK: Final[i64] = 32
BLOCKS: Final[i64] = 128
"So many times at most with numbers of their own; later ones share those of the last."


def nth(kind: i64, count: i64) -> i64:
    """Return the first purpose of the block for the *count*-th time of something."""
    return kind + BLOCK * min(count, BLOCKS - 1)
