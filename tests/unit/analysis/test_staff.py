"""How agents' time went: no second is counted twice or outside the time that is asked for."""

import pytest

from firstline.analysis.metric import Unit
from firstline.analysis.staff import MEASURES, Work
from firstline.journal.records import End, Segment, Stint
from kit.contacts import SECOND, stints, talk

_DAY = stints(
    "anna",
    ("not ready", 100),
    ("ready", 200),
    ("reserved", 10),
    ("talking", 50),
    ("holding", 20),
    ("wrap-up", 20),
    ("ready", 100),
    ("reserved", 20),
    ("not ready", 80),
    ("signed out", 400),
)


def values(
    talks: list[Segment], worked: list[Stint], since: float = 0, until: float = 1_000
) -> dict[str, float | None]:
    """Return every metric of some agents."""
    work = Work(talks, worked, round(since * SECOND), round(until * SECOND))
    return {measure.metric.id: measure.value(work) for measure in MEASURES}


def test_ids_are_unique_and_everything_is_said_in_both_languages() -> None:
    metrics = [measure.metric for measure in MEASURES]
    assert len({metric.id for metric in metrics}) == len(metrics)
    for metric in metrics:
        assert all((metric.name.hu, metric.name.en, metric.formula.hu, metric.formula.en))


def test_occupancy_and_utilisation_are_told_apart() -> None:
    found = values([], _DAY)
    assert found["signed-in"] == 600 * SECOND
    assert found["occupancy"] == pytest.approx(90 / 420)
    assert found["utilisation"] == pytest.approx(90 / 600)


def test_only_the_time_that_is_asked_for_counts() -> None:
    found = values([], _DAY, since=290, until=330)
    assert found["signed-in"] == 40 * SECOND
    assert found["occupancy"] == pytest.approx(20 / 40)


def test_a_stint_that_goes_on_counts_until_now() -> None:
    running = Stint(agent="anna", began=0, ended=None, team="front", state="ready", reason="")
    assert values([], [running], until=60)["signed-in"] == 60 * SECOND


def test_a_missed_call_is_one_after_which_the_agent_was_made_not_ready() -> None:
    found = values([], _DAY)
    assert (found["offers"], found["missed"]) == (2, 0.5)
    two = [*stints("anna", ("reserved", 5)), *stints("bela", ("not ready", 5))]
    assert values([], two)["missed"] == 0, "another agent's stint follows"


def test_handle_time_is_a_mean_over_talks() -> None:
    long, short = talk("anna", 100, hold=20, wrap_up=30), talk("anna", 50)
    running = Segment(
        id="2.3",
        call=2,
        ordinal=3,
        kind=long.kind,
        holder="anna",
        began=0,
        initial="2.1",
        end=End.OPEN,
    )
    found = values([long, short, running], [])
    assert (found["talks"], found["aht"]) == (3, 100 * SECOND)
    assert (found["talk"], found["hold"], found["wrap-up"]) == (
        75 * SECOND,
        10 * SECOND,
        15 * SECOND,
    )


def test_nothing_is_no_number() -> None:
    units = {measure.metric.id: measure.metric.unit for measure in MEASURES}
    for key, value in values([], []).items():
        expected = 0 if units[key] is Unit.COUNT or key == "signed-in" else None
        assert value == expected, key
