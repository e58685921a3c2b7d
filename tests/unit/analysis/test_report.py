"""Reports group what is there, and their total is everything."""

from typing import Any

import pytest

from firstline.analysis import service, staff
from firstline.analysis.metric import Thresholds
from firstline.analysis.report import TOTAL, By, Facts, Report, Window, report_of
from firstline.journal.records import Contact
from kit.contacts import SECOND, answered, queued, stints, talk

LIMITS = Thresholds(within=20 * SECOND, short=5 * SECOND)
HOUR = Window(0, 3_600 * SECOND, 3_600 * SECOND)


def reported(contacts: list[Contact], by: By, **more: Any) -> Report:
    """Return the report of some contacts."""
    return report_of(Facts(contacts, [], []), by, HOUR, LIMITS, **more)


def column(report: Report, key: str) -> dict[str, float | None]:
    """Return one metric by group."""
    place = [metric.id for metric in report.metrics].index(key)
    return {row.group: row.values[place] for row in report.rows}


def test_contacts_are_grouped_and_the_total_comes_last() -> None:
    contacts = [
        queued(stream="b", urgency="first"),
        queued(stream="a", urgency="second"),
        queued(stream="a", urgency="second"),
        queued(stream="", urgency=""),
    ]
    by_stream = reported(contacts, By.STREAM)
    assert [row.group for row in by_stream.rows] == ["a", "b", TOTAL]
    assert column(by_stream, "arrived") == {"a": 2, "b": 1, TOTAL: 4}
    assert column(reported(contacts, By.URGENCY), "arrived") == {"first": 1, "second": 2, TOTAL: 4}
    assert column(reported(contacts, By.ALL), "arrived") == {TOTAL: 4}


def test_a_contact_belongs_to_the_interval_in_which_it_entered_its_first_line() -> None:
    contacts = [answered(500, at=890), answered(1, at=905, menu=20), queued(at=1_800)]
    quarter = 900 * SECOND
    report = reported(contacts, By.INTERVAL, interval=quarter)
    assert column(report, "queued") == {"0": 1, str(quarter): 1, str(2 * quarter): 1, TOTAL: 3}


def test_intervals_begin_at_midnight_wherever_that_is() -> None:
    report = reported([queued(at=100)], By.INTERVAL, interval=900 * SECOND, midnight=50 * SECOND)
    assert [row.group for row in report.rows] == [str(50 * SECOND), TOTAL]


@pytest.mark.parametrize("by", [By.TEAM, By.AGENT])
def test_agents_are_grouped_by_themselves_or_their_team(by: By) -> None:
    worked = [
        *stints("anna", ("ready", 10), ("talking", 10)),
        *stints("cili", ("ready", 20), team="experts"),
    ]
    report = report_of(Facts([], [talk("anna", 10)], worked), by, HOUR, LIMITS)
    names = {By.TEAM: ["experts", "front", TOTAL], By.AGENT: ["anna", "cili", TOTAL]}
    assert [row.group for row in report.rows] == names[by]
    assert [metric.id for metric in report.metrics] == [one.metric.id for one in staff.MEASURES]
    assert list(column(report, "talks").values()) == ([0, 1, 1] if by is By.TEAM else [1, 0, 1])
    assert column(report, "occupancy")[TOTAL] == 0.25


def test_a_report_has_every_metric_of_service() -> None:
    report = reported([], By.ALL)
    assert [metric.id for metric in report.metrics] == [one.metric.id for one in service.MEASURES]
    assert report.rows == []
