"""What pretending gains at every share, and who pays: against theory, and by its bookkeeping."""

from math import isnan

import pytest

from firstline.study.pretending.curve import (
    HONEST,
    PRETENDERS,
    PROSPECTS,
    Pretending,
    curve,
    prepared_for,
    pretence_of,
)
from firstline.theory.pretending import game
from kit.textbook import AGENTS, DAY, SALES, SERVICE, TALK, textbook

GAME = Pretending("service", "sales")
SMALL = textbook(
    demand={
        "sales": "{per_day: 50}",
        "service": "{per_day: 100, pretend: {as: sales, share: 5 %, recognised: 0 %}}",
        "staff": "{all: {agents: 1}}",
    }
)


def test_who_is_imitated_is_said_planned_or_of_the_same_service() -> None:
    assert pretence_of(SMALL, "service") == GAME
    unplanned = textbook(demand={"service": "{per_day: 10}"})
    assert pretence_of(unplanned, "service") == GAME
    assert pretence_of(unplanned, "sales") is None
    assert pretence_of(unplanned, "sales", "service") == Pretending("sales", "service")


def test_a_plan_gets_the_pretence_that_is_studied() -> None:
    assert prepared_for(SMALL, GAME) is SMALL
    plan = prepared_for(textbook(demand={"service": "{per_day: 10}"}), GAME)
    own = plan.demand.streams["service"].pretend
    assert own is not None
    assert (own.stream, own.share) == ("sales", 0)


def test_the_same_callers_are_compared_at_every_share() -> None:
    weeks: list[int] = []
    nobody, half, everybody = curve(
        SMALL, GAME, weeks=2, shares=(0.0, 0.5, 1.0), watch=weeks.append
    )
    assert weeks == [1, 2]
    assert nobody.groups[PRETENDERS].callers.tolist() == [0, 0]
    assert isnan(nobody.groups[PRETENDERS].longer()[0])
    assert nobody.groups[HONEST].longer() == (0, 0)
    counts = [
        point.groups[PRETENDERS].callers + point.groups[HONEST].callers
        for point in (nobody, half, everybody)
    ]
    assert (counts[0] == counts[1]).all()
    assert (counts[0] == counts[2]).all()
    assert half.groups[PRETENDERS].longer()[0] < 0 < half.groups[HONEST].longer()[0]
    assert 0 < half.groups[PROSPECTS].longer()[0] < everybody.groups[PROSPECTS].longer()[0]
    assert half.groups[HONEST].gives_up_more() == (0, 0)


@pytest.mark.slow
def test_on_the_textbook_the_curve_is_that_of_theory() -> None:
    exact = game(SALES / DAY, SERVICE / DAY, TALK, AGENTS)
    for point in curve(textbook(), GAME, weeks=5, shares=(0.0, 0.5)):
        gain = point.gain()
        assert gain.seconds == pytest.approx(exact.gain(point.share), abs=2 * gain.half)
        assert 0 < gain.half < gain.seconds
        first = point.prospect
        assert first.mean() == pytest.approx(exact.first_wait(point.share), abs=2 * first.half())
