"""How honest announced waits are, measured on a small hotline."""

import numpy as np
import pytest

from firstline.sim.unit import Setup, prepare
from firstline.study.announced import ahead, announced
from firstline.study.comparing.what_if import text_of
from firstline.study.estimates import NAMES
from kit.textbook import textbook

BUSY = textbook(
    sections={
        "policy": "{order: strict, wrap_up: 0 s, redial: {keeps_place: 0 s}, "
        "announce: {first: 10 s, every: 10 s}}"
    },
    demand={
        "staff": "{all: {agents: 1}}",
        "sales": "{per_day: 60}",
        "service": "{per_day: 320}",
    },
)


def test_ahead_are_the_first_queue_and_who_came_before() -> None:
    """Streams 0 (first queue) and 1 (second) of one team: a caller of 0 overtakes."""
    hotline = prepare(Setup(text_of(BUSY), "textbook.yaml")).hotline
    calls = {
        "first_stream": np.array([1, 0, 1, 0, 1]),
        "queued": np.array([10, 20, 30, 40, 50]),
        "answered": np.array([60, 25, -1, 70, 80]),
        "ended": np.array([99, 99, 45, 99, 99]),
    }
    assert ahead(hotline, calls).tolist() == [0, 0, 1, 0, 2]


@pytest.mark.slow
def test_every_line_has_its_errors_and_what_was_told() -> None:
    weeks: list[int] = []
    found = {line.stream: line for line in announced(BUSY, weeks=2, watch=weeks.append)}
    assert weeks == [1, 2]
    assert set(found) == {"sales", "service"}
    service = found["service"]
    assert set(service.errors) == set(NAMES)
    assert service.errors["QL"].count > 100
    assert service.told.count > 50
    assert service.told.inside + service.told.sooner + service.told.later == pytest.approx(1)
    # In the first queue nobody overtakes: the length of the line is an unbiased estimate.
    sales = found["sales"].errors["QL"]
    assert abs(sales.bias) < 0.3 * sales.root_mean_square
    assert found["sales"].errors["LES"].over_ql > 1
