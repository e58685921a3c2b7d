"""One sentence that says what an alternative means: who waits less, who pays, or nothing."""

import pytest
from msgspec.structs import replace

from firstline.study.comparing.compare import Alternative, alternative
from firstline.study.comparing.words import sentence
from firstline.study.page.numbers import TIED
from firstline.study.results import Estimate
from firstline.study.running.replications import Study
from kit.made_up_calls import Counted, with_outage, without_outage

QUEUES = {"cards-new": "first", "cards-service": "second", "accounts-service": "second"}


def study(counted: Counted) -> Study:
    return Study(counted.results(), counted.gathered, counted.surge_days)


def against_the_outage(counted: Counted) -> Alternative:
    return alternative("x", study(with_outage()), study(counted), QUEUES)


def said(told: Alternative, language: str = "en") -> str:
    return sentence(told, language).replace(TIED, " ")


def test_who_waits_less_is_told_and_that_nobody_pays() -> None:
    told = said(against_the_outage(without_outage()))
    assert told.startswith("Second-queue callers wait 4.9 ± 0.7 s less; ")
    assert "fewer callers give up in 56 days" in told
    assert told.endswith("; nobody is noticeably worse off.")


def test_who_waits_longer_is_told() -> None:
    told = said(against_the_outage(Counted(wait=2.0)))
    assert "Second-queue callers wait" in told
    assert "longer" in told
    assert "more callers give up in 56 days" in told
    assert told.endswith("; nobody else is noticeably worse off.")


def test_a_stream_that_loses_while_its_queue_gains_is_named() -> None:
    told = against_the_outage(without_outage())
    worse = tuple(
        replace(it, difference=Estimate(9e6, 1e6))
        if (it.group.name, it.metric.id) == ("accounts-service", "asa")
        else it
        for it in told.differences
    )
    assert "worse off: accounts-service (wait 9.0 ± 1.0 s longer)." in said(
        replace(told, differences=worse)
    )


def test_the_same_is_no_difference() -> None:
    assert said(against_the_outage(Counted())) == "No difference that is more than chance."


def test_one_unit_tells_nothing_from_chance() -> None:
    one, other = Counted(units=1), Counted(units=1, wait=2.0)
    told = alternative("x", study(one), study(other), QUEUES)
    assert "simulate more days or replications" in said(told)


@pytest.mark.parametrize("wait", [0.5, 1.0, 2.0])
def test_hungarian_says_it_too(wait: float) -> None:
    told = said(against_the_outage(Counted(wait=wait)), "hu")
    assert told.endswith(".")
    assert "wait" not in told


def test_queues_that_hold_other_callers_are_not_compared_without_a_word() -> None:
    many = tuple(
        replace(it, difference=Estimate(9_000.0, 10.0))
        if (it.group.name, it.metric.id) == ("first", "queued")
        else it
        for it in against_the_outage(without_outage()).differences
    )
    told = said(replace(against_the_outage(without_outage()), differences=many))
    assert told.endswith("hold other callers than before, so compare by what callers want.")
