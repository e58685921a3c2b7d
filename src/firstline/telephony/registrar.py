"""The registrar: where each agent's phone is, for how long (RFC 3261 10.3).

Pure but for the clock that it is given: it is told what a proved request asks for and says what
follows. It sends nothing; who listens is told of phones that come and go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from firstline.telephony.address import Address
from firstline.telephony.datagram import Refused
from firstline.telephony.limits import LIMITS, SipLimits

DEFAULT_EXPIRES: Final = 3600
"""Seconds, for a phone that names none."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a phone can be rung."""

    uri: str
    "As the phone wrote it: the target of requests to it."
    address: Address
    "Where packets to it go."
    until: float
    "The instant, on the registrar's clock, when it is forgotten."
    call_id: str
    cseq: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One contact in a REGISTER."""

    uri: str
    address: Address
    expires: int | None


@dataclass(frozen=True, slots=True)
class Registration:
    """What a REGISTER of a proved user asks for."""

    user: str
    call_id: str
    cseq: int
    contacts: Sequence[Asked]
    expires: int | None
    everything: bool = False
    "Contact: * was written: all are to be forgotten."


class RegistrarListener(Protocol):
    """Who wants to know which phones are there."""

    def registered(self, user: str, contact: Contact) -> None:
        """*user*'s phone is there: for the first time, or at another place."""

    def unregistered(self, user: str) -> None:
        """No phone of *user*'s is there any more."""


class Registrar:
    """The agents' phones. Users and passwords are given; places are learnt."""

    def __init__(self, passwords: Mapping[str, str], limits: SipLimits = LIMITS) -> None:
        self._passwords = dict(passwords)
        self._limits = limits
        self._contacts: dict[str, list[Contact]] = {}
        self._hosts: set[str] = set()
        self.listener: RegistrarListener | None = None

    def password(self, user: str) -> str | None:
        """Return the password of *user*, or None if there is no such user."""
        return self._passwords.get(user)

    def contact(self, user: str) -> Contact | None:
        """Return where *user*'s phone is: of several, the one that registered last."""
        contacts = self._contacts.get(user)
        return contacts[-1] if contacts else None

    def contacts(self, user: str) -> Sequence[Contact]:
        """Return all places of *user*'s phones, the latest last."""
        return tuple(self._contacts.get(user, ()))

    def knows(self, host: str) -> bool:
        """Whether some registered phone is at *host*."""
        return host in self._hosts

    def register(self, asked: Registration, now: float) -> Sequence[Contact]:
        """Do what a REGISTER asks for and return the user's contacts, or raise a refusal."""
        if asked.everything:
            if asked.expires != 0 or asked.contacts:
                raise Refused(400, "Contact * Wants Expires 0 And Nothing Else")
            self._keep(asked.user, [])
            return ()
        changes = [(one, self._granted(one, asked)) for one in asked.contacts]
        contacts = list(self._contacts.get(asked.user, ()))
        for one, granted in changes:
            contacts = self._changed(contacts, one, granted, asked, now)
        if changes:
            self._keep(asked.user, contacts[-self._limits.contacts :])
        return self.contacts(asked.user)

    def take_over(self, other: "Registrar") -> None:
        """Know the places that *other* has learnt, of users who are still the same."""
        for user, contacts in other._contacts.items():
            if self._passwords.get(user) == other._passwords[user] and user not in self._contacts:
                self._keep(user, list(contacts))

    def deadline(self) -> float | None:
        """Return when the next contact is to be forgotten."""
        return min(
            (contact.until for contacts in self._contacts.values() for contact in contacts),
            default=None,
        )

    def expire(self, now: float) -> None:
        """Forget the contacts whose time is over."""
        for user in list(self._contacts):
            alive = [contact for contact in self._contacts[user] if contact.until > now]
            if len(alive) != len(self._contacts[user]):
                self._keep(user, alive)

    def _granted(self, one: Asked, asked: Registration) -> int:
        wanted = one.expires if one.expires is not None else asked.expires
        if wanted is None:
            wanted = DEFAULT_EXPIRES
        if 0 < wanted < self._limits.registration_shortest:
            shortest = self._limits.registration_shortest
            raise Refused(423, "Interval Too Brief", f"Min-Expires: {shortest}")
        return min(wanted, self._limits.registration_longest)

    def _changed(
        self, contacts: list[Contact], one: Asked, granted: int, asked: Registration, now: float
    ) -> list[Contact]:
        others = [contact for contact in contacts if contact.uri != one.uri]
        for contact in contacts:
            same = contact.uri == one.uri and contact.call_id == asked.call_id
            if same and asked.cseq <= contact.cseq:
                raise Refused(500, "Older Than What Was Heard Before")
        if granted == 0:
            return others
        place = Contact(one.uri, one.address, now + granted, asked.call_id, asked.cseq)
        return [*others, place]

    def _keep(self, user: str, contacts: list[Contact]) -> None:
        before = self.contact(user)
        if contacts:
            self._contacts[user] = contacts
        else:
            self._contacts.pop(user, None)
        self._hosts = {
            contact.address[0] for places in self._contacts.values() for contact in places
        }
        self._tell(user, before, self.contact(user))

    def _tell(self, user: str, before: Contact | None, after: Contact | None) -> None:
        if self.listener is None:
            return
        if after is None:
            if before is not None:
                self.listener.unregistered(user)
        elif before is None or (before.uri, before.address) != (after.uri, after.address):
            self.listener.registered(user, after)
