"""Every metric has an id, both names, a formula and the right number."""

import pytest

from firstline.analysis.metric import Clock, Thresholds, Unit
from firstline.analysis.service import MEASURES, Sample
from firstline.domain.call import Outcome
from firstline.journal.records import Contact
from kit.contacts import SECOND, abandoned, answered, ended, queued

LIMITS = Thresholds(within=20 * SECOND, short=5 * SECOND)


def values(contacts: list[Contact], now: float = 1_000) -> dict[str, float | None]:
    """Return every metric of some contacts."""
    sample = Sample(contacts, LIMITS, round(now * SECOND))
    return {measure.metric.id: measure.value(sample) for measure in MEASURES}


def menu_only(outcome: Outcome) -> Contact:
    """Return a contact that never waited."""
    return Contact(call=1, seq=1, calling="", dialled="", arrived=0, ended=1, outcome=outcome)


def test_ids_are_unique_and_everything_is_said_in_both_languages() -> None:
    metrics = [measure.metric for measure in MEASURES]
    assert len({metric.id for metric in metrics}) == len(metrics)
    for metric in metrics:
        assert all((metric.name.hu, metric.name.en, metric.formula.hu, metric.formula.en))
        assert metric.name.hu != metric.name.en


def test_every_wait_says_on_which_clock_it_is() -> None:
    for metric in (measure.metric for measure in MEASURES):
        is_timed = "wait-" in metric.id or "asa" in metric.id or metric.id.startswith("F")
        assert (metric.clock is not Clock.NONE) == (is_timed or metric.id == "right-human")


def test_callers_are_counted_where_they_ended() -> None:
    found = values(
        [
            answered(5),
            abandoned(3),
            abandoned(30),
            ended(queued(ringing_at_end=True), 9, Outcome.ABANDONED),
            ended(queued(), 9, Outcome.GAVE_UP),
            queued(),
            menu_only(Outcome.BLOCKED),
            menu_only(Outcome.DEFLECTED),
            menu_only(Outcome.LEFT_MENU),
            queued(redial_kept=True),
        ]
    )
    counts = {
        "arrived": 10,
        "queued": 7,
        "answered": 1,
        "abandoned": 3,
        "abandoned-ringing": 1,
        "released": 1,
        "waiting": 2,
        "blocked": 1,
        "deflected": 1,
        "left-menu": 1,
        "redial-kept": 1,
    }
    assert {key: found[key] for key in counts} == counts


def test_abandonment_is_given_with_and_without_short_ones() -> None:
    found = values([abandoned(3), abandoned(30), answered(5), answered(6)])
    assert found["abandonment"] == 0.5
    assert found["abandonment-long"] == pytest.approx(1 / 3)


def test_a_mean_wait_does_not_hide_the_tail() -> None:
    waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
    found = values([*(answered(wait, menu=2) for wait in waits), abandoned(500, menu=2)])
    assert found["asa"] == 14.5 * SECOND
    assert found["wait-median"] == 5 * SECOND
    assert found["wait-90"] == 9 * SECOND
    assert found["wait-longest"] == 500 * SECOND
    assert found["asa-arrival"] == 16.5 * SECOND
    assert found["wait-longest-arrival"] == 502 * SECOND


def test_who_waits_now_may_wait_the_longest() -> None:
    assert values([answered(5), queued(at=900)])["wait-longest"] == 100 * SECOND


def test_handling_is_a_mean_over_the_answered() -> None:
    first = queued(answered=1, talk=100, hold=20, wrap_up=30, transfers=2, to_right_human=50)
    second = queued(answered=1, talk=50, hold=0, wrap_up=10)
    found = values([first, second, abandoned(9)])
    assert (found["talk"], found["hold"], found["wrap-up"], found["aht"]) == (75, 10, 20, 105)
    assert (found["transferred"], found["right-human"]) == (0.5, 50)


def test_missed_offers_are_a_share_of_all_offers() -> None:
    assert values([queued(offers=3, missed=1), queued(offers=1)])["missed"] == 0.25


def test_nothing_is_no_number() -> None:
    found = values([])
    units = {measure.metric.id: measure.metric.unit for measure in MEASURES}
    for key, value in found.items():
        assert value == (0 if units[key] is Unit.COUNT else None), key
