"""Rows are handed over in blocks, and none is lost."""

from firstline.sim.kernel.rows import CAPACITY, COLUMNS, WIDTH, Column, Rows, Sink


class Counted(Sink):
    """Keeps the callers of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[int]] = []

    def take(self, rows: Rows) -> None:
        callers = list(rows.cells)[Column.CALLER :: WIDTH]
        self.blocks.append(callers[: rows.count])


def filled(number: int) -> list[list[int]]:
    sink = Counted()
    rows = Rows(sink)
    for caller in range(number):
        rows.cells[rows.next_row() + Column.CALLER] = caller
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


def test_every_column_has_a_name_and_a_place_of_its_own() -> None:
    places = {name: getattr(Column, name.upper()) for name in COLUMNS}
    assert places == {name: place for place, name in enumerate(COLUMNS)}
    assert len(places) == WIDTH
    assert len(Rows(Sink()).cells) == CAPACITY * WIDTH
