"""What somebody means who asks about a stream, a service, or nothing."""

from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.plan.read import read
from firstline.study.paths.matter import calls_by_stream, matter_of
from firstline.study.paths.trying import usual_week
from kit.textbook import SALES, textbook

BANK = read(Path(__file__).resolve().parents[4] / "examples" / "bank.yaml")
CALLS = {"cards-service": 10.0, "cards-lost": 5.0, "cards-new": 50.0, "general": 99.0}


def test_a_stream_is_meant_itself() -> None:
    asked = matter_of(BANK, "cards-new", CALLS)
    assert (asked.stream, asked.service, asked.others) == ("cards-new", "", ())


def test_of_a_service_what_most_of_its_customers_call_about_is_meant() -> None:
    asked = matter_of(BANK, "cards", CALLS)
    assert (asked.stream, asked.service) == ("cards-service", "cards")
    assert asked.others == ("cards-new", "cards-lost")


def test_without_a_word_it_is_what_most_customers_call_about_that_has_a_service() -> None:
    assert matter_of(BANK, None, CALLS).stream == "cards-service"


def test_a_service_of_prospects_alone_has_a_matter_too() -> None:
    plan = textbook(
        sections={"streams": "{sales: {caller: prospect, service: goods}, service: {}}"}
    )
    assert matter_of(plan, "goods", {}).stream == "sales"


def test_what_does_not_exist_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match="no service and no stream “crads”"):
        matter_of(BANK, "crads", {})


def test_calls_are_counted_by_stream() -> None:
    plan = textbook()
    found = calls_by_stream(plan, usual_week(plan)[1])
    assert found["sales"] == pytest.approx(7 * SALES)
