"""Tokens flow in with time, and only so many keys are remembered."""

from firstline.telephony.flood import Buckets


def test_a_burst_passes_up_to_the_depth_and_then_the_rate_counts() -> None:
    buckets = Buckets(10)
    assert sum(buckets.take("a", 2.0, 5.0, 0.0) for _ in range(20)) == 5
    assert sum(buckets.take("a", 2.0, 5.0, 1.0) for _ in range(20)) == 2
    assert sum(buckets.take("a", 2.0, 5.0, 100.0) for _ in range(20)) == 5


def test_keys_do_not_share_their_tokens() -> None:
    buckets = Buckets(10)
    assert buckets.take("a", 1.0, 1.0, 0.0)
    assert not buckets.take("a", 1.0, 1.0, 0.0)
    assert buckets.take("b", 1.0, 1.0, 0.0)


def test_looking_takes_nothing_and_remembers_nobody() -> None:
    buckets = Buckets(10)
    assert not buckets.empty("a", 1.0, 1.0, 0.0)
    assert len(buckets) == 0
    buckets.take("a", 1.0, 1.0, 0.0)
    assert buckets.empty("a", 1.0, 1.0, 0.5)
    assert not buckets.empty("a", 1.0, 1.0, 1.5)


def test_the_longest_silent_is_forgotten_first() -> None:
    buckets = Buckets(2)
    for at, key in enumerate(["a", "b", "a", "c"]):
        buckets.take(key, 0.0, 1.0, float(at))
    assert len(buckets) == 2
    assert buckets.empty("a", 0.0, 1.0, 9.0)
    assert not buckets.empty("b", 0.0, 1.0, 9.0)
