"""firstline token: make, list and revoke tokens for the interface over HTTP."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from firstline.errors import InputError
from firstline.live.runner import wall_clock
from firstline.live.state import moment
from firstline.web.tokens import Tokens

app = typer.Typer(help="Make, list and revoke tokens for the interface over HTTP.")

Data = Annotated[Path, typer.Option(help="The data directory of the hotline.")]


@app.command()
def create(
    scope: Annotated[
        list[str],
        typer.Option(
            help="supervisor (all), manager, administrator, reader or agent:NAME; repeatable."
        ),
    ],
    data: Data = Path("data"),
    note: Annotated[str, typer.Option(help="Whose it is, or what for.")] = "",
) -> None:
    """Make a token and print it: once, and never again. It is good at once."""
    print(_tokens(data).create(scope, wall_clock(), note))


@app.command("list")
def list_them(data: Data = Path("data")) -> None:
    """List all tokens, without their secrets."""
    table = Table("id", "scopes", "made", "note", box=None)
    for token in _tokens(data).all():
        table.add_row(token.id, " ".join(token.scopes), moment(token.created), token.note)
    Console().print(table)


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(help="The token's id, as the list shows it.")],
    data: Data = Path("data"),
) -> None:
    """Forget a token: whoever bears it is refused at once."""
    _tokens(data).revoke(token)


def _tokens(data: Path) -> Tokens:
    if not data.is_dir():
        raise InputError(
            f"There is no data directory {data}.",
            "Name the hotline's with --data; `firstline serve` makes one.",
        )
    return Tokens(data)
