"""firstline user: who may sign in at the hotline's pages. Works while the hotline runs, too."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from firstline.errors import InputError
from firstline.live.database import sqlite_url
from firstline.live.passwords import LONGEST
from firstline.live.people import (
    LANGUAGES,
    ROLES,
    People,
    Person,
    new_person,
    people_in,
    signing_name,
)
from firstline.live.runner import wall_clock
from firstline.live.state import moment

app = typer.Typer(help="Add, list and remove people who sign in at the hotline's pages.")

Data = Annotated[Path, typer.Option(help="The data directory of the hotline.")]
Store = Annotated[
    str | None, typer.Option(help="A database's URL, as `firstline serve` has it; else in DATA.")
]
Name = Annotated[str, typer.Argument(help="As whom one signs in.")]
FromInput = Annotated[
    bool,
    typer.Option("--password-stdin", help="Take their own password from standard input."),
]


@app.command()
def add(
    name: Name,
    role: Annotated[list[str], typer.Option(help=f"{', '.join(ROLES)}; may be given repeatedly.")],
    *,
    agent: Annotated[str, typer.Option(help="The agent of the plan who this is.")] = "",
    language: Annotated[
        str, typer.Option(help=f"{', '.join(LANGUAGES)}; without it, the browser's own.")
    ] = "",
    password_stdin: FromInput = False,
    data: Data = Path("data"),
    store: Store = None,
) -> None:
    """Add somebody, and print a one-time password: once, and never again."""
    person = new_person(name, role, agent=agent, language=language, now=wall_clock())
    own = _from_input() if password_stdin else ""
    with _people(data, store) as people:
        made = people.add(person, own)
    if not own:
        print(made)


@app.command("list")
def list_them(data: Data = Path("data"), store: Store = None) -> None:
    """List everybody."""
    table = Table("name", "roles", "agent", "language", "added", "", box=None)
    with _people(data, store) as people:
        for person in people.all():
            roles = " ".join(person.roles)
            added = moment(person.created)
            table.add_row(person.name, roles, person.agent, person.language, added, _remark(person))
    Console().print(table)


@app.command()
def password(
    name: Name,
    *,
    password_stdin: FromInput = False,
    data: Data = Path("data"),
    store: Store = None,
) -> None:
    """Give somebody a new one-time password and print it; all their sessions end."""
    own = _from_input() if password_stdin else ""
    with _people(data, store) as people:
        if own:
            people.choose(signing_name(name), own)
        else:
            print(people.reset(signing_name(name)))


@app.command()
def remove(name: Name, data: Data = Path("data"), store: Store = None) -> None:
    """Forget somebody; all their sessions end."""
    with _people(data, store) as people:
        people.remove(signing_name(name))


@contextmanager
def _people(data: Path, store: str | None) -> Iterator[People]:
    """Open the store where people are kept."""
    if store is None and not data.is_dir():
        raise InputError(
            f"There is no data directory {data}.",
            "Name the hotline's with --data; `firstline serve` makes one.",
        )
    with people_in(store or sqlite_url(data)) as people:
        yield people


def _from_input() -> str:
    given = sys.stdin.readline(LONGEST + 2).rstrip("\r\n")
    if not given:
        raise InputError("No password came on standard input.", "Write it there, on one line.")
    return given


def _remark(person: Person) -> str:
    if person.disabled:
        return "disabled"
    return "one-time password" if person.must_change else ""
