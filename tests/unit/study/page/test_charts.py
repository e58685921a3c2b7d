"""Which figures are drawn, and that the words for them say the same."""

import re

from firstline.study.page import charts as page_charts
from firstline.study.page.charts import CLASSES
from firstline.study.results import By, Results
from kit.made_up_calls import OUTAGE, outage, with_outage


def without_profiles() -> Results:
    results = with_outage().results()
    return Results(
        ran=results.ran,
        headlines=(),
        tables=results.tables,
        profiles=(),
        histograms=(),
        surges=(),
    )


def test_the_day_is_told_with_its_busiest_hour_and_its_longest_waits() -> None:
    chart = page_charts.day(with_outage().results(), "en")
    assert chart is not None
    assert re.match(r"Most calls come at 1\d:[03]0: \d+ in 30 min\.", chart.alt)
    assert "The second queue waits longest at 14:00" in chart.alt
    for said in ("calls per 30 min", "mean wait (s)", "first queue", "second queue", "24:00"):
        assert said in chart.svg


def test_waits_are_told_as_shares_that_add_up() -> None:
    chart = page_charts.waits(with_outage().results(), "en")
    assert chart is not None
    assert re.search(r"Of the second queue [\d.]+.% waited at most 20.s\.", chart.alt)
    assert "share of callers (%)" in chart.svg
    assert len(CLASSES) == 10


def test_every_team_has_a_panel() -> None:
    results = with_outage().results()
    chart = page_charts.occupancy(results, "hu")
    assert chart is not None
    for row in results.table(By.TEAM).rows:
        assert f">{row.group.name}</text>" in chart.svg


def test_a_surge_is_drawn_with_and_without_it() -> None:
    chart = page_charts.surge(outage(), with_outage().results().ran.interval, "en")
    assert chart.title == f"every Tuesday with “{OUTAGE.name}” and without it"
    for said in ("second queue, with", "second queue, without", "var(--shade)"):
        assert said in chart.svg


def test_nothing_to_draw_is_no_drawing() -> None:
    results = without_profiles()
    assert page_charts.day(results, "en") is None
    assert page_charts.waits(results, "en") is None
    assert page_charts.occupancy(results, "en") is None
