"""The tables of the caller's side."""

from math import nan

from firstline.study.announced import Announced
from firstline.study.estimates import Error, Told
from firstline.study.paths.advice import Adviser, Question
from firstline.study.paths.paths import Meeting
from firstline.study.paths.tables import (
    announced_table,
    clock,
    rules_table,
    shares_table,
    ways_table,
)
from firstline.study.pretending.remedies import Rule, Tried
from firstline.study.pretending.verdict import Judge
from kit.textbook import about, exponential, found, paths, point, textbook

PLAN = textbook()
NOTHING = Error(0, nan, nan, nan, nan)
QUESTION = Question("service", "en", 0, 630)
FIRST = point(0, pretender=20, honest=40)
LAST = point(1, pretender=80, honest=160)


def test_times_are_minutes_and_seconds() -> None:
    assert [clock(it) for it in (83.4, 3723, -5, -0.2, float("inf"))] == [
        "1:23",
        "1:02:03",
        "−0:05",
        "0:00",
        "–",
    ]


def test_every_way_is_a_line_with_the_best_one_marked() -> None:
    ways = paths(
        PLAN,
        sales=Meeting(about(60, 30), about(90, 30), 0.25),
        service=Meeting(exponential(300), exponential(300), 0),
    )
    grid = ways_table(ways, Adviser(PLAN, QUESTION, "en"))
    assert [line.name for line in grid.lines] == ["1", "2", "0", "nothing"]
    assert [line.is_important for line in grid.lines] == [True, False, False, False]
    cells = dict(zip(grid.head, grid.lines[0].cells, strict=True))
    assert cells["leads to"] == "New contract"
    assert cells["this is; queue"] == "pretending, first"
    assert cells["to a human, mean"] == "1:00 ±0:23"
    assert cells["half within"] == "0:30"
    assert cells["in 1 min"] == "50 %"
    assert cells["passed on"] == "0.2"
    assert dict(zip(grid.head, grid.lines[1].cells, strict=True))["to a human, mean"] == "= 5:00"


def test_what_is_not_known_is_a_dash() -> None:
    grid = ways_table(paths(PLAN), Adviser(PLAN, QUESTION, "hu"))
    assert set(grid.lines[0].cells[3:]) == {"–"}


def test_numbers_to_dial_are_shown_where_there_are_several() -> None:
    plan = textbook(
        sections={
            "menu": "{a: {say: A., keys: {1: {label: x, stream: sales}}}, "
            "b: {say: B., keys: {2: {label: y, stream: service}}}}",
            "numbers": "{'100': a, '200': b}",
        }
    )
    names = {line.name for line in ways_table(paths(plan), Adviser(plan, QUESTION, "en")).lines}
    assert {"100: 1", "200: 2"} <= names


def test_every_share_and_every_rule_is_a_line() -> None:
    judge = Judge(PLAN, found(FIRST, LAST), "en")
    shares = shares_table(found(FIRST, LAST), judge)
    assert [line.name for line in shares.lines] == ["0 %", "100 %"]
    assert shares.lines[1].cells == ("1:20", "2:40", "0:20", "1:20 ±0:00")
    rules = rules_table(found(FIRST, LAST, tried=[Tried(Rule.STRICT, FIRST, LAST)]), judge)
    assert rules.lines[0].name == "the first queue always first"
    assert rules.lines[0].cells[-1] == "pays"


def test_every_estimate_of_a_line_is_a_line() -> None:
    errors = {"QL": Error(10, -5, 9, 12, 1), "LES": Error(10, 0, 9, 12, 2.04), "HOL": NOTHING}
    lines = [Announced("sales", errors, Told(0, 0, 0, 0))]
    grid = announced_table(lines, Adviser(PLAN, QUESTION, "hu"))
    assert [line.cells[2:] for line in grid.lines] == [
        ("−0:05", "0:09", "1,00"),
        ("0:00", "0:09", "2,04"),
    ]
