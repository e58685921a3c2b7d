"""The live table: everything is on it, and it fits a usual terminal."""

import asyncio
import io
from pathlib import Path

from rich.console import Console

from firstline.demo.table import drawn, in_one_line
from firstline.journal.events import AgentAnswered
from firstline.live.desk import Picture
from kit.journals import ANNA
from kit.office import office


def picture(directory: Path) -> Picture:
    """Return the picture of a hotline at work."""

    async def life() -> Picture:
        async with office(directory) as place:
            place.ready(ANNA)
            place.on(AgentAnswered(ANNA, place.call("11")))
            place.call("12", "+36201111111")
            place.call("[bold]", "[red]+36")
            await place.stored()
            return place.desk.picture(0)

    return asyncio.run(life())


def shown(directory: Path, width: int) -> str:
    """Return the table as text."""
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(drawn(picture(directory), ["Ctrl-C ends it."]))
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_queues_agents_counts_and_events_are_on_the_table(tmp_path: Path) -> None:
    text = shown(tmp_path, 120)
    for expected in (
        "Small Bank: open",
        "cards-service",
        "talking",
        "F6T",
        "call 1: talks with anna",
        "Ctrl-C ends it.",
    ):
        assert expected in text


def test_what_callers_say_is_never_taken_for_a_colour(tmp_path: Path) -> None:
    assert "[red]+36" in shown(tmp_path, 160)


def test_it_fits_a_small_terminal(tmp_path: Path) -> None:
    assert max(map(len, shown(tmp_path, 80).splitlines())) <= 80


def test_one_line_has_the_most_important_figures(tmp_path: Path) -> None:
    line = in_one_line(picture(tmp_path))
    assert "calls 3  up 3" in line
    assert "waiting 0+1" in line
    assert "talking 1  answered 1  abandoned 0  service level 100%" in line
