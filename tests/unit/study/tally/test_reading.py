"""Rows are read once: who has which length, what is added up."""

import numpy as np

from firstline.study.results import Waited
from firstline.study.tally.reading import SUMS, Reading
from kit.simulated_rows import LIMITS, rows

BLOCK = rows(1_000)
READ = Reading(BLOCK, LIMITS)


def amount(name: str) -> int:
    rows_of, amounts = READ.sums[SUMS.index(name)]
    return len(rows_of) if amounts is None else int(amounts.sum())


def test_a_call_counts_for_its_first_line_or_else_for_its_matter() -> None:
    stream = np.where(BLOCK["first_stream"] >= 0, BLOCK["first_stream"], BLOCK["matter"])
    assert (READ.line // 3 == stream).all()
    assert (READ.line % 3 == BLOCK["urgency"] + 1).all()
    assert (READ.caller == 3 * BLOCK["matter"] + BLOCK["path"]).all()


def test_a_call_enters_where_it_comes_to_its_line_or_else_where_it_arrives() -> None:
    was_queued = BLOCK["queued"] >= 0
    assert (READ.entered[was_queued] == BLOCK["queued"][was_queued]).all()
    assert (READ.entered[~was_queued] == BLOCK["arrived"][~was_queued]).all()


def test_lengths_are_those_of_the_calls_that_have_them() -> None:
    lengths = dict(zip(Waited, READ.lengths, strict=True))
    answered = BLOCK["answered"] >= 0
    waits = (BLOCK["answered"] - BLOCK["queued"])[answered]
    assert sorted(lengths[Waited.ANSWERED].amounts) == sorted(waits)
    assert len(lengths[Waited.ABANDONED].amounts) == (BLOCK["outcome"] == 1).sum()
    assert (lengths[Waited.RIGHT_HUMAN].amounts >= lengths[Waited.FROM_ARRIVAL].amounts).all()


def test_sums_are_of_amounts_or_of_calls() -> None:
    assert amount("talk") == BLOCK["talk"].sum()
    assert amount("redials") == (BLOCK["attempt"] > 0).sum()
    assert amount("transfers") == BLOCK["transfers"].sum()
    assert amount("helped") == (BLOCK["level"] > 1).sum()
