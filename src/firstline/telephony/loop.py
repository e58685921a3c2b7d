"""sippy's timers on asyncio: the dispatcher that stands where sippy's own event loop would.

sippy gets its timers from one object, ``ED2`` of ``sippy.Core.EventDispatcher``, which is an event
loop of its own with a thread and a signal handler. A module of the same name with another ``ED2``
is put in its place before sippy is imported; sippy then runs on the running asyncio loop, in one
thread. This file knows nothing of SIP.
"""

import asyncio
import sys
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from types import ModuleType
from typing import Any, Final

REPLACED: Final = "sippy.Core.EventDispatcher"
FEW: Final = 256
"""Below so many cancelled timers the heap is not swept."""
NEVER: Final = float("inf")
BUSY: Final = float("-inf")
"""While timers ring no alarm is set: no instant is earlier than this."""


class Timer:
    """One alarm of sippy's: rings once, *ticks* times, or for ever (-1)."""

    __slots__ = ("_arguments", "_call", "_dispatcher", "_ticks", "_wait")

    def __init__(
        self,
        dispatcher: "Dispatcher",
        call: Callable[..., object],
        wait: float,
        ticks: int,
        arguments: tuple[Any, ...],
    ) -> None:
        self._dispatcher = dispatcher
        self._call: Callable[..., object] | None = call
        self._wait = wait
        self._ticks = ticks
        self._arguments = arguments

    def go(self) -> None:
        """Start to run."""
        self._dispatcher.schedule(self, self._wait)

    def cancel(self) -> None:
        """Never ring again. A second time does nothing."""
        if self._call is not None:
            self._call = None
            self._arguments = ()
            self._dispatcher.forget()

    @property
    def cancelled(self) -> bool:
        """Whether this timer will never ring again."""
        return self._call is None

    def ring(self) -> None:
        """Call what was asked for; a periodic timer is set again before it."""
        call, arguments = self._call, self._arguments
        if call is None:
            return
        if self._ticks in {0, 1}:
            self._call = None
        else:
            self._ticks -= self._ticks > 0
            self._dispatcher.schedule(self, self._wait)
        call(*arguments)


class Dispatcher:
    """All of sippy's timers as one heap with one asyncio alarm.

    A transaction makes and cancels half a dozen timers, nearly all of which never ring: so a
    timer costs a push, a cancelled one waits in the heap until it is swept or due.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heap: list[tuple[float, int, Timer]] = []
        self._serial = 0
        self._cancelled = 0
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = NEVER
        self.on_fault: Callable[[BaseException], None] | None = None
        """Told of what a timer's call raises; without it asyncio's own handler is."""

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Run on *loop* from now on. Timers of another loop are gone with it."""
        if loop is self._loop:
            return
        self._loop = loop
        self._heap.clear()
        self._cancelled = 0
        self._alarm = None
        self._alarm_at = NEVER

    # sippy calls these by these names.
    def regTimer(  # noqa: N802
        self,
        timeout_cb: Callable[..., object],
        ival: float,
        nticks: int = 1,
        abs_time: bool = False,
        *cb_params: object,
    ) -> Timer:
        """Return a timer that is not running yet."""
        if abs_time:
            raise NotImplementedError("Only sippy's user agent sets timers to an instant.")
        return Timer(self, timeout_cb, float(ival), nticks, cb_params)

    def callFromThread(self, thread_cb: Callable[..., object], *cb_params: object) -> None:  # noqa: N802
        """Call back soon in the loop's thread."""
        self._running().call_soon_threadsafe(thread_cb, *cb_params)

    def schedule(self, timer: Timer, wait: float) -> None:
        """Let *timer* ring after *wait* seconds."""
        loop = self._running()
        at = loop.time() + wait
        self._serial += 1
        heappush(self._heap, (at, self._serial, timer))
        if at < self._alarm_at:
            self._set_alarm(loop)

    def forget(self) -> None:
        """Count a cancelled timer, and sweep when most are."""
        self._cancelled += 1
        if self._cancelled > FEW and self._cancelled * 2 > len(self._heap):
            self._heap = [entry for entry in self._heap if not entry[2].cancelled]
            heapify(self._heap)
            self._cancelled = 0

    def __len__(self) -> int:
        return sum(1 for _, _, timer in self._heap if not timer.cancelled)

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self.attach(asyncio.get_running_loop())
        assert self._loop is not None
        return self._loop

    def _set_alarm(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._alarm_at = self._heap[0][0] if self._heap else NEVER
        if self._heap:
            self._alarm = loop.call_at(self._alarm_at, self._ring)

    def _ring(self) -> None:
        loop = self._running()
        self._alarm = None
        self._alarm_at = BUSY
        now = loop.time()
        while self._heap and (self._heap[0][0] <= now or self._heap[0][2].cancelled):
            _, _, timer = heappop(self._heap)
            if timer.cancelled:
                self._cancelled = max(0, self._cancelled - 1)
            else:
                self._ring_one(timer, loop)
        self._set_alarm(loop)

    def _ring_one(self, timer: Timer, loop: asyncio.AbstractEventLoop) -> None:
        try:
            timer.ring()
        except Exception as fault:  # noqa: BLE001  one broken timer must not stop the others
            if self.on_fault is not None:
                self.on_fault(fault)
            else:
                loop.call_exception_handler({"message": "A SIP timer failed.", "exception": fault})


DISPATCHER: Final = Dispatcher()
"""The one dispatcher of this process: sippy imports it by name."""


def install() -> Dispatcher:
    """Put :data:`DISPATCHER` where sippy looks for its own; before sippy's first import."""
    present = sys.modules.get(REPLACED)
    if present is None:
        stand_in = ModuleType(REPLACED, "Firstline's dispatcher in the place of sippy's.")
        vars(stand_in)["ED2"] = DISPATCHER
        sys.modules[REPLACED] = stand_in
    elif vars(present).get("ED2") is not DISPATCHER:
        raise RuntimeError("sippy was imported before firstline.telephony.stack.")
    return DISPATCHER
