"""One call of a test phone: what it says, what it heard, and how it stands.

It follows the far end as any phone would: it confirms, answers re-INVITEs and NOTIFYs, and sends
its sound where it is told. What a person does with a phone (answer, hold, transfer) the test does.
"""

import secrets
import threading
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, Protocol

from firstline.telephony.g711 import Codec
from kit.raw_phone import Address, Heard
from kit.rtp_phone import RtpPhone
from kit.tones import Span, spans

KEYS: Final = 101
PLENTY: Final = 15.0
"Seconds in which anything happens, on a busy machine too."

_NAMES: Final = {Codec.PCMU: "PCMU", Codec.PCMA: "PCMA"}
_MIRRORED: Final = {"sendonly": "recvonly", "recvonly": "sendonly"}


class Stage(Enum):
    """How far a call has come."""

    CALLING = "calling"
    RINGING = "ringing"
    UP = "up"
    OVER = "over"


class Signalling(Protocol):
    """The phone that a call belongs to."""

    name: str
    hotline: Address
    address: Address
    codecs: Sequence[Codec]
    news: threading.Condition

    def send(self, text: str) -> None:
        """Say something once."""

    def insist(self, text: str, until: tuple[str, int, str]) -> None:
        """Say something again and again, until this is heard: Call-ID, CSeq, method."""


class PhoneCall:
    """One call, made or taken."""

    def __init__(self, phone: Signalling, call_id: str, local: str, remote: str) -> None:
        self._phone = phone
        self.call_id: Final = call_id
        self._local = local
        self._remote = remote
        self._target = ""
        self._cseq = 0
        self._direction = "sendrecv"
        self._version = 0
        self._ack = ""
        self._branch = ""
        self._given_up = False
        self.stage = Stage.CALLING
        self.invite: Heard | None = None
        "What began it, if the other side did."
        self.final: Heard | None = None
        "The final response to our INVITE."
        self.cancelled = False
        self.reinvites = 0
        self.notices: list[str] = []
        "First lines of the SIP fragments in NOTIFYs: how a transfer goes."
        self._answers: dict[tuple[int, str], Heard] = {}
        self.sound: Final = RtpPhone(phone.codecs[0], KEYS, phone.address[0])
        self.sound.__enter__()

    # What a person does.

    def answer(self, frequency: float = 0.0) -> "PhoneCall":
        """Take the call if it still rings, and say a tone of this *frequency* from then on."""
        assert self.invite is not None
        self.say(frequency)
        with self._phone.news:
            if self.stage is Stage.RINGING:
                self._reply(self.invite, 200, "OK", self._described())
                self._change(Stage.UP)
        return self

    def decline(self, status: int = 486, reason: str = "Busy Here") -> None:
        """Do not take the call."""
        assert self.invite is not None
        self._reply(self.invite, status, reason)
        self._end()

    def hang_up(self) -> None:
        """End it, however far it has come."""
        if self.stage is Stage.UP:
            self._ask("BYE")
            self._end()
        elif self.invite is not None and self.stage is not Stage.OVER:
            self.decline()
        elif self.stage is not Stage.OVER:
            self._given_up = True
            self._phone.insist(self._request("CANCEL"), (self.call_id, self._cseq, "CANCEL"))

    def say(self, frequency: float) -> None:
        """Say a tone from now on; 0 is silence, but packets all the same."""
        self.sound.say(frequency)

    def press(self, keys: str) -> None:
        """Press keys, as RFC 4733 events."""
        self.sound.press(keys)

    def press_by_info(self, key: str) -> int:
        """Press a key by SIP INFO, and return the status of the answer."""
        body = f"Signal={key}\r\nDuration=160\r\n"
        return self._asked("INFO", body, kind="application/dtmf-relay").status

    def hold(self) -> None:
        """Put the other side on hold."""
        self._offer_again("sendonly")

    def resume(self) -> None:
        """Take the other side back."""
        self._offer_again("sendrecv")

    def refer(self, to: str, instead_of: "PhoneCall | None" = None) -> int:
        """Transfer to the user *to*, or to the far end of another call; return the status."""
        host, port = self._phone.hotline
        target = f"sip:{to}@{host}:{port}"
        if instead_of is not None:
            tags = f"to-tag%3D{_tag(instead_of._remote)}%3Bfrom-tag%3D{_tag(instead_of._local)}"
            target += f"?Replaces={instead_of.call_id}%3B{tags}"
        return self._asked("REFER", headers=[f"Refer-To: <{target}>"]).status

    # What a person sees.

    def until(self, condition: Callable[["PhoneCall"], bool], within: float = PLENTY) -> bool:
        """Return whether *condition* comes true; returns as soon as it does."""
        with self._phone.news:
            return self._phone.news.wait_for(lambda: condition(self), within)

    def is_up(self, within: float = PLENTY) -> bool:
        """Return whether it comes to be answered."""
        self.until(lambda call: call.stage in {Stage.UP, Stage.OVER}, within)
        return self.stage is Stage.UP

    def is_over(self, within: float = PLENTY) -> bool:
        """Return whether it ends."""
        return self.until(lambda call: call.stage is Stage.OVER, within)

    def hears(self, frequency: float, within: float = PLENTY) -> bool:
        """Return whether a tone comes to be heard."""
        return self.sound.hears(frequency, within)

    def sound_spans(self) -> list[Span]:
        """Return the tones and silences heard, with their times."""
        return spans(self.sound.sound())

    def header(self, name: str) -> str:
        """Return a header of the INVITE that began it, or else of the final response."""
        heard = self.invite or self.final
        return "" if heard is None else heard.header(name)

    @property
    def status(self) -> int:
        """The status of the final response to our INVITE, or 0."""
        return 0 if self.final is None else self.final.status

    # What the phone does by itself.

    def begin(self, user: str, headers: Sequence[str]) -> None:
        """Call *user*."""
        host, port = self._phone.hotline
        self._target = f"sip:{user}@{host}:{port}"
        self._ask("INVITE", self._described(), headers)

    def ring(self, invite: Heard) -> None:
        """Somebody calls."""
        self.invite = invite
        self._target = invite.header("Contact").strip("<>")
        self._follow(invite.body)
        self._reply(invite, 180, "Ringing")
        self._change(Stage.RINGING)

    def take_request(self, request: Heard) -> None:
        """React to a request of the far end's."""
        if request.method == "ACK":
            return
        if request.method == "CANCEL":
            self._cancelled(request)
        elif request.method == "INVITE":
            self._invited_again(request)
        else:
            self._reply(request, 200, "OK")
            if request.method == "BYE":
                self._end()
            elif request.method == "NOTIFY":
                self._noticed(request)

    def take_response(self, response: Heard) -> None:
        """React to a response of the far end's."""
        cseq = int(response.header("CSeq").split()[0])
        if response.method != "INVITE":
            self._answered(cseq, response)
        elif response.status < 200:
            if self.stage is Stage.CALLING:
                self._change(Stage.RINGING)
        else:
            self._finally(cseq, response)

    def close(self) -> None:
        """Give everything back, without a word."""
        self.sound.close()

    def _finally(self, cseq: int, response: Heard) -> None:
        """Confirm a final response to an INVITE; it may come again."""
        if (cseq, "INVITE") in self._answers:
            self._phone.send(self._ack)
            return
        self._remote = response.header("To")
        if response.status < 300:
            self._target = response.header("Contact").strip("<>")
            self._follow(response.body)
        self._ack = self._request("ACK", cseq=cseq, refused=response.status >= 300)
        self._phone.send(self._ack)
        self._answered(cseq, response)
        if self.final is None:
            self.final = response
            if response.status >= 300:
                self._end()
            elif self._given_up:  # the answer has crossed the CANCEL
                self._ask("BYE")
                self._end()
            else:
                self._change(Stage.UP)

    def _cancelled(self, cancel: Heard) -> None:
        self._reply(cancel, 200, "OK")
        with self._phone.news:
            if self.stage is Stage.RINGING and self.invite is not None:
                self.cancelled = True
                self._reply(self.invite, 487, "Request Terminated")
                self._end()

    def _invited_again(self, invite: Heard) -> None:
        if self.invite is not None and invite.header("CSeq") == self.invite.header("CSeq"):
            return  # it comes again: what we said of it comes again as well
        self._follow(invite.body)
        self._direction = _MIRRORED.get(_direction(invite.body), "sendrecv")
        self._reply(invite, 200, "OK", self._described())
        self.reinvites += 1
        self._change(self.stage)

    def _noticed(self, notify: Heard) -> None:
        self.notices.append(notify.body.strip().partition("\r\n")[0])
        self._change(self.stage)

    def _answered(self, cseq: int, response: Heard) -> None:
        with self._phone.news:
            self._answers[cseq, response.method] = response
            self._phone.news.notify_all()

    def _change(self, stage: Stage) -> None:
        with self._phone.news:
            self.stage = stage
            self._phone.news.notify_all()

    def _end(self) -> None:
        # The signalling does not wait until the threads of the sound have come to rest.
        threading.Thread(target=self.sound.close, daemon=True).start()
        self._change(Stage.OVER)

    # How it speaks.

    def _offer_again(self, direction: str) -> None:
        self._direction = direction
        self._version += 1
        answer = self._asked("INVITE", self._described())
        assert answer.status == 200, answer.text

    def _asked(
        self, method: str, body: str = "", headers: Sequence[str] = (), kind: str = ""
    ) -> Heard:
        """Send a request, and return the final response to it."""
        self._ask(method, body, headers, kind)
        key = self._cseq, method
        assert self.until(lambda call: key in call._answers), f"no answer to {method}"
        return self._answers[key]

    def _ask(
        self, method: str, body: str = "", headers: Sequence[str] = (), kind: str = ""
    ) -> None:
        self._cseq += 1
        text = self._request(method, body, headers, kind)
        self._phone.insist(text, (self.call_id, self._cseq, method))

    def _request(
        self,
        method: str,
        body: str = "",
        headers: Sequence[str] = (),
        kind: str = "",
        cseq: int | None = None,
        *,
        refused: bool = False,
    ) -> str:
        host, port = self._phone.address
        if method != "CANCEL" and not refused:  # these belong to the INVITE that was before
            self._branch = f"z9hG4bK{secrets.token_hex(6)}"
        lines = [
            f"{method} {self._target} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch={self._branch};rport",
            f"From: {self._local}",
            f"To: {self._remote}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {cseq or self._cseq} {method}",
            f"Contact: <sip:{self._phone.name}@{host}:{port}>",
            "Max-Forwards: 70",
            *headers,
            *([f"Content-Type: {kind or 'application/sdp'}"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def _reply(self, request: Heard, status: int, reason: str, body: str = "") -> None:
        host, port = self._phone.address
        to = request.header("To")
        lines = [
            f"SIP/2.0 {status} {reason}",
            *(f"Via: {via}" for via in request.all("Via")),
            f"From: {request.header('From')}",
            f"To: {to if ';tag=' in to else self._local}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {request.header('CSeq')}",
            f"Contact: <sip:{self._phone.name}@{host}:{port}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        text = "\r\n".join(lines) + "\r\n\r\n" + body
        if request.method == "INVITE" and status >= 200:
            self._phone.insist(text, (self.call_id, int(request.header("CSeq").split()[0]), "ACK"))
        else:
            self._phone.send(text)

    def _described(self) -> str:
        codecs = [self.sound.codec] if self.stage is not Stage.CALLING else self._phone.codecs
        types = " ".join(str(codec.value) for codec in codecs)
        host, port = self.sound.address, self.sound.port
        lines = [
            *(
                "v=0",
                f"o=phone 1 {self._version} IN IP4 {host}",
                "s=-",
                f"c=IN IP4 {host}",
                "t=0 0",
            ),
            f"m=audio {port} RTP/AVP {types} {KEYS}",
            *(f"a=rtpmap:{codec.value} {_NAMES[codec]}/8000" for codec in codecs),
            *(f"a=rtpmap:{KEYS} telephone-event/8000", "a=ptime:20", f"a={self._direction}"),
        ]
        return "\r\n".join(lines) + "\r\n"

    def _follow(self, body: str) -> None:
        """Speak to where the far end hears, in what it speaks."""
        if not body:
            return
        lines = body.split("\r\n")
        host = next(line for line in lines if line.startswith("c=")).split()[-1]
        _, port, _, *types = next(line for line in lines if line.startswith("m=audio")).split()
        spoken = [codec for codec in self._phone.codecs if str(codec.value) in types]
        self.sound.codec = spoken[0]
        self.sound.talk_to(int(port), host)


def _tag(address: str) -> str:
    return address.partition(";tag=")[2].partition(";")[0]


def _direction(body: str) -> str:
    found = [line[2:] for line in body.split("\r\n") if line[2:] in {*_MIRRORED, "inactive"}]
    return found[0] if found else "sendrecv"
