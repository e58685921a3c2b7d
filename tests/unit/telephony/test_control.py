"""The line to the engine keeps order, never floods it, and tells everyone when it is cut."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from firstline.telephony.control import WINDOW, Control


class Line:
    """A control and the engine's end of it."""

    def __init__(self) -> None:
        ours, self.theirs = socket.socketpair()
        self.theirs.setblocking(False)
        self.refused: list[tuple[str, str]] = []
        self.ended = 0
        self.control = Control(
            ours, on_refusal=lambda *what: self.refused.append(what), on_end=self._end
        )

    async def commands(self) -> list[str]:
        """Return the commands that have come."""
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return self.theirs.recv(65536).decode().splitlines()

    async def answer(self, text: str) -> None:
        """Answer as the engine would."""
        self.theirs.send(text.encode())
        await asyncio.sleep(0.01)

    def _end(self) -> None:
        self.ended += 1


@asynccontextmanager
async def a_line() -> AsyncIterator[Line]:
    line = Line()
    try:
        yield line
    finally:
        line.control.close()
        line.theirs.close()


def test_answers_go_to_their_commands_in_order() -> None:
    async def story() -> None:
        async with a_line() as line:
            heard: list[str | None] = []
            for command in ("one", "two", "three"):
                line.control.ask(command, heard.append)
            assert await line.commands() == ["one", "two", "three"]
            await line.answer("1\n2")
            await line.answer("2\n3\n")
            assert heard == ["1", "22", "3"]
            assert line.control.answers == 3
            assert not line.control.busy

    asyncio.run(story())


def test_no_more_commands_are_under_way_than_answers_have_room() -> None:
    async def story() -> None:
        async with a_line() as line:
            for number in range(WINDOW + 10):
                line.control.tell(str(number))
            assert len(await line.commands()) == WINDOW
            await line.answer("0\n" * 4)
            assert await line.commands() == [str(WINDOW + n) for n in range(4)]

    asyncio.run(story())


def test_a_refusal_is_told_with_its_command() -> None:
    async def story() -> None:
        async with a_line() as line:
            line.control.tell("P1 s1 gone session A B")
            await line.commands()
            await line.answer("E60\n")
            assert line.refused == [("P1 s1 gone session A B", "E60")]

    asyncio.run(story())


def test_when_the_line_is_cut_nobody_waits_for_ever() -> None:
    async def story() -> None:
        async with a_line() as line:
            heard: list[str | None] = []
            line.control.ask("under way", heard.append)
            await line.commands()
            line.control.ask("not sent yet", heard.append)
            line.theirs.close()
            await asyncio.sleep(0.01)
            line.control.ask("too late", heard.append)
            await asyncio.sleep(0.01)
            assert heard == [None, None, None]
            assert line.ended == 1
            assert not line.control.open

    asyncio.run(story())


def test_an_answer_that_nobody_asked_for_is_left_alone() -> None:
    async def story() -> None:
        async with a_line() as line:
            await line.answer("E99\nwhat\n")
            assert line.control.answers == 0
            assert line.control.open

    asyncio.run(story())


@pytest.mark.parametrize("command", ["two\nlines", "long" * 2000])
def test_what_cannot_be_one_command_is_refused(command: str) -> None:
    async def story() -> None:
        async with a_line() as line:
            with pytest.raises(ValueError, match="cannot be a command"):
                line.control.tell(command)

    asyncio.run(story())
