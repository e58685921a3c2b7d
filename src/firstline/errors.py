"""Whose fault is it? The two kinds of error that a person is told about.

An error says what is wrong and what to do, in English. It knows nothing of how it is shown: the
command line prints it without a traceback and ends with its exit status, the HTTP interface turns
it into problem details, in the language that was asked for.
"""

from collections.abc import Mapping
from typing import ClassVar, Self


class Said(str):
    """A text with something filled in, which can be said in another language, too.

    Its form is what it is known by: “there is no team {team}; there are: {known}”.
    """

    __slots__ = ("form", "values")

    form: str
    values: Mapping[str, object]

    def __new__(cls, form: str, /, **values: object) -> Self:
        """Fill *values* into *form*; several in one place are listed."""
        said = super().__new__(cls, form.format(**{name: told(it) for name, it in values.items()}))
        said.form = form
        said.values = values
        return said


def told(value: object) -> object:
    """Return *value*, or several as a list."""
    return ", ".join(map(str, value)) or "-" if isinstance(value, (list, tuple)) else value


class FirstlineError(Exception):
    """Something that a person must be told, and what they can do about it."""

    exit_status: ClassVar[int] = 3

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


class InputError(FirstlineError):
    """What we were given is at fault: a plan, a file, an argument."""

    exit_status: ClassVar[int] = 1


class FailureError(FirstlineError):
    """We or the machine failed: a port is taken, a disk is full, a child process died."""

    exit_status: ClassVar[int] = 3
