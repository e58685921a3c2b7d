"""Workers: the results come in order, from wherever, and work that nobody wants ends."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice

import pytest

from firstline.errors import InputError
from firstline.study.running.backends import Workers, is_dropped_task, on_cluster, undisturbed
from kit.squares import squared


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_values(processes: int) -> None:
    workers: Workers[int, tuple[int, int]] = Workers(processes, wave=3)
    found = list(workers.run(squared, range(10)))
    assert [square for square, _ in found] == [n * n for n in range(10)]
    assert (os.getpid() in {process for _, process in found}) is (processes == 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_endless_work_ends_when_nobody_wants_more(processes: int) -> None:
    workers: Workers[int, tuple[int, int]] = Workers(processes)
    with closing(workers.run(squared, count())) as work:
        assert [square for square, _ in islice(work, 4)] == [0, 1, 4, 9]


@pytest.mark.parametrize(
    ("name", "error", "is_dropped"),
    [
        ("ExecutorManagerThread", KeyError(21), True),
        ("ExecutorManagerThread", ValueError("21"), False),
        ("another", KeyError(21), False),
    ],
)
def test_a_task_that_is_gone_when_it_is_to_be_handed_out_is_no_fault(
    name: str, error: Exception, is_dropped: bool
) -> None:
    # Seen once on a busy machine: the work was closed while joblib still handed tasks out.
    told = threading.ExceptHookArgs((type(error), error, None, threading.Thread(name=name)))
    assert is_dropped_task(told) is is_dropped


def test_tasks_are_handed_out_in_waves() -> None:
    taken: list[int] = []

    def values() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    workers: Workers[int, tuple[int, int]] = Workers(2, wave=4)
    with closing(workers.run(squared, values())) as work:
        next(work)
        assert len(taken) == 8


def test_in_other_processes_ctrl_c_means_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        assert undisturbed(squared, 3) == (9, os.getpid())
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_said_so() -> None:
    with (
        pytest.raises(InputError, match="no Dask scheduler at tcp"),
        on_cluster("tcp://127.0.0.1:9"),
    ):
        pass
