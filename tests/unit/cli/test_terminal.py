"""What commands have in common."""

import doctest

import pytest
import typer

from firstline.cli import terminal
from firstline.cli.terminal import length


def test_the_examples_hold() -> None:
    assert doctest.testmod(terminal).failed == 0


def test_lengths_are_read_as_in_a_plan() -> None:
    assert length("20s") == length("20 s") == 20_000_000
    with pytest.raises(typer.BadParameter, match="is not a length of time"):
        length("soon")
