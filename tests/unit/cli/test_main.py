"""The command `firstline`: its help, its statuses, and how it speaks of errors."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from firstline import __version__
from firstline.cli.main import COMMANDS, Commands, app
from firstline.cli.main import firstline as callback
from firstline.errors import FailureError, FirstlineError, InputError

RUN = CliRunner()
SRC = Path(__file__).resolve().parents[3] / "src"


def firstline(*arguments: str) -> tuple[int, str, str]:
    """Run the command in this process; return its status, output and errors."""
    done = RUN.invoke(app, arguments, prog_name="firstline")
    return done.exit_code, done.stdout, done.stderr


def test_the_help_lists_every_command_that_there_is() -> None:
    status, out, _ = firstline("--help")
    assert status == 0
    there = [name for name in COMMANDS if find_spec(f"firstline.cli.{name}")]
    assert {"check", "explain", "schema"} <= set(there)
    assert all(name in out for name in there)


def test_the_help_imports_no_command() -> None:
    code = (
        "import sys\n"
        "from firstline.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith(('pydantic', 'firstline.plan'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_says_whether_the_core_is_compiled() -> None:
    status, out, _ = firstline("--version")
    assert status == 0
    assert out.startswith(f"firstline {__version__} (")
    assert out.strip().endswith(("(compiled)", "(interpreted)"))


@pytest.mark.parametrize("arguments", [(), ("chek",), ("check",), ("--colour",), ("check", "--x")])
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert firstline(*arguments)[0] == 2


def test_a_command_that_is_mistyped_is_suggested() -> None:
    assert "Did you mean 'check'" in firstline("chek")[2]


@pytest.mark.parametrize("name", ["check", "explain", "schema"])
def test_a_command_has_its_own_help(name: str) -> None:
    status, out, _ = firstline(name, "--help")
    assert status == 0
    assert COMMANDS[name].split(",", maxsplit=1)[0] in " ".join(out.split())


def failing(error: BaseException, *options: str) -> tuple[int, str]:
    """Run a command that raises *error*; return its status and what was said about it."""

    def fail() -> None:
        raise error

    inner = typer.Typer(add_completion=False)
    inner.command()(fail)

    class Failing(Commands):
        """Commands of which each one fails."""

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            return "fail", get_command(inner), []

    outer = typer.Typer(cls=Failing, add_completion=False, pretty_exceptions_enable=False)
    outer.callback()(callback)
    done = RUN.invoke(outer, [*options, "fail"], prog_name="firstline")
    return done.exit_code, done.stderr


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("The plan is wet.", "Dry it."), 1),
        (FailureError("The port is taken.", "Take another."), 3),
    ],
)
def test_an_error_is_said_with_its_remedy_and_without_a_traceback(
    error: FirstlineError, status: int
) -> None:
    assert failing(error) == (status, f"{error.message}\n{error.remedy}\n")


def test_an_unexpected_error_is_one_line_and_status_3() -> None:
    status, said = failing(ValueError("oh\nno"))
    assert status == 3
    assert said.startswith("Firstline failed unexpectedly at test_main.py:")
    assert "ValueError: oh no\n" in said
    assert "Traceback" not in said


def test_the_traceback_is_shown_where_it_is_asked_for() -> None:
    status, said = failing(ValueError("oh no"), "--debug")
    assert status == 3
    assert "Traceback" in said


def test_an_interrupted_command_is_status_130() -> None:
    assert failing(KeyboardInterrupt()) == (130, "")


def test_a_command_may_choose_its_own_status() -> None:
    assert failing(typer.Exit(1)) == (1, "")
