"""A leg that somebody else began: ringing, answering, refusing, and being cancelled.

It knows nothing of who may call; that was settled before.
"""

from collections.abc import Sequence

from firstline.telephony.address import Address
from firstline.telephony.datagram import Refused
from firstline.telephony.dialog import Dialog
from firstline.telephony.g711 import Codec
from firstline.telephony.incoming import Request
from firstline.telephony.leg import Leg
from firstline.telephony.leg_state import DONE, LegState, LegStep
from firstline.telephony.listener import Cause, Ending
from firstline.telephony.methods import ALLOW, SUPPORTED
from firstline.telephony.session_timer import as_callee
from firstline.telephony.transactions import Transaction
from firstline.telephony.wire import Wire
from firstline.telephony.within import check_sdp, late_answer


class InboundLeg(Leg):
    """A call to us. Whoever takes it says ``progress``, ``answer`` or ``refuse``."""

    def __init__(self, wire: Wire, invite: Request, transaction: Transaction, session: int) -> None:
        """Raise :class:`Refused` if the *invite* cannot become a call."""
        check_sdp(invite)
        dialog = Dialog.invited(invite)
        self._timer_asked, self._timer_lines = as_callee(invite, wire.limits)
        super().__init__(wire, dialog, session, LegState.INVITED)
        self._invite = invite
        self._transaction = transaction
        self._late = not invite.body_text
        if not self._late:
            self._take_offer()
        transaction.cancel_cb = self._cancelled
        transaction.noack_cb = self.unconfirmed

    def progress(self, here: Address | None = None) -> None:
        """Say that it rings; with *here*, that audio is there already (183)."""
        if self.state is not LegState.INVITED:
            return
        if here is None or self._late:
            self._reply(180, "Ringing", [self.contact(), ALLOW])
        else:
            body = self.negotiation.answer(self.place(here))
            self._reply(183, "Session Progress", [self.contact(), ALLOW], body)

    def answer(self, here: Address, codecs: Sequence[Codec] = ()) -> None:
        """Take the call; we hear at *here*. *codecs* are offered if the caller left it to us."""
        if self.state is not LegState.INVITED:
            return
        place, negotiation = self.place(here), self.negotiation
        body = negotiation.offer(place, codecs) if self._late else negotiation.answer(place)
        self.step(LegStep.ANSWER)
        lines = [self.contact(), ALLOW, SUPPORTED, *self._timer_lines]
        self._reply(200, "OK", lines, body)

    def refuse(
        self,
        status: int,
        reason: str,
        retry_after: int | None = None,
        headers: Sequence[str] = (),
    ) -> None:
        """Do not take the call."""
        if self.state is not LegState.INVITED:
            return
        lines = [f"Retry-After: {retry_after}"] if retry_after is not None else []
        self.step(LegStep.REFUSE)
        self._reply(status, reason, [*lines, *headers])

    def hang_up(self, reason: str = "") -> None:
        """End it, whatever it is doing."""
        if self.state is LegState.INVITED:
            self.refuse(480, reason or "Temporarily Unavailable")
        else:
            super().hang_up(reason)

    def hung_up(self, text: str) -> None:
        """The caller said BYE; before an answer that is a CANCEL (RFC 3261 15.1.2)."""
        if self.state is LegState.INVITED:
            self._reply(487, "Request Terminated")
            self._cancelled()
        else:
            super().hung_up(text)

    def _take_offer(self) -> None:
        try:
            self.negotiation.take_offer(self._invite.body_text)
        except Refused:
            self.step(LegStep.REFUSE)
            raise

    def _cancelled(self, *_when_and_by_what: object) -> None:
        if self.state is LegState.INVITED:
            self.step(LegStep.CANCELLED)
            self.on.ended(self, Ending(Cause.CANCELLED))

    def _acked(self, ack: Request) -> None:
        if self.state is LegState.CLOSING:
            self.step(LegStep.ACKED)
            self.bye("")
        elif self.state is LegState.ANSWERED:
            self.step(LegStep.ACKED)
            self.set_timer(self._timer_asked)
            if self._late:
                late_answer(self, ack)
            if self.state not in DONE:
                self.offers.go_on()

    def _reply(self, status: int, reason: str, headers: Sequence[str] = (), body: str = "") -> None:
        on_ack = self._acked if 200 <= status < 300 else None
        self.wire.reply(
            self._invite, self._transaction, status, reason, headers, body, on_ack=on_ack
        )
