"""Who may come in: what is looked at in a new request before anything is kept of it.

The checks of RFC 3261 8.2 and 22, in their order, each a :class:`Refused` with the protocol's own
status. It knows the trunk's and the agents' passwords; it answers nothing itself.
"""

from collections.abc import Callable
from typing import Final

from firstline.telephony.complaints import Complaints
from firstline.telephony.datagram import Refused
from firstline.telephony.digest import Guard, Proof, Verdict, proof
from firstline.telephony.flood import Buckets
from firstline.telephony.incoming import Request, address_of, uri_in
from firstline.telephony.leg import Leg
from firstline.telephony.limits import SipLimits
from firstline.telephony.methods import check_required, not_implemented
from firstline.telephony.registrar import Registrar
from firstline.telephony.trunk import Trunk
from firstline.telephony.wire import Wire

_TARGETS: Final = frozenset({"INVITE", "UPDATE"})
"""Requests whose Contact is where later requests go (RFC 3261 12.2.1.2, 3311 5.1)."""
_OUTSIDE: Final = frozenset({"INVITE", "OPTIONS", "REGISTER"})


class Doorkeeper:
    """Lets requests in, or raises the refusal that they get."""

    def __init__(
        self,
        wire: Wire,
        trunk: Trunk,
        registrar: Registrar,
        guard: Guard,
        *,
        limits: SipLimits,
        complaints: Complaints,
        clock: Callable[[], float],
    ) -> None:
        self._wire = wire
        self._trunk = trunk
        self._registrar = registrar
        self._guard = guard
        self._limits = limits
        self._complaints = complaints
        self._clock = clock
        self._failures = Buckets(limits.sources)

    def knows(self, host: str) -> bool:
        """Whether *host* is a trunk's or a registered phone's: it may speak fast."""
        return self._trunk.trusts(host) or self._registrar.knows(host)

    def screen(self, request: Request) -> None:
        """Raise the refusal of a request that leaves no trace; note who an INVITE is from."""
        check_required(request)
        if request.verb in _TARGETS:
            _check_contact(request)
        if request.to_tag is not None:
            request.leg = self._leg_of(request)
        else:
            self._outside(request)

    def _leg_of(self, request: Request) -> Leg:
        leg = self._wire.leg_of(request)
        if leg is None:
            raise Refused(481, "Call Leg/Transaction Does Not Exist")
        return leg

    def _outside(self, request: Request) -> None:
        """Look at a request that belongs to no call."""
        if request.verb not in _OUTSIDE:
            raise not_implemented(request.verb)
        if request.number("max-forwards") == 0 and request.verb != "OPTIONS":
            raise Refused(483, "Too Many Hops")
        if request.verb == "INVITE":
            request.agent = self._caller(request)
        elif request.verb == "REGISTER":
            self._phone(request)

    def _caller(self, request: Request) -> str | None:
        """Return the agent whose phone calls, None for the trunk, or raise 401 or 403."""
        given = self._proof(request)
        trusted = self._trunk.trusts(request.source[0])
        if given is None and trusted:
            return self._at_home(request)
        password = None
        if given is not None:
            password = self._registrar.password(given.user) or self._trunk.password(given.user)
        self._check(request, given, password)
        assert given is not None
        return given.user if self._registrar.password(given.user) is not None else None

    def _phone(self, request: Request) -> None:
        """Raise 401 or 403 unless a REGISTER proves to be of the user whose phone it places."""
        given = self._proof(request)
        user = request.to_user
        if given is not None and given.user != user:
            raise Refused(403, "Not Your Own Name")
        self._check(request, given, self._registrar.password(user))

    def _check(self, request: Request, given: Proof | None, password: str | None) -> None:
        key = (request.source[0], given.user if given is not None else "")
        rate, depth = 1 / self._limits.failure_pause, float(self._limits.failures)
        if given is not None and self._failures.empty(key, rate, depth, self._clock()):
            self._complaints.note("sip.password_locked", source=key[0], user=key[1][:64])
            raise Refused(403, "Too Many Wrong Passwords")
        verdict = self._guard.check(given, password, request.verb)
        if verdict is Verdict.RIGHT:
            return
        if verdict is Verdict.WRONG:
            self._failures.take(key, rate, depth, self._clock())
            self._complaints.note("sip.password_wrong", source=key[0], user=key[1][:64])
        stale = verdict is Verdict.STALE
        raise Refused(401, "Unauthorized", *self._guard.challenges(stale=stale))

    def _proof(self, request: Request) -> Proof | None:
        for value in request.all("authorization"):
            found = proof(value)
            if found is not None and found.realm == self._guard.realm:
                return found
        return None

    def _at_home(self, request: Request) -> str | None:
        """Return the agent whose registered phone is exactly where *request* came from, if any."""
        user = request.from_user
        contact = self._registrar.contact(user)
        return user if contact is not None and contact.address == request.source else None


def _check_contact(request: Request) -> None:
    contacts = request.all("contact")
    if len(contacts) != 1:
        raise Refused(400, "One Contact Is Wanted")
    address_of(uri_in(contacts[0]))
