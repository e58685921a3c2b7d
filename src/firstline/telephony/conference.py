"""Who hears whom in a room: the agents and the caller who talk, and the supervisors.

Knows no sound: only the parties, whatever they are.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from firstline.journal.commands import Mode

T = TypeVar("T", bound=Hashable)


def ears(talkers: Sequence[T], agent: T, supervisors: Mapping[T, Mode]) -> dict[T, list[T]]:
    """Return whom each of *talkers* and *supervisors* hears.

    >>> ears(["caller", "anna"], "anna", {"kati": "whisper"})
    {'caller': ['anna'], 'anna': ['caller', 'kati'], 'kati': ['caller', 'anna']}
    """
    joined = [who for who, mode in supervisors.items() if mode == "join"]
    whispers = [who for who, mode in supervisors.items() if mode == "whisper"]
    aloud = [*talkers, *joined]
    hears = {who: _others(aloud, who) for who in (*talkers, *supervisors)}
    if agent in hears:
        hears[agent] += whispers
    return hears


def _others(aloud: list[T], who: T) -> list[T]:
    return [other for other in aloud if other != who]
