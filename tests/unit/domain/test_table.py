"""A table says what its rows say, and has holes elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.table import HOLE, after, packed

STATES, SIGNALS = 5, 4
cells = st.tuples(st.integers(0, STATES - 1), st.integers(0, SIGNALS - 1))


@given(st.dictionaries(cells, st.integers(0, STATES - 1), min_size=1))
def test_what_follows_is_what_the_rows_say(rows: dict[tuple[int, int], int]) -> None:
    table = packed(rows)
    for state in range(STATES):
        for signal in range(SIGNALS):
            assert after(table, state, signal) == rows.get((state, signal), HOLE)


def test_a_state_that_nothing_follows_has_holes_only() -> None:
    table = packed({(0, 1): 2})
    assert [after(table, 2, signal) for signal in range(SIGNALS)] == [HOLE] * SIGNALS
