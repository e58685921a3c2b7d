"""Refusals made from the bytes of a request alone: cheap, and possible when little is readable.

Only the lines that a response repeats are looked at. So a call beyond the limit costs next to
nothing, and a broken request gets an answer as long as Via, From, To, Call-ID and CSeq are there
(RFC 3261 8.2.6). No state is kept: the same request gets the same refusal (RFC 3261 8.2.7).
"""

import re
import secrets
from collections.abc import Iterable
from hashlib import blake2s
from typing import Final

from firstline.telephony.address import Address

_KEY: Final = secrets.token_bytes(16)
_MOST_LINES: Final = 256
_NAMES: Final = {"v": "via", "f": "from", "t": "to", "i": "call-id"}
_REPEATED: Final = frozenset({"via", "from", "to", "call-id", "cseq"})
_VIA: Final = re.compile(r"SIP\s*/\s*2\.0\s*/\s*\w+\s+([^\s;:,]+|\[[^\]]+\])(?:\s*:\s*(\d{1,5}))?")
_OURS: Final = re.compile(r"\s*;\s*(?:received|rport)(?:\s*=\s*[^;,\s]*)?(?=\s*[;,]|\s*$)", re.I)
_FOLD: Final = re.compile(r"\r?\n[ \t]+")
_RPORT: Final = re.compile(r";\s*rport\b", re.IGNORECASE)


def response_to(
    data: bytes, source: Address, status: int, reason: str, headers: Iterable[str] = ()
) -> tuple[bytes, Address] | None:
    """Return the response to the request in *data* and where it goes, or None."""
    head = _FOLD.sub(" ", data.partition(b"\r\n\r\n")[0].decode("latin-1"))
    if head.startswith(("ACK ", "SIP/")):
        return None
    found = _repeated_lines(head)
    if any(name not in found for name in _REPEATED):
        return None
    via = sent_by(found["via"][0], source)
    if via is None:
        return None
    top, back = via
    lines = [
        f"SIP/2.0 {status} {reason}",
        f"Via: {top}",
        *(f"Via: {line}" for line in found["via"][1:]),
        f"From: {found['from'][0]}",
        f"To: {_with_tag(found['to'][0], tag_for(found['call-id'][0], found['via'][0]))}",
        f"Call-ID: {found['call-id'][0]}",
        f"CSeq: {found['cseq'][0]}",
        *(line.encode().decode("latin-1") for line in headers),
        "Content-Length: 0\r\n\r\n",
    ]
    return "\r\n".join(lines).encode("latin-1"), back


def sent_by(via: str, source: Address) -> tuple[str, Address] | None:
    """Return the top *via* with what we saw of its sender, and where its response goes.

    To the address it came from; to the port it came from where rport asks for that (RFC 3581),
    else to the port it names (RFC 3261 18.2.2). What the sender itself claims to have been
    received from is struck out: nobody shall point our answers at somebody else.
    """
    found = _VIA.match(via)
    if found is None:
        return None
    host, port = source
    wants_port = _RPORT.search(via) is not None
    named = int(found[2]) if found[2] else 5060
    seen = f"{_OURS.sub('', via)};received={host}" + (f";rport={port}" if wants_port else "")
    back = port if wants_port or not 0 < named < 65536 else named
    return seen, (host, back)


def tag_for(call_id: str, via: str) -> str:
    """Return our tag for the request that *call_id* and the top *via* name: always the same one.

    So a CANCEL is answered with the tag of the INVITE that it cancels (RFC 3261 9.2).
    """
    seed = f"{call_id} {via}".encode(errors="replace")
    return blake2s(seed, key=_KEY, digest_size=8).hexdigest()


def _repeated_lines(head: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in head.split("\n", _MOST_LINES)[1:_MOST_LINES]:
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        name = _NAMES.get(name, name)
        if colon and name in _REPEATED:
            found.setdefault(name, []).append(value.strip())
    if "via" in found:
        # Several may stand on one line; the first is the one who sent this.
        found["via"] = [part.strip() for line in found["via"] for part in line.split(",")]
    return found


def _with_tag(to: str, tag: str) -> str:
    return to if ";tag=" in to.lower() else f"{to};tag={tag}"
