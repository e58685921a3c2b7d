"""Counts grow by name."""

from firstline.telephony.counters import Counters


def test_what_was_never_counted_is_nought() -> None:
    counters = Counters()
    assert counters["nothing"] == 0
    assert dict(counters) == {}


def test_counts_add_up_and_are_listed_by_name() -> None:
    counters = Counters()
    counters.add("b")
    counters.add("a", 3)
    counters.add("b")
    assert dict(counters) == {"a": 3, "b": 2}
    assert list(counters) == ["a", "b"]
    assert len(counters) == 2
