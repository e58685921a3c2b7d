"""How far a simulation has got: a bar, its speed, and the headline figures with their intervals.

Knows no results but those few.
"""

import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from firstline.cli.simulated import clock_of
from firstline.study.results import Estimate
from firstline.study.running.replications import MOST
from firstline.study.running.replications import Progress as Reached
from firstline.study.tables import HEADLINES

TIMES_A_SECOND: Final = 4


class Bar:
    """A bar on the terminal, gone when it is full."""

    def __init__(self, talk: Console) -> None:
        self._progress: Final = Progress(
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TextColumn("{task.fields[figures]}"),
            TimeRemainingColumn(),
            console=talk,
            refresh_per_second=TIMES_A_SECOND,
            transient=True,
        )
        self._task: Final = self._progress.add_task("", total=None, speed="", figures="")
        self._began: Final = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def show(self, reached: Reached) -> None:
        """Show how far it has got."""
        passed = max(time.monotonic() - self._began, 1e-9)
        self._progress.update(
            self._task,
            completed=reached.done,
            # As many as a precision needs: nobody knows how many that will be.
            total=reached.most if reached.most < MOST else None,
            speed=f"{reached.calls / passed:,.0f} calls/s",
            figures=_figures(reached.headlines),
        )


def _figures(estimates: tuple[Estimate, ...]) -> str:
    told = [
        f"{headline.group.name or headline.metric} {_said(estimate)}"
        for headline, estimate in zip(HEADLINES, estimates, strict=True)
        if estimate.value is not None
    ]
    return ", ".join(told)


def _said(estimate: Estimate) -> str:
    value = estimate.value or 0.0
    if value <= 1:
        half = "" if estimate.half is None else f" ±{100 * estimate.half:.1f}"
        return f"{100 * value:.1f}{half} %"
    half = "" if estimate.half is None else f" ±{clock_of(estimate.half)}"
    return f"{clock_of(value)}{half}"
