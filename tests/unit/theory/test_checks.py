"""What a number must be before a formula may use it."""

from collections.abc import Callable
from math import inf, nan

import pytest

from firstline.errors import InputError
from firstline.theory.abandonment import impatient
from firstline.theory.announcements import by_head_of_line, by_queue_length, queue_length_error
from firstline.theory.chain import erlang_a, finite_queue
from firstline.theory.changing import Period, changing
from firstline.theory.checks import (
    BadNumberError,
    at_least,
    below_one,
    not_negative,
    positive,
    share,
)
from firstline.theory.erlang import erlang_b, erlang_c, waiting_share
from firstline.theory.limits import garnett, halfin_whitt
from firstline.theory.patience import Exponential, Never
from firstline.theory.pretending import game
from firstline.theory.priority import Callers, accumulating, kella_yechiali
from firstline.theory.stability import offered_load
from firstline.theory.two_queues import two_queues

NONSENSE: list[Callable[[], object]] = [
    lambda: offered_load(-1, 180),
    lambda: offered_load(1, nan),
    lambda: erlang_b(-0.1, 3),
    lambda: erlang_b(1, -1),
    lambda: waiting_share(1, 0),
    lambda: erlang_c(0, 1, 1),
    lambda: erlang_c(1, -1, 1),
    lambda: erlang_c(1, 1, 0),
    lambda: erlang_c(1, inf, 1),
    lambda: erlang_c(1, 0.5, 1).beyond(-1),
    lambda: erlang_c(1, 0.5, 1).percentile(1),
    lambda: erlang_a(1, 1, 1, 0),
    lambda: erlang_a(1, 1, 1, nan),
    lambda: finite_queue(1, 1, 1, places=-1),
    lambda: impatient(1, 1, 0, Never()),
    lambda: Exponential(-1),
    lambda: Callers(1, 0, 1),
    lambda: kella_yechiali([0.2, -0.1], 1, 1),
    lambda: accumulating([0.2, 0.1], 1, 1, [1]),
    lambda: accumulating([0.2, 0.1], 1, 1, [1, -1]),
    lambda: two_queues(-1, 2, 1, 5),
    lambda: halfin_whitt(0),
    lambda: garnett(1, 0),
    lambda: Period(0, 1, 1),
    lambda: Period(1, 1, -1),
    lambda: changing([], 1, step=1),
    lambda: game(1, 0, 1, 5),
    lambda: game(1, 1, 1, 5).first_wait(1.5),
    lambda: game(1, 1, 1, 5).equilibria(-1),
    lambda: by_queue_length(-1, 1, 1),
    lambda: by_head_of_line(-1, 1, 1, 1),
    lambda: queue_length_error(1, 1, 1),
]


@pytest.mark.parametrize("ask", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_never_answered_with_a_number(ask: Callable[[], object]) -> None:
    with pytest.raises(BadNumberError) as caught:
        ask()
    assert caught.value.remedy


def test_a_bad_number_is_the_fault_of_the_input_and_a_value_error() -> None:
    assert issubclass(BadNumberError, InputError)
    assert issubclass(BadNumberError, ValueError)
    with pytest.raises(ValueError, match="The arrival rate is -3"):
        positive("The arrival rate", -3)


def test_what_makes_sense_is_returned() -> None:
    assert positive("x", 2) == 2.0
    assert not_negative("x", 0) == 0.0
    assert share("x", 1) == 1.0
    assert below_one("x", 0.5) == 0.5
    assert at_least("x", 3, 3) == 3


def test_half_an_agent_is_refused() -> None:
    with pytest.raises(BadNumberError):
        at_least("The number of agents", 2.5, 1)  # type: ignore[arg-type]
