"""What the SIP side tells those who listen, and the values it tells it with.

Protocols and frozen values only. Each leg ends with exactly one of ``ended`` and ``failed``,
unless the listener itself ended it (``hang_up``, ``refuse``): then nothing more is said of it.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from firstline.telephony.address import Address
from firstline.telephony.registrar import Contact
from firstline.telephony.sdp import Audio

if TYPE_CHECKING:
    from firstline.telephony.inbound import InboundLeg
    from firstline.telephony.leg import Leg


class Cause(Enum):
    """Why a leg is over that its listener did not end."""

    HUNG_UP = "hung up"
    "The far end said BYE."
    CANCELLED = "cancelled"
    "The caller gave up before we answered."
    UNCONFIRMED = "unconfirmed"
    "The caller never confirmed our answer (no ACK)."
    UNREACHABLE = "unreachable"
    "The far end no longer answers, or no longer knows of the call."
    EXPIRED = "expired"
    "No proof of life came in time (session timer)."
    UNUSABLE = "unusable"
    "What the far end finally said of its audio cannot be used."


@dataclass(frozen=True, slots=True)
class Ending:
    """How a leg ended."""

    cause: Cause
    text: str = ""
    "The far end's own words, if it gave any (RFC 3326)."


@dataclass(frozen=True, slots=True)
class Invite:
    """A new call to us, as its first request tells it."""

    calling: str
    "The calling number; empty if it is withheld."
    display: str
    dialled: str
    source: Address
    agent: str | None
    "The user name of the agent whose phone calls, if one proved to be it."
    offer: Audio | None
    "The far end's audio; None if we are to offer (the answer then comes as ``media_changed``)."
    replaces: "Leg | None"
    "The leg that this call takes the place of (RFC 3891)."
    call_id: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A phone asks that its party be connected with somebody else."""

    uri: str
    user: str
    replaces: "Leg | None"
    "After consulting: the leg of the one consulted. None: a blind transfer."


class SipListener(Protocol):
    """Who is told of new calls and of phones that come and go."""

    def invited(self, leg: "InboundLeg", invite: Invite) -> None:
        """Somebody calls. Set ``leg.on``, then ``progress``, ``answer`` or ``refuse``."""

    def registered(self, user: str, contact: Contact) -> None:
        """*user*'s phone is there: for the first time, or at another place."""

    def unregistered(self, user: str) -> None:
        """No phone of *user*'s is there any more."""


class LegListener(Protocol):
    """Who is told what happens to one leg."""

    def ringing(self, leg: "Leg") -> None:
        """The phone we called rings."""

    def early_media(self, leg: "Leg", far: Audio) -> None:
        """The phone we called sends audio before it answers (183)."""

    def answered(self, leg: "Leg", far: Audio) -> None:
        """The phone we called is answered."""

    def failed(self, leg: "Leg", status: int, phrase: str) -> None:
        """The phone we called was not answered, and why."""

    def key(self, leg: "Leg", key: str) -> None:
        """A key was pressed, and came as SIP INFO."""

    def held(self, leg: "Leg") -> None:
        """The far end put us on hold."""

    def resumed(self, leg: "Leg", far: Audio) -> None:
        """The far end took us back, and hears at *far*."""

    def media_changed(self, leg: "Leg", far: Audio) -> None:
        """The far end hears elsewhere now, or otherwise."""

    def media_refused(self, leg: "Leg", status: int) -> None:
        """The far end did not take a ``reinvite``: it hears as before."""

    def referred(self, leg: "Leg", referral: Referral) -> None:
        """The far end asks for a transfer; tell it with ``notify_refer`` what comes of it."""

    def ended(self, leg: "Leg", ending: Ending) -> None:
        """The leg is over."""


class Unheard:
    """The listener of a leg that has none yet: nothing is done about anything."""

    def ringing(self, leg: "Leg") -> None:
        """Nothing."""

    def early_media(self, leg: "Leg", far: Audio) -> None:
        """Nothing."""

    def answered(self, leg: "Leg", far: Audio) -> None:
        """Nothing."""

    def failed(self, leg: "Leg", status: int, phrase: str) -> None:
        """Nothing."""

    def key(self, leg: "Leg", key: str) -> None:
        """Nothing."""

    def held(self, leg: "Leg") -> None:
        """Nothing."""

    def resumed(self, leg: "Leg", far: Audio) -> None:
        """Nothing."""

    def media_changed(self, leg: "Leg", far: Audio) -> None:
        """Nothing."""

    def media_refused(self, leg: "Leg", status: int) -> None:
        """Nothing."""

    def referred(self, leg: "Leg", referral: Referral) -> None:
        """Nobody is here to transfer."""
        leg.notify_refer(603, "Declined")

    def ended(self, leg: "Leg", ending: Ending) -> None:
        """Nothing."""
