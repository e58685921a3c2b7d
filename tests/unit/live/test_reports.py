"""Reports from the store: bounded, by the hotline's clock, with the analysis's own numbers."""

from zoneinfo import ZoneInfo

import pytest

from firstline.analysis.metric import Thresholds
from firstline.analysis.report import TOTAL, By, Facts, Window, report_of
from firstline.errors import InputError
from firstline.journal.events import AgentAnswered, CallerHungUp
from firstline.live.archive import Wanted
from firstline.live.reports import ReportWanted, bounded, midnight, report_from
from kit.journals import ANNA, START, Desk, open_desk
from kit.stores import begun, fill

BUDAPEST = ZoneInfo("Europe/Budapest")
LIMITS = Thresholds(within=20_000_000, short=5_000_000)
DAY = 86_400_000_000


def two_days() -> Desk:
    """Return a desk with a call at 00:00 UTC, and one 23 hours and a half later."""
    desk = open_desk(ANNA)
    desk.call("+36301111111", "11")
    desk.after(2).on(AgentAnswered(ANNA, 1)).after(10).on(CallerHungUp(1))
    desk.after(23.5 * 3600).call("+36302222222", "12")
    desk.after(60).on(CallerHungUp(2)).after(60)
    return desk


def test_days_are_those_of_the_hotlines_clock(url: str) -> None:
    with begun(url) as (store, run):
        fill(store, run, two_days().entries)
        window = Window(START, START + 3 * DAY, START + 3 * DAY)
        wanted = ReportWanted(by=By.DAY, window=window, limits=LIMITS)
        told = report_from(store.archive, wanted, BUDAPEST)
        assert [row.group for row in told.rows] == ["2026-01-01", "2026-01-02", TOTAL]
        (utc, *_) = report_from(store.archive, wanted, ZoneInfo("UTC")).rows
        assert utc.group == "2026-01-01"
        facts = Facts(store.archive.contacts(Wanted()), [], [])
        assert told == report_of(facts, By.DAY, window, LIMITS, zone=BUDAPEST)


def test_a_time_too_long_or_backwards_is_refused_with_a_way_out(url: str) -> None:
    with begun(url) as (store, _):
        archive = store.archive
        bounded(archive, Window(START, START + 366 * DAY, START))
        for until in (START, START - 1, START + 367 * DAY):
            with pytest.raises(InputError) as refused:
                bounded(archive, Window(START, until, START))
            assert refused.value.remedy


def test_midnight_is_the_hotlines_own() -> None:
    assert midnight(START, BUDAPEST) == START - 3_600_000_000
    assert midnight(START, ZoneInfo("UTC")) == START
