"""SIP messages that came in, as typed values.

The parser is sippy's; what crosses its border is typed here. A header that cannot be read raises
:class:`Refused` with 400, whoever asks for it and whenever. It knows nothing of calls.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from firstline.telephony.address import Address
from firstline.telephony.datagram import Refused, Shell
from firstline.telephony.outgoing import Reply
from firstline.telephony.refusal import sent_by, tag_for
from firstline.telephony.stack import SipRequest, SipResponse, SipURL

if TYPE_CHECKING:
    from firstline.telephony.leg import Leg

_ADDRESS: Final = re.compile(r"<([^>]*)>|([^;\s]+)")
_NOT_IN_URI: Final = re.compile(r"[\s<>\"]")
LONGEST_USER: Final = 128
_FULL: Final = {
    "b": "referred-by",
    "e": "content-encoding",
    "k": "supported",
    "o": "event",
    "u": "allow-events",
    "x": "session-expires",
}
"""Short names that sippy leaves as they are (RFC 3261 7.3.3 and the extensions' own)."""
_ONCE: Final = ("from", "to", "call-id", "cseq")


class Readable:
    """What a request and a response have in common: headers that can be asked for."""

    headers: list[Any]
    source: Address
    body_text: str
    content_type: str
    call_id: str
    from_tag: str | None
    "Of the party that made the request."
    to_tag: str | None
    "Of the party that answers it."
    cseq: int
    cseq_method: str

    def all(self, name: str) -> list[str]:
        """Return the values of the header *name*, as they were written."""
        return [str(field.body.body or field.body).strip() for field in self._named(name)]

    def one(self, name: str) -> str | None:
        """Return the first value of the header *name*, if there is one."""
        values = self.all(name)
        return values[0] if values else None

    def number(self, name: str) -> int | None:
        """Return the first value of the header *name* as a whole number, parameters left out."""
        value = self.one(name)
        if value is None:
            return None
        digits = value.partition(";")[0].strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
            raise Refused(400, f"Bad {name.title()}")
        return int(digits)

    def tokens(self, name: str) -> list[str]:
        """Return the words of a header that is a list, in lower case."""
        return [
            word.strip().lower() for value in self.all(name) for word in value.split(",") if word
        ]

    def parsed(self, name: str) -> Any:
        """Return sippy's reading of the first header *name*."""
        for field in self._named(name):
            return _understood(field, name)
        raise Refused(400, f"Missing {name.title()}")

    def each_parsed(self, name: str) -> list[Any]:
        """Return sippy's reading of all headers *name*."""
        return [_understood(field, name) for field in self._named(name)]

    def _named(self, name: str) -> Sequence[Any]:
        return self._by_name.get(name, ())

    def _understand(self) -> None:
        """Sort the headers by name, and read those that no message can do without."""
        self._by_name: dict[str, list[Any]] = {}
        for field in self.headers:
            self._by_name.setdefault(_FULL.get(field.name, field.name), []).append(field)
        for name in _ONCE:
            if len(self._named(name)) != 1:
                raise Refused(400, f"{'Two' if self._named(name) else 'Missing'} {name.title()}")
        if not self.each_parsed("via"):
            raise Refused(400, "Missing Via")
        self.call_id = str(self.parsed("call-id").body)
        self.from_tag = self.parsed("from").getTag()
        self.to_tag = self.parsed("to").getTag()
        self.cseq, self.cseq_method = self.parsed("cseq").getCSeq()


def _understood(field: Any, name: str) -> Any:
    try:
        return field.getBody()
    except Exception:  # noqa: BLE001  sippy raises whatever its string handling meets
        raise Refused(400, f"Bad {name.title()}") from None


class Request(Readable, SipRequest):  # type: ignore[misc]  # sippy has no types
    """A request that came in and can be answered."""

    def __init__(self, shell: Shell, source: Address) -> None:
        try:
            SipRequest.__init__(self, shell.head)
        except Exception:  # noqa: BLE001  sippy raises whatever its string handling meets
            raise Refused(400, "Headers Not Understood") from None
        self.source = source
        self.body_text = shell.body
        self.content_type = shell.content_type
        self._understand()
        if self.cseq_method != shell.method:
            raise Refused(400, "CSeq Is Of Another Method")
        if not 0 <= self.cseq < 2**31:
            raise Refused(400, "Bad CSeq")
        # sippy will ask for these, and trust them to be numbers.
        self.number("expires")
        self.each_parsed("expires")
        self._note_sender()
        self.leg: Leg | None = None
        "The leg in whose dialog it is."
        self.agent: str | None = None
        "The agent whose phone an INVITE is from."

    @property
    def from_user(self) -> str:
        """The user part of who makes the request; empty if it has none."""
        return user_in(self.parsed("from").getUrl())

    @property
    def from_name(self) -> str:
        """The display name of who makes the request."""
        return str(self.parsed("from").getUri().name or "")

    @property
    def to_user(self) -> str:
        """The user part of whom the request is about."""
        return user_in(self.parsed("to").getUrl())

    @property
    def verb(self) -> str:
        """The request's method."""
        return str(self.method)

    @property
    def dialled(self) -> str:
        """The user part of the request's target."""
        return user_in(self.ruri)

    def _note_sender(self) -> None:
        seen = sent_by(self.all("via")[0], self.source)
        if seen is None:
            raise Refused(400, "Bad Via")
        self.top_via, self.reply_address = seen
        self.local_tag = tag_for(self.call_id, self.all("via")[0])
        "Our tag in the responses, where the request has none for us yet."

    def genResponse(  # noqa: N802  the transaction layer calls it by this name
        self, scode: int, reason: str, *_unused: object, **_more: object
    ) -> Reply:
        """Return a bare response."""
        return Reply(self, scode, reason)


class Response(Readable, SipResponse):  # type: ignore[misc]  # sippy has no types
    """A response that came in."""

    def __init__(self, shell: Shell, source: Address) -> None:
        try:
            SipResponse.__init__(self, shell.head)
        except Exception:  # noqa: BLE001  sippy raises whatever its string handling meets
            raise Refused(400, "Headers Not Understood") from None
        self.source = source
        self.body_text = shell.body
        self.content_type = shell.content_type
        self._understand()
        self.status = int(self.scode)
        if self.status >= 300:
            # Their ACK goes where the request went (RFC 3261 17.1.1.3), not where Contact says.
            for name in ("contact", "record-route"):
                self.delHFs(name)
                self._by_name.pop(name, None)
        else:
            self.each_parsed("contact")
            self.each_parsed("record-route")

    @property
    def phrase(self) -> str:
        """The reason beside the status."""
        return str(self.reason)


def uri_in(value: str) -> str:
    """Return the address in the value of a header like Contact, as it was written."""
    start = value.rfind("<")
    found = _ADDRESS.match(value[start:] if start >= 0 else value.strip())
    return "" if found is None else found[1] or found[2] or ""


def url(text: str) -> Any:
    """Return the SIP address in *text*, or raise :class:`Refused`."""
    try:
        found = SipURL(text)
    except Exception:  # noqa: BLE001  sippy raises whatever its string handling meets
        raise Refused(400, "Bad URI") from None
    if not found.host or _NOT_IN_URI.search(text):
        raise Refused(400, "Bad URI")
    return found


def user_in(found: Any) -> str:
    """Return the user part of an address as sippy read it; what cannot be shown is left out.

    It was unescaped: it may hold anything, line breaks too.
    """
    name = str(found.username or "")[:LONGEST_USER]
    return "".join(letter for letter in name if letter.isprintable())


def address_of(text: str) -> Address:
    """Return the host and port in a SIP address, or raise :class:`Refused`."""
    found = url(text)
    return str(found.host), int(found.port or 5060)
