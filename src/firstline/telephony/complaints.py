"""Complaints about the outside world: each is counted, few are written to the log.

A flood of bad packets must not become a flood of log lines: of one kind, one line is written per
pause, with the number of those left out. It knows nothing of SIP.
"""

from collections.abc import Callable
from typing import Final

import structlog

from firstline.telephony.counters import Counters

PAUSE: Final = 10.0
"""Seconds between two log lines of one kind."""


class Complaints:
    """Count everything, log one line of a kind per :data:`PAUSE`."""

    def __init__(self, counters: Counters, clock: Callable[[], float]) -> None:
        self._log = structlog.get_logger("telephony")
        self._counters = counters
        self._clock = clock
        self._spoke: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def note(self, kind: str, **details: object) -> None:
        """Something outside was wrong: count it under *kind*, and perhaps say so."""
        self._counters.add(kind)
        if self._may_speak(kind):
            self._log.warning(kind, left_out=self._left_out.pop(kind, 0), **details)

    def fault(self, kind: str, error: BaseException, **details: object) -> None:
        """Something of ours was wrong: as :meth:`note`, with where it happened."""
        self._counters.add(kind)
        if self._may_speak(kind):
            left_out = self._left_out.pop(kind, 0)
            self._log.error(kind, left_out=left_out, exc_info=error, **details)

    def _may_speak(self, kind: str) -> bool:
        now = self._clock()
        if now - self._spoke.get(kind, -PAUSE) < PAUSE:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return False
        self._spoke[kind] = now
        return True
