"""Wrong guesses are counted per client, and answered less and less.

Who shows a right token is never held up by somebody else's wrong ones, even from the same address.
It knows no clock and nothing of HTTP.
"""

from collections import OrderedDict
from typing import Final

from firstline.domain.time import SECOND, Duration, Instant

BURST: Final = 10
"""Wrong guesses of one client that are answered one by one."""
PAUSE: Final[Duration] = 6 * SECOND
"""After the burst, one more is answered in each of these."""
CLIENTS: Final = 1024
"""Clients that are remembered; the one heard of longest ago is forgotten first."""


class Throttle:
    """A bucket of wrong guesses for each client."""

    def __init__(self, burst: int = BURST, pause: Duration = PAUSE) -> None:
        self._burst: Final = burst
        self._pause: Final = pause
        self._full_at: OrderedDict[str, Instant] = OrderedDict()

    def wait(self, client: str, now: Instant) -> Duration:
        """Count one wrong guess. Return how long *client* must wait; 0: an answer is due."""
        full_at = max(self._full_at.pop(client, now), now)
        wait = full_at + self._pause - now - self._burst * self._pause
        self._full_at[client] = full_at if wait > 0 else full_at + self._pause
        if len(self._full_at) > CLIENTS:
            self._full_at.popitem(last=False)
        return max(wait, 0)

    def take_back(self, client: str) -> None:
        """Count one less: it was no wrong guess after all."""
        if client in self._full_at:
            self._full_at[client] -= self._pause
