"""A timer knows whether it is set; whoever owns one is told of it."""

import pytest

from firstline.domain.time import NEVER
from firstline.switchboard.agenda import Agenda
from firstline.switchboard.timer import NOBODY, Timer


def test_a_timer_knows_whether_it_is_set() -> None:
    agenda, timer = Agenda(), Timer(NOBODY, 0)
    assert not timer.is_set()
    assert timer.at == NEVER
    agenda.set(timer, 5)
    assert timer.is_set()
    agenda.cancel(timer)
    assert not timer.is_set()


def test_who_cannot_be_told_must_not_own_a_timer_that_is_due() -> None:
    with pytest.raises(NotImplementedError):
        NOBODY.due(Timer(NOBODY, 0), 1)
