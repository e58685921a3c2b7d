"""Ways and waits put together, and ranked."""

from math import inf

import pytest

from firstline.study.paths.paths import Meeting, best, gain
from firstline.study.paths.ways_through import PER_KEY, Kind
from kit.textbook import about, always, half_lost, paths, textbook

PLAN = textbook()


def meeting(seconds: float, right: float | None = None) -> Meeting:
    return Meeting(always(seconds), always(seconds if right is None else right), 0.0)


def test_the_best_way_is_the_one_that_solves_the_matter_soonest() -> None:
    ways = paths(PLAN, sales=meeting(10, right=120), service=meeting(100))
    assert [way.way.keys for way in ways] == [("2",), ("0",), ("1",), ()]
    assert ways[0].to_right_human() == 100 + PER_KEY
    assert ways[2].to_human() == 10 + PER_KEY  # the wrong human


def test_who_is_turned_away_has_to_begin_again() -> None:
    turned_away = Meeting(half_lost(60), half_lost(60), 0.0)
    ways = paths(PLAN, sales=turned_away, service=meeting(100))
    assert ways[0].way.stream == "service"
    assert ways[-1].way.stream == "service"  # to press nothing takes longer than to try twice


def test_the_time_in_the_menu_counts_for_the_chance_to_be_answered_in_time() -> None:
    ways = paths(PLAN, service=meeting(59))
    assert best(ways) is not None
    assert ways[0].within(60) == 1
    assert ways[0].within(59) == 0
    silent = next(way for way in ways if not way.way.keys)
    assert silent.within(60) == 0


def test_a_line_of_which_nothing_is_known_comes_last() -> None:
    ways = paths(PLAN, service=meeting(1_000))
    assert ways[-1].way.stream == "sales"
    assert (ways[-1].to_human(), ways[-1].within(10_000)) == (inf, 0)


def test_without_any_waits_the_menu_decides() -> None:
    ways = paths(PLAN)
    assert ways[0].way.keys == ("1",)
    assert gain(ways[0], ways[1]) is None


def test_the_best_of_a_kind_can_be_asked_for() -> None:
    ways = paths(PLAN, sales=meeting(1), service=meeting(100))
    true, pretending = best(ways, Kind.TRUTHFUL), best(ways, Kind.PRETENDING)
    assert true is not None
    assert pretending is not None
    assert (true.way.keys, pretending.way.keys) == (("2",), ("1",))
    assert best(ways, Kind.OPERATOR) is None


def test_the_gain_has_the_interval_of_the_difference() -> None:
    ways = paths(
        PLAN,
        sales=Meeting(about(10, 5), about(10, 5), 0),
        service=Meeting(about(100, 5), about(100, 5), 0),
    )
    true, pretending = best(ways, Kind.TRUTHFUL), best(ways, Kind.PRETENDING)
    assert true is not None
    assert pretending is not None
    found = gain(true, pretending)
    assert found is not None
    assert found[0] == 90
    assert found[1] == pytest.approx(0, abs=1e-9)
