"""The accounts of a demonstration: who may sign in at its pages, each with a password told at once.

They are made anew at each start, before the hotline runs. It knows no page.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstline.domain.time import Instant
from firstline.live.database import sqlite_url
from firstline.live.people import People, Person, new_person, people_in

SUPERVISOR: Final = "vera"
"""Sees the wallboard, and everything else."""
ROLES: Final = ("supervisor", "manager", "administrator")
OCTETS: Final = 6
"""Of chance in a password that is good for this machine, and for as long as the demonstration."""


@dataclass(frozen=True, slots=True)
class Account:
    """As whom somebody can sign in."""

    name: str
    password: str
    agent: str
    "Empty: no agent."


def open_accounts(data: Path, agents: Iterable[str], now: Instant) -> list[Account]:
    """Let somebody be each of *agents*, and one person everything else."""
    persons = [new_person(agent, ["agent"], agent=agent, now=now) for agent in agents]
    persons.append(new_person(SUPERVISOR, ROLES, now=now))
    with people_in(sqlite_url(data)) as people:
        return [_opened(people, person) for person in persons]


def _opened(people: People, person: Person) -> Account:
    password = secrets.token_hex(OCTETS)
    if people.find(person.name) is None:
        people.add(person, password)
    else:
        people.choose(person.name, password)
    return Account(person.name, password, person.agent)
