"""The shell of a SIP message in a datagram: size, encoding, first line, where the body begins.

Everything that can be wrong before headers are understood is found here, as :class:`Refused`
with the status of the refusal. It does not know what a header means, but for the body's length.
"""

import re
from typing import Final, NamedTuple

from firstline.telephony.limits import LIMITS, SipLimits


class Refused(Exception):  # noqa: N818  a protocol's ordinary answer, not our error
    """A message that is refused, with the protocol's own status for it."""

    def __init__(self, status: int, reason: str, *headers: str) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.headers = headers
        "Header lines that the refusal carries."


class Shell(NamedTuple):
    """A message whose shell is sound."""

    method: str
    "Of a request; empty for a response."
    head: str
    "First line and headers, without the body's length."
    body: str
    content_type: str


_METHOD: Final = r"[A-Za-z0-9.!%*_+`'~-]{1,32}"
_REQUEST: Final = re.compile(rf"({_METHOD}) ([^\s:]{{1,16}}):(\S{{1,1024}}) SIP/([0-9.]{{1,8}})")
_RESPONSE: Final = re.compile(r"SIP/2\.0 [1-6][0-9][0-9](?=[ \r\n]|$)")
_LENGTH: Final = re.compile(r"\r?\n(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)
_KIND: Final = re.compile(r"\n(?:content-type|c)[ \t]*:[ \t]*([^\r\n;]*)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
_SCHEMES: Final = frozenset({"sip", "sips", "tel"})


def is_keep_alive(data: bytes) -> bool:
    """Whether *data* only keeps a router's door open (RFC 5626 3.5.1, and what phones send)."""
    return not data.strip(b"\r\n\0\t ")


def open_shell(data: bytes, limits: SipLimits = LIMITS) -> Shell:
    """Return the parts of the message in *data*, or raise :class:`Refused`."""
    if len(data) > limits.datagram:
        raise Refused(513, "Message Too Large")
    raw_head, separator, raw_body = data.partition(b"\r\n\r\n")
    if not separator:
        raw_head, separator, raw_body = data.partition(b"\n\n")
    try:
        head = raw_head.decode()
    except UnicodeDecodeError:
        raise Refused(400, "Headers Are Not UTF-8") from None
    method = _method_of(head)
    if not separator:
        raise Refused(400, "Truncated Headers")
    if head.count("\n") > limits.header_lines:
        raise Refused(400, "Too Many Headers")
    if _CONTROL.search(head):
        raise Refused(400, "Control Character In Headers")
    return _with_body(method, head, raw_body)


def _method_of(head: str) -> str:
    if _RESPONSE.match(head):
        return ""
    first = head.partition("\n")[0].rstrip("\r")
    found = _REQUEST.fullmatch(first)
    if found is None:
        raise Refused(400, "Bad Request Line")
    if found[4] != "2.0":
        raise Refused(505, "Version Not Supported")
    if found[2].lower() not in _SCHEMES:
        raise Refused(416, "Unsupported URI Scheme")
    return found[1]


def _with_body(method: str, head: str, raw_body: bytes) -> Shell:
    length = _LENGTH.search(head)
    if length is not None:
        raw_body = _cut(raw_body, length[1].strip())
        head = _LENGTH.sub("", head)
    kind = _KIND.search(head) if raw_body else None
    body = raw_body.decode(errors="replace") if raw_body else ""
    return Shell(method, head, body, kind[1].strip().lower() if kind is not None else "")


def _cut(raw_body: bytes, length: str) -> bytes:
    """Return as much of the body as was announced (RFC 3261 18.3)."""
    if not (length.isascii() and length.isdigit() and len(length) < 8):
        raise Refused(400, "Bad Content-Length")
    announced = int(length)
    if announced > len(raw_body):
        raise Refused(400, "Truncated Body")
    return raw_body[:announced]
