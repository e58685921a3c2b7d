"""An error says what is wrong and what to do, and whose fault it is."""

import pytest

from firstline.errors import FailureError, FirstlineError, InputError


def test_an_error_shows_what_is_wrong_and_then_what_to_do() -> None:
    error = InputError(
        "There is no file bank.yaml.", "Name a plan, for example examples/bank.yaml."
    )
    assert str(error).splitlines() == [error.message, error.remedy]


def test_an_error_without_a_remedy_is_one_line() -> None:
    assert str(FailureError("The disk is full.")) == "The disk is full."


@pytest.mark.parametrize(("kind", "status"), [(InputError, 1), (FailureError, 3)])
def test_the_exit_status_says_whose_fault_it_is(kind: type[FirstlineError], status: int) -> None:
    assert kind.exit_status == status
