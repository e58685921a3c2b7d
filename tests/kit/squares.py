"""A task that other processes can do: they import it by name."""

import os


def squared(number: int) -> tuple[int, int]:
    """Return the square, and which process made it."""
    return number * number, os.getpid()
