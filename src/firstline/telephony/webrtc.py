"""SDP as browsers speak it: an offer is read, our answer is written (RFC 8829, 8839, 8842, 5763).

One audio section, G.711 and keys as telephone events; ICE without trickle, and we are ICE-lite and
the passive side of DTLS. What is no usable offer is an InputError, whatever it holds. It keeps no
state, and knows neither page nor media engine.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from firstline.errors import InputError, Said
from firstline.telephony.address import WILDCARD, is_one_party
from firstline.telephony.g711 import Codec

LONGEST: Final = 16_384
"Signs of an offer; browsers send some 2000."
MOST_LINES: Final = 400
MOST_CANDIDATES: Final = 12

_LINE: Final = re.compile(r"([a-z])=([ -~]{0,1000})")
_MEDIA: Final = re.compile(r"audio [0-9]{1,5} UDP/TLS/RTP/SAVPF?((?: [0-9]{1,3}){1,64})")
_RTPMAP: Final = re.compile(r"rtpmap:([0-9]{1,3}) ([A-Za-z0-9-]{1,32})/([0-9]{1,6})(?:/.*)?")
_PRINT: Final = re.compile(r"sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})", re.IGNORECASE)
_USER: Final = re.compile(r"[A-Za-z0-9+/]{4,64}")
_PASSWORD: Final = re.compile(r"[A-Za-z0-9+/]{22,128}")
_MID: Final = re.compile(r"[A-Za-z0-9_.-]{1,32}")
_CANDIDATE: Final = re.compile(
    r"candidate:[A-Za-z0-9+/]{1,32} 1 udp ([0-9]{1,10}) ([0-9.]{7,15}) ([0-9]{1,5})"
    r" typ (host|srflx|prflx|relay)(?: .*)?",
    re.IGNORECASE,
)
_SETUPS: Final = {"actpass", "active"}
"What a browser may be that leaves the passive side of DTLS to us."


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a browser may be reached, by IPv4 and UDP (RFC 8839, 5.1)."""

    kind: str
    priority: int
    address: str
    port: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a browser says of itself; all of it is safe to be repeated to the media engine."""

    fingerprint: str
    "SHA-256 of its certificate, as octets in capitals (RFC 8122)."
    user: str
    password: str
    "Of ICE."
    candidates: tuple[Candidate, ...]
    "The best first."
    codecs: tuple[Codec, ...]
    "Those of ours that it has, in its order."
    keys: int | None
    "Payload type of its telephone events at 8000 Hz."
    mid: str


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where and as whom the media engine meets a browser."""

    port: int
    fingerprint: str
    user: str
    password: str


def read(text: str) -> Offer:
    """Return what *text* offers; InputError where it is no offer that we can take."""
    session, audio = _sections(text)
    types = _payload_types(audio)
    said = [*_attributes(audio), *_attributes(session)]  # of two, the nearer one counts
    if "rtcp-mux" not in said:
        raise _unusable("it does not send RTCP on the same port (rtcp-mux)")
    if _value(said, "setup") not in _SETUPS:
        raise _unusable("it does not leave us the passive side of DTLS")
    names = dict(_names(said))
    codecs = tuple(codec for codec in _codecs(types) if _is_named(codec, names))
    if not codecs:
        raise _unusable("it has no G.711 (PCMU or PCMA)")
    return Offer(
        fingerprint=_fingerprint(said),
        user=_matching(_USER, said, "ice-ufrag"),
        password=_matching(_PASSWORD, said, "ice-pwd"),
        candidates=_candidates(said),
        codecs=codecs,
        keys=next((one for one in types if names.get(one) == "telephone-event/8000"), None),
        mid=_matching(_MID, said, "mid"),
    )


def written(offer: Offer, codec: Codec, gateway: Gateway, hosts: Sequence[str]) -> str:
    """Return our answer: *codec* is spoken, and we are met at *hosts*, the best first."""
    types = [str(codec.value)] + ([] if offer.keys is None else [str(offer.keys)])
    keys = [f"a=rtpmap:{offer.keys} telephone-event/8000", f"a=fmtp:{offer.keys} 0-15"]
    lines = [
        *("v=0", f"o=firstline {gateway.port} 1 IN IP4 {hosts[0]}", "s=-", "t=0 0"),
        *("a=ice-lite", f"a=group:BUNDLE {offer.mid}"),
        f"m=audio {gateway.port} UDP/TLS/RTP/SAVPF {' '.join(types)}",
        f"c=IN IP4 {hosts[0]}",
        f"a=mid:{offer.mid}",
        f"a=rtpmap:{codec.value} {codec.name}/8000",
        *(keys if offer.keys is not None else ()),
        *("a=ptime:20", "a=sendrecv", "a=rtcp-mux", "a=setup:passive"),
        f"a=fingerprint:sha-256 {gateway.fingerprint}",
        f"a=ice-ufrag:{gateway.user}",
        f"a=ice-pwd:{gateway.password}",
        *(_our_candidate(place, host, gateway.port) for place, host in enumerate(hosts)),
        "a=end-of-candidates",
    ]
    return "\r\n".join([*lines, ""])


def _unusable(why: str) -> InputError:
    return InputError(
        Said("The browser's offer cannot be used: {why}.", why=why),
        "Offer one audio track to send and receive, with all candidates gathered.",
    )


def _sections(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the lines of the session, and those of its one audio section."""
    lines = _lines(text)
    starts = [at for at, (kind, _) in enumerate(lines) if kind == "m"]
    if lines[0] != ("v", "0") or len(starts) != 1:
        raise _unusable("it is no SDP with one audio section and no other")
    return lines[: starts[0]], lines[starts[0] :]


def _lines(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise _unusable("it is too long")
    found = [_LINE.fullmatch(one) for one in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
    lines = [(one[1], one[2].strip()) for one in found if one is not None]
    if len(lines) != len(found):
        raise _unusable("it is no SDP")
    return lines


def _payload_types(audio: list[tuple[str, str]]) -> list[int]:
    found = _MEDIA.fullmatch(audio[0][1])
    if found is None:
        raise _unusable("it has no audio over DTLS-SRTP")
    return [int(one) for one in found[1].split() if int(one) < 128]


def _attributes(lines: Iterable[tuple[str, str]]) -> list[str]:
    return [value for kind, value in lines if kind == "a"]


def _value(said: Iterable[str], name: str) -> str:
    return next((one.partition(":")[2] for one in said if one.startswith(f"{name}:")), "")


def _matching(form: re.Pattern[str], said: Iterable[str], name: str) -> str:
    value = _value(said, name)
    if form.fullmatch(value) is None:
        raise _unusable(Said("its {name} is missing or malformed", name=name))
    return value


def _fingerprint(said: Iterable[str]) -> str:
    for one in said:
        found = _PRINT.fullmatch(one.removeprefix("fingerprint:"))
        if found is not None:
            return found[1].upper()
    raise _unusable("it has no SHA-256 fingerprint")


def _names(said: Iterable[str]) -> Iterator[tuple[int, str]]:
    for one in said:
        found = _RTPMAP.fullmatch(one)
        if found is not None:
            yield int(found[1]), f"{found[2].lower()}/{found[3]}"


def _codecs(types: Iterable[int]) -> Iterator[Codec]:
    return (Codec(one) for one in types if one in tuple(Codec))


def _is_named(codec: Codec, names: dict[int, str]) -> bool:
    expected = f"{codec.name.lower()}/8000"
    return names.get(codec.value, expected) == expected


def _candidates(said: Iterable[str]) -> tuple[Candidate, ...]:
    """Return the usable ones. Names of mDNS, IPv6 and TCP are not: the media engine has neither."""
    found = [one for one in map(_candidate, said) if one is not None]
    if not found:
        raise InputError(
            "The browser names no IPv4 address at which it can be reached.",
            "Allow the page to use the microphone: browsers hide their addresses until then.",
        )
    found.sort(key=lambda one: -one.priority)
    return tuple(found[:MOST_CANDIDATES])


def _candidate(line: str) -> Candidate | None:
    found = _CANDIDATE.fullmatch(line)
    if found is None or not is_one_party(found[2]) or found[2] == WILDCARD:
        return None
    priority, port = int(found[1]), int(found[3])
    if not (0 < port < 65536 and 0 < priority < 2**31):
        return None
    return Candidate(found[4].lower(), priority, found[2], port)


def _our_candidate(place: int, host: str, port: int) -> str:
    """Return a host candidate (RFC 8445, 5.1.2.1)."""
    priority = (126 << 24) + ((65535 - place) << 8) + 255
    return f"a=candidate:{place + 1} 1 udp {priority} {host} {port} typ host"
