"""The SIP side under test with a listener that keeps what it hears, and phones to talk to it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from firstline.telephony.address import Address
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.leg import Leg
from firstline.telephony.limits import LIMITS, SipLimits
from firstline.telephony.listener import Ending, Invite, Referral
from firstline.telephony.outbound import OutboundLeg
from firstline.telephony.registrar import Contact, Registrar
from firstline.telephony.sdp import Audio
from firstline.telephony.sip import Sip
from firstline.telephony.trunk import Trunk
from kit.raw_phone import SDP, RawCall, RawPhone

HERE: Address = ("127.0.0.1", 20_000)
PASSWORDS = {"anna": "secret", "bela": "titok"}


def answers(leg: InboundLeg, _invite: Invite) -> None:
    """Take every call at once."""
    leg.answer(HERE)


def waits(_leg: InboundLeg, _invite: Invite) -> None:
    """Leave it to the test."""


class Listening:
    """Keeps what the SIP side tells, in order."""

    def __init__(self, on_invite: Callable[[InboundLeg, Invite], None]) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.legs: list[InboundLeg] = []
        self.invites: list[Invite] = []
        self._on_invite = on_invite
        self._news = asyncio.Event()

    def invited(self, leg: InboundLeg, invite: Invite) -> None:
        self.legs.append(leg)
        self.invites.append(invite)
        leg.on = self
        self._note("invited")
        self._on_invite(leg, invite)

    def registered(self, user: str, contact: Contact) -> None:
        self._note("registered", user, contact.address)

    def unregistered(self, user: str) -> None:
        self._note("unregistered", user)

    def ringing(self, leg: Leg) -> None:
        self._note("ringing")

    def early_media(self, leg: Leg, far: Audio) -> None:
        self._note("early_media", far.port)

    def answered(self, leg: Leg, far: Audio) -> None:
        self._note("answered", far.port, far.codec)

    def failed(self, leg: Leg, status: int, phrase: str) -> None:
        self._note("failed", status)

    def key(self, leg: Leg, key: str) -> None:
        self._note("key", key)

    def held(self, leg: Leg) -> None:
        self._note("held")

    def resumed(self, leg: Leg, far: Audio) -> None:
        self._note("resumed", far.port)

    def media_changed(self, leg: Leg, far: Audio) -> None:
        self._note("media_changed", far.port)

    def media_refused(self, leg: Leg, status: int) -> None:
        self._note("media_refused", status)

    def referred(self, leg: Leg, referral: Referral) -> None:
        self._note("referred", referral.user, referral.replaces)

    def ended(self, leg: Leg, ending: Ending) -> None:
        self._note("ended", ending.cause)

    def _note(self, *what: object) -> None:
        self.told.append(what)
        self._news.set()

    @property
    def last(self) -> tuple[Any, ...]:
        """What was told last."""
        return self.told[-1]

    async def until_told(self, kind: str, wait: float = 5.0) -> None:
        """Wait until something of this *kind* was told."""
        async with asyncio.timeout(wait):
            while all(what[0] != kind for what in self.told):
                self._news.clear()
                await self._news.wait()

    async def until(self, *what: object, wait: float = 3.0) -> None:
        """Wait until *what* was told."""
        async with asyncio.timeout(wait):
            while what not in self.told:
                self._news.clear()
                await self._news.wait()


@dataclass
class Host:
    """One SIP side, its listener and the phones of a test."""

    sip: Sip
    listener: Listening
    registrar: Registrar
    phones: list[RawPhone] = field(default_factory=list)

    @property
    def address(self) -> Address:
        """Where it listens."""
        return "127.0.0.1", self.sip.port

    async def phone(self) -> RawPhone:
        """Return a new phone."""
        phone = await RawPhone.open(self.address)
        self.phones.append(phone)
        return phone

    async def call(self, body: str = SDP) -> RawCall:
        """Return a call that a new phone has made and that was answered and confirmed."""
        call = RawCall(await self.phone())
        call.send("INVITE", body)
        call.ack(await call.phone.expect(200))
        await asyncio.sleep(0.02)
        return call

    def dial(self, phone: RawPhone, **more: Any) -> OutboundLeg:
        """Let the SIP side call *phone*."""
        host, port = phone.address
        asked: dict[str, Any] = {
            "uri": f"sip:anna@{host}:{port}",
            "hop": phone.address,
            "calling": "3611234567",
            "display": "Cards",
            "here": HERE,
            "codecs": [Codec.PCMA],
            "on": self.listener,
        }
        return self.sip.dial(**(asked | more))

    async def calm(self) -> None:
        """Check that no call and no request is left behind."""
        async with asyncio.timeout(3):
            while self.sip.legs or self.sip.transactions:
                await asyncio.sleep(0.01)


def play(
    story: Callable[[Host], Awaitable[None]],
    on_invite: Callable[[InboundLeg, Invite], None] = answers,
    limits: SipLimits = LIMITS,
    trunk: Trunk | None = None,
    faults: int = 0,
    **more: Any,
) -> None:
    """Run *story* with a SIP side of its own; nothing may be left running after it."""

    async def whole() -> None:
        listener = Listening(on_invite)
        registrar = Registrar(PASSWORDS, limits)
        sip = Sip(
            address=("127.0.0.1", 0),
            listener=listener,
            trunk=trunk or Trunk(["127.0.0.1"]),
            registrar=registrar,
            limits=limits,
            **more,
        )
        sip.start()
        host = Host(sip, listener, registrar)
        try:
            await story(host)
            assert sip.counters["sip.fault"] == faults
        finally:
            for phone in host.phones:
                phone.close()
            sip.stop()

    asyncio.run(whole(), debug=False)
