"""A life of the engine begins with two sockets and a process, and ends without leaving any."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from firstline.telephony.life import Life, begin, end_in_order, release

OPTIONS = ["--address", "127.0.0.1", "--ports", "34000", "34998"]


def a_life(directory: Path, on_end: Callable[[], None], options: list[str] = OPTIONS) -> Life:
    return begin(
        [*options, "--recordings", str(directory)],
        directory,
        on_refusal=lambda command, error: None,
        on_keys=lambda: None,
        on_end=on_end,
    )


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_it_answers_and_ends_in_order_leaving_nothing_open(tmp_path: Path) -> None:
    async def story() -> None:
        before = open_files()
        life = a_life(tmp_path, lambda: None)
        answered: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        life.control.ask("V", answered.set_result)
        assert await asyncio.wait_for(answered, 5) == "20040107"
        await end_in_order(life)
        assert life.process.returncode == 0
        assert open_files() == before

    asyncio.run(story())


def test_its_death_is_told(tmp_path: Path) -> None:
    async def story() -> None:
        dead = asyncio.Event()
        life = a_life(tmp_path, dead.set)
        life.process.send_signal(signal.SIGKILL)
        await asyncio.wait_for(dead.wait(), 5)
        release(life)
        assert life.process.returncode == -signal.SIGKILL

    asyncio.run(story())


def test_one_that_will_not_end_is_killed(tmp_path: Path) -> None:
    async def story() -> None:
        life = a_life(tmp_path, lambda: None)
        answered: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        life.control.ask("V", answered.set_result)
        await asyncio.wait_for(answered, 5)
        life.process.send_signal(signal.SIGSTOP)
        await end_in_order(life)
        assert life.process.returncode == -signal.SIGKILL

    asyncio.run(story())


def test_a_directory_that_is_not_there_is_an_error_that_leaves_nothing_open(tmp_path: Path) -> None:
    async def story() -> None:
        before = open_files()
        with pytest.raises(FileNotFoundError):
            a_life(tmp_path / "gone", lambda: None)
        assert open_files() == before

    asyncio.run(story())
