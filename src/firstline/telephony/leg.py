"""A leg: one party's part in a call, as one SIP dialog.

What both kinds of leg have in common once the call is up: its state, hanging up, session timer,
requests of ours and of the far end. How a call begins is inbound.py's and outbound.py's. It knows
nothing of agents, queues or the media engine: where we hear is told to it, where the far end
hears it tells.
"""

from collections.abc import Callable, Iterable

from firstline.telephony import within
from firstline.telephony.address import WILDCARD, Address
from firstline.telephony.dialog import Dialog
from firstline.telephony.digest import Credentials, answer
from firstline.telephony.incoming import Request, Response
from firstline.telephony.leg_state import DONE, IN_CALL, LegState, LegStep, next_state
from firstline.telephony.listener import Cause, Ending, LegListener, Unheard
from firstline.telephony.negotiation import Change, Negotiation
from firstline.telephony.news import News
from firstline.telephony.offers import Offers
from firstline.telephony.outgoing import SDP
from firstline.telephony.sdp import Audio
from firstline.telephony.session_timer import SessionTimer
from firstline.telephony.wire import Alarm, Outcome, Wire


class Leg:
    """One party's part in a call. What is asked of a leg that is over is not done."""

    began_here = False
    "Whether we made the call, and so chose its Call-ID."

    def __init__(self, wire: Wire, dialog: Dialog, session: int, state: LegState) -> None:
        self.wire = wire
        self.dialog = dialog
        self.negotiation = Negotiation(session)
        self.offers = Offers(self)
        self.on: LegListener = Unheard()
        self.state = state
        self.news: News | None = None
        self.credentials: Credentials | None = None
        self.timer: SessionTimer | None = None
        self._alarm: Alarm | None = None
        wire.enter(self)

    @property
    def far(self) -> Audio | None:
        """What the far end last said of its audio."""
        return self.negotiation.far

    @property
    def held(self) -> bool:
        """Whether the far end has us on hold."""
        return self.negotiation.held

    @property
    def call_id(self) -> str:
        """The call's name on the wire, for logs."""
        return self.dialog.call_id

    @property
    def over(self) -> bool:
        """Whether nothing more can be asked of this leg."""
        return self.state in DONE

    # What may be asked of it.
    def hang_up(self, reason: str = "") -> None:
        """End it, whatever it is doing. *reason* is told to the far end (RFC 3326)."""
        if self.state is LegState.ANSWERED:
            self.step(LegStep.HANG_UP)
        elif self.state is LegState.UP:
            self.step(LegStep.HANG_UP)
            self.bye(reason)

    def reinvite(self, here: Address) -> None:
        """Tell the far end that we hear at *here* from now on."""
        self.offers.reinvite(here)

    def notify_refer(self, status: int, phrase: str) -> None:
        """Tell the one who asked for a transfer how it goes; from 200 on it was the last word."""
        if self.news is not None:
            self.news.tell(status, phrase)

    # What happens to it.
    def receive(self, request: Request, transaction: object) -> None:
        """Take a request of the far end's within this dialog."""
        if not self.dialog.in_order(request):
            self.wire.reply(request, transaction, 500, "Out Of Order")
            return
        within.ANSWERS.get(request.verb, within.unknown)(self, request, transaction)

    def step(self, step: LegStep) -> None:
        """Go on to the next state."""
        self.state = next_state(self.state, step)
        if self.state in DONE:
            self.set_timer(None)
        if self.state is LegState.OVER:
            self.wire.leave(self)

    def lost(self, cause: Cause) -> None:
        """The far end cannot be reached any more, or makes no sense: end the call."""
        if self.state in IN_CALL:
            self.step(LegStep.LOST)
            self.bye(cause.value)
            self.on.ended(self, Ending(cause))
        elif self.state is LegState.CLOSING:
            self.step(LegStep.LOST)
            self.bye("")

    def hung_up(self, text: str) -> None:
        """The far end said BYE."""
        told = self.state in DONE
        self.step(LegStep.BYE)
        if not told:
            self.on.ended(self, Ending(Cause.HUNG_UP, text))

    def tell(self, change: Change) -> None:
        """Tell the listener what the far end changed."""
        far = self.negotiation.far
        assert far is not None
        match change:
            case Change.HELD:
                self.on.held(self)
            case Change.RESUMED:
                self.on.resumed(self, far)
            case Change.MOVED:
                self.on.media_changed(self, far)
            case Change.NONE:
                pass

    def abandon(self) -> None:
        """Be over without a word: the socket closes."""
        self.set_timer(None)
        self.state = LegState.OVER
        self.wire.leave(self)

    def unconfirmed(self) -> None:
        """No ACK came to a 2xx of ours (RFC 3261 13.3.1.4)."""
        self.lost(Cause.UNCONFIRMED)

    def set_timer(self, timer: SessionTimer | None) -> None:
        """A proof of life was given: wait for the next."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self.timer = timer
        if timer is not None:
            self._alarm = self.wire.after(timer.wait, self._timer_rings)

    def _timer_rings(self) -> None:
        if self.timer is not None and self.timer.ours:
            self.offers.refresh()
        else:
            self.lost(Cause.EXPIRED)

    # How it speaks.
    def ask(
        self,
        method: str,
        done: Callable[[Outcome], None],
        *,
        headers: Iterable[str] = (),
        body: str = "",
        kind: str = SDP,
        proof: str = "",
    ) -> None:
        """Send a request within the dialog; *done* is told the final response, or the time-out."""
        said = tuple(headers)
        here = self.wire.here(self.dialog.address[0])
        own = [proof, *said] if proof else said
        request = self.dialog.request(method, here, headers=own, body=body, kind=kind)

        def heard(outcome: Outcome) -> None:
            if outcome.status < 200:
                return
            if method == "INVITE":
                # What follows must not overtake the ACK, which is sent when this is done.
                self.wire.soon(lambda: conclude(outcome))
            else:
                conclude(outcome)

        def conclude(outcome: Outcome) -> None:
            again = "" if proof else self.proof(outcome, method, request.way.uri)
            if again:
                self.ask(method, done, headers=said, body=body, kind=kind, proof=again)
            else:
                done(outcome)

        self.wire.send(request, heard)

    def proof(self, outcome: Outcome, method: str, uri: str) -> str:
        """Return the header line that answers a challenge, if we have the password for it."""
        names = _CHALLENGES.get(outcome.status)
        if names is None or self.credentials is None or not isinstance(outcome, Response):
            return ""
        asks, says = names
        for challenge in outcome.all(asks):
            proof = answer(challenge, self.credentials, method, uri)
            if proof is not None:
                return f"{says}: {proof}"
        return ""

    def bye(self, reason: str) -> None:
        """Send a BYE; its answer, or none, is the end."""
        text = "".join(letter for letter in reason.replace('"', "'") if letter.isprintable())
        lines = [f'Reason: SIP;cause=200;text="{text}"'] if text else []
        self.ask("BYE", self._gone, headers=lines)

    def place(self, here: Address) -> Address:
        """Return where we hear, as the far end can reach it: 0.0.0.0 says nothing."""
        host, port = here
        return (self.wire.here(self.dialog.source[0])[0] if host == WILDCARD else host, port)

    def contact(self) -> str:
        """Return our Contact line for the far end."""
        return self.wire.contact(self.dialog.source[0])

    def _gone(self, _outcome: Outcome) -> None:
        if self.state is LegState.LEAVING:
            self.step(LegStep.GONE)


_CHALLENGES = {
    401: ("www-authenticate", "Authorization"),
    407: ("proxy-authenticate", "Proxy-Authorization"),
}
