"""A telephone for tests, with signalling and sound, on plain sockets: it makes and takes calls.

What it does by itself is in phone_call.py. Give each phone a tone of its own, and who hears whom is
one assertion. It uses nothing of the signalling that it tests.
"""

import secrets
import socket
import threading
import time
from collections.abc import Sequence
from hashlib import md5
from typing import Final, Self

from firstline.telephony.g711 import Codec
from kit.phone_call import PLENTY, PhoneCall, Stage
from kit.raw_phone import Address, Heard

AGAIN_AFTER: Final = 0.5
"Seconds until something unanswered is said again; doubled each time."

_LOOK: Final = 0.05


class SipPhone:
    """One phone: a socket, and the calls on it."""

    def __init__(
        self,
        hotline: Address = ("", 0),
        name: str = "caller",
        *,
        codecs: Sequence[Codec] = (Codec.PCMU, Codec.PCMA),
        address: str = "127.0.0.1",
        deaf: bool = False,
    ) -> None:
        """Open a phone called *name*; a *deaf* one says what the test likes, and never listens."""
        self.hotline = hotline
        self.name = name
        self.codecs = codecs
        self.news = threading.Condition()
        self.calls: dict[str, PhoneCall] = {}
        self.strangers: list[Heard] = []
        "What belongs to no call."
        self._rung: list[PhoneCall] = []
        self._insisted: dict[tuple[str, int, str], tuple[str, float, float]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(_LOOK)
        self.address: Address = self._socket.getsockname()
        self._thread = threading.Thread(target=self._work, daemon=True)
        if not deaf:
            self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up whatever is up, and be gone."""
        if self._ended.is_set():
            return
        for call in list(self.calls.values()):
            call.hang_up()
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(2)
        self._socket.close()
        for call in list(self.calls.values()):
            call.close()

    def dial(self, user: str = "hotline", headers: Sequence[str] = ()) -> PhoneCall:
        """Call *user*, and do not wait for anything."""
        host, port = self.address
        local = f"<sip:{self.name}@{host}:{port}>;tag={secrets.token_hex(4)}"
        remote = f"<sip:{user}@{self.hotline[0]}:{self.hotline[1]}>"
        call = PhoneCall(self, secrets.token_hex(8), local, remote)
        self.calls[call.call_id] = call
        call.begin(user, headers)
        return call

    def call(self, user: str = "hotline", frequency: float = 0.0) -> PhoneCall:
        """Call *user*, wait for the answer, and say a tone from then on."""
        call = self.dial(user)
        assert call.is_up(), f"not answered: {call.stage}, {call.status}"
        call.say(frequency)
        return call

    def rung(self, within: float = PLENTY) -> PhoneCall:
        """Return the next call that comes in; those that were over meanwhile are forgotten."""
        assert self.is_rung(within), f"{self.name} is not rung"
        with self.news:
            return self._rung.pop(0)

    def is_rung(self, within: float = PLENTY) -> bool:
        """Return whether a call comes in; it is still there for `rung`."""

        def rings() -> bool:
            self._rung = [call for call in self._rung if call.stage is not Stage.OVER]
            return bool(self._rung)

        with self.news:
            return self.news.wait_for(rings, within)

    def register(self, password: str, expires: int = 300) -> int:
        """Register, and return the status of the answer to our password."""
        challenge = self._registered(1, expires, "")
        assert challenge.status == 401, challenge.text
        words = challenge.header("WWW-Authenticate").partition(" ")[2].split(",")
        pairs = [word.partition("=") for word in words]
        asked = {name.strip(): value.strip('"') for name, _, value in pairs}
        uri = f"sip:{self.hotline[0]}:{self.hotline[1]}"
        ours = _digest(f"{self.name}:{asked['realm']}:{password}")
        count, salt = "00000001", secrets.token_hex(4)
        middle = f"{asked['nonce']}:{count}:{salt}:auth" if "qop" in asked else asked["nonce"]
        proof = _digest(f"{ours}:{middle}:{_digest(f'REGISTER:{uri}')}")
        more = f', qop=auth, nc={count}, cnonce="{salt}"' if "qop" in asked else ""
        line = (
            f'Authorization: Digest username="{self.name}", realm="{asked["realm"]}", '
            f'nonce="{asked["nonce"]}", uri="{uri}", response="{proof}"{more}\r\n'
        )
        return self._registered(2, expires, line).status

    def send(self, text: str | bytes) -> None:
        """Say something once."""
        data = text.encode() if isinstance(text, str) else text
        self._socket.sendto(data, self.hotline)

    def insist(self, text: str, until: tuple[str, int, str]) -> None:
        """Say something again and again, until this is heard: Call-ID, CSeq, method."""
        with self._lock:
            self._insisted[until] = (text, time.monotonic() + AGAIN_AFTER, AGAIN_AFTER)
        self.send(text)

    def _registered(self, cseq: int, expires: int, more: str) -> Heard:
        host, port = self.address
        call_id = f"register-{self.name}-{port}-{expires}"
        where = f"sip:{self.hotline[0]}:{self.hotline[1]}"
        self.strangers.clear()
        self.insist(
            f"REGISTER {where} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{secrets.token_hex(6)};rport\r\n"
            f"From: <sip:{self.name}@{host}>;tag={secrets.token_hex(4)}\r\n"
            f"To: <sip:{self.name}@{host}>\r\n"
            f"Call-ID: {call_id}\r\nCSeq: {cseq} REGISTER\r\n"
            f"Contact: <sip:{self.name}@{host}:{port}>\r\nExpires: {expires}\r\n"
            f"Max-Forwards: 70\r\n{more}Content-Length: 0\r\n\r\n",
            (call_id, cseq, "REGISTER"),
        )
        with self.news:
            assert self.news.wait_for(lambda: self.strangers, PLENTY), "no answer to REGISTER"
            return self.strangers.pop(0)

    def _work(self) -> None:
        while not self._ended.is_set():
            try:
                data, source = self._socket.recvfrom(65_536)
            except OSError:  # nothing came
                pass
            else:
                self._take(Heard(data.decode(errors="replace"), source))
            self._say_again(time.monotonic())

    def _say_again(self, now: float) -> None:
        with self._lock:
            for key, (text, due, pause) in self._insisted.items():
                if now >= due:
                    self._insisted[key] = (text, now + 2 * pause, 2 * pause)
                    self.send(text)

    def _take(self, heard: Heard) -> None:
        call_id, cseq = heard.header("Call-ID"), int(heard.header("CSeq").split()[0])
        with self._lock:
            self._insisted.pop((call_id, cseq, heard.method), None)
        call = self.calls.get(call_id)
        if call is not None and heard.status:
            call.take_response(heard)
        elif call is not None:
            call.take_request(heard)
        elif heard.method == "INVITE" and not heard.status:
            self._ring(call_id, heard)
        else:
            self._note(heard)

    def _ring(self, call_id: str, invite: Heard) -> None:
        local = f"{invite.header('To')};tag={secrets.token_hex(4)}"
        call = PhoneCall(self, call_id, local, invite.header("From"))
        self.calls[call_id] = call
        call.ring(invite)
        with self.news:
            self._rung.append(call)
            self.news.notify_all()

    def _note(self, heard: Heard) -> None:
        with self.news:
            self.strangers.append(heard)
            self.news.notify_all()


def _digest(text: str) -> str:
    return md5(text.encode()).hexdigest()  # as RFC 2617 has it
