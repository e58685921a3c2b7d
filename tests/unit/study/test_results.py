"""Results answer by name: tables, figures, profiles, histograms."""

import pytest

from firstline.study.figures import STAFF
from firstline.study.results import EVERYBODY, By, Estimate, Group, Results, Row, Table, Waited
from kit.made_up_calls import with_outage

RESULTS: Results = with_outage().results()


def test_a_metric_is_found_by_its_id() -> None:
    table = Table(By.TEAM, tuple(it.metric for it in STAFF), ())
    assert table.metrics[table.place("occupancy")].id == "occupancy"
    with pytest.raises(ValueError, match="not in list"):
        table.place("happiness")


def test_figures_are_found_by_metric_and_group() -> None:
    table = RESULTS.table(By.URGENCY)
    row: Row = table.rows[1]
    found: Estimate = RESULTS.estimate("asa", Group(By.URGENCY, "second"))
    assert found == row.estimates[table.place("asa")]
    assert RESULTS.estimate("asa") == RESULTS.estimate("asa", EVERYBODY)


def test_histograms_are_found_by_what_was_waited_for() -> None:
    assert RESULTS.histogram(Waited.ABANDONED).waited is Waited.ABANDONED
