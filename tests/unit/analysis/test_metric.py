"""Numbers of nothing are no numbers."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from firstline.analysis import metric as module
from firstline.analysis.metric import Words, percentile


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(1, 100))
def test_a_percentile_is_a_value_that_as_many_do_not_exceed(
    values: list[int], percent: int
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_every_language_but_hungarian_reads_english() -> None:
    words = Words("fogadott", "answered")
    assert [words.in_language(code) for code in ("hu", "en", "de")] == [
        "fogadott",
        "answered",
        "answered",
    ]
