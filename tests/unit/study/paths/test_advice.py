"""What a caller is told about the ways, in words."""

import pytest

from firstline.study.announced import Announced
from firstline.study.estimates import Error, Told
from firstline.study.paths.advice import Adviser, Method, Question
from firstline.study.paths.paths import Meeting, Path
from firstline.study.paths.waits import Waits
from kit.textbook import about, always, exponential, half_lost, paths, textbook

PLAN = textbook()
TUESDAY = Question("service", "en", 1, 600)


def meeting(waits: Waits, *, transfers: float = 0.0, right: Waits | None = None) -> Meeting:
    return Meeting(waits, waits if right is None else right, transfers)


def told(ways: list[Path], language: str = "en") -> str:
    return " ".join(Adviser(PLAN, TUESDAY, language).advice(ways))


def test_what_was_asked_is_repeated() -> None:
    assert Adviser(PLAN, TUESDAY, "en").about() == (
        "You call about “Your contract” (service), on a Tuesday at 10:00."
    )
    assert Adviser(PLAN, TUESDAY, "hu").about().endswith("időpont: kedd 10:00.")
    at_no_time = Adviser(PLAN, Question("service", "en"), "en")
    assert at_no_time.about() == "You call about “Your contract” (service)."
    assert "Textbook" in at_no_time.title()
    assert "--about a, --about b" in at_no_time.others("goods", ["a", "b"])


def test_where_the_truth_is_best_it_is_said_to_be() -> None:
    text = told(paths(PLAN, sales=meeting(always(300)), service=meeting(always(29.5))))
    assert "The best way: press 2 (“your contract”). You stand in the second queue." in text
    assert "Somebody answers 30 seconds after you have dialled" in text
    assert "100 % of those who try it speak to somebody within 3 minutes." in text
    assert "Say what you call about" in text


def test_where_pretending_is_best_its_gain_is_told_with_its_interval() -> None:
    ways = paths(PLAN, sales=meeting(about(10, 1)), service=meeting(about(100, 30)))
    assert "saves 1 minute 30 seconds (95 % interval: 1 minute 8 seconds to 1" in told(ways)
    assert "press 2 (“your contract”); the right human is there after 1 minute 40" in told(ways)
    assert "ennyit nyer: 1 perc 30 másodperc" in told(ways, "hu")


def test_a_gain_that_chance_may_have_made_is_not_promised() -> None:
    ways = paths(PLAN, sales=meeting(about(90, 1)), service=meeting(about(100, 30)))
    assert "that may be chance: the 95 % interval goes from 12 seconds longer to" in told(ways)


def test_an_exact_gain_has_no_interval() -> None:
    ways = paths(PLAN, sales=meeting(exponential(10)), service=meeting(exponential(100)))
    assert "saves 1 minute 30 seconds." in told(ways)
    assert "interval" not in told(ways)


def test_transfers_and_being_turned_away_are_told() -> None:
    ways = paths(
        PLAN, sales=meeting(half_lost(10), transfers=0.5, right=half_lost(70)),
    )  # fmt: skip
    text = told(ways)
    assert "Somebody who can solve your matter is there after 1 minute 10 seconds." in text
    assert "put through to somebody else 0.50 times" in text
    assert "50 % never reach anybody that way" in text
    assert "0,50 alkalommal" in told(ways, "hu")


def test_without_waits_nothing_is_claimed() -> None:
    ways = paths(PLAN)
    assert told(ways).startswith("How long the lines are is not known")
    assert Adviser(PLAN, TUESDAY, "en").method(ways, Method(0, 0)) == ""


def test_a_matter_that_no_key_stands_for_is_said_to_have_none() -> None:
    plan = textbook(
        sections={
            "menu": "{welcome: {say: Hello., keys: {1: {label: a new contract, stream: sales}}}}",
            "operator": "sales",
        }
    )
    ways = paths(plan, sales=meeting(always(5)))
    text = " ".join(Adviser(plan, TUESDAY, "en").advice(ways))
    assert "No key of the menu stands for your matter." in text


def test_to_press_nothing_may_be_best() -> None:
    ways = [way for way in paths(PLAN, service=meeting(always(5))) if not way.way.keys]
    assert told(ways).startswith("The best way: press nothing.")


@pytest.mark.parametrize(
    ("sales", "begins"),
    [(exponential(10), "Waits marked with ="), (always(10), "Waits are simulated: 7 callers")],
)
def test_how_it_is_known_is_said(sales: Waits, begins: str) -> None:
    ways = paths(PLAN, sales=meeting(sales), service=meeting(always(100)))
    assert Adviser(PLAN, TUESDAY, "en").method(ways, Method(7, 30)).startswith(begins)
    exact = paths(PLAN, sales=meeting(exponential(1)), service=meeting(exponential(2)))
    assert Adviser(PLAN, TUESDAY, "en").method(exact, Method(0, 0)).startswith("Waits are computed")


def test_a_hotline_with_one_queue_knows_no_first() -> None:
    plan = textbook(sections={"streams": "{sales: {}, service: {}}"})
    text = " ".join(Adviser(plan, TUESDAY, "en").advice(paths(plan, service=meeting(always(5)))))
    assert "You are answered in order of arrival." in text


def test_how_honest_announced_waits_are_is_told_where_any_were_told() -> None:
    errors = {"QL": Error(10, 1.0, 2.0, 3.0, 1.0)}
    lines = [
        Announced("sales", errors, Told(200, 0.7, 0.2, 0.1)),
        Announced("service", errors, Told(0, 0, 0, 0)),
    ]
    what, *told_of = Adviser(PLAN, TUESDAY, "en").honesty(lines, 4)
    assert "4 simulated weeks" in what
    assert told_of == [
        "New contract: of 200 who were told a range, 70 % got an answer within it, 20 % sooner, "
        "10 % later."
    ]


def test_where_there_are_several_numbers_it_is_said_which_to_dial() -> None:
    plan = textbook(
        sections={
            "menu": "{a: {say: A., keys: {1: {label: x, stream: sales}}}, "
            "b: {say: B., keys: {2: {label: y, stream: service}}}}",
            "numbers": "{'100': a, '200': b}",
        }
    )
    ways = paths(plan, service=meeting(always(5)))
    text = " ".join(Adviser(plan, TUESDAY, "en").advice(ways))
    assert text.startswith("Dial 200. The best way: press 2 (“y”).")
