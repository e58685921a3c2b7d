"""Simulated figures as one document: every figure with its interval, its unit, its formula."""

import json

import pytest

from firstline.cli.simulated_document import document
from firstline.study.results import By, Results
from kit.made_up_calls import with_outage

RESULTS: Results = with_outage().results()


def test_the_document_has_every_figure_with_its_half_width() -> None:
    told = json.loads(document(RESULTS))
    assert told["ran"]["thresholds"] == {"within_s": 20.0, "short_s": 5.0}
    by = {table["by"]: table for table in told["tables"]}
    assert set(by) == {kind.value for kind in By}
    asa = by["all"]["groups"][0]["figures"]["asa"]
    estimate = RESULTS.estimate("asa")
    assert asa["value"] == pytest.approx((estimate.value or 0) / 1e6)
    assert asa["half_width"] == pytest.approx((estimate.half or 0) / 1e6)
    formulas = {metric["id"]: metric["formula"]["en"] for metric in by["all"]["metrics"]}
    assert formulas["F2"] == "(answered<=T) / (answered)"


def test_the_document_tells_lengths_in_seconds() -> None:
    told = json.loads(document(RESULTS))
    profile = next(it for it in told["profiles"] if it["by"] == "all" and not it["day"])
    assert max(it or 0 for it in profile["series"]["asa"]) < 10_000
    (surge,) = told["surges"]
    assert (surge["begins_s"], surge["length_s"]) == (14 * 3600, 2 * 3600)
    histogram = told["histograms"][0]
    assert len(histogram["starts_s"]) == len(histogram["counts"])
