"""Where units are run: in this process, in several of this machine, or on a cluster.

Results come in the order of the tasks, wherever they were run. What a task does is not known here.
"""

import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from firstline.errors import FailureError, InputError

Given = TypeVar("Given")
Made = TypeVar("Made")

PATIENCE: Final = 5
"Seconds until a scheduler must have answered."
WAVE: Final = 64
"""Tasks per process that are handed out before the first of them must have been taken back: results
that nobody takes would fill the memory."""


_HANDING_OUT: Final = "ExecutorManagerThread"
"What joblib calls the thread that hands tasks out."


class Workers(Generic[Given, Made]):
    """Does a task for each of many values, in order."""

    def __init__(self, processes: int, wave: int = WAVE) -> None:
        self.processes: Final = processes
        self._wave: Final = wave

    def run(
        self, task: Callable[[Given], Made], values: Iterable[Given]
    ) -> Generator[Made, None, None]:
        """Yield what *task* makes of each of *values*; closing the iterator ends the work."""
        if self.processes == 1:
            yield from map(task, values)
            return
        waiting = iter(values)
        while wave := list(islice(waiting, self._wave * self.processes)):
            yield from self._parallel(task, wave)

    def _parallel(self, task: Callable[[Given], Made], values: list[Given]) -> Iterator[Made]:
        # joblib is slow to import, and not needed by one process.
        from joblib import Parallel, delayed  # noqa: PLC0415

        done: Any = Parallel(n_jobs=self.processes, return_as="generator")(
            delayed(undisturbed)(task, value) for value in values
        )
        try:
            # Not “yield from”, which would close it before the finally does, and with a warning.
            for made in done:  # noqa: UP028
                yield made
        finally:
            with dropping():
                done.close()


@contextmanager
def dropping() -> Iterator[None]:
    """Let joblib drop tasks that nobody waits for any more, and say nothing of it.

    Its thread that hands them out may find that one is gone already: a KeyError, now and then.
    """
    before = threading.excepthook

    def hear(told: threading.ExceptHookArgs) -> None:
        if not is_dropped_task(told):
            before(told)

    threading.excepthook = hear
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        threading.excepthook = before


def is_dropped_task(told: threading.ExceptHookArgs) -> bool:
    """Whether joblib has only found that a task it was to hand out is gone."""
    name = "" if told.thread is None else told.thread.name
    return told.exc_type is KeyError and name == _HANDING_OUT


def undisturbed(task: Callable[[Given], Made], value: Given) -> Made:
    """Do a task in a process in which Ctrl-C is not meant: the first process is asked to end."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return task(value)


@contextmanager
def on_cluster(where: str) -> Iterator[int]:
    """Let joblib run on a Dask cluster: its scheduler's address, or `local`; yield its size."""
    from joblib import parallel_config  # noqa: PLC0415

    distributed = _distributed()
    try:
        client = distributed.Client(
            **(
                {"n_workers": 2, "threads_per_worker": 1}
                if where == "local"
                else {"address": where}
            ),
            **({"dashboard_address": None} if where == "local" else {"timeout": PATIENCE}),
        )
    except (OSError, ValueError) as error:
        raise InputError(
            f"There is no Dask scheduler at {where}.",
            "Start one with “dask scheduler”, and workers with “dask worker ADDRESS”.",
        ) from error
    with client:
        size = sum(client.nthreads().values())
        if not size:
            raise FailureError(f"The cluster at {where} has no workers.", "Start some.")
        with parallel_config(backend="dask"):
            yield size


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "--cluster needs the package “distributed”, which is not installed.",
            f"Install it: {sys.executable} -m pip install 'firstline[cluster]'",
        ) from error
    return distributed
