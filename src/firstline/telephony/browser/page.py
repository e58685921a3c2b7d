"""A page as the telephony sees it, and a leg whose far end is a page.

A page sends a whole offer for a leg, and we answer. It may send another for the same leg whenever
it likes: the leg then goes on in another place, and what was to be heard is heard there. So a page
that was loaded again, or lost its way in the network, comes back by the same door as at first.

A page that only lost its socket still has its sound. `leg_wanted` is a question: such a page need
not offer, and the leg goes on as it is. A leg is given up when no packet has come from its page for
`CONNECT_LIMIT` seconds after we asked for an offer, or answered one.
"""

import asyncio
from typing import Final, Protocol

from typing_extensions import override

from firstline.errors import FailureError, InputError, Said
from firstline.telephony.address import WILDCARD, facing
from firstline.telephony.g711 import Codec
from firstline.telephony.media import MediaDownError
from firstline.telephony.party import Party
from firstline.telephony.webrtc import Gateway, Offer, read, written

RING: Final = "ring"
CALL: Final = "call"
SUPERVISE: Final = "supervise"
"Why an offer is wanted."

OVER: Final = "over"
NO_SOUND: Final = "no sound"
"No packet came from the page: ICE or DTLS did not come about."
NO_PLACE: Final = "no place"
"All RTP ports are taken, or the media engine does not take the offer."
GONE: Final = "gone"
"The page did not come back in time."

CONNECT_LIMIT: Final = 10.0
"Seconds within which a packet must come from a page."
LOOK_EVERY: Final = 0.5
"Seconds between two looks at how many have come."


class Page(Protocol):
    """A web socket session."""

    def leg_wanted(self, leg: str, why: str) -> None:
        """Send an offer for *leg*, unless its sound still comes and goes. Why: RING, CALL, ..."""

    def leg_answered(self, leg: str, sdp: str) -> None:
        """Our answer to the page's offer."""

    def leg_over(self, leg: str, why: str) -> None:
        """The leg is over: OVER, NO_SOUND, ..."""

    def displaced(self) -> None:
        """Another page of this owner has the phone now."""


class OnPage(Party):
    """A leg whose far end is a page."""

    leg: str
    "Its name, which the page is told."
    why: str
    "What the page is asked for."
    codec: Codec
    "What is to be spoken."
    page: Page | None = None
    "None while no page is there."
    _offer: Offer | None = None
    _counted: int = -1
    "Packets that had come at the last look; -1: none was made."
    _look: asyncio.TimerHandle | None = None
    _looks_left: int = 0
    _is_over: bool = False

    def meet_page(self, page: Page | None) -> None:
        """Go on with *page*; None: it is gone, and may come back."""
        self.page = page
        if page is None:
            self._watch_no_more()
        elif not self._is_over:
            self.want()

    def want(self) -> None:
        """Ask the page for an offer."""
        if self.page is not None:
            self._watch()
            self.page.leg_wanted(self.leg, self.why)

    def offer(self, sdp: str) -> None:
        """Take an offer; the answer goes to the page. InputError: it is no usable offer."""
        offer = read(sdp)
        if self.codec not in offer.codecs:
            raise InputError(
                Said(
                    "The browser's offer lacks {codec}, which the call is held in.",
                    codec=self.codec.name,
                ),
                "Offer both laws of G.711.",
            )
        self._offer = offer
        self.place()

    def place(self) -> None:
        """Take a place on the patch panel for the last offer."""
        if self._offer is not None and not self._is_over:
            self.end.open_to_browser(self._offer, self.codec, self._met, self._not_met)
            self.reports.placed(self)

    def met(self) -> None:
        """The page has our answer."""

    def part(self) -> None:
        """Report that the leg is over."""
        raise NotImplementedError

    def lose(self, why: str) -> None:
        """End the leg, and report it: the page cannot be heard, or is gone."""
        if not self._is_over:
            self.end_leg(why)
            self.part()

    def end_leg(self, why: str) -> None:
        """End the leg without a report."""
        if self._is_over:
            return
        self._is_over = True
        self._watch_no_more()
        if self.page is not None:
            self.page.leg_over(self.leg, why)
        self.reports.left(self)

    @override
    def hang_up(self) -> None:
        self.end_leg(OVER)

    @override
    def renew(self) -> None:
        """What was agreed upon with the old engine is void: another offer is needed."""
        self._offer = None
        self.want()

    def _met(self, gateway: Gateway) -> None:
        if self.page is None or self._offer is None:
            return
        self._watch()
        hosts = self._hosts(self._offer)
        self.page.leg_answered(self.leg, written(self._offer, self.codec, gateway, hosts))
        self.met()

    def _not_met(self, error: FailureError) -> None:
        # An engine that is down is being started again: then an offer is wanted (`renew`).
        if not isinstance(error, MediaDownError):
            self.reports.without_place(error)
            self.lose(NO_PLACE)

    def _hosts(self, offer: Offer) -> list[str]:
        """Return our addresses that the browser may reach, as seen from where it says it is."""
        if self.end.address != WILDCARD:
            return [self.end.address]
        return list(dict.fromkeys(facing(one.address) for one in offer.candidates))

    def _watch(self) -> None:
        """Look from time to time whether packets come, until one does or time is up."""
        self._watch_no_more()
        self._counted = -1
        self._looks_left = round(CONNECT_LIMIT / LOOK_EVERY)
        self._look_later()

    def _look_later(self) -> None:
        self._look = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look_now)

    def _watch_no_more(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _look_now(self) -> None:
        self._looks_left -= 1
        if self._looks_left < 0:
            self._look = None
            self.lose(NO_SOUND)
            return
        self._look_later()
        self.end.port.packets(self._packets)

    def _packets(self, count: int) -> None:
        """So many packets have come. Two looks are needed: who is loaded again was heard before."""
        if 0 <= self._counted < count:
            self._watch_no_more()
        self._counted = count
