"""The jitter buffer of one seat: sound is laid where its time stamp says, and taken 20 ms by 20 ms.

So packets may be of any length, late, doubled, lost or out of order. Knows no packet and no clock:
every `take` is 20 ms after the one before.
"""

from typing import Final

import numpy as np

from firstline.telephony.g711 import FRAME, Samples

CUSHION: Final = 2 * FRAME
"Samples that sound is kept back for, so that what comes a little late is still in time."

FARTHEST: Final = 10 * FRAME
"Samples ahead at most: a far end whose clock is fast, or that was held up, begins anew."

_ROOM: Final = 32 * FRAME
"Samples of the ring: more than the farthest and the longest packet."
_WRAP: Final = 1 << 32


class Jitter:
    """A ring of samples; what was taken is silent again."""

    def __init__(self) -> None:
        self._ring: Final[Samples] = np.zeros(_ROOM, np.int16)
        self._at = 0
        "The sample that is taken next, counted from the first ever; a whole number of frames."
        self._source: int | None = None
        self._newest = 0
        "The latest time stamp so far,"
        self._newest_at = 0
        "and where its first sample was laid."

    def put(self, source: int, stamp: int, samples: Samples) -> None:
        """Lay *samples* where they belong; what has been overtaken and is too late is lost."""
        later = _difference(stamp, self._newest)
        place = self._newest_at + later
        is_in_time = self._at <= place <= self._at + FARTHEST
        if source == self._source and not is_in_time and -FARTHEST < later <= 0:
            return
        if source != self._source or not is_in_time:
            place = self._begin(source)
            later = 1
        self._lay(place, samples)
        if later > 0:
            self._newest, self._newest_at = stamp, place

    def take(self) -> Samples:
        """Return the next 20 ms; silence where nothing has come."""
        start = self._at % _ROOM
        frame = self._ring[start : start + FRAME]
        taken = frame.copy()
        frame.fill(0)
        self._at += FRAME
        return taken

    def _begin(self, source: int) -> int:
        """Forget what is still here; return where the first sample of the new beginning goes."""
        self._source = source
        self._ring.fill(0)
        return self._at + CUSHION

    def _lay(self, place: int, samples: Samples) -> None:
        start = place % _ROOM
        until_end = samples[: _ROOM - start]
        self._ring[start : start + len(until_end)] = until_end
        self._ring[: len(samples) - len(until_end)] = samples[len(until_end) :]


def _difference(one: int, other: int) -> int:
    """Return how much later *one* time stamp is than *other*, across their overflow.

    >>> _difference(5, _WRAP - 5)
    10
    """
    return (one - other + _WRAP // 2) % _WRAP - _WRAP // 2
