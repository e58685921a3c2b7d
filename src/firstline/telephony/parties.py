"""The parties of a call as the lines see them: a caller, an agent's phone, an agent who asks.

Each listens to one leg, owns one end of the patch panel, and reports what happens as events of the
journal. None of them decides anything.
"""

from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

from typing_extensions import override

from firstline.errors import FailureError
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHeld,
    AgentHungUp,
    AgentResumed,
    CallerHungUp,
    CallerLost,
    ConsultCancelled,
    ConsultCompleted,
    Event,
    KeyPressed,
    TransferAsked,
)
from firstline.switchboard.refusal import Refusal
from firstline.telephony.address import WILDCARD, Address, facing
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.keys import is_key
from firstline.telephony.leg import Leg
from firstline.telephony.listener import Cause, Ending, Invite, Referral
from firstline.telephony.media import MediaDownError
from firstline.telephony.sdp import Audio

BUSY: Final = "busy"
DECLINED: Final = "declined"
UNREACHABLE: Final = "unreachable"

NO_MEDIA_RETRY: Final = 5
"Seconds after which to call again where no RTP port was free."

Dial: TypeAlias = Callable[["AgentParty", Address], Leg]
"Rings an agent's phone; we hear at the address."

_WHY: Final = {486: BUSY, 600: BUSY, 603: DECLINED, 480: DECLINED, 403: DECLINED}
"What an agent's phone means by its answer; whatever else it says, it could not be reached."


class Reports(Protocol):
    """To whom parties report."""

    def tell(self, event: Event) -> None:
        """Something happened that nobody can refuse; too late, it means nothing."""

    def ask(self, event: Event) -> None:
        """Somebody wants something. Raises Refusal where that is not possible."""

    def left(self, party: "Party") -> None:
        """The party's leg is over: give back what it held."""

    def without_place(self, error: FailureError) -> None:
        """There is no place on the patch panel for a party: its leg ends."""

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        """Whether *leg* is the one on which *agent* asks a colleague."""


class Party:
    """One leg, its end, and what both report. Base of the three kinds of party."""

    def __init__(self, reports: Reports, end: End, host: str) -> None:
        self.reports: Final = reports
        self.end: Final = end
        self.host: Final = host
        "Where the far end is, as far as SIP is concerned."
        self.leg: Leg | None = None
        self.is_up = False
        "Whether the leg was answered."
        self._wants_place = False

    def hang_up(self) -> None:
        """End the leg, if it is not over."""
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

    def opened(self, here: Address) -> None:
        """There is a place, where we hear: the leg can go on."""
        raise NotImplementedError

    def renew(self) -> None:
        """The media engine was started anew: take a place there, and be heard again."""
        if self._wants_place:
            self.end.renew(self._invite_again if self.is_up else self.opened, self._no_place)

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


class CallerParty(Party):
    """Somebody who called us."""

    def __init__(
        self, reports: Reports, end: End, leg: InboundLeg, invite: Invite, name: str
    ) -> None:
        super().__init__(reports, end, invite.source[0])
        self.leg = leg
        self.inbound: Final = leg
        self.invite: Final = invite
        self.name: Final = name
        "Known before the switchboard has given the call a number."
        self.number = 0
        self._farewell: type[CallerHungUp | CallerLost] | None = None
        "How it ended, once it has."

    @property
    def gone(self) -> bool:
        """Whether the caller has left."""
        return self._farewell is not None

    def known_as(self, number: int) -> None:
        """The switchboard has a number for the call. Who has left meanwhile leaves now."""
        self.number = number
        if self._farewell is not None:
            self.reports.tell(self._farewell(number))

    def press(self, key: str) -> None:
        """The caller pressed a key."""
        if self.number:
            self.reports.tell(KeyPressed(self.number, key))

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
        self._farewell = CallerHungUp if hung_up else CallerLost
        if self.number:
            self.reports.tell(self._farewell(self.number))


class AgentParty(Party):
    """An agent's phone, rung for a call."""

    def __init__(
        self, reports: Reports, end: End, host: str, agent: str, call: int, dial: Dial
    ) -> None:
        super().__init__(reports, end, host)
        self.agent: Final = agent
        self.call: Final = call
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
        self.reports.tell(AgentAnswered(self.agent, self.call))

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
        if self.is_up:
            self.reports.tell(AgentHungUp(self.agent))
        else:
            self.decline(UNREACHABLE)

    def decline(self, why: str) -> None:
        """Report that the phone was not answered."""
        self.reports.tell(AgentDeclined(self.agent, self.call, why))


class ConsultParty(Party):
    """An agent who asks a colleague by a second call from the same phone."""

    def __init__(
        self, reports: Reports, end: End, leg: InboundLeg, invite: Invite, agent: str
    ) -> None:
        super().__init__(reports, end, invite.source[0])
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
