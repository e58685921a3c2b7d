"""Rows of calls, column by column: the numbers that were written, and none of those before."""

from firstline.sim.columns import ENOUGH, Block, Blocks, as_table, columns_of
from firstline.sim.kernel.rows import CAPACITY, COLUMNS, Column, Rows, Sink


def write(rows: Rows, caller: int) -> None:
    row = rows.next_row()
    for place in range(len(COLUMNS)):
        rows.cells[row + place] = 1000 * caller + place


def test_each_column_has_its_own_numbers() -> None:
    rows = Rows(Sink())
    for caller in range(3):
        write(rows, caller)
    taken: list[Block] = []
    blocks = Blocks(taken.append)
    blocks.take(rows)
    blocks.hand_on()
    assert list(taken[0]) == list(COLUMNS)
    for callers, levels in (
        (taken[0]["caller"], taken[0]["level"]),
        columns_of(rows, ("caller", "level")),
    ):
        assert callers.tolist() == [0, 1000, 2000]
        assert levels.tolist() == [22, 1022, 2022]


def test_a_table_lies_where_the_rows_do_and_what_is_gathered_is_a_copy() -> None:
    taken: list[Block] = []
    blocks = Blocks(taken.append)
    rows = Rows(blocks)
    write(rows, 1)
    table = as_table(rows)
    blocks.take(rows)
    assert table.shape == (1, len(COLUMNS))
    rows.cells[int(Column.CALLER)] = 7
    assert table[0, Column.CALLER] == 7
    blocks.hand_on()
    assert taken[0]["caller"].tolist() == [1000]


def test_small_blocks_are_gathered_and_none_is_lost() -> None:
    taken: list[Block] = []
    blocks = Blocks(taken.append)
    rows = Rows(blocks)
    callers = ENOUGH + CAPACITY + 5
    for caller in range(callers):
        write(rows, caller)
    rows.hand_over()
    blocks.hand_on()
    blocks.hand_on()
    assert [len(block["caller"]) for block in taken] == [ENOUGH, CAPACITY + 5]
    ids = [caller for block in taken for caller in block["caller"].tolist()]
    assert ids == [1000 * caller for caller in range(callers)]


def test_of_no_calls_nothing_is_handed_on() -> None:
    taken: list[Block] = []
    Blocks(taken.append).hand_on()
    assert taken == []
