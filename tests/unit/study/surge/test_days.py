"""The days of a surge, by queue, unit and interval."""

import numpy as np
import pytest
from msgspec.structs import replace

from firstline.study.results import By, Group
from firstline.study.surge.effect import QUEUES
from kit.made_up_calls import OUTAGE, Counted, with_outage

FIRST = Group(By.URGENCY, "first")


def test_the_sums_of_a_day_are_those_of_its_profile() -> None:
    counted = with_outage()
    sums = counted.surge_days.sums("tue")
    results = counted.results()
    for queue in QUEUES:
        profile = results.profile(queue, "tue")
        assert profile is not None
        assert sums[queue].days.sum() == profile.days == 8
        mean = sums[queue].queued.sum(axis=0) / profile.days
        assert mean.tolist() == [value or 0.0 for value in profile.series["queued"]]


def test_units_are_kept_apart() -> None:
    sums = with_outage().surge_days.sums("tue")[FIRST]
    assert sums.queued.shape == (8, 48)
    assert len(set(sums.queued.sum(axis=1).tolist())) > 1
    assert (sums.answered + sums.abandoned == sums.queued).all()


@pytest.mark.parametrize(("date", "days"), [("2026-01-06", [1, 0]), ("2030-01-01", [0, 0])])
def test_a_date_is_in_one_unit_or_in_none(date: str, days: list[int]) -> None:
    counted = Counted(units=2, surge=replace(OUTAGE, day=date))
    sums = counted.surge_days.sums(date)[FIRST]
    assert sums.days.tolist() == days
    assert sums.queued.sum(axis=1).astype(bool).tolist() == [bool(n) for n in days]
    assert sums.waited.dtype == np.int64
