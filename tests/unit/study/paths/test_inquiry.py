"""A whole inquiry, on a small hotline."""

from datetime import datetime

import pytest

from firstline.errors import InputError
from firstline.plan.demand_times import Weekly
from firstline.plan.read import read_text
from firstline.study.paths.inquiry import Look, Wanted, inquire
from firstline.study.paths.ways_through import Kind
from kit.textbook import text, textbook

SMALL = {"sales": "{per_day: 10}", "service": "{per_day: 20}"}
NIGHT = Weekly(1, 60)


def test_everything_is_looked_at_step_by_step() -> None:
    steps: list[str] = []
    answer = inquire(
        textbook(demand=SMALL, callers={"gives_up": "1 %"}),
        Wanted(spoken="en", when=NIGHT, days=3, weeks=2),
        lambda step, done, total: steps.append(step),
    )
    assert list(dict.fromkeys(steps)) == ["ways", "pretending", "rules"]
    assert answer.asked.stream == "service"
    assert (answer.question.weekday, answer.question.minute) == NIGHT
    assert {path.way.kind for path in answer.ways} == {Kind.TRUTHFUL, Kind.PRETENDING}
    assert answer.method().days == 3
    assert answer.found is not None
    assert len(answer.found.tried) > 5


def test_less_can_be_asked_for() -> None:
    plan = textbook(demand=SMALL)
    curve = inquire(plan, Wanted(spoken="en", when=NIGHT, weeks=2, look=Look.CURVE))
    assert curve.found is not None
    assert curve.found.tried == ()
    assert inquire(plan, Wanted(spoken="en", look=Look.NOTHING)).found is None


def test_who_is_first_already_has_nobody_to_pretend_to_be() -> None:
    wanted = Wanted(spoken="en", about="sales", when=NIGHT, weeks=2)
    assert inquire(textbook(demand=SMALL), wanted).found is None


def test_without_demand_the_menu_is_all_there_is() -> None:
    plan = read_text(text().partition("demand:")[0], "textbook.yaml")
    answer = inquire(plan, Wanted(spoken="en"))
    assert answer.tried is None
    assert answer.method().probes == 0
    assert len(answer.ways) == 4


def test_a_date_may_be_asked_for() -> None:
    moment = datetime(2026, 6, 9, 1)  # noqa: DTZ001 - by the hotline's clock
    wanted = Wanted(spoken="en", when=moment, look=Look.NOTHING)
    question = inquire(textbook(demand=SMALL), wanted).question
    assert (question.weekday, question.minute) == (1, 60)


def test_when_the_hotline_is_closed_no_way_leads_anywhere() -> None:
    plan = textbook(sections={"open": "{mon-fri: '08:00-16:00'}"}, demand=SMALL)
    with pytest.raises(InputError, match="On a Sunday at 10:00 the hotline is closed"):
        inquire(plan, Wanted(spoken="en", when=Weekly(6, 600)))


def test_a_matter_of_which_the_demand_says_nothing_is_refused() -> None:
    plan = read_text(text().replace("sales: {per_day: 200}, ", "", 1), "textbook.yaml")
    with pytest.raises(InputError, match="says nothing of those who call about sales"):
        inquire(plan, Wanted(spoken="en", about="sales"))


def test_a_hotline_that_cannot_keep_up_is_refused() -> None:
    plan = textbook(demand={"service": "{per_day: 9000}"})
    with pytest.raises(InputError, match="unstable"):
        inquire(plan, Wanted(spoken="en"))


def test_without_a_plan_for_it_the_best_way_to_pretend_is_studied() -> None:
    streams = "{sales: {caller: prospect, service: new}, service: {caller: customer, service: old}}"
    plan = textbook(sections={"streams": streams}, demand=SMALL)
    wanted = Wanted(spoken="en", when=NIGHT, weeks=2, look=Look.CURVE, about="service")
    found = inquire(plan, wanted).found
    assert found is not None
    assert found.game.stream == "sales"
