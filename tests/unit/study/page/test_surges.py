"""Sentences about a surge: what it did to the second queue, with numbers and intervals."""

import re

import pytest
from msgspec.structs import replace

from firstline.domain.time import HOUR
from firstline.study.page.numbers import TIED
from firstline.study.page.surges import answer, story
from firstline.study.page.words import LANGUAGES
from firstline.study.results import Estimate
from firstline.study.surge.effect import Contrast, Effect
from kit.made_up_calls import INTERVAL, outage

NOBODY = Contrast(Estimate(None), Estimate(None), Estimate(None))


def said(effect: Effect) -> str:
    return answer(effect, "en").replace(TIED, " ")


def test_the_answer_tells_waits_losses_and_the_return_to_normal() -> None:
    pattern = (
        r"Between 14:00 and 16:30, the second queue waited [\d.]+ ± [\d.]+ min on average instead "
        r"of \d+ ± \d+ s; \d+ ± \d+ more of its callers gave up\. The first queue waited .* "
        r"Waits were back to normal at 16:30\."
    )
    assert re.fullmatch(pattern, said(outage()))


def test_waits_that_do_not_end_by_midnight_are_told_so() -> None:
    late = replace(outage(), normal=None, ends=24 * int(HOUR))
    assert said(late).endswith("Waits were not back to normal before midnight.")


def test_nobody_more_giving_up_is_no_number() -> None:
    second, first = outage().queues
    calm = replace(second, abandoned=replace(second.abandoned, difference=Estimate(-2.0, 5.0)))
    assert "no more of its callers gave up" in said(replace(outage(), queues=(calm, first)))


def test_a_queue_of_which_nobody_was_answered_has_no_wait() -> None:
    second, first = outage().queues
    stuck = replace(outage(), queues=(replace(second, asa=NOBODY), first))
    assert said(stuck).startswith("Nobody of the second queue was answered")


def test_a_surge_that_nobody_noticed_is_told_so() -> None:
    quiet = replace(outage(), normal=outage().begins)
    assert said(quiet).startswith("It made no difference to the second queue's waits")


def test_a_number_that_may_be_chance_is_told_with_its_interval() -> None:
    second, first = outage().queues
    wide = replace(second, abandoned=replace(second.abandoned, difference=Estimate(20.0, 50.0)))
    assert "20 ± 50 more of its callers" in said(replace(outage(), queues=(wide, first)))
    assert "So few days tell little" in story(replace(outage(), days=3), INTERVAL, "en").caution


def test_one_day_alone_is_told_with_a_caution() -> None:
    once = replace(outage(), days=1)
    assert "simulate more replications" in story(once, INTERVAL, "en").caution
    assert "Mean of 8 such days" in story(outage(), INTERVAL, "en").caution


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_both_queues_both_ways(language: str) -> None:
    told = story(outage(), INTERVAL, language)
    assert len(told.grid.lines) == 8
    assert all(len(line.cells) == 3 for line in told.grid.lines)
    assert "+36 52" in told.what
    assert "14:00" in told.what
