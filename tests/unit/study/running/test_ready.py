"""Whether a plan can be simulated is said before anything is."""

import pytest

from firstline.errors import InputError
from firstline.study.running.ready import ready
from firstline.study.running.replications import Wanted
from kit import plans, textbook


def test_a_plan_with_callers_is_ready() -> None:
    found = ready(textbook.textbook(), Wanted(days=1))
    assert found.per_day > 0
    assert found.prepared.plan.demand.streams


def test_without_callers_there_is_nothing_to_simulate() -> None:
    with pytest.raises(InputError, match="nothing to simulate") as refused:
        ready(plans.plan(), Wanted(days=1))
    assert "demand" in refused.value.remedy
