"""The command `firstline`: finds the command that is asked for, and ends with the right status.

Every command is a file of this folder and a row of COMMANDS; only the one that runs is imported.
Status: 0, 1 the input is at fault, 2 usage, 3 the system failed, 130 interrupted. What commands
do is not known here.
"""

import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from firstline import __version__, compiled
from firstline.errors import FailureError, FirstlineError

COMMANDS: Final = {
    "check": "Say what is wrong with a plan, and what callers would suffer from.",
    "explain": "Tell how a call flows through a plan, in words and as a picture.",
    "schema": "Print the plan's JSON schema, for editors.",
    "serve": "Run a hotline live: telephones, menu, queues, agents.",
    "simulate": "Simulate days of calls: tables, charts, calls, a report.",
    "compare": "Compare plans, or what-ifs, for the same callers.",
    "paths": "Rank the ways to a human, truthful and pretending.",
    "demo": "Run a hotline live, with robot callers and robot agents.",
    "token": "Make a token for the HTTP interface.",
    "user": "Add people who sign in at the pages.",
    "records": "Show what became of each call.",
    "report": "Show how well callers were served, with every metric's formula.",
    "replay": "Run a journal again and compare.",
}
"""By name, in the order of the help. The module of a command has a function of the same name, or
an `app` with several commands."""

INTERRUPTED: Final = 130


class Commands(TyperGroup):
    """The commands of COMMANDS, each imported when it is run."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=text, callback=_unused, params=[])
            for name, text in COMMANDS.items()
            if find_spec(f"firstline.cli.{name}") is not None
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is asked for: itself, no longer its row in the help."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command if name is None else _load(name), rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command; show errors as what they are, without a traceback."""
        try:
            return super().invoke(ctx)
        except FirstlineError as error:
            _tell(str(error))
            raise typer.Exit(error.exit_status) from error
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            debug = bool(ctx.params["debug"])
            _tell(traceback.format_exc() if debug else _unexpected(error))
            raise typer.Exit(FailureError.exit_status) from error


def _unused() -> None:
    """Stand for a command in the help."""


def _load(name: str) -> Any:
    """Import the command of this name."""
    module = import_module(f"firstline.cli.{name}")
    several = getattr(module, "app", None)
    if isinstance(several, typer.Typer):
        return get_group(several)
    one = typer.Typer(add_completion=False)
    one.command(name, help=COMMANDS[name])(getattr(module, name))
    return get_command(one)


def _unexpected(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
    said = " ".join(str(error).split())
    return (
        f"Firstline failed unexpectedly at {place}: {type(error).__name__}: {said}\n"
        "Run it again as “firstline --debug …” and report what it prints."
    )


def _tell(text: str) -> None:
    print(text.rstrip("\n"), file=sys.stderr)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"firstline {__version__} ({'compiled' if compiled() else 'interpreted'})")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


@app.callback(help="A hotline in a box: one plan, run live on real phone calls.")
def firstline(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say which it is."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")
    ] = False,
) -> None:
    """Read what is meant for every command; it is used before and after they run."""


def main() -> None:
    """Run the command line and end the process."""
    try:
        get_command(app)(prog_name="firstline")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
