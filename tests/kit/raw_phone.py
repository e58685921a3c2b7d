"""A telephone's signalling without its sound: SIP on a raw UDP socket, as right or wrong as wanted.

A test says each message itself, so it can leave out, repeat and break what it likes. It uses
nothing of what it tests.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

Address = tuple[str, int]

SDP = (
    "v=0\r\no=raw 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 30000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=ptime:20\r\na=sendrecv\r\n"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One message that came in."""

    text: str
    source: Address

    @property
    def first(self) -> str:
        """The first line."""
        return self.text.partition("\r\n")[0]

    @property
    def status(self) -> int:
        """The status of a response, 0 of a request."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """The method of a request, or of the request that a response answers."""
        return self.header("CSeq").split()[1] if self.status else self.first.split()[0]

    @property
    def body(self) -> str:
        """What follows the headers."""
        return self.text.partition("\r\n\r\n")[2]

    def all(self, name: str) -> list[str]:
        """Return the values of a header."""
        lines = self.text.partition("\r\n\r\n")[0].split("\r\n")[1:]
        parts = [line.partition(":") for line in lines]
        return [value.strip() for found, _, value in parts if found.lower() == name.lower()]

    def header(self, name: str) -> str:
        """Return the first value of a header, or nothing."""
        values = self.all(name)
        return values[0] if values else ""

    def tag(self, name: str) -> str:
        """Return the tag of From or To."""
        return self.header(name).partition(";tag=")[2].partition(";")[0]


class RawPhone(asyncio.DatagramProtocol):
    """One socket."""

    def __init__(self, to: Address) -> None:
        self.to = to
        self.address: Address = ("", 0)
        self.heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._transport: asyncio.DatagramTransport

    @classmethod
    async def open(cls, to: Address, address: str = "127.0.0.1") -> Self:
        """Return a phone that speaks to *to*."""
        phone = cls(to)
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: phone, local_addr=(address, 0))
        return phone

    def close(self) -> None:
        """Hear no more."""
        self._transport.close()

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]  # asyncio's own type is wider
        self._transport = transport
        self.address = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self.heard.put_nowait(Heard(data.decode(), addr))

    def send(self, message: str | bytes) -> None:
        """Say something."""
        self._transport.sendto(message.encode() if isinstance(message, str) else message, self.to)

    async def next(self, wait: float = 3.0) -> Heard:
        """Return what is heard next; 100 Trying says nothing."""
        while True:
            heard = await asyncio.wait_for(self.heard.get(), wait)
            if heard.status != 100:
                return heard

    async def expect(self, what: int | str, wait: float = 3.0) -> Heard:
        """Return what is heard next: a response with this status, or a request of this method."""
        heard = await self.next(wait)
        assert what == (heard.status or heard.method), heard.text
        return heard

    async def silence(self, seconds: float = 0.1) -> None:
        """Check that nothing is heard."""
        await asyncio.sleep(seconds)
        assert self.heard.empty(), self.heard.get_nowait().text


class RawCall:
    """What one phone knows of one call. Each method returns a message's text, or sends it."""

    def __init__(self, phone: RawPhone, user: str = "hotline", name: str = "raw") -> None:
        self.phone = phone
        self.call_id = secrets.token_hex(8)
        self.cseq = 0
        self.branch = ""
        self.target = f"sip:{user}@{phone.to[0]}:{phone.to[1]}"
        host, port = phone.address
        self.local = f"<sip:{name}@{host}:{port}>;tag={secrets.token_hex(4)}"
        self.remote = f"<{self.target}>"

    @classmethod
    def invited(cls, phone: RawPhone, invite: Heard) -> Self:
        """Return the call that *invite* began, as the one who is called knows it."""
        call = cls(phone)
        call.call_id = invite.header("Call-ID")
        call.local = f"{invite.header('To')};tag={secrets.token_hex(4)}"
        call.remote = invite.header("From")
        call.target = invite.header("Contact").strip("<>")
        return call

    def request(
        self,
        method: str,
        body: str = "",
        headers: Sequence[str] = (),
        *,
        kind: str = "application/sdp",
        new: bool = True,
    ) -> str:
        """Return a request of this call; *new* unless it belongs to the one before."""
        if new:
            self.cseq += 1
            self.branch = f"z9hG4bK{secrets.token_hex(6)}"
        host, port = self.phone.address
        lines = [
            f"{method} {self.target} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch={self.branch};rport",
            f"From: {self.local}",
            f"To: {self.remote}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {self.cseq} {method}",
            f"Contact: <sip:raw@{host}:{port}>",
            "Max-Forwards: 70",
            *headers,
            *([f"Content-Type: {kind}"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def send(
        self,
        method: str,
        body: str = "",
        headers: Sequence[str] = (),
        *,
        kind: str = "application/sdp",
        new: bool = True,
    ) -> None:
        """Send what :meth:`request` returns."""
        self.phone.send(self.request(method, body, headers, kind=kind, new=new))

    def learn(self, response: Heard) -> None:
        """Take from a response who the far end is."""
        self.remote = response.header("To")
        if response.header("Contact"):
            self.target = response.header("Contact").strip("<>")

    def ack(self, response: Heard, body: str = "") -> None:
        """Confirm a final response to an INVITE."""
        if response.status < 300:
            self.learn(response)
            self.branch = f"z9hG4bK{secrets.token_hex(6)}"
        cseq, self.cseq = self.cseq, int(response.header("CSeq").split()[0])
        self.remote = response.header("To")
        self.send("ACK", body, new=False)
        self.cseq = cseq

    def reply(
        self,
        request: Heard,
        status: int,
        reason: str,
        body: str = "",
        headers: Sequence[str] = (),
    ) -> None:
        """Answer a request of the far end's."""
        host, port = self.phone.address
        to = request.header("To")
        lines = [
            f"SIP/2.0 {status} {reason}",
            *(f"Via: {via}" for via in request.all("Via")),
            f"From: {request.header('From')}",
            f"To: {to if ';tag=' in to else self.local}",
            f"Call-ID: {request.header('Call-ID')}",
            f"CSeq: {request.header('CSeq')}",
            f"Contact: <sip:raw@{host}:{port}>",
            *headers,
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self.phone.send("\r\n".join(lines) + "\r\n\r\n" + body)
