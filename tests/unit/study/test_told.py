"""Figures as programs are told them: seconds, shares and counts, each with its formula."""

from firstline.analysis.metric import Unit
from firstline.study.results import By, Estimate
from firstline.study.told import plain, told_estimate, told_table, told_unit
from kit.made_up_calls import with_outage


def test_lengths_are_told_in_seconds_and_shares_as_they_are() -> None:
    assert plain(Unit.DURATION, 1_500_000.0) == 1.5
    assert plain(Unit.SHARE, 0.5) == 0.5
    assert plain(None, 3.0) == 3.0
    assert plain(Unit.DURATION, None) is None
    assert told_unit(Unit.DURATION) == "seconds"
    assert told_unit(Unit.SHARE) == "share"
    assert told_estimate(Estimate(2e6, 1e6), Unit.DURATION) == {"value": 2.0, "half": 1.0}


def test_a_table_is_told_with_its_metrics() -> None:
    told = told_table(with_outage().results().table(By.STREAM))
    assert told["by"] == "stream"
    metrics, groups = told["metrics"], told["groups"]
    assert isinstance(metrics, list)
    assert isinstance(groups, list)
    assert all(metric["formula"]["hu"] and metric["name"]["en"] for metric in metrics)
    assert set(groups[0]["figures"]) == {metric["id"] for metric in metrics}
