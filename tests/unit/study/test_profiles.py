"""Profiles of the day: every day by itself, and all days together."""

from typing import Final

import numpy as np
import pytest

from firstline.domain.agent import AgentState
from firstline.domain.time import DAY
from firstline.study.profiles import profiles
from firstline.study.results import EVERYBODY, By, Group, Profile
from firstline.study.tally.counts import STATES, Counts
from firstline.study.tally.gathered import Gathered
from kit.simulated_rows import MONDAY, SCHEME, rows, wall

DATES: Final = {"2026-01-05": 0, "2026-01-06": 1}


def made() -> dict[tuple[Group, str], Profile]:
    """Return the profiles of two weeks, by group and day."""
    gathered = Gathered(SCHEME, 7, frozenset(DATES))
    for seed in (1, 2):
        counts = Counts(SCHEME)
        counts.add(rows(5_000, seed), wall())
        counts.days += 1
        times = np.zeros((2, STATES, 7 * SCHEME.per_day), dtype=np.int64)
        times[0, AgentState.TALKING] = SCHEME.interval
        times[0, AgentState.READY] = 3 * SCHEME.interval
        edges = np.arange(MONDAY, MONDAY + 7 * int(DAY) + 1, SCHEME.interval)
        counts.add_staff(times, edges, wall())
        gathered.take(counts, DATES)
    return {(profile.group, profile.day): profile for profile in profiles(gathered)}


FOUND: Final = made()


def test_calls_are_told_a_day() -> None:
    everybody = FOUND[EVERYBODY, ""]
    assert everybody.days == 14
    assert sum(it or 0 for it in everybody.series["arrived"]) == pytest.approx(10_000 / 14)
    by_day = [FOUND[EVERYBODY, day] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    arrived = sum(day.days * sum(it or 0 for it in day.series["arrived"]) for day in by_day)
    assert arrived == pytest.approx(10_000)


def test_both_queues_are_told_by_themselves() -> None:
    second = FOUND[Group(By.URGENCY, "second"), "tue"]
    assert second.series["queued"] == second.series["arrived"]
    asa = [it for it in second.series["asa"] if it is not None]
    longest = [it for it in second.series["wait-longest"] if it is not None]
    assert 0 < min(asa) <= max(longest)
    assert all(it is None or 0 <= it <= 1 for it in second.series["F6T"])


def test_a_date_is_told_by_itself() -> None:
    assert FOUND[EVERYBODY, "2026-01-06"].series == FOUND[EVERYBODY, "tue"].series


def test_the_ninetieth_of_a_hundred_is_told_over_all_days_only() -> None:
    ninety = FOUND[EVERYBODY, ""].series["wait-90"]
    assert all(it is not None and 40e6 < it < 120e6 for it in ninety)
    assert "wait-90" not in FOUND[EVERYBODY, "mon"].series


def test_agents_are_told_by_team() -> None:
    desk, back = (FOUND[Group(By.TEAM, name), "mon"].series for name in ("desk", "back"))
    assert set(desk["on-duty"]) == {4.0}
    assert set(desk["talking"]) == {1.0}
    assert set(desk["occupancy"]) == {0.25}
    assert set(back["on-duty"]) == {0.0}
    assert set(back["occupancy"]) == {None}
