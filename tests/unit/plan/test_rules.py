"""The sections policy and limits: shorthands and defaults."""

from firstline.domain.time import MINUTE, NEVER, SECOND
from firstline.plan.rules import Limits, Policy


def policy(**written: object) -> Policy:
    return Policy.model_validate(written)


def test_without_a_word_the_second_queue_has_a_guard() -> None:
    assert policy().order.guard == 5 * MINUTE
    assert policy().ring_time == 20 * SECOND


def test_strict_without_a_guard_is_what_it_says() -> None:
    assert policy(order="strict").order.guard is None


def test_the_other_disciplines_can_be_a_word_or_have_numbers() -> None:
    assert policy(order="head_start").order.head_start == 2 * MINUTE
    assert policy(order={"head_start": "1 min"}).order.head_start == MINUTE
    rates = policy(order="accumulating").order.accumulating
    assert rates is not None
    assert (rates.first, rates.second) == (2.0, 1.0)


def test_announcements_can_be_left_out() -> None:
    assert policy(announce="never").announce.first == NEVER
    assert policy(announce={"every": "2 min"}).announce.every == 2 * MINUTE


def test_limits_are_never_implicit() -> None:
    assert all(value is not None for _, value in Limits())
