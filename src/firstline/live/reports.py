"""Reports from the store: what analysis/ computes of a time, for the command line and the pages.

It reads and bounds; every number is computed elsewhere. Not for the loop: it takes its time.
"""

from datetime import datetime, time, tzinfo
from typing import Final

from msgspec import Struct

from firstline.analysis.metric import Thresholds
from firstline.analysis.report import By, Facts, Report, Window, report_of
from firstline.domain.time import DAY, MINUTE
from firstline.errors import InputError, Said
from firstline.live.archive import Archive, Wanted

DAYS_AT_MOST: Final = 366
"Of one report."
CONTACTS_AT_MOST: Final = 200_000
"More would take the memory and the seconds that calls need."


class ReportWanted(Struct, frozen=True, kw_only=True):
    """Which report is asked for."""

    by: By
    window: Window
    limits: Thresholds
    minutes: int = 30
    "Of an interval."


def report_from(archive: Archive, wanted: ReportWanted, zone: tzinfo) -> Report:
    """Return a report; days and intervals are those of the clock of *zone*."""
    return report_of(
        _facts(archive, wanted.by, wanted.window),
        wanted.by,
        wanted.window,
        wanted.limits,
        interval=wanted.minutes * int(MINUTE),
        midnight=midnight(wanted.window.since, zone),
        zone=zone,
    )


def bounded(archive: Archive, window: Window) -> None:
    """Refuse a time of which a report would hold up the calls."""
    remedy = "Choose a shorter time, or use “firstline report”, which has no such limit."
    if window.until <= window.since:
        raise InputError("The time ends before it begins.", "Choose “until” after “since”.")
    if window.until - window.since > DAYS_AT_MOST * int(DAY):
        raise InputError(
            Said("A report is of at most {most} days here.", most=DAYS_AT_MOST), remedy
        )
    count = archive.count(Wanted(since=window.since, until=window.until))
    if count > CONTACTS_AT_MOST:
        what = Said(
            "There are {count} contacts in this time, and at most {most} are read here.",
            count=count,
            most=CONTACTS_AT_MOST,
        )
        raise InputError(what, remedy)


def midnight(instant: int, zone: tzinfo) -> int:
    """Return the beginning of the day in which *instant* is."""
    day = datetime.fromtimestamp(instant / 1_000_000, zone).date()
    return round(datetime.combine(day, time(), zone).timestamp() * 1_000_000)


def _facts(archive: Archive, by: By, window: Window) -> Facts:
    since, until = window.since, window.until
    if by in {By.TEAM, By.AGENT}:
        return Facts([], archive.talks(since, until), archive.stints(since, until))
    return Facts(archive.contacts(Wanted(since=since, until=until)), [], [])
