"""What a surge does: until when, to whom, and by how much."""

import numpy as np
import pytest
from msgspec.structs import replace

from firstline.domain.time import HOUR, MINUTE
from firstline.study.results import Group, Surge
from firstline.study.surge.effect import QUEUES, DaySums, effect
from kit.made_up_calls import OUTAGE

HALF_HOUR = 30 * int(MINUTE)
SHORT = 10 / 60
UNITS = 6


def sums(waits: dict[int, float], *, per_interval: int = 10, gave_up: int = 0) -> DaySums:
    """Return days on which so many are answered in every interval; *waits* in minutes."""
    answered = np.full((UNITS, 48), per_interval)
    each = np.array([waits.get(place, 1.0) for place in range(48)])
    abandoned = np.full((UNITS, 48), gave_up)
    return DaySums(
        days=np.ones(UNITS, dtype=np.int64),
        queued=answered + abandoned,
        answered=answered,
        abandoned=abandoned,
        waited=(answered * each * int(MINUTE)).astype(np.int64),
    )


def both(one: DaySums) -> dict[Group, DaySums]:
    return dict.fromkeys(QUEUES, one)


def test_it_lasts_until_waits_are_normal_again() -> None:
    longer = dict.fromkeys(range(28, 35), 6.0)
    found = effect(OUTAGE, both(sums(longer)), both(sums({})), HALF_HOUR)
    assert (found.begins, found.ends) == (28 * HALF_HOUR, 35 * HALF_HOUR)
    assert found.normal == int(17.5 * int(HOUR))
    assert found.days == UNITS


def test_what_is_told_is_over_these_hours_only() -> None:
    longer = dict.fromkeys(range(28, 35), 6.0)
    found = effect(OUTAGE, both(sums(longer)), both(sums({0: 60.0})), HALF_HOUR)
    second = found.queues[0]
    assert second.group == QUEUES[0]
    assert second.asa.with_surge.value == 6 * MINUTE
    assert second.asa.without.value == 1 * MINUTE
    assert second.asa.difference.value == 5 * MINUTE
    assert second.queued.with_surge.value == 70


def test_the_worst_comes_before_normal() -> None:
    late = {30: 1.1, 33: 9.0, 34: 9.0}  # nothing to be noticed in the first hours
    found = effect(OUTAGE, both(sums(late)), both(sums({})), HALF_HOUR)
    assert found.normal == 35 * HALF_HOUR


def test_waits_that_stay_long_are_not_normal_that_day() -> None:
    longer = dict.fromkeys(range(28, 48), 6.0)
    found = effect(OUTAGE, both(sums(longer)), both(sums({})), HALF_HOUR)
    assert found.normal is None
    assert found.ends == 24 * HOUR


def test_a_trifle_is_normal_at_once_and_the_surges_own_hours_are_told() -> None:
    trifle = {28: 1 + SHORT}
    found = effect(OUTAGE, both(sums(trifle)), both(sums({})), HALF_HOUR)
    assert found.normal == found.begins == 14 * HOUR
    assert found.ends == 16 * HOUR


def test_long_waits_may_be_longer_by_a_tenth() -> None:
    usual = dict.fromkeys(range(48), 30.0)
    found = effect(OUTAGE, both(sums({**usual, 28: 32.0})), both(sums(usual)), HALF_HOUR)
    assert found.normal == found.begins


def test_who_gave_up_more_is_counted_a_day_with_an_interval() -> None:
    found = effect(OUTAGE, both(sums({28: 9.0}, gave_up=3)), both(sums({})), HALF_HOUR)
    more = found.queues[1].abandoned.difference
    assert more.value == 3 * 4  # four half hours from 14:00 to 16:00
    assert more.half == pytest.approx(0.0)


@pytest.mark.parametrize("begins", [23 * HOUR + 45 * MINUTE, 0])
def test_a_surge_at_the_edge_of_a_day_is_told_within_it(begins: int) -> None:
    surge: Surge = replace(OUTAGE, begins=int(begins))
    found = effect(surge, both(sums({47: 9.0, 0: 9.0})), both(sums({})), HALF_HOUR)
    assert found.begins < found.ends <= 24 * HOUR


def test_nobody_answered_is_no_wait() -> None:
    nobody = sums({}, per_interval=0)
    found = effect(OUTAGE, both(nobody), both(nobody), HALF_HOUR)
    assert found.queues[0].asa.with_surge.value is None
    assert set(found.queues[0].asa_curve.without) == {None}
