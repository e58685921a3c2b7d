"""Rows are handed over in blocks, and none is lost."""

from librt.vecs import vec
from mypy_extensions import i64

from firstline.sim.kernel.rows import CAPACITY, COLUMNS, Rows, Sink

PACKED = type(vec[i64]())


class Counted(Sink):
    """Keeps the callers of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[int]] = []

    def take(self, rows: Rows) -> None:
        self.blocks.append(list(rows.caller)[: rows.count])


def filled(number: int) -> list[list[int]]:
    sink = Counted()
    rows = Rows(sink)
    for caller in range(number):
        rows.caller[rows.next_row()] = caller
    rows.hand_over()
    rows.hand_over()
    return sink.blocks


def test_a_block_is_handed_over_when_it_is_full_and_once_at_the_end() -> None:
    blocks = filled(2 * CAPACITY + 5)
    assert [len(block) for block in blocks] == [CAPACITY, CAPACITY, 5]
    assert [caller for block in blocks for caller in block] == list(range(2 * CAPACITY + 5))


def test_blocks_that_are_just_full_leave_nothing_behind() -> None:
    assert [len(block) for block in filled(CAPACITY)] == [CAPACITY]


def test_without_rows_nothing_is_handed_over() -> None:
    assert filled(0) == []


def test_every_column_is_named_once_and_has_room_for_a_block() -> None:
    rows = Rows(Sink())
    packed = {name for name in dir(rows) if type(getattr(rows, name)) is PACKED}
    assert packed == set(COLUMNS)
    assert len(COLUMNS) == len(packed)
    assert {len(getattr(rows, name)) for name in COLUMNS} == {CAPACITY}
