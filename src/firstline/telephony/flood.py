"""How often one may do a thing: a bucket of tokens for each key, the longest silent forgotten.

It does not know what is done, nor what happens when it is too often.
"""

from collections import OrderedDict
from collections.abc import Hashable


class Bucket:
    """Tokens flow in with time; each one taken is something allowed."""

    __slots__ = ("_at", "_tokens")

    def __init__(self, tokens: float, at: float) -> None:
        self._tokens = tokens
        self._at = at

    def level(self, rate: float, depth: float, now: float) -> float:
        """Return how many tokens there are, now that time has passed."""
        self._tokens = min(depth, self._tokens + (now - self._at) * rate)
        self._at = now
        return self._tokens

    def take(self) -> None:
        """Take one token."""
        self._tokens -= 1.0


class Buckets:
    """One bucket per key, at most *most* of them."""

    def __init__(self, most: int) -> None:
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()
        self._most = most

    def take(self, key: Hashable, rate: float, depth: float, now: float) -> bool:
        """Take a token of *key*'s if there is one; *rate* a second flow in, up to *depth*."""
        bucket = self._bucket(key, depth, now)
        if bucket.level(rate, depth, now) < 1.0:
            return False
        bucket.take()
        return True

    def empty(self, key: Hashable, rate: float, depth: float, now: float) -> bool:
        """Return whether *key* has no token left, without taking one or remembering the key."""
        bucket = self._buckets.get(key)
        return bucket is not None and bucket.level(rate, depth, now) < 1.0

    def __len__(self) -> int:
        return len(self._buckets)

    def _bucket(self, key: Hashable, depth: float, now: float) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(depth, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        return bucket
