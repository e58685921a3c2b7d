"""Counts of rows: parts add up to the whole, whoever counts them, in any order."""

import pickle

import numpy as np
import pytest

from firstline.study.results import EVERYBODY, By, Group, Waited
from firstline.study.tally.counts import PATHS, STATES, Counts
from firstline.study.tally.ends import CATEGORIES, COUNTS
from kit.simulated_rows import MONDAY, SCHEME, Block, rows, some, wall


def counted(*blocks: Block) -> Counts:
    counts = Counts(SCHEME)
    for block in blocks:
        counts.add(block, wall())
    return counts


def same(one: Counts, other: Counts) -> bool:
    return all(
        np.array_equal(array, other.__dict__[name])
        for name, array in one.__dict__.items()
        if name != "scheme"
    )


def in_group(counts: Counts, group: Group) -> int:
    arrived = counts.cells[SCHEME.cells(group)][:, list(COUNTS["arrived"])]
    return int(arrived.sum())


def test_parts_add_up_to_the_whole_in_any_order() -> None:
    block = rows(3_000)
    first = np.arange(3_000) < 1_000
    whole, parts = counted(block), counted(some(block, ~first))
    parts.merge(counted(some(block, first)))
    assert same(whole, parts)
    assert whole.calls == 3_000


def test_counts_come_back_from_another_process_as_they_were() -> None:
    counts = counted(rows(1_000))
    packed = pickle.dumps(counts)
    assert same(pickle.loads(packed), counts)
    assert len(packed) < counts.bytes / 20


def test_groups_hold_the_calls_that_belong_to_them() -> None:
    block = rows(2_000)
    counts = counted(block)
    assert in_group(counts, EVERYBODY) == 2_000
    first = in_group(counts, Group(By.URGENCY, "first"))
    assert first == (block["urgency"] == 0).sum()
    assert sum(in_group(counts, Group(By.STREAM, name)) for name in SCHEME.streams) == 2_000
    pretenders = (block["matter"] == 1) & (block["path"] == 1)
    assert in_group(counts, Group(By.CALLERS, "old", PATHS[1])) == pretenders.sum()


def test_the_week_holds_every_call_once() -> None:
    counts = counted(rows(2_000))
    assert counts.week[:, :, :CATEGORIES].sum() == 2_000
    answered = counts.waits[list(Waited).index(Waited.ANSWERED), : SCHEME.lines].sum()
    assert counts.day_waits.sum() == answered


def test_the_longest_wait_is_exact() -> None:
    block = rows(2_000)
    served = np.where(block["answered"] >= 0, block["answered"], block["ended"])
    waited = (served - block["queued"])[block["queued"] >= 0].max()
    counts = counted(block)
    assert counts.longest[: SCHEME.lines, 0].max() == waited
    assert counts.week_longest.max() == waited


def test_agents_times_go_to_the_interval_in_which_they_were() -> None:
    counts = Counts(SCHEME)
    times = np.ones((2, STATES, 3), dtype=np.int64)
    edges = MONDAY + SCHEME.interval * np.array([0, 1, 2, 4])
    counts.add_staff(times, edges, wall())
    assert counts.staff[:, :, :3].sum() == counts.staff.sum() == times.sum()
    assert counts.passed[:4].tolist() == [SCHEME.interval, SCHEME.interval, 2 * SCHEME.interval, 0]


@pytest.mark.parametrize("minutes", [15, 60])
def test_an_interval_may_have_another_length(minutes: int) -> None:
    scheme = type(SCHEME)(SCHEME.streams, SCHEME.teams, minutes * 60_000_000, SCHEME.limits)
    assert Counts(scheme).week.shape[0] == 7 * 1440 // minutes
