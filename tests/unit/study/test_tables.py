"""Results are made of what was gathered: tables of every kind, profiles, histograms."""

import numpy as np
import pytest

from firstline.study.results import EVERYBODY, By, Group, Waited
from firstline.study.tables import HEADLINES
from kit.made_up_calls import STREAMS, TEAMS, with_outage

RESULTS = with_outage().results()


def test_there_is_a_table_of_every_kind() -> None:
    assert [table.by for table in RESULTS.tables] == list(By)
    assert [row.group.name for row in RESULTS.table(By.STREAM).rows] == list(STREAMS)
    assert [row.group.name for row in RESULTS.table(By.TEAM).rows] == list(TEAMS)
    assert [row.group.name for row in RESULTS.table(By.URGENCY).rows] == ["first", "second"]


def test_callers_who_do_not_occur_are_no_rows() -> None:
    told = [(row.group.name, row.group.path) for row in RESULTS.table(By.CALLERS).rows]
    assert ("cards-new", "truthful") in told
    assert ("cards-new", "pretending") not in told
    assert ("cards-service", "straight to zero") not in told


def test_streams_add_up_to_everybody() -> None:
    streams = [RESULTS.estimate("arrived", Group(By.STREAM, name)).value for name in STREAMS]
    assert sum(it or 0 for it in streams) == pytest.approx(RESULTS.estimate("arrived").value)


def test_headlines_are_figures_of_the_tables() -> None:
    for headline in HEADLINES:
        estimate = RESULTS.estimate(headline.metric, headline.group)
        assert estimate.value is not None
        assert estimate.half is not None


def test_histograms_tell_where_their_intervals_are() -> None:
    waits = RESULTS.histogram(Waited.ANSWERED)
    assert sum(waits.counts) > 10_000
    ends = np.array(waits.starts) + np.array(waits.widths)
    assert (ends[:-1] <= np.array(waits.starts[1:])).all()
    assert all(waits.counts)


def test_profiles_are_found_by_group_and_day() -> None:
    assert RESULTS.profile() is not None
    assert RESULTS.profile(EVERYBODY, "tue") is not None
    assert RESULTS.profile(EVERYBODY, "2026-01-06") is None
