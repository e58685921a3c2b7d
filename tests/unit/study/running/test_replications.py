"""Replications: the same results with any number of processes, anywhere; Ctrl-C keeps them."""

import signal
from datetime import date
from functools import cache

import pytest
from msgspec import json
from msgspec.structs import replace

from firstline.study.results import EVERYBODY
from firstline.study.running.replications import FIRST_DAY, Progress, Study, Wanted, run, units
from kit.demands import QUIET, busy

WEEKS = Wanted(days=16)


@cache
def alone() -> Study:
    return run(busy(), WEEKS)


def told(study: Study) -> bytes:
    return json.encode(study.results)


def test_days_are_cut_into_units_of_a_week() -> None:
    found = list(units(replace(WEEKS, replications=2)))
    assert [unit.index for unit in found] == [0, 1, 2, 3, 4, 5]
    assert [unit.days for unit in found] == [7, 7, 2, 7, 7, 2]
    assert found[2].first_day == date(2026, 1, 19)
    assert found[3].first_day == FIRST_DAY


@pytest.mark.slow
def test_results_are_the_same_with_any_number_of_processes() -> None:
    assert told(run(busy(), replace(WEEKS, jobs=2))) == told(alone())


@pytest.mark.slow
def test_results_are_the_same_on_a_cluster() -> None:
    assert told(run(busy(), replace(WEEKS, cluster="local"))) == told(alone())


def test_what_was_simulated_is_told() -> None:
    ran = alone().results.ran
    assert (ran.units, ran.days_done, ran.replications, ran.is_interrupted) == (3, 16, 1, False)
    assert ran.calls == pytest.approx(16 * 240, rel=0.1)
    assert alone().results.estimate("arrived").value == ran.calls


def test_more_replications_tell_of_the_same_days_more_exactly() -> None:
    once, often = (run(busy(), Wanted(days=2, replications=n)) for n in (2, 8))
    few, many = (it.results.estimate("answered") for it in (once, often))
    assert few.value == pytest.approx(many.value, rel=0.1)
    assert (few.half or 0) > (many.half or 0) > 0


def test_it_goes_on_until_the_headlines_are_precise() -> None:
    wanted = Wanted(days=1, precision=0.3)
    study = run(busy(), wanted)
    assert study.results.ran.is_precise
    assert study.results.ran.units >= 10
    for headline in study.results.headlines:
        estimate = study.results.estimate(headline.metric, headline.group)
        assert (estimate.half or 0) <= 0.3 / 1.3 * (estimate.value or 0)
    fewer = run(busy(), replace(wanted, replications=study.results.ran.units - 1))
    assert not fewer.results.ran.is_precise


def test_an_interruption_keeps_what_is_done() -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            signal.raise_signal(signal.SIGINT)

    study = run(busy(), WEEKS, watch=interrupt)
    ran = study.results.ran
    assert (ran.units, ran.days_done, ran.replications, ran.is_interrupted) == (2, 14, 0, True)
    assert study.results.tables == run(busy(), replace(WEEKS, days=14)).results.tables


def test_progress_is_told_after_every_unit() -> None:
    seen: list[Progress] = []
    run(busy(), Wanted(days=2, replications=3), watch=seen.append)
    assert [(it.done, it.most) for it in seen] == [(1, 3), (2, 3), (3, 3)]
    assert seen[-1].calls > seen[0].calls
    assert seen[0].headlines[0].half is None
    assert seen[-1].headlines[0].half is not None


def test_rows_are_handed_over_by_unit() -> None:
    rows: list[tuple[int, int]] = []
    study = run(
        busy(),
        Wanted(days=9),
        take_rows=lambda unit, block: rows.append((unit, len(block["caller"]))),
    )
    assert {unit for unit, _ in rows} == {0, 1}
    assert sum(number for _, number in rows) == study.results.ran.calls


def test_dates_with_a_surge_are_told_by_themselves() -> None:
    surge = '{streams: service, at: "2026-01-06 10:00", for: 2 h, times: 20}'
    study = run(busy(QUIET.replace("{", f"{{surges: {{outage: {surge}}}, ", 1)), Wanted(days=7))
    usual, tuesday = (study.results.profile(EVERYBODY, day) for day in ("mon", "2026-01-06"))
    assert usual is not None
    assert tuesday is not None
    assert (tuesday.series["arrived"][20] or 0) > 3 * (usual.series["arrived"][20] or 0)
