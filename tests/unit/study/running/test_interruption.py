"""Ctrl-C: at once, but never in the middle of a sum."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from firstline.study.running.interruption import Interruption


def test_it_comes_at_once_while_waiting() -> None:
    interruption = Interruption()
    with pytest.raises(KeyboardInterrupt), interruption.watched():
        signal.raise_signal(signal.SIGINT)


def test_it_is_kept_back_until_the_sum_is_done() -> None:
    interruption = Interruption()
    done: list[str] = []

    def add_up() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("sum")

    with pytest.raises(KeyboardInterrupt), interruption.watched(), interruption.held():
        add_up()
    assert done == ["sum"]


def test_afterwards_ctrl_c_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interruption().watched():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_in_another_thread_nothing_is_changed() -> None:
    before = signal.getsignal(signal.SIGINT)

    def watch() -> object:
        with Interruption().watched():
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(watch).result() == before
