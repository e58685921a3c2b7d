"""A dialog (RFC 3261 12): by what both sides know a call, and where its requests go.

It makes requests as text; it sends nothing and knows nothing of states or audio.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from firstline.telephony.address import Address, reachable
from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Readable, Request, Response, address_of, uri_in
from firstline.telephony.outgoing import SDP, Ours, Sender, Way

_LAST_CSEQ: Final = 2**31 - 1


class Dialog:
    """The two names of a call, its routes and its counts."""

    def __init__(self, call_id: str, local: str, local_tag: str) -> None:
        self.call_id = call_id
        self.local = local
        "From of our requests, as its header is written."
        self.local_tag = local_tag
        self.remote = ""
        "To of our requests."
        self.remote_tag: str | None = None
        self.target = ""
        "The address that requests are for (its Contact)."
        self.routes: list[str] = []
        self.source: Address = ("", 0)
        "Where the far end last wrote from."
        self.remote_cseq = 0
        self.allows: frozenset[str] = frozenset()
        "Methods that the far end says it understands, in lower case."
        self.address: Address = ("", 0)
        "Where the next request goes."
        self.birth: tuple[str, str | None, int] | None = None
        "By what its first request is known if it comes a second way (RFC 3261 8.2.2.2)."
        self._cseq = 0

    @classmethod
    def invited(cls, invite: Request) -> "Dialog":
        """Return the dialog that *invite* begins, seen by us who are called."""
        tag = invite.local_tag
        to = f"{invite.one('to')};tag={tag}"
        dialog = cls(invite.call_id, to, tag)
        dialog.remote = invite.one("from") or ""
        dialog.remote_tag = invite.from_tag
        dialog.remote_cseq = invite.cseq
        dialog.birth = birth(invite)
        dialog.routes = invite.all("record-route")
        dialog.learn(invite)
        if not dialog.target:
            raise Refused(400, "Missing Contact")
        return dialog

    def begin(self, uri: str, hop: Address) -> None:
        """Know of the far end only whom we call, and by which way."""
        self.remote, self.remote_tag = f"<{uri}>", None
        self.target, self.routes = uri, []
        self.address = self.source = hop

    def accepted(self, response: Response) -> None:
        """Take from a 2xx, or a provisional response with a tag, who the far end is."""
        self.remote = response.one("to") or self.remote
        self.remote_tag = response.to_tag
        self.routes = list(reversed(response.all("record-route")))
        self.learn(response)

    def learn(self, message: Readable) -> None:
        """Take from any message of the far end's where it is now (RFC 3261 12.2.1.2)."""
        contact = message.one("contact")
        if contact is not None:
            target = uri_in(contact)
            wanted = address_of(uri_in(self.routes[0]) if self.routes else target)
            self.target, self.address = target, reachable(wanted, message.source)
        self.source = message.source
        allow = message.tokens("allow")
        if allow:
            self.allows = frozenset(allow)

    def is_of(self, request: Request) -> bool:
        """Whether *request* belongs to this dialog: its tags are ours and theirs."""
        return request.to_tag == self.local_tag and (
            self.remote_tag is None or request.from_tag == self.remote_tag
        )

    def in_order(self, request: Request) -> bool:
        """Whether *request* comes after all before it; it then counts (RFC 3261 12.2.2)."""
        if request.cseq <= self.remote_cseq:
            return False
        self.remote_cseq = request.cseq
        return True

    def request(
        self,
        method: str,
        here: Address,
        *,
        headers: Iterable[str] = (),
        body: str = "",
        kind: str = SDP,
        expires: int = 0,
    ) -> Ours:
        """Return a new request within this dialog."""
        uri, routes = self._way()
        self._cseq = self._cseq % _LAST_CSEQ + 1
        lines = (f"From: {self.local}", f"To: {self.remote}", f"Call-ID: {self.call_id}")
        return Ours(
            method,
            Way(uri, self.address, here),
            Sender(self.call_id, self.local_tag, lines),
            self._cseq,
            [*(f"Route: {route}" for route in routes), *headers],
            body,
            kind,
            expires,
        )

    def _way(self) -> tuple[str, Sequence[str]]:
        """Return the request's target and Routes; a strict router gets its old way (12.2.1.1)."""
        if not self.routes:
            return self.target, ()
        first = uri_in(self.routes[0])
        if ";lr" in first.lower():
            return self.target, self.routes
        return first, [*self.routes[1:], f"<{self.target}>"]


def birth(invite: Request) -> tuple[str, str | None, int]:
    """Return what stays the same when one INVITE comes by two ways."""
    return invite.call_id, invite.from_tag, invite.cseq
