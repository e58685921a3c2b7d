"""The SIP side as a whole: one socket, its transactions, its legs, its phones.

Here requests become legs, registrations and answers. It knows neither agents nor queues: it tells
a listener who calls and whose phone is there, and rings whom it is told to.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from firstline.telephony.address import Address
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.datagram import Refused
from firstline.telephony.digest import Credentials, Guard
from firstline.telephony.doorkeeper import Doorkeeper
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.incoming import Request, uri_in, url, user_in
from firstline.telephony.leg import Leg
from firstline.telephony.leg_state import LegState
from firstline.telephony.limits import LIMITS, SipLimits
from firstline.telephony.listener import Invite, LegListener, SipListener
from firstline.telephony.methods import ALLOW, SUPPORTED, abilities
from firstline.telephony.outbound import Call, OutboundLeg
from firstline.telephony.refer import replaces
from firstline.telephony.registering import asked, kept
from firstline.telephony.registrar import Registrar
from firstline.telephony.stack import RINGING, SPEECH, TIMERS, TRYING
from firstline.telephony.transactions import Transaction, Transactions
from firstline.telephony.transport import Transport
from firstline.telephony.trunk import Trunk
from firstline.telephony.wire import Alarm, Wire

REALM: Final = "firstline"


class Sip:
    """The SIP side of one hotline. Start it in a running asyncio loop: all happens there."""

    def __init__(
        self,
        *,
        address: Address,
        listener: SipListener,
        trunk: Trunk,
        registrar: Registrar,
        admit: Callable[[Address], int | None] = lambda _source: None,
        limits: SipLimits = LIMITS,
        algorithms: Sequence[str] = ("MD5",),
    ) -> None:
        """*admit* is asked before all else about a new call: None, or seconds to try again in."""
        self.counters = Counters()
        self.admit = admit
        self._address = address
        self._listener = listener
        self._trunk = trunk
        self._registrar = registrar
        self._limits = limits
        self._guard = Guard(REALM, algorithms, limits.nonce_lifetime, monotonic)
        self._complaints = Complaints(self.counters, monotonic)
        self._transport = Transport(
            self._hear,
            known=self._knows,
            limits=limits,
            counters=self.counters,
            complaints=self._complaints,
        )
        self._transactions: Transactions
        self._wire: Wire
        self._door: Doorkeeper
        self._alarm: Alarm | None = None
        self._listens = False

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._address[1]

    @property
    def legs(self) -> Sequence[Leg]:
        """The legs that are not over."""
        return self._wire.legs

    @property
    def up(self) -> int:
        """How many legs are not over."""
        return len(self._wire) if self._listens else 0

    @property
    def transactions(self) -> int:
        """How many requests are not done with yet."""
        return len(self._transactions)

    def start(self) -> None:
        """Listen. Raises a FailureError that says what to do if the port is taken."""
        TIMERS.attach(asyncio.get_running_loop())
        TIMERS.on_fault = lambda fault: self._complaints.fault("sip.fault", fault)
        SPEECH.listener = self._said
        self._address = self._transport.open(self._address)
        self._transactions = Transactions(
            self._transport,
            self,
            limits=self._limits,
            counters=self.counters,
            complaints=self._complaints,
        )
        self._wire = Wire(
            self._address,
            self._transactions,
            limits=self._limits,
            counters=self.counters,
            complaints=self._complaints,
        )
        self._door = Doorkeeper(
            self._wire,
            self._trunk,
            self._registrar,
            self._guard,
            limits=self._limits,
            complaints=self._complaints,
            clock=monotonic,
        )
        self._registrar.listener = self._listener
        self._listens = True

    def stop(self) -> None:
        """Hear and say no more. Legs still up are left as they are: hang up first."""
        if not self._listens:
            return
        self._listens = False
        for leg in self._wire.legs:
            leg.abandon()
        if self._alarm is not None:
            self._alarm.cancel()
        self._transactions.close()
        self._transport.close()

    def take_over(self, before: "Sip") -> None:
        """Know the phones that registered with the one *before*; it has stopped."""
        self._registrar.take_over(before._registrar)
        self._watch_phones(monotonic())

    def dial(
        self,
        *,
        uri: str,
        hop: Address,
        calling: str,
        display: str,
        here: Address,
        codecs: Sequence[Codec],
        on: LegListener,
        credentials: Credentials | None = None,
    ) -> OutboundLeg:
        """Call *uri* by way of *hop*, as *calling*, hearing *here*; *on* is told what comes of it.

        It rings until it is answered, refused or hung up, at most ``limits.ring_time``.
        """
        self.counters.add("sip.calls_out")
        call = Call(uri, hop, calling, display, here, codecs, credentials)
        return OutboundLeg(self._wire, call, on, _session())

    # What the transaction layer asks.
    def screen(self, request: Request) -> None:
        """Raise the refusal of a request that leaves no trace."""
        self._door.screen(request)

    def receive(self, request: Request, transaction: Transaction) -> None:
        """Answer a new request, now or later; whatever happens, not never."""
        try:
            self._answer(request, transaction)
        except Refused as refused:
            self.counters.add(f"sip.refused.{refused.status}")
            self._refuse(request, transaction, refused)
        except Exception as fault:  # noqa: BLE001  one call's fault must not disturb the others
            self._complaints.fault("sip.fault", fault, method=request.verb)
            self._refuse(request, transaction, Refused(500, "Server Internal Error"))

    def _answer(self, request: Request, transaction: Transaction) -> None:
        if request.leg is not None:
            request.leg.receive(request, transaction)
        elif request.verb == "INVITE":
            self._invited(request, transaction)
        elif request.verb == "REGISTER":
            self._register(request, transaction)
        else:
            lines = [self._wire.contact(request.source[0]), *abilities()]
            self._wire.reply(request, transaction, 200, "OK", lines)

    def _refuse(self, request: Request, transaction: Transaction, refused: Refused) -> None:
        if transaction.tid is not None and transaction.state in {TRYING, RINGING}:
            self._wire.reply(request, transaction, refused.status, refused.reason, refused.headers)

    def _invited(self, request: Request, transaction: Transaction) -> None:
        if len(self._wire) >= self._limits.legs:
            raise Refused(503, "Service Unavailable", "Retry-After: 5")
        if self._wire.came_before(request):
            raise Refused(482, "Loop Detected")
        replaced = self._replaced(request)
        leg = InboundLeg(self._wire, request, transaction, _session())
        self.counters.add("sip.calls_in")
        try:
            self._listener.invited(leg, self._invite(request, leg, replaced))
        except Exception:
            leg.refuse(500, "Server Internal Error")
            raise
        if transaction.data is None:
            self._wire.after(self._limits.trying_after, lambda: self._trying(request, transaction))

    def _invite(self, request: Request, leg: InboundLeg, replaced: Leg | None) -> Invite:
        return Invite(
            calling=self._calling(request),
            display=request.from_name,
            dialled=request.dialled,
            source=request.source,
            agent=request.agent,
            offer=leg.far,
            replaces=replaced,
            call_id=request.call_id,
        )

    def _calling(self, request: Request) -> str:
        """Return the calling number: what a trusted trunk asserts goes first (RFC 3325)."""
        user = request.from_user
        asserted = request.one("p-asserted-identity")
        if asserted is not None and self._trunk.trusts(request.source[0]):
            user = user_in(url(uri_in(asserted))) or user
        return "" if user.lower() == "anonymous" else user

    def _replaced(self, request: Request) -> Leg | None:
        """Return the leg that this call takes the place of (RFC 3891 3)."""
        values = request.all("replaces")
        if not values:
            return None
        if len(values) > 1:
            raise Refused(400, "One Replaces Is Wanted")
        named = replaces(values[0])
        leg = self._wire.replaced(named)
        if leg is None:
            raise Refused(481, "Call Leg/Transaction Does Not Exist")
        if leg.over:
            raise Refused(603, "Declined")
        if named.early_only and leg.state is LegState.UP:
            raise Refused(486, "Busy Here")
        return leg

    def _trying(self, request: Request, transaction: Transaction) -> None:
        if transaction.data is None and transaction.tid is not None:
            self._wire.reply(request, transaction, 100, "Trying")

    def _register(self, request: Request, transaction: Transaction) -> None:
        now = monotonic()
        contacts = self._registrar.register(asked(request), now)
        self._wire.reply(request, transaction, 200, "OK", [*kept(contacts, now), ALLOW, SUPPORTED])
        self._watch_phones(now)

    def _watch_phones(self, now: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        due = self._registrar.deadline()
        if due is not None:
            self._alarm = self._wire.after(max(0.0, due - now), self._phones_expire)

    def _phones_expire(self) -> None:
        now = monotonic()
        self._registrar.expire(now)
        self._watch_phones(now)

    def _knows(self, host: str) -> bool:
        return self._door.knows(host)

    def _hear(self, data: bytes, source: Address) -> None:
        try:
            self._transactions.hear(data, source)
        except Exception as fault:  # noqa: BLE001  one packet's fault must not disturb the others
            self._complaints.fault("sip.fault", fault, source=source[0])

    def _said(self, words: str, error: BaseException | None) -> None:
        if error is None:
            self._complaints.note("sip.stack_says", words=words[:200])
        else:
            self._complaints.fault("sip.stack_failed", error, words=words[:200])


def _session() -> int:
    return secrets.randbelow(2**31)
