"""A wheel of timers: what is due within the next minutes, one timer to a slot.

A slot is 65 milliseconds, and the wheel goes round in four and a half minutes. To put a timer in or
take it out costs the same however many there are (Varghese and Lauck, Hashed and hierarchical
timing wheels, SOSP 1987), and a bit for each slot tells where the next one is. A slot never holds a
second timer: who finds it taken, or is due too late, must go elsewhere.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.time import NEVER, Instant
from firstline.switchboard.timer import NO_TIMER, NOWHERE, Timer

IN_WHEEL: Final[i64] = -2
"The place of a timer that lies in a wheel; in which slot, its instant tells."

_SLOT: Final[i64] = 16
"A slot is 2 to so many microseconds."
_SLOTS: Final[i64] = 4096
_WORD: Final[i64] = 32
"Slots whose bits lie in one number: half of its bits, so that none of them is its sign."

_DE_BRUIJN: Final[i64] = 0x077CB531
"Shifted by 0 to 31, the upper five of its lower 32 bits are 32 different numbers."


def _places_of_bits() -> vec[i64]:
    """Return which bit it is, by what _DE_BRUIJN shifted by it has in those five."""
    places = vec[i64]([0] * int(_WORD))
    for bit in range(_WORD):
        places[(_DE_BRUIJN << bit >> 27) & 31] = bit
    return places


class Wheel:
    """Timers by instant; no two have the same."""

    def __init__(self) -> None:
        self.size: i64 = 0
        "How many timers there are."
        self.soonest: Instant = NEVER
        "When the first of them is due."
        self._turn: i64 = 0
        "At which slot the wheel stands: it holds those that follow."
        self._slots: Final[vec[Timer]] = vec[Timer]([NO_TIMER] * int(_SLOTS))
        self._taken: Final[vec[i64]] = vec[i64]([0] * int(_SLOTS // _WORD))
        "A bit for each slot in which a timer lies."
        self._place_of_bit: Final[vec[i64]] = _places_of_bits()

    def turn_to(self, now: Instant) -> None:
        """Stand where *now* is; all that was due before has been taken out."""
        self._turn = now >> _SLOT

    def first(self) -> Timer:
        """Return the soonest timer, if there is one."""
        return self._slots[(self.soonest >> _SLOT) & (_SLOTS - 1)]

    def put(self, timer: Timer) -> bool:
        """Put in *timer*, which knows when it is due, if there is a slot for it."""
        at = timer.at
        ahead = (at >> _SLOT) - self._turn
        if ahead < 0 or ahead >= _SLOTS:
            return False
        slot = (at >> _SLOT) & (_SLOTS - 1)
        word = slot >> 5
        bit: i64 = 1 << (slot & 31)
        taken = self._taken
        bits = taken[word]
        if bits & bit != 0:
            return False
        taken[word] = bits | bit
        self._slots[slot] = timer
        timer.place = IN_WHEEL
        self.size += 1
        self.soonest = min(self.soonest, at)
        return True

    def take(self, timer: Timer) -> None:
        """Take *timer* out."""
        timer.place = NOWHERE
        slot = (timer.at >> _SLOT) & (_SLOTS - 1)
        word = slot >> 5
        taken = self._taken
        taken[word] = taken[word] & ~(1 << (slot & 31))
        self._slots[slot] = NO_TIMER
        self.size -= 1
        if timer.at == self.soonest:
            self._look()

    def _look(self) -> None:
        """Find out when the first is due now."""
        if self.size == 0:
            self.soonest = NEVER
            return
        taken = self._taken
        slot = self._turn & (_SLOTS - 1)
        word = slot >> 5
        bits = taken[word] >> (slot & 31) << (slot & 31)
        while bits == 0:
            word = (word + 1) & (_SLOTS // _WORD - 1)
            bits = taken[word]
        bit = self._place_of_bit[((bits & -bits) * _DE_BRUIJN >> 27) & 31]
        self.soonest = self._slots[word * _WORD + bit].at
