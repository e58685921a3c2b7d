"""Histograms: every length is in its interval, intervals are narrow, quantiles nearly exact."""

import numpy as np
import pytest

from firstline.analysis.metric import percentile
from firstline.study.tally.histogram import (
    COARSE,
    FINE,
    MILLISECOND,
    intervals_of,
    quantile,
    size,
    starts,
)


@pytest.mark.parametrize("bits", [FINE, COARSE])
def test_every_length_is_in_its_interval(bits: int) -> None:
    lengths = np.random.default_rng(1).integers(0, 10**11, 10_000)
    edges, places = starts(bits), intervals_of(lengths, bits)
    assert (edges[places] <= lengths).all()
    assert (lengths < edges[places + 1]).all()


@pytest.mark.parametrize("bits", [FINE, COARSE])
def test_intervals_follow_each_other_and_grow_with_the_length(bits: int) -> None:
    edges = starts(bits)
    widths = np.diff(edges)
    assert len(widths) == size(bits)
    assert edges[0] == 0
    assert (widths > 0).all()
    assert (widths <= np.maximum(edges[:-1] >> bits, MILLISECOND)).all()


def test_what_is_longer_than_all_intervals_counts_in_the_last_one() -> None:
    assert intervals_of(np.array([10**15]), FINE).tolist() == [size(FINE) - 1]


@pytest.mark.parametrize("percent", [50, 90, 95])
def test_quantiles_are_those_of_the_live_report_within_half_a_percent(percent: int) -> None:
    lengths = np.random.default_rng(2).exponential(60e6, 5_000).astype(np.int64)
    counts = np.bincount(intervals_of(lengths, FINE), minlength=size(FINE))
    assert quantile(counts, percent, FINE) == pytest.approx(
        percentile(lengths.tolist(), percent), rel=0.005
    )


def test_of_nothing_there_is_no_quantile() -> None:
    assert np.isnan(quantile(np.zeros(size(FINE), dtype=np.int64), 50, FINE))
