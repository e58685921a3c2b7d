"""An asyncio loop whose clock jumps to the next timer instead of waiting.

A day of live code takes milliseconds. It can also wake late, as a busy machine does. It is for code
without real input and output: nothing but timers makes its time pass.
"""

import asyncio
import selectors
from collections.abc import Callable


def on_time() -> float:
    """Never late."""
    return 0.0


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, lateness: Callable[[], float]) -> None:
        super().__init__()
        self.now = 0.0
        self._lateness = lateness

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout > 0:
            self.now += timeout + self._lateness()
        return super().select(0)


class AutojumpLoop(asyncio.SelectorEventLoop):
    """Time stands still while code runs, and jumps when all wait, by *lateness* too far."""

    def __init__(self, lateness: Callable[[], float] = on_time) -> None:
        self._jumping = _JumpingSelector(lateness)
        super().__init__(self._jumping)

    def time(self) -> float:
        """Return the loop's own time, in seconds."""
        return self._jumping.now
