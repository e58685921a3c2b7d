"""The parties of a call that have a telephone: a caller, an agent, an agent who asks.

Each listens to one SIP leg, owns one end of the patch panel, and reports what happens as events of
the journal. None of them decides anything.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from typing_extensions import override

from firstline.domain.time import SECOND
from firstline.errors import FailureError
from firstline.journal.events import (
    AgentHeld,
    AgentResumed,
    CallerHungUp,
    CallerLost,
    ConsultCancelled,
    ConsultCompleted,
    Event,
    TransferAsked,
)
from firstline.switchboard.limits import CLOSING, TOO_FAST, TOO_MANY_CALLS, UNKNOWN_NUMBER
from firstline.switchboard.refusal import Refusal
from firstline.telephony.address import WILDCARD, Address, facing
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.keys import is_key
from firstline.telephony.leg import Leg
from firstline.telephony.listener import Cause, Ending, Invite, Referral
from firstline.telephony.media import MediaDownError
from firstline.telephony.party import (
    BUSY,
    DECLINED,
    UNREACHABLE,
    Caller,
    Party,
    Reports,
    Rung,
)
from firstline.telephony.sdp import Audio

NO_MEDIA_RETRY: Final = 5
"Seconds after which to call again where no RTP port was free."

Dial: TypeAlias = Callable[["AgentParty", Address], Leg]
"Rings an agent's phone; we hear at the address."

_REFUSED: Final = {
    TOO_MANY_CALLS: (503, "Too Many Calls"),
    TOO_FAST: (503, "Too Many Calls At Once"),
    CLOSING: (503, "Closing Down"),
    UNKNOWN_NUMBER: (404, "Not Found"),
}
_OVERLOADED: Final = 503

_WHY: Final = {486: BUSY, 600: BUSY, 603: DECLINED, 480: DECLINED, 403: DECLINED}
"What an agent's phone means by its answer; whatever else it says, it could not be reached."


class OnTelephone(Party):
    """One SIP leg, its end, and what both report."""

    host: str
    "Where the far end is, as far as SIP is concerned."
    leg: Leg | None = None
    _wants_place: bool = False

    @override
    def hang_up(self) -> None:
        leg, self.leg = self.leg, None
        if leg is not None:
            leg.hang_up()
        self.reports.left(self)

    def seen(self, here: Address) -> Address:
        """Return *here* as the far end must write it, where we listen on all addresses."""
        return (facing(self.host), here[1]) if here[0] == WILDCARD else here

    def take_place(self, far: Audio | None, codec: Codec) -> None:
        """Ask for a place on the patch panel; with it, `opened` goes on."""
        self._wants_place = True
        self.end.open(far, codec, self.opened, self._no_place)
        self.reports.placed(self)

    def opened(self, here: Address) -> None:
        """There is a place, where we hear: the leg can go on."""
        raise NotImplementedError

    @override
    def renew(self) -> None:
        if self._wants_place:
            self.end.renew(self._invite_again if self.is_up else self.opened, self._no_place)
            self.reports.placed(self)

    def ringing(self, leg: Leg) -> None:
        """Nothing depends on it: the switchboard has its own ring time."""

    def early_media(self, leg: Leg, far: Audio) -> None:
        """An agent's phone is not listened to before it is answered."""

    def answered(self, leg: Leg, far: Audio) -> None:
        """Only phones that we ring are answered."""

    def failed(self, leg: Leg, status: int, phrase: str) -> None:
        """Only phones that we ring can fail."""

    def key(self, leg: Leg, key: str) -> None:
        """Agents' keys mean nothing to us."""

    def held(self, leg: Leg) -> None:
        """The far end wants to hear nothing."""

    def resumed(self, leg: Leg, far: Audio) -> None:
        """The far end listens again."""
        self.end.point(far)

    def media_changed(self, leg: Leg, far: Audio) -> None:
        """The far end hears elsewhere."""
        self.end.point(far)

    def media_refused(self, leg: Leg, status: int) -> None:
        """Without its new address the far end would be in silence for ever."""
        self.lost()

    def referred(self, leg: Leg, referral: Referral) -> None:
        """Who is not an agent transfers nobody."""
        leg.notify_refer(603, "Declined")

    def ended(self, leg: Leg, ending: Ending) -> None:
        """The far end hung up, or is gone."""
        self.leg = None
        self.reports.left(self)
        self.over(ending)

    def over(self, ending: Ending) -> None:
        """Report the end of the leg."""
        raise NotImplementedError

    def lost(self) -> None:
        """End the leg for a technical reason, and report it."""
        self.hang_up()
        self.over(Ending(Cause.UNUSABLE))

    def _invite_again(self, here: Address) -> None:
        if self.leg is not None:
            self.leg.reinvite(self.seen(here))

    def _no_place(self, error: FailureError) -> None:
        # An engine that is down is being started again: then there will be a place (`renew`).
        if not isinstance(error, MediaDownError):
            self.reports.without_place(error)
            self.lost()


class CallerParty(OnTelephone, Caller):
    """Somebody who called us."""

    def __init__(
        self, reports: Reports, end: End, leg: InboundLeg, invite: Invite, name: str
    ) -> None:
        super().__init__(reports, end, name)
        self.host = invite.source[0]
        self.leg = leg
        self.inbound: Final = leg
        self.invite: Final = invite

    @override
    def answer(self) -> None:
        self.take_place(self.invite.offer, spoken(self.invite.offer))

    @override
    def refuse(self, why: str, retry_after: int) -> None:
        status, phrase = _REFUSED.get(why, (_OVERLOADED, "Service Unavailable"))
        seconds = retry_after // SECOND if status == _OVERLOADED else None
        self.leg = None
        self.inbound.refuse(status, phrase, retry_after=seconds)

    @override
    def opened(self, here: Address) -> None:
        self.is_up = True
        self.inbound.answer(self.seen(here))

    @override
    def lost(self) -> None:
        if not self.is_up:
            self.leg = None
            self.inbound.refuse(503, "No Media", retry_after=NO_MEDIA_RETRY)
        super().lost()

    @override
    def key(self, leg: Leg, key: str) -> None:
        if is_key(key):
            self.press(key)

    @override
    def over(self, ending: Ending) -> None:
        hung_up = ending.cause in {Cause.HUNG_UP, Cause.CANCELLED}
        self.depart(CallerHungUp if hung_up else CallerLost)


class AgentParty(OnTelephone, Rung):
    """An agent's phone, rung for a call."""

    def __init__(
        self, reports: Reports, end: End, host: str, agent: str, call: int, dial: Dial
    ) -> None:
        super().__init__(reports, end, agent, call)
        self.host = host
        self._dial: Final = dial
        self._moved_to: Address | None = None
        "Where we hear since the media engine died while the phone was ringing."

    @override
    def opened(self, here: Address) -> None:
        if self.leg is None:
            self.leg = self._dial(self, self.seen(here))
        else:
            self._moved_to = here

    @override
    def answered(self, leg: Leg, far: Audio) -> None:
        self.is_up = True
        self.end.point(far)
        if self._moved_to is not None:
            self._invite_again(self._moved_to)
        self.pick_up()

    @override
    def failed(self, leg: Leg, status: int, phrase: str) -> None:
        self.leg = None
        self.reports.left(self)
        self.decline(_WHY.get(status, UNREACHABLE))

    @override
    def held(self, leg: Leg) -> None:
        self.reports.tell(AgentHeld(self.agent))

    @override
    def resumed(self, leg: Leg, far: Audio) -> None:
        super().resumed(leg, far)
        self.reports.tell(AgentResumed(self.agent))

    @override
    def referred(self, leg: Leg, referral: Referral) -> None:
        """The phone transfers: blind, or completing the consult that it holds (RFC 5589)."""
        if self.reports.is_consult(self.agent, referral.replaces):
            event: Event = ConsultCompleted(self.agent)
        else:
            event = TransferAsked(self.agent, referral.user, "", "")
        try:
            self.reports.ask(event)
        except Refusal as refusal:
            leg.notify_refer(403, refusal.reason)
        else:
            leg.notify_refer(200, "OK")

    @override
    def over(self, ending: Ending) -> None:
        self.part()


class ConsultParty(OnTelephone):
    """An agent who asks a colleague by a second call from the same phone."""

    def __init__(
        self, reports: Reports, end: End, leg: InboundLeg, invite: Invite, agent: str
    ) -> None:
        super().__init__(reports, end)
        self.host = invite.source[0]
        self.leg = leg
        self.inbound: Final = leg
        self.agent: Final = agent
        self.opened_at: Address | None = None
        "Where we would hear the phone; None while no place is open."
        self.wanted = False
        "The colleague has answered."

    def answer(self) -> None:
        """The colleague is there: take the agent's call, as soon as there is a place for it."""
        self.wanted = True
        if self.opened_at is not None and not self.is_up and self.leg is not None:
            self.is_up = True
            self.inbound.answer(self.seen(self.opened_at))

    @override
    def opened(self, here: Address) -> None:
        self.opened_at = here
        if self.wanted:
            self.answer()

    @override
    def over(self, ending: Ending) -> None:
        self.reports.tell(ConsultCancelled(self.agent))


def spoken(offer: Audio | None) -> Codec:
    """Return what is spoken with who offers this; who leaves it to us speaks what most do."""
    return Codec.PCMU if offer is None else offer.codec
