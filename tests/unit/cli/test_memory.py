"""What the commands that read have in common: where the memory is, and how times are read."""

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer

from firstline.cli.memory import local, memory, moment, zone_of
from firstline.errors import InputError
from firstline.journal.plan import PlanCopy
from firstline.live.database import sqlite_url
from kit.journals import START
from kit.plans import text
from kit.stores import PLAN, opened

BUDAPEST = ZoneInfo("Europe/Budapest")


def test_a_directory_without_a_memory_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No hotline has run on"), memory(tmp_path / "no", None):
        pass
    assert list(tmp_path.iterdir()) == [], "and nothing was made there"


def test_the_memory_may_be_a_database_elsewhere(url: str, tmp_path: Path) -> None:
    with opened(url) as store:
        store.begin(PLAN, None, START, "test")
    with memory(tmp_path / "no", url) as archive:
        assert len(archive.runs()) == 1


def test_times_are_on_the_hotlines_own_clock(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with opened(url) as store:
        assert zone_of(store.archive) is UTC, "nothing has run"
        store.begin(PLAN, None, START, "test")
        assert zone_of(store.archive) is UTC, "the plan is not one"
        store.begin(PlanCopy(text(timezone="Europe/Budapest"), {}), None, START, "test")
        assert zone_of(store.archive) == BUDAPEST


def test_moments_are_read_on_the_hotlines_clock() -> None:
    assert moment("2026-01-01 01:00", BUDAPEST) == START
    assert moment("2026-01-01T00:00:00+00:00", BUDAPEST) == START
    assert local(START, BUDAPEST).hour == 1
    with pytest.raises(typer.BadParameter, match="is not a day"):
        moment("tomorrow", BUDAPEST)
