"""Who is next, by each discipline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.hotline import ACCUMULATING, FIRST, HEAD_START, SECOND, STRICT, Order
from firstline.domain.time import DAY, HOUR, MINUTE, Duration
from firstline.domain.time import SECOND as A_SECOND
from firstline.policy.order import score

RATES = [2.0, 1.0]
STRICTLY = Order(STRICT, rates=RATES)
GUARDED = Order(STRICT, guard=5 * MINUTE, rates=RATES)
AHEAD = Order(HEAD_START, head_start=2 * MINUTE, rates=RATES)
GROWING = Order(ACCUMULATING, rates=RATES)

urgencies = st.sampled_from([FIRST, SECOND])
waits = st.integers(0, 30 * DAY)


def prospect_wins(order: Order, prospect: Duration, customer: Duration) -> bool:
    return score(order, FIRST, prospect) > score(order, SECOND, customer)


def test_strictly_the_first_queue_comes_first_however_long_the_second_waits() -> None:
    assert prospect_wins(STRICTLY, 0, 30 * DAY)


def test_the_guard_brings_an_old_customer_to_the_front() -> None:
    assert prospect_wins(GUARDED, 0, 5 * MINUTE)
    assert not prospect_wins(GUARDED, 0, 5 * MINUTE + 1)


def test_behind_the_guard_age_alone_counts() -> None:
    assert prospect_wins(GUARDED, 7 * MINUTE, 6 * MINUTE)
    assert not prospect_wins(GUARDED, 6 * MINUTE, 7 * MINUTE)


def test_a_head_start_is_worth_its_length() -> None:
    assert prospect_wins(AHEAD, 0, 2 * MINUTE - 1)
    assert not prospect_wins(AHEAD, 0, 2 * MINUTE)


def test_priority_accumulates_at_the_rate_of_the_class() -> None:
    assert prospect_wins(GROWING, MINUTE, 2 * MINUTE - 1)
    assert not prospect_wins(GROWING, MINUTE, 2 * MINUTE)


@pytest.mark.parametrize("order", [STRICTLY, GUARDED, AHEAD, GROWING])
@given(urgency=urgencies, wait=waits, longer=st.integers(1, HOUR))
def test_within_a_queue_the_longer_wait_is_served(
    order: Order, urgency: int, wait: int, longer: int
) -> None:
    assert score(order, urgency, wait + longer) > score(order, urgency, wait)


@pytest.mark.parametrize("order", [STRICTLY, GUARDED, AHEAD, GROWING])
@given(wait=waits)
def test_of_equal_waits_the_prospect_is_never_behind(order: Order, wait: int) -> None:
    assert score(order, FIRST, wait) >= score(order, SECOND, wait)


def test_a_score_is_exact_to_the_microsecond_even_at_the_front() -> None:
    assert score(GUARDED, SECOND, DAY + 1) - score(GUARDED, SECOND, DAY) == 1.0
    assert score(GUARDED, FIRST, A_SECOND + 1) - score(GUARDED, FIRST, A_SECOND) == 1.0
