"""Agents' phones: where each can be rung, and whose phone it is that calls us.

A phone is at a fixed address that the plan names, or registers itself. Knows addresses and names
only.
"""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from firstline.errors import InputError
from firstline.telephony.address import Address
from firstline.telephony.registrar import Registrar


@dataclass(frozen=True, slots=True)
class Target:
    """Where a phone can be rung."""

    uri: str
    address: Address
    "Where packets to it go."


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """What the plan says of an agent's phone."""

    agent: str
    user: str = ""
    "As which it registers; empty: it does not."
    fixed: Target | None = None


class Phones:
    """All of them."""

    def __init__(self, entries: Iterable[PhoneEntry], registrar: Registrar) -> None:
        self._registrar = registrar
        self._entries: Final = {entry.agent: entry for entry in entries}
        self._agents: Final = {entry.user: entry.agent for entry in self._entries.values()}
        at = [entry.fixed.address for entry in self._entries.values() if entry.fixed]
        self._at: Final = {
            entry.fixed.address: entry.agent
            for entry in self._entries.values()
            if entry.fixed and at.count(entry.fixed.address) == 1
        }

    def fixed(self) -> list[str]:
        """Return the agents whose phones are always there."""
        return [entry.agent for entry in self._entries.values() if entry.fixed]

    def target(self, agent: str) -> Target | None:
        """Return where *agent* can be rung now; a registered phone goes before a fixed one."""
        entry = self._entries.get(agent)
        if entry is None:
            return None
        contact = self._registrar.contact(entry.user) if entry.user else None
        return entry.fixed if contact is None else Target(contact.uri, contact.address)

    def agent_of(self, user: str) -> str | None:
        """Return the agent whose phone registers as *user*."""
        return self._agents.get(user) if user else None

    def has_fixed(self, agent: str) -> bool:
        """Whether the agent's phone needs no registration."""
        entry = self._entries.get(agent)
        return entry is not None and entry.fixed is not None

    def agent_at(self, address: Address) -> str | None:
        """Return the agent whose phone, and nobody else's, is always at *address*."""
        return self._at.get(address)


def fixed_target(user: str, host: str, port: int) -> Target:
    """Return the target of a phone at a fixed place; a name is looked up once, now."""
    try:
        found = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_DGRAM)
    except OSError as error:
        raise InputError(
            f'The address "{host}" of the phone of {user} is not known: {error}.',
            "Write its IP address in the plan, or let the phone register.",
        ) from error
    address = (str(found[0][4][0]), port)
    return Target(f"sip:{user}@{host}:{port}", address)
