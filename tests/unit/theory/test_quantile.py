"""Where a falling function comes down to a level."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.quantile import percentile


@given(share=st.floats(1e-3, 0.999), mean=st.floats(1e-3, 1e6))
def test_the_percentile_of_an_exponential_wait_is_a_logarithm(share: float, mean: float) -> None:
    found = percentile(lambda time: exp(-time / mean), share, scale=1.0)
    assert found == pytest.approx(-mean * log(1 - share), rel=1e-9, abs=1e-12)


def test_a_share_that_does_not_wait_has_the_percentile_zero() -> None:
    assert percentile(lambda time: 0.2 * exp(-time), 0.75, scale=1.0) == 0


def test_a_jump_is_found() -> None:
    assert percentile(lambda time: 1.0 if time < 3 else 0.0, 0.5, scale=1.0) == pytest.approx(3)
