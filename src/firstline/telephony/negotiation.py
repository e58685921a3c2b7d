"""Offer and answer of one leg: what we said, what the far end said, what changed (RFC 3264).

Pure: texts in, texts and values out. It knows no SIP, no socket and no media engine.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from firstline.telephony.address import WILDCARD, Address
from firstline.telephony.datagram import Refused
from firstline.telephony.g711 import Codec
from firstline.telephony.sdp import (
    Audio,
    Description,
    Direction,
    audio_line,
    read,
    refused_line,
    written,
)

OUR_KEYS: Final = 101
"""The payload type that we offer for keys; nearly everybody's."""


class Change(Enum):
    """What a new description from the far end means."""

    NONE = auto()
    MOVED = auto()
    "Other address, port, codec or payload type for keys."
    HELD = auto()
    RESUMED = auto()


class Negotiation:
    """The two sides of one leg's audio."""

    def __init__(self, session: int) -> None:
        self.far: Audio | None = None
        "The far end as it was when last it had an address: 0.0.0.0 only if it never had one."
        self.held = False
        "Whether the far end has put us on hold."
        self._session = session
        self._version = 0
        self._said = ""
        self._here: Address | None = None
        self._codecs: tuple[Codec, ...] = tuple(Codec)
        self._theirs: Description | None = None
        self._before: tuple[Address | None, str] = (None, "")

    @property
    def here(self) -> Address | None:
        """Where we hear, as we last said."""
        return self._here

    def offer(self, here: Address, codecs: Sequence[Codec] = ()) -> str:
        """Return an offer of ours; without *codecs*, of the one that is spoken already."""
        self._before = (self._here, self._said)
        self._codecs = tuple(codecs) or self._spoken()
        self._here = here
        keys = self.far.keys if self.far is not None else OUR_KEYS
        ours = audio_line(here, self._codecs, keys, Direction.SENDRECV)
        return self._say(here[0], self._among_theirs(ours))

    def again(self) -> str:
        """Return what we said last: it proves that we live and changes nothing."""
        return written(self._host(), self._session, self._version, self._said)

    def offer_refused(self) -> None:
        """Our offer was not taken: all is as it was before it (RFC 3261 14.1)."""
        self._here, self._said = self._before

    def take_offer(self, text: str) -> Change:
        """Take an offer of the far end's, or raise 400 or 488 and change nothing."""
        theirs = read(text, tuple(Codec))
        return self._take(theirs, self._agreed(theirs.audio))

    def answer(self, here: Address) -> str:
        """Return our answer to the offer taken last."""
        theirs = self._theirs
        assert theirs is not None
        assert self.far is not None
        self._here = here
        self._codecs = self.far.codecs
        way = theirs.audio.direction.mirrored()
        ours = audio_line(here, self.far.codecs[:1], theirs.audio.keys, way)
        return self._say(here[0], self._among_theirs(ours))

    def take_answer(self, text: str) -> Change:
        """Take the far end's answer to our offer, or raise :class:`Refused`."""
        theirs = read(text, self._codecs)
        if theirs.chosen != (self._theirs.chosen if self._theirs is not None else 0):
            raise Refused(488, "Not Acceptable Here")
        return self._take(theirs, theirs.audio)

    def _take(self, theirs: Description, audio: Audio) -> Change:
        before, was_held = self.far, self.held
        self._theirs = theirs
        self.held = audio.on_hold
        if audio.address != WILDCARD or before is None:
            self.far = audio
        if self.held != was_held:
            return Change.HELD if self.held else Change.RESUMED
        return Change.MOVED if _place(before) != _place(self.far) else Change.NONE

    def _agreed(self, audio: Audio) -> Audio:
        """Return *audio* with the codec first that is spoken already, if it still is offered."""
        spoken = self.far.codec if self.far is not None else None
        if spoken is None or spoken not in audio.codecs:
            return audio
        rest = tuple(codec for codec in audio.codecs if codec is not spoken)
        return Audio(audio.address, audio.port, (spoken, *rest), audio.keys, audio.direction)

    def _spoken(self) -> tuple[Codec, ...]:
        return (self.far.codec,) if self.far is not None else self._codecs

    def _among_theirs(self, ours: str) -> str:
        """Return *ours* where theirs stood: the number of m= lines never falls (RFC 3264 8)."""
        if self._theirs is None:
            return ours
        return "".join(
            ours if at == self._theirs.chosen else refused_line(media)
            for at, media in enumerate(self._theirs.media)
        )

    def _host(self) -> str:
        return self._here[0] if self._here is not None else WILDCARD

    def _say(self, host: str, sections: str) -> str:
        if sections != self._said:
            self._version += 1
            self._said = sections
        return written(host, self._session, self._version, sections)


def _place(audio: Audio | None) -> tuple[str, int, Codec, int | None] | None:
    return None if audio is None else (audio.address, audio.port, audio.codec, audio.keys)
