"""What pretending comes to, in words."""

import pytest

from firstline.study.pretending.remedies import Rule, Tried
from firstline.study.pretending.verdict import Found, Judge
from kit.textbook import found, point, textbook

PLAN = textbook()
NOBODY = point(0, pretender=20, honest=40)
HALF = point(0.5, pretender=40, honest=80, prospect=40)
EVERYBODY = point(1, pretender=80, honest=160, prospect=80)


def told(what: Found, language: str = "en") -> str:
    return " ".join(Judge(PLAN, what, language).told())


def test_the_first_all_and_those_who_pay_are_told_of() -> None:
    text = told(found(NOBODY, HALF, EVERYBODY))
    assert "The first to do it reaches the right human 20 seconds sooner in the mean: after" in text
    assert "the last honest caller 2 minutes 40 seconds" in text
    assert "waits 1 minute 20 seconds instead of 20 seconds." in text
    assert "the wait of a pretender changes by −1 minute, that of an honest caller" in text
    assert "by +30 seconds" in text
    assert "2 % more of those about “New contract” never get through." in text


def test_several_ends_are_named_with_the_brink_between_them() -> None:
    text = told(found(NOBODY, HALF, EVERYBODY))
    assert "discomfort as 30 seconds of waiting: nobody pretends" in text
    assert "25 % of them is the brink" in text
    assert "everybody pretends, and nobody has a reason to stop. There are several ends" in text


def test_a_single_end_needs_no_remark() -> None:
    text = told(found(NOBODY, HALF, EVERYBODY, cost=5))
    assert "everybody pretends" in text
    assert "several ends" not in text


def test_where_it_pays_less_the_more_do_it_some_do() -> None:
    text = told(found(NOBODY, point(1, pretender=100, honest=100), cost=10))
    assert "50 % of them pretend, and it stays so" in text


def test_what_does_not_pay_is_said_not_to() -> None:
    text = told(found(point(0, pretender=90, honest=40), EVERYBODY))
    assert "reaches the right human 50 seconds later in the mean" in text
    assert "It does not pay." in text


def test_rules_are_named_by_their_verdict() -> None:
    pointless = Tried(
        Rule.IN_ORDER, point(0, pretender=5, honest=5), point(1, pretender=9, honest=9)
    )
    pays = Tried(Rule.STRICT, NOBODY, EVERYBODY)
    text = told(found(NOBODY, EVERYBODY, tried=[pays, pointless]))
    assert "Pretending would be pointless with: in order of arrival." in text
    assert "None of the rules" in told(found(NOBODY, EVERYBODY, tried=[pays]))


@pytest.mark.parametrize("language", ["en", "hu"])
def test_it_is_told_in_each_language(language: str) -> None:
    judge = Judge(PLAN, found(NOBODY, HALF, EVERYBODY), language)
    assert "New contract" in judge.title()
    assert all("{" not in sentence for sentence in judge.told())
