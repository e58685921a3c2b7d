"""SIP messages of ours: responses, requests, and the ACK and CANCEL that belong to a request.

Each is written once, as text. What sippy's transaction layer asks of a message it finds here
under sippy's names: it asks little. A response repeats the lines of its request letter by letter.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from firstline import __version__
from firstline.telephony.address import Address

if TYPE_CHECKING:
    from firstline.telephony.incoming import Request

AGENT: Final = f"Firstline/{__version__}"
SDP: Final = "application/sdp"
USER_SAFE: Final = "-_.!~*'()&=+$,;?/"
"""What may stand unescaped in the user part of an address (RFC 3261 25.1)."""
MAGIC: Final = "z9hG4bK"
"""How a branch begins that is unique (RFC 3261 8.1.1.7)."""


class Reply:
    """A response of ours.

    sippy asks for the headers ``to`` and ``via`` only, and of those for the tag and the address:
    the response answers for both itself.
    """

    lossemul = 0

    def __init__(
        self,
        request: "Request",
        status: int,
        reason: str,
        headers: Sequence[str] = (),
        body: str = "",
    ) -> None:
        self.status = status
        self.reason = reason
        self._request = request
        self._headers = headers
        self._body = body
        self._tag = request.to_tag

    def getSCode(self) -> tuple[int, str]:  # noqa: N802
        """Return the status and its reason."""
        return self.status, self.reason

    def getHFBody(self, _name: str) -> "Reply":  # noqa: N802
        """Stand for the header that is asked for."""
        return self

    def getTag(self) -> str | None:  # noqa: N802
        """Return the tag of the To header."""
        return self._tag

    def genTag(self) -> None:  # noqa: N802
        """Put our tag into the To header."""
        self._tag = self._request.local_tag

    def getTAddr(self) -> Address:  # noqa: N802
        """Return where the top Via sends the response."""
        return self._request.reply_address

    def localStr(self, _local: object = None, **_more: object) -> str:  # noqa: N802
        """Return the response as text."""
        request = self._request
        if self._tag is None and self.status > 100:
            self.genTag()
        to = request.one("to")
        lines = [
            f"SIP/2.0 {self.status} {self.reason}",
            f"Via: {request.top_via}",
            *[f"Via: {value}" for value in request.all("via")[1:]],
            *[f"Record-Route: {value}" for value in request.all("record-route")],
            f"From: {request.one('from')}",
            f"To: {to}" if self._tag is None or request.to_tag else f"To: {to};tag={self._tag}",
            f"Call-ID: {request.call_id}",
            f"CSeq: {request.one('cseq')}",
            f"Server: {AGENT}",
            *self._headers,
        ]
        return _finished(lines, self._body, SDP)


class TimedOut:
    """No answer came: what stands in place of a response."""

    status = 408
    phrase = "Request Timeout"
    rtime: object = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a request of ours goes."""

    uri: str
    "What it is for: the request line's target."
    address: Address
    "Where the packet goes."
    here: Address
    "Where its response shall come to."


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose request it is, and in which call."""

    call_id: str
    tag: str
    "Ours."
    lines: tuple[str, ...]
    "From, To and Call-ID as they are written."


class Ours:
    """A request of ours. :meth:`genACK` and :meth:`genCANCEL` return what belongs to an INVITE."""

    def __init__(
        self,
        method: str,
        way: Way,
        sender: Sender,
        cseq: int,
        headers: Sequence[str] = (),
        body: str = "",
        kind: str = SDP,
        expires: int = 0,
    ) -> None:
        """*headers* are the lines that a request of this kind carries besides the usual ones."""
        self.method = method
        self.way = way
        self.sender = sender
        self.cseq = cseq
        self._headers = headers
        self._body = body
        self._kind = kind
        self._expires = expires
        self._branch = MAGIC + secrets.token_hex(8)

    # What sippy asks of a request.
    def getMethod(self) -> str:  # noqa: N802
        """Return the method."""
        return self.method

    def getTarget(self) -> tuple[Address, str]:  # noqa: N802
        """Return where it is sent."""
        return self.way.address, "udp"

    def getTId(self, *_which: object) -> tuple[str, str, int, str, str]:  # noqa: N802
        """Return by what a response to it is known."""
        return self.sender.call_id, self.sender.tag, self.cseq, self.method, self._branch

    def getHFBody(self, _name: str) -> "Ours":  # noqa: N802
        """Stand for the header Expires: no other is asked for."""
        return self

    def getNum(self) -> int:  # noqa: N802
        """Return for how many seconds an INVITE may ring."""
        return self._expires

    def genACK(self) -> "Ack":  # noqa: N802
        """Return the ACK of this INVITE."""
        return Ack(self, self._branch)

    def genCANCEL(self) -> "Cancel":  # noqa: N802
        """Return the CANCEL of this INVITE."""
        return Cancel(self, self._branch)

    def genResponse(self, *_words: object, **_more: object) -> TimedOut:  # noqa: N802
        """Return what stands for a response that never came."""
        return TimedOut()

    def localStr(self, _local: object = None, **_more: object) -> str:  # noqa: N802
        """Return the request as text."""
        lines = [
            *self.first_lines(self.method, self.way.uri, self._branch),
            *self.sender.lines,
            f"CSeq: {self.cseq} {self.method}",
            "Max-Forwards: 70",
            f"User-Agent: {AGENT}",
            *self._headers,
        ]
        return _finished(lines, self._body, self._kind)

    def first_lines(self, method: str, uri: str, branch: str) -> tuple[str, str]:
        """Return the request line and the Via."""
        host, port = self.way.here
        return (
            f"{method} {uri} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch={branch};rport",
        )

    def bare(self, method: str, uri: str, branch: str, identity: Sequence[str]) -> list[str]:
        """Return the lines of an ACK or a CANCEL of this request."""
        return [
            *self.first_lines(method, uri, branch),
            *identity,
            f"CSeq: {self.cseq} {method}",
            "Max-Forwards: 70",
            f"User-Agent: {AGENT}",
        ]

    def identity_to(self, tag: str) -> list[str]:
        """Return From, To and Call-ID with the *tag* of the one who answered."""
        return [
            f"{line};tag={tag}" if line.startswith("To: ") and ";tag=" not in line else line
            for line in self.sender.lines
        ]

    @property
    def routes(self) -> list[str]:
        """Its Route lines."""
        return [line for line in self._headers if line.startswith("Route: ")]


class Ack:
    """The ACK of an INVITE of ours, which sippy completes when the final response is there."""

    def __init__(self, invite: Ours, branch: str) -> None:
        self._invite = invite
        self._branch = branch
        self._uri = invite.way.uri
        self._identity: Sequence[str] = invite.sender.lines
        self._routes = invite.routes

    def getHFBody(self, _name: str) -> "Ack":  # noqa: N802
        """Stand for the header To or Via: no other is asked for."""
        return self

    def setTag(self, tag: str) -> None:  # noqa: N802
        """Take the tag of the one who answered."""
        self._identity = self._invite.identity_to(tag)

    def genBranch(self) -> None:  # noqa: N802
        """Become a transaction of its own: the ACK of a 2xx is (RFC 3261 13.2.2.4)."""
        self._branch = MAGIC + secrets.token_hex(8)

    def setRURI(self, target: Any) -> None:  # noqa: N802
        """Go to the Contact of the one who answered."""
        self._uri = str(target)

    def setTarget(self, _address: object) -> None:  # noqa: N802
        """The transaction layer sends it where it likes."""

    def delHFs(self, _name: str) -> None:  # noqa: N802
        """Keep the Routes of the INVITE, unless others follow."""

    def appendHeaders(self, routes: Sequence[Any]) -> None:  # noqa: N802
        """Take the Routes that the answer prescribes, if it does."""
        if routes:
            self._routes = [f"Route: {route.body}" for route in routes]

    def localStr(self, _local: object = None, **_more: object) -> str:  # noqa: N802
        """Return the ACK as text."""
        lines = self._invite.bare("ACK", self._uri, self._branch, self._identity)
        return _finished([*lines, *self._routes], "", SDP)


class Cancel(Ours):
    """The CANCEL of an INVITE of ours: same target, same branch (RFC 3261 9.1)."""

    def __init__(self, invite: Ours, branch: str) -> None:
        super().__init__("CANCEL", invite.way, invite.sender, invite.cseq, invite.routes)
        self._branch = branch


def _finished(lines: list[str], body: str, kind: str) -> str:
    if body:
        lines.append(f"Content-Type: {kind}")
    lines += [f"Content-Length: {len(body.encode())}", "", body]
    return "\r\n".join(lines)
