"""A leg that we began: calling, ringing, answered, refused, given up.

It knows nothing of whom we call and why.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final
from urllib.parse import quote

from firstline.telephony.address import Address, is_numeric
from firstline.telephony.datagram import Refused
from firstline.telephony.dialog import Dialog
from firstline.telephony.digest import Credentials
from firstline.telephony.g711 import Codec
from firstline.telephony.incoming import Response
from firstline.telephony.leg import Leg
from firstline.telephony.leg_state import DONE, LegState, LegStep
from firstline.telephony.listener import LegListener
from firstline.telephony.methods import ALLOW, SUPPORTED
from firstline.telephony.outgoing import USER_SAFE
from firstline.telephony.session_timer import as_caller, asking
from firstline.telephony.transactions import Transaction
from firstline.telephony.wire import Alarm, Outcome, Wire

_LONGEST_INTERVAL: Final = 86_400
_LAST_WORD: Final = 32.0
"""Seconds that a cancelled call may still take to end (64 T1)."""


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call, as whom, and what to offer."""

    uri: str
    "Of the one called: the request's target."
    hop: Address
    "Where the request goes."
    calling: str
    "The number or name shown as the caller's."
    display: str
    here: Address
    "Where we hear."
    codecs: Sequence[Codec]
    credentials: Credentials | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not is_numeric(self.hop[0]):
            raise ValueError(f"{self.hop[0]} is a name: look it up before calling.")


class OutboundLeg(Leg):
    """A call that we make."""

    began_here = True

    def __init__(self, wire: Wire, call: Call, on: LegListener, session: int) -> None:
        super().__init__(wire, _new_dialog(wire, call), session, LegState.CALLING)
        self.on = on
        self.credentials = call.credentials
        self._call = call
        self._offer = self.negotiation.offer(self.place(call.here), call.codecs)
        self._rang = False
        self._tries = 0
        self._transaction: Transaction = None
        self._interval = 0
        self._patience: Alarm | None = wire.after(wire.limits.ring_time, self._no_answer)
        self._invite([])

    def hang_up(self, reason: str = "") -> None:
        """End it, whatever it is doing."""
        if self.state in {LegState.CALLING, LegState.RINGING}:
            self._give_up()
        else:
            super().hang_up(reason)

    def abandon(self) -> None:
        """Be over without a word: the socket closes."""
        self._stop_waiting()
        super().abandon()

    def _invite(self, more: Iterable[str]) -> None:
        """Send the INVITE; the first bare, another with what its refusal asked for."""
        self._tries += 1
        patience = ceil(self.wire.limits.ring_time) + 1
        lines = [
            self.wire.contact(self._call.hop[0]),
            ALLOW,
            SUPPORTED,
            f"Expires: {patience}",
            *asking(self.wire.limits, self._interval),
            *more,
        ]
        request = self.dialog.request(
            "INVITE",
            self.wire.here(self._call.hop[0]),
            headers=lines,
            body=self._offer,
            expires=patience,
        )
        self._transaction = self.wire.send(request, self._heard)

    def _heard(self, outcome: Outcome) -> None:
        if isinstance(outcome, Response) and outcome.status < 200:
            self._provisional(outcome)
        elif isinstance(outcome, Response) and outcome.status < 300:
            self._accepted(outcome)
        elif not self._tried_again(outcome):
            self._rejected(outcome)

    def _provisional(self, response: Response) -> None:
        if response.status == 100 or self.over:
            return
        if response.to_tag:
            self.dialog.accepted(response)
        self.step(LegStep.PROVISIONAL)
        if response.body_text:
            self._early_media(response)
        if response.status == 180 and not self._rang and not self.over:
            self._rang = True
            self.on.ringing(self)

    def _early_media(self, response: Response) -> None:
        try:
            self.negotiation.take_answer(response.body_text)
        except Refused as wrong:
            self.wire.complaints.note("sip.early_media_unusable", reason=wrong.reason)
            return
        far = self.far
        assert far is not None
        self.on.early_media(self, far)

    def _accepted(self, response: Response) -> None:
        self._stop_waiting()
        self.dialog.accepted(response)
        if self.over:
            if self.state is LegState.CANCELLING:
                self.step(LegStep.ACCEPTED)
            # The ACK goes first: it is sent when this is done.
            self.wire.soon(lambda: self.bye(""))
            return
        try:
            self._take_answer(response)
        except Refused as wrong:
            status, phrase = wrong.status, wrong.reason
            self.step(LegStep.ACCEPTED)
            self.step(LegStep.LOST)
            self.wire.soon(lambda: self.bye(phrase))
            self.on.failed(self, status, phrase)
            return
        self.step(LegStep.ACCEPTED)
        self.set_timer(as_caller(response))
        far = self.far
        assert far is not None
        self.wire.soon(self.offers.go_on)
        self.on.answered(self, far)

    def _take_answer(self, response: Response) -> None:
        if response.body_text or self.far is None:
            self.negotiation.take_answer(response.body_text)

    def _tried_again(self, outcome: Outcome) -> bool:
        """Call again with what the refusal asked for: a password, or a longer session timer."""
        if self.state not in {LegState.CALLING, LegState.RINGING} or self._tries > 2:
            return False
        more = []
        if outcome.status == 422 and isinstance(outcome, Response):
            self._interval = min(outcome.number("min-se") or 0, _LONGEST_INTERVAL)
        else:
            more = [self.proof(outcome, "INVITE", self._call.uri)]
            if not more[0]:
                return False
        self._transaction = None
        # The ACK of the refusal goes first: it is sent when this is done.
        self.wire.soon(lambda: self._again(more))
        return True

    def _again(self, more: Sequence[str]) -> None:
        if not self.over:
            self.dialog.begin(self._call.uri, self._call.hop)
            self._invite(more)

    def _rejected(self, outcome: Outcome) -> None:
        told = self.state in DONE
        self._stop_waiting()
        if self.state is not LegState.OVER:
            self.step(LegStep.REJECTED)
        if not told:
            self.on.failed(self, outcome.status, outcome.phrase)

    def _no_answer(self) -> None:
        self._patience = None
        if self.state in {LegState.CALLING, LegState.RINGING}:
            self._give_up()
            self.on.failed(self, 408, "No Answer")

    def _give_up(self) -> None:
        self._stop_waiting()
        self.step(LegStep.HANG_UP)
        if self._transaction is None:
            self.step(LegStep.REJECTED)
        else:
            self.wire.cancel(self._transaction)
            self._patience = self.wire.after(_LAST_WORD, self._no_last_word)

    def _no_last_word(self) -> None:
        """Nothing came after the CANCEL (RFC 3261 9.1): it is over."""
        self._patience = None
        if self.state is LegState.CANCELLING:
            self.step(LegStep.REJECTED)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _new_dialog(wire: Wire, call: Call) -> Dialog:
    tag = secrets.token_hex(8)
    host, port = wire.here(call.hop[0])
    quoted = "".join(
        letter for letter in call.display if letter.isprintable() and letter not in '"\\'
    )
    name = f'"{quoted}" ' if quoted else ""
    dialog = Dialog(
        secrets.token_hex(16),
        f"{name}<sip:{quote(call.calling, USER_SAFE)}@{host}:{port}>;tag={tag}",
        tag,
    )
    dialog.begin(call.uri, call.hop)
    return dialog
