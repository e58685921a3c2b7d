"""Ways and pretending as JSON."""

import json

from firstline.study.paths.advice import Question
from firstline.study.paths.document import document
from firstline.study.paths.exact_waits import Obstacle
from firstline.study.paths.inquiry import Answer
from firstline.study.paths.matter import Asked
from firstline.study.paths.paths import Meeting
from firstline.study.paths.trying import Tried as TriedLines
from firstline.study.pretending.remedies import Rule, Tried
from kit.textbook import exponential, found, half_lost, paths, point, textbook

PLAN = textbook()
MEETINGS = {
    "sales": Meeting(half_lost(10), half_lost(10), 0.5),
    "service": Meeting(exponential(100), exponential(100), 0),
}
POINTS = (point(0, pretender=20, honest=40), point(1, pretender=80, honest=160))


def test_everything_is_in_the_document_and_what_has_no_end_is_null() -> None:
    tried = TriedLines(MEETINGS, {"sales": Obstacle.POOL}, 30, 28)
    what = found(*POINTS, tried=[Tried(Rule.STRICT, *POINTS)])
    answer = Answer(
        PLAN,
        Asked("service", "goods", ("sales",)),
        Question("service", "en", 0, 600),
        paths(PLAN, **MEETINGS),
        tried,
        what,
    )
    told = json.loads(json.dumps(document(answer), allow_nan=False))
    assert (told["weekday"], told["minute"], told["probes_per_line"]) == (0, 600, 28)
    by_keys = {"".join(path["keys"]): path for path in told["paths"]}
    assert set(by_keys) == {"", "0", "1", "2"}
    assert by_keys["2"]["computed"]
    assert by_keys["2"]["saves_s"] == {"value": 0, "half": 0}
    assert by_keys["1"]["simulated_because"] == Obstacle.POOL.value
    assert by_keys["1"]["wait"]["p90_s"] is None
    assert by_keys["1"]["within"]["60"] == 0.5
    pretending = told["pretending"]
    assert [it["share"] for it in pretending["curve"]] == [0, 1]
    assert [it["stable"] for it in pretending["equilibria"]] == [True, False, True]
    assert pretending["rules"][0]["verdict"] == "pays"
    assert pretending["curve"][0]["groups"]["pretenders"]["waits_longer_s"]["value"] is None


def test_by_the_menu_alone_nothing_is_said_of_waits() -> None:
    answer = Answer(PLAN, Asked("service"), Question("service", "en"), paths(PLAN), None, None)
    told = document(answer)
    assert told["pretending"] is None
    assert told["weekday"] is None
    assert "wait" not in json.dumps(told)
