"""The command line, run in this process: what it prints, and its exit status."""

from typing import NamedTuple

from typer.testing import CliRunner

from firstline.cli.main import app


class Done(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


def run(*arguments: object, told: str = "") -> Done:
    """Run `firstline` with *arguments*; *told* is what it can read."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=told)
    return Done(result.exit_code, result.stdout, result.stderr)
