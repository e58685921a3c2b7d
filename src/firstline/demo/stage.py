"""The stage: a copy of the plan that can be shown on one machine, at any hour.

In the copy the hotline is always open, calls from this machine are let in, and agents whose phones
stand at addresses of this machine are at one address, where the robots are. It knows no robot.
"""

import secrets
from collections.abc import Iterator, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import islice, product
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from firstline.demo.people import Apart, apart, seat_apart
from firstline.errors import FailureError
from firstline.plan import ways
from firstline.plan.model import Plan
from firstline.plan.names import dialled

LOOPBACK: Final = "127.0.0.1"
NEIGHBOURS_AT_MOST: Final = 1000
"""Files beside the plan that its copy can name as well."""
KEYS_AT_MOST: Final = 4
"""Keys that a robot presses: as many as its scenario has room for."""
CALLERS: Final = 400
"""Different callers. Some will call again, and keep their places."""


@dataclass(frozen=True, slots=True)
class Softphone:
    """What a person needs to register a phone of their own."""

    agent: str
    user: str
    variable: str
    "The environment variable that holds the password."
    password: str


@dataclass(frozen=True, slots=True)
class Stage:
    """All that is needed to begin."""

    plan: Path
    robots: list[str]
    "The agents whom robots play."
    to_begin: list[str]
    "Of these, the ones who have to sign in first."
    people: list[str]
    "The agents who are left to people; they work in the browser."
    softphones: list[Softphone]
    dialled: str
    keys: list[str]
    "The ways that callers take through the menu."


def set_up(plan: Plan, source: Path, directory: Path, robots_port: int) -> Stage:
    """Write the copy of *plan*, which was read from *source*, into *directory*."""
    folder = directory / "plan"
    folder.mkdir(parents=True, exist_ok=True)
    _bring_along(source, folder)
    copy = folder / source.name
    copy.unlink(missing_ok=True)
    people = apart(plan)
    robots = _robots(plan, () if people is None else people.agents)
    _write_copy(plan, source, copy, people, set(robots), robots_port)
    return Stage(
        plan=copy,
        robots=robots,
        to_begin=[
            name for name, agent in _agents(plan) if name in robots and not agent.ready_from_start
        ],
        people=_people(plan) if people is None else list(people.agents),
        softphones=list(_softphones(plan)),
        dialled=next(map(dialled, plan.numbers), "hotline"),
        keys=key_sequences(plan, frozenset() if people is None else people.streams),
    )


def _robots(plan: Plan, people: Sequence[str]) -> list[str]:
    """Return the agents with a phone on this machine, but for those who are left to people."""
    here = (name for name, agent in _agents(plan) if _is_here(agent.address))
    return [name for name in here if name not in people]


def _people(plan: Plan) -> list[str]:
    """Return the agents whose phones register."""
    return [name for name, agent in _agents(plan) if agent.phone is not None]


def key_sequences(plan: Plan, left_out: Set[str] = frozenset()) -> list[str]:
    """Return the keys of each way to a stream; those that change the language come before some.

    Streams that are *left_out* are for people.
    """
    found = list(ways.explore(plan, ways.entries(plan)[0]))
    streams = ["".join(way.keys) for way in found if way.target.stream not in {None, *left_out}]
    languages = ["".join(way.keys) for way in found if _only_speaks(way)]
    spoken = ["".join(both) for both in product(languages, streams)]
    return [keys for keys in [*streams, *spoken] if len(keys) <= KEYS_AT_MOST]


def _only_speaks(way: ways.Way) -> bool:
    """Return whether one key changes the language, and nothing else."""
    target = way.target
    return target.language is not None and target.go is None and len(way.keys) == 1


def callers(keys: list[str]) -> list[tuple[str, str]]:
    """Return who calls: a number, and the keys that this caller will press."""
    # A step that shares no factor with the count visits every number, in no order that shows.
    return [
        (f"+3620{3_000_000 + place * 7_919 % 1_000_003:07d}", keys[place % len(keys)])
        for place in range(CALLERS)
    ]


def _agents(plan: Plan) -> Iterator[tuple[str, Any]]:
    for team in plan.teams.values():
        yield from team.agents.items()


def _is_here(address: Any) -> bool:
    try:
        return address is not None and ip_address(address.host).is_loopback
    except ValueError:
        return False


def _softphones(plan: Plan) -> Iterator[Softphone]:
    for name, agent in _agents(plan):
        if agent.phone is not None and agent.phone.password.env:
            yield Softphone(
                name, agent.phone.user or name, agent.phone.password.env, secrets.token_hex(4)
            )


def _bring_along(source: Path, folder: Path) -> None:
    """Let the copy find what the plan names beside itself: sounds, passwords."""
    for neighbour in islice(source.absolute().parent.iterdir(), NEIGHBOURS_AT_MOST):
        place = folder / neighbour.name
        if not place.is_symlink() and not place.exists():
            place.symlink_to(neighbour)


def _write_copy(
    plan: Plan, source: Path, copy: Path, people: Apart | None, robots: set[str], port: int
) -> None:
    yaml = YAML()
    try:
        written = yaml.load(source.read_text(encoding="utf-8-sig"))
        written["open"] = "always"
        if written.get("trunks"):
            written["trunks"]["demonstration"] = {"address": f"{LOOPBACK}/8"}
        for team in _mappings(written["teams"]):
            for name, agent in _named(team.get("agents")):
                if name in robots:
                    agent["address"] = f"sip:{name}@{LOOPBACK}:{port}"
        if people is not None:
            seat_apart(written, plan, people)
        with copy.open("w", encoding="utf-8") as file:
            yaml.dump(written, file)
    except OSError as error:
        raise FailureError(
            f"The plan's copy {copy} cannot be written: {error.strerror}.",
            "Choose another directory with --data.",
        ) from error


def _mappings(section: Mapping[str, Any]) -> Iterator[MutableMapping[str, Any]]:
    return (entry for entry in section.values() if isinstance(entry, MutableMapping))


def _named(section: object) -> Iterator[tuple[str, MutableMapping[str, Any]]]:
    if isinstance(section, Mapping):
        for name, entry in section.items():
            if isinstance(entry, MutableMapping):
                yield str(name), entry
