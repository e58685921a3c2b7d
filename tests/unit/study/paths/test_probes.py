"""Probe callers: they never give up, go where they are sent, and are too few to matter."""

from datetime import date
from math import inf

import numpy as np
import pytest

from firstline.domain.time import HOUR, NEVER
from firstline.plan.model import Plan
from firstline.sim.kernel.population import Matter, Span
from firstline.sim.unit import Prepared, Setup, Unit, days_of, prepare
from firstline.study.comparing.what_if import text_of
from firstline.study.paths.probes import (
    AFTERWARDS,
    Probe,
    Trial,
    Tries,
    around,
    cut,
    expected,
    first_free,
    per_day,
    pretence,
    probing,
    together,
    try_lines,
    window,
    with_probes,
)
from firstline.study.paths.ways_through import Kind
from kit.textbook import SALES, SERVICE, textbook

SALES_LINE, SERVICE_LINE = 0, 1


def ready(plan: Plan) -> tuple[Prepared, Span, Matter]:
    prepared = prepare(Setup(text_of(plan), "textbook.yaml"))
    days = days_of(prepared, Unit(0, date(2026, 1, 5), 1), 1)
    matter = prepared.population.matters[SERVICE_LINE]
    assert matter is not None
    return prepared, days, matter


PREPARED, DAYS, MATTER = ready(textbook(callers={"patience": "10 s", "redial": "{share: 50 %}"}))
AT = DAYS.begin + 2 * HOUR
TRUE = Probe(SERVICE_LINE, Kind.TRUTHFUL, {"welcome": "2"})
FALSE = Probe(SALES_LINE, Kind.PRETENDING, {"welcome": "1"})


def test_a_probe_never_gives_up_and_never_errs() -> None:
    probe = probing(MATTER, TRUE)
    assert probe.patience.draw(1, 1) == NEVER
    assert (probe.gives_up, probe.wrong_key, probe.redial.share, probe.balk_share) == (0, 0, 0, 0)
    assert probe.pretence is None
    assert list(probe.talk) == list(MATTER.talk)


def test_a_pretending_probe_fares_as_the_plans_pretenders_do() -> None:
    probe = probing(MATTER, FALSE)
    assert probe.pretence is not None
    assert (probe.pretence.share, probe.pretence.recognised) == (1, 0)
    honest = ready(textbook(demand={"service": "{per_day: 10}"}))[2]
    assert honest.pretence is None
    assert pretence(honest, SALES_LINE, 0.5).recognised == 0


def test_what_is_expected_is_counted_over_the_steps() -> None:
    rates = DAYS.sources[0].rates
    assert expected(rates, DAYS.begin, DAYS.end) == pytest.approx(SALES)
    assert expected(rates, DAYS.begin - HOUR, DAYS.begin + HOUR) == pytest.approx(SALES / 24)


def test_probes_are_one_in_a_hundred_at_most_but_at_least_one_a_day() -> None:
    assert per_day(DAYS, AT, 2) == 1
    busy = ready(textbook(demand={"service": "{per_day: 48000}", "staff": "{all: {agents: 99}}"}))
    assert per_day(busy[1], AT, 2) == pytest.approx(0.01 * (2000 + SALES / 24) / 2)


def test_a_day_can_be_cut_short() -> None:
    short = cut(DAYS, AT)
    assert short.end == AT
    assert sum(it.rates.total() for it in short.sources) == pytest.approx((SALES + SERVICE) / 12)
    assert cut(DAYS, DAYS.begin).sources == []


def test_probes_come_within_the_window_and_have_sources_of_their_own() -> None:
    begin, end = window(AT)
    rates = around(AT, 5)
    assert rates.total() == pytest.approx(5)
    assert (rates.starts[0], rates.end) == (begin, end)
    assert first_free(DAYS) == 2
    days = with_probes(DAYS, [Trial(MATTER, TRUE, rates), Trial(MATTER, FALSE, rates)])
    assert [int(it.index) for it in days.sources] == [0, 1, 2, 3]


def test_probes_reach_the_line_that_they_were_sent_to() -> None:
    """Everybody else gives up after ten seconds; probes are all answered, pretenders first."""
    trials = [Trial(MATTER, probe, around(AT, 60)) for probe in (TRUE, FALSE)]
    days = cut(DAYS, AT + AFTERWARDS)
    met = try_lines(PREPARED.hotline, PREPARED.population, days, trials, seed=3, unit=7)
    true, false = met[0], met[1]
    assert len(true.human) > 30
    assert true.meeting().human.arrives() == false.meeting().human.arrives() == 1
    assert true.meeting().human.mean() > 3 * false.meeting().human.mean()
    assert (true.human == true.right).all()
    assert set(true.unit) == {7}


def test_the_same_seed_meets_the_same() -> None:
    days, trials = cut(DAYS, AT + HOUR), [Trial(MATTER, TRUE, around(AT, 9))]
    first, second = (
        try_lines(PREPARED.hotline, PREPARED.population, days, trials, seed=5, unit=0)[0]
        for _ in range(2)
    )
    assert first.human.tolist() == second.human.tolist()


def test_tries_are_put_together_and_who_never_arrives_was_never_passed_on() -> None:
    part = Tries(np.array([5.0, inf]), np.array([9.0, inf]), np.array([2, 0]), np.array([0, 0]))
    meeting = together([part, part]).meeting()
    assert (meeting.human.mean(), meeting.right.mean(), meeting.transfers) == (5, 9, 2)
    assert together([]).meeting().transfers == 0
