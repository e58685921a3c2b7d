"""A table says what its rows say, and has holes elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.table import HOLE, Table

STATES, SIGNALS = 5, 4
cells = st.tuples(st.integers(0, STATES - 1), st.integers(0, SIGNALS - 1))


@given(st.dictionaries(cells, st.integers(0, STATES - 1)))
def test_what_follows_is_what_the_rows_say(rows: dict[tuple[int, int], int]) -> None:
    table = Table(rows, states=STATES, signals=SIGNALS)
    for state in range(STATES):
        for signal in range(SIGNALS):
            assert table.after(state, signal) == rows.get((state, signal), HOLE)


def test_a_table_is_one_packed_row_after_the_other() -> None:
    table = Table({(0, 1): 1, (1, 0): 0}, states=2, signals=2)
    assert list(table.cells) == [HOLE, 1, 0, HOLE]
