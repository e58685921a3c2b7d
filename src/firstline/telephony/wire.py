"""What a leg needs of the SIP side: send, reply, time, and the table of all legs.

It knows no media and no rules of calls.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from firstline.telephony.address import WILDCARD, Address, facing
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.dialog import birth
from firstline.telephony.incoming import Request
from firstline.telephony.limits import SipLimits
from firstline.telephony.outgoing import Ours, Reply
from firstline.telephony.stack import Timeout

if TYPE_CHECKING:
    from firstline.telephony.leg import Leg
    from firstline.telephony.refer import Replaces
    from firstline.telephony.transactions import Transaction, Transactions


class Alarm(Protocol):
    """A timer that can be cancelled."""

    def cancel(self) -> None:
        """Never ring."""


class Outcome(Protocol):
    """How a request of ours went: a response, or the time-out that stands for one."""

    status: int

    @property
    def phrase(self) -> str:
        """The reason beside the status."""


class Wire:
    """The SIP side, as its legs see it."""

    def __init__(
        self,
        address: Address,
        transactions: "Transactions",
        *,
        limits: SipLimits,
        counters: Counters,
        complaints: Complaints,
    ) -> None:
        self.limits = limits
        self.counters = counters
        self.complaints = complaints
        self._address = address
        self._transactions = transactions
        self._legs: dict[tuple[str, str], Leg] = {}
        self._births: set[tuple[str, str | None, int]] = set()

    def here(self, far: str) -> Address:
        """Return our own address as somebody at the host *far* sees it."""
        host, port = self._address
        return (facing(far) if host == WILDCARD else host, port)

    def contact(self, far: str, user: str = "hotline") -> str:
        """Return the Contact line that we give to somebody at the host *far*."""
        host, port = self.here(far)
        return f"Contact: <sip:{user}@{host}:{port}>"

    def send(self, request: Ours, done: Callable[[Any], None] | None = None) -> "Transaction":
        """Send *request*; *done* is told each response, or the time-out."""
        return self._transactions.newTransaction(request, done)

    def cancel(self, transaction: "Transaction") -> None:
        """Send a CANCEL, as soon as it may be sent."""
        self._transactions.cancelTransaction(transaction)

    def reply(
        self,
        request: Request,
        transaction: "Transaction",
        status: int,
        reason: str,
        headers: Sequence[str] = (),
        body: str = "",
        on_ack: Callable[[Request], None] | None = None,
    ) -> None:
        """Answer *request*."""
        reply = Reply(request, status, reason, headers, body)
        self._transactions.sendResponse(reply, transaction, ack_cb=on_ack)

    def after(self, wait: float, call: Callable[[], None]) -> Alarm:
        """Call back after *wait* seconds."""
        alarm: Alarm = Timeout(call, wait)
        return alarm

    def soon(self, call: Callable[[], None]) -> None:
        """Call back as soon as what is being done is done."""
        asyncio.get_running_loop().call_soon(call)

    def enter(self, leg: "Leg") -> None:
        """Put *leg* into the table: requests within its dialog reach it."""
        self._legs[leg.dialog.call_id, leg.dialog.local_tag] = leg
        if leg.dialog.birth is not None:
            self._births.add(leg.dialog.birth)

    def leave(self, leg: "Leg") -> None:
        """Take *leg* out of the table."""
        self._legs.pop((leg.dialog.call_id, leg.dialog.local_tag), None)
        if leg.dialog.birth is not None:
            self._births.discard(leg.dialog.birth)

    def came_before(self, invite: Request) -> bool:
        """Whether this new call is here already, by another way (RFC 3261 8.2.2.2)."""
        return birth(invite) in self._births

    def leg_of(self, request: Request) -> "Leg | None":
        """Return the leg in whose dialog *request* is."""
        leg = self._legs.get((request.call_id, request.to_tag or ""))
        return leg if leg is not None and leg.dialog.is_of(request) else None

    def replaced(self, replaces: "Replaces") -> "Leg | None":
        """Return the leg that *replaces* names."""
        leg = self._legs.get((replaces.call_id, replaces.our_tag))
        if leg is None or leg.dialog.remote_tag != replaces.their_tag:
            return None
        return leg

    @property
    def legs(self) -> "Sequence[Leg]":
        """All legs that are not over."""
        return tuple(self._legs.values())

    def __len__(self) -> int:
        return len(self._legs)
