"""The calls that are up: by number, and in the order in which they came.

Numbers count up and calls end soon, so a call lies where its number points to in a ring. Where two
would lie in one place, the ring grows. Finding, adding and removing cost the same however many
calls there are, and no number is turned into an object.
"""

from collections.abc import Iterator

from librt.vecs import vec
from mypy_extensions import i64

from firstline.switchboard.parties import NO_CALL, Call


class CallsUp:
    """A mapping of numbers to calls; the oldest first."""

    def __init__(self) -> None:
        self._ring: vec[Call] = _ring_of(1024)
        self._count: i64 = 0
        self._newest: Call | None = None
        self.oldest: Call | None = None

    def add(self, call: Call) -> None:
        """Add the newest call."""
        place = call.number & (len(self._ring) - 1)
        while self._ring[place] is not NO_CALL:
            self._grow()
            place = call.number & (len(self._ring) - 1)
        self._ring[place] = call
        self._count += 1
        before = self._newest
        call.older = before
        if before is None:
            self.oldest = call
        else:
            before.newer = call
        self._newest = call

    def remove(self, call: Call) -> None:
        """Remove *call*, which is up."""
        self._ring[call.number & (len(self._ring) - 1)] = NO_CALL
        self._count -= 1
        older, newer = call.older, call.newer
        if older is None:
            self.oldest = newer
        else:
            older.newer = newer
        if newer is None:
            self._newest = older
        else:
            newer.older = older
        call.older = None
        call.newer = None

    def get(self, number: i64) -> Call | None:
        """Return the call with *number*, if it is up."""
        call = self._ring[number & (len(self._ring) - 1)]
        return call if call.number == number and call is not NO_CALL else None

    def values(self) -> list[Call]:
        """Return all, the oldest first."""
        found: list[Call] = []
        call = self.oldest
        while call is not None:
            found.append(call)
            call = call.newer
        return found

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return iter([call.number for call in self.values()])

    def __contains__(self, number: int) -> bool:
        return self.get(number) is not None

    def _grow(self) -> None:
        """Lay the calls out in twice the room, until no two point to the same place."""
        calls = self.values()
        size: i64 = len(self._ring) * 2
        while _collide(calls, size):
            size *= 2
        self._ring = _ring_of(size)
        for call in calls:
            self._ring[call.number & (size - 1)] = call


def _collide(calls: list[Call], size: i64) -> bool:
    return len({call.number & (size - 1) for call in calls}) < len(calls)


def _ring_of(size: i64) -> vec[Call]:
    return vec[Call]([NO_CALL] * size)
