"""Ctrl-C at the right moment: at once while waiting, but never in the middle of a sum.

Only the main thread can be interrupted; in another one nothing is changed.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Lets KeyboardInterrupt wait for the end of what must not be torn apart."""

    def __init__(self) -> None:
        self._is_held = False
        self._is_asked = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Be in charge of Ctrl-C."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._asked)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep it back until the end of this."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._is_asked:
            raise KeyboardInterrupt

    def _asked(self, number: int, frame: FrameType | None) -> None:
        self._is_asked = True
        if not self._is_held:
            raise KeyboardInterrupt
