"""SIP transactions: sippy's manager, on our transport, with its weak points guarded.

What sippy does: matching, retransmission, absorbing what comes twice, timers, ACK and CANCEL. What
is different here: the socket is asyncio's; nothing is parsed before its shell is sound; a new
request may be refused before a transaction is made for it; retransmissions slow down to 4 s and no
further (RFC 3261 17.1.2.2, 13.3.1.4). It knows nothing of calls.
"""

import re
from hashlib import md5
from typing import Any, Final, Protocol

from firstline.telephony.address import Address, reachable
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.datagram import Refused, Shell, is_keep_alive, open_shell
from firstline.telephony.incoming import Request, Response
from firstline.telephony.limits import SipLimits
from firstline.telephony.refusal import response_to
from firstline.telephony.stack import SipTransactionManager, Timeout

Transaction = Any
"""One of sippy's transactions."""

_CACHE_FOR: Final = 32
"""Seconds; what came before is known for once to twice as long (64 T1, RFC 3261 17.2.1)."""
_T2: Final = 4.0
_NEW_CALL: Final = b"INVITE "
_TO_TAG: Final = re.compile(rb"\n(?:to|t)[ \t]*:[^\r\n]*;[ \t]*tag[ \t]*=", re.IGNORECASE)


class Way(Protocol):
    """Where bytes go out."""

    def send_to(self, data: bytes | str, address: Address) -> None:
        """Send one datagram."""

    def close(self) -> None:
        """Send no more."""


class Door(Protocol):
    """Who says what becomes of requests."""

    def admit(self, source: Address) -> int | None:
        """Return None to look at a new call, or after how many seconds to try again."""

    def screen(self, request: Request) -> None:
        """Raise :class:`Refused` for a new request that leaves no trace here."""

    def receive(self, request: Request, transaction: Transaction) -> None:
        """Answer a new request, now or later."""


class _Options:
    """What sippy asks of a socket's options."""

    def isWildCard(self) -> bool:  # noqa: N802
        """Say no: all goes out of the one socket."""
        return False


class _Socket:
    """Our transport as sippy sees it, and the place where it looks for one."""

    transport = "udp"
    uopts = _Options()

    def __init__(self, way: Way) -> None:
        self.send_to = way.send_to
        self.shutdown = way.close

    def getSIPaddr(self) -> None:  # noqa: N802
        """Say nothing: our messages carry their addresses already."""

    def getServer(self, _address: object, **_more: object) -> "_Socket":  # noqa: N802
        """Return the only one there is."""
        return self

    def rotateCache(self) -> None:  # noqa: N802
        """Nothing is kept."""


class _Known:
    """What came before, and what was sent for it: sent again when it comes again."""

    __slots__ = ("address", "data")

    def __init__(self, data: bytes | str | None, address: Address) -> None:
        self.data = data
        self.address = address


class Transactions(SipTransactionManager):  # type: ignore[misc]  # sippy has no types
    """The transaction layer of one socket."""

    def __init__(
        self,
        way: Way,
        door: Door,
        *,
        limits: SipLimits,
        counters: Counters,
        complaints: Complaints,
    ) -> None:
        # sippy's own constructor opens sockets of its own: what else it sets is set here.
        self.l4r = _Socket(way)
        self.tclient: dict[Any, Transaction] = {}
        self.tserver: dict[Any, Transaction] = {}
        self.l1rcache: dict[bytes, Any] = {}
        self.l2rcache: dict[bytes, Any] = {}
        self.req_consumers: dict[str, Any] = {}
        self.req_cb = door.receive
        self.cp_timer = Timeout(self.rCachePurge, _CACHE_FOR, -1)
        self._door = door
        self._limits = limits
        self._counters = counters
        self._complaints = complaints

    def hear(self, data: bytes, source: Address) -> None:
        """Take one datagram."""
        if is_keep_alive(data):
            return
        checksum = md5(data, usedforsecurity=False).digest()
        known = self.l1rcache.get(checksum) or self.l2rcache.get(checksum)
        if known is not None:
            self._again(known)
            return
        try:
            if data.startswith(_NEW_CALL) and not _TO_TAG.search(data):
                self._check_room(source)
            shell = open_shell(data, self._limits)
            if shell.method:
                self._request(shell, source, checksum)
            else:
                self._response(shell, source, checksum)
        except Refused as refused:
            self._refuse(data, source, checksum, refused)

    def _again(self, known: Any) -> None:
        self._counters.add("sip.retransmissions_absorbed")
        if known.data is not None:
            self.l4r.send_to(known.data, known.address)

    def _check_room(self, source: Address) -> None:
        wait = self._door.admit(source)
        if wait is not None:
            self._counters.add("sip.calls_refused_at_the_door")
            raise Refused(503, "Service Unavailable", f"Retry-After: {wait}")

    def _request(self, shell: Shell, source: Address, checksum: bytes) -> None:
        request = Request(shell, source)
        names = request.getTIds()
        if shell.method not in {"ACK", "CANCEL"}:
            if request.getTId(wBRN=True) not in self.tserver:
                self._door.screen(request)
            # Until it is answered, what comes again is absorbed.
            self.l1rcache[checksum] = _Known(None, source)
        self.incomingRequest(request, checksum, names, self.l4r)

    def _response(self, shell: Shell, source: Address, checksum: bytes) -> None:
        response = Response(shell, source)
        transaction = self.tclient.get(response.getTId(True, True))
        if transaction is None:
            self._counters.add("sip.stray_responses")
            self.l1rcache[checksum] = _Known(None, source)
            return
        transaction.source = source
        self.incomingResponse(response, transaction, checksum)

    def _refuse(self, data: bytes, source: Address, checksum: bytes, refused: Refused) -> None:
        self._counters.add(f"sip.refused.{refused.status}")
        answer = response_to(data, source, refused.status, refused.reason, refused.headers)
        if answer is None:
            self._complaints.note("sip.malformed", source=source[0], reason=refused.reason)
            return
        reply, back = answer
        self.l4r.send_to(reply, back)
        self.l1rcache[checksum] = _Known(reply, back)

    # sippy's own, done otherwise.
    def transmitData(  # noqa: N802
        self,
        userv: _Socket,
        data: str,
        address: Address,
        cachesum: bytes | None = None,
        lossemul: int = 0,
    ) -> None:
        """Send, and remember under *cachesum* what was sent."""
        userv.send_to(data, address)
        if cachesum is not None:
            self.l1rcache[cachesum] = _Known(data, address)

    def transmitReq(  # noqa: N802
        self, t: Transaction, msg: Any, address: Address, cachesum: bytes
    ) -> None:
        """Send an ACK, where it can arrive."""
        to = reachable((str(address[0]), int(address[1] or 5060)), t.source)
        self.transmitData(t.userv, msg.localStr(), to, cachesum)

    def timerA(self, t: Transaction) -> None:  # noqa: N802
        """Send again, ever slower; only an INVITE of ours slows down without end (17.1.1.2)."""
        self.transmitData(t.userv, t.data, t.address)
        self._counters.add("sip.retransmissions_sent")
        t.tout *= 2
        if t.method != "INVITE" or t.tid not in self.tclient:
            t.tout = min(t.tout, _T2)
        t.teA = Timeout(self.timerA, t.tout, 1, t)

    def close(self) -> None:
        """Forget everything; no timer rings after this."""
        self.cp_timer.cancel()
        for transaction in [*self.tclient.values(), *self.tserver.values()]:
            for name in ("teA", "teB", "teC", "teD", "teE", "teF", "teG"):
                timer = getattr(transaction, name, None)
                if timer is not None:
                    timer.cancel()
        self.tclient.clear()
        self.tserver.clear()

    def __len__(self) -> int:
        return len(self.tclient) + len(self.tserver)
