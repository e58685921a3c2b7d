"""A telephone's sound without its signalling: an RTP endpoint on a raw socket.

It sends a tone in packets of 20 ms and keys as RFC 4733 events, and keeps what it hears with the
time of arrival. It runs in a thread of its own, so it suits a test of any kind. It knows no SIP.
"""

import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from firstline.telephony.g711 import FRAME, RATE, SILENCE, Codec, Samples, decode, encode
from kit.tones import dominant, frequencies, spans, tone

EVENTS: Final = "0123456789*#ABCD"
PACKET_TIME: Final = 0.02
HEADER: Final = struct.Struct("!BBHII")


@dataclass(frozen=True, slots=True)
class Heard:
    """One packet that came in."""

    at: float
    "Of time.monotonic()."
    payload_type: int
    serial: int
    stamp: int
    source: int
    payload: bytes
    sender: tuple[str, int]


class RtpPhone:
    """One far end: its socket, what it says and what it heard."""

    def __init__(
        self, codec: Codec = Codec.PCMU, key_type: int = 101, address: str = "127.0.0.1"
    ) -> None:
        self.codec = codec
        self.key_type = key_type
        self.heard: list[Heard] = []
        self.keys_heard: list[str] = []
        self._frequency: float | None = None
        self._talks = False
        self._to: tuple[str, int] | None = None
        self._keys: list[bytes] = []
        self._serial = self._stamp = 0
        self._source = id(self) & 0xFFFFFFFF
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._socket = _bound(address)
        self.address, self.port = self._socket.getsockname()
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._send, self._receive)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fall silent and give the port back."""
        self._ended.set()
        for thread in self._threads:
            thread.join(2)
        self._socket.close()

    def talk_to(self, port: int, address: str = "127.0.0.1") -> None:
        """Send there from now on."""
        self._to = (address, port)

    def say(self, frequency: float) -> None:
        """Send a tone from now on; 0 sends silence."""
        self._frequency, self._talks = frequency, True

    def hush(self) -> None:
        """Send no packets but keys."""
        self._talks = False

    def press(self, keys: str, packets: int = 6) -> None:
        """Press *keys* one after the other: for each, *packets* events, the last three END."""
        for key in keys:
            self.press_event(EVENTS.index(key), packets)

    def press_event(self, event: int, packets: int = 6) -> None:
        """Send an event by its number, which need not be a key's."""
        with self._lock:
            for number in range(packets):
                end = 0x80 if number >= packets - 3 else 0
                duration = FRAME * min(number + 1, packets - 2)
                self._keys.append(struct.pack("!BBH", event, end | 10, duration))

    def move(self) -> None:
        """Go on from another port of the same address, as behind a NAT that forgot us."""
        with self._lock:
            old, self._socket = self._socket, _bound(self.address)
            self.port = self._socket.getsockname()[1]
            old.close()

    def sound(self, since: float = 0.0) -> Samples:
        """Return what was heard since a time of time.monotonic(), gaps closed."""
        parts = [
            decode(Codec(packet.payload_type), packet.payload)
            for packet in tuple(self.heard)
            if packet.at >= since and packet.payload_type in tuple(Codec)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    def tones(self, since: float = 0.0) -> list[int]:
        """Return the frequencies heard, in order."""
        return frequencies(self.sound(since))

    def told(self, since: float = 0.0) -> str:
        """Return what was heard, for the message of a failed assertion."""
        return " ".join(
            f"{s.frequency}({s.start:.1f}-{s.end:.1f})" for s in spans(self.sound(since))
        )

    def hears_now(self, frequency: float) -> bool:
        """Return whether *frequency* was heard all through the last tenth of a second."""
        latest = self.sound(time.monotonic() - 0.15)
        found = dominant(latest) if len(latest) >= 5 * FRAME else None
        return found is not None and abs(found - frequency) <= 15

    def hears(self, frequency: float, within: float = 3.0) -> bool:
        """Return whether *frequency* comes to be heard; returns as soon as it is."""
        until = time.monotonic() + within
        while not self.hears_now(frequency):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def hears_nothing(self, for_: float = 0.3) -> bool:
        """Return whether no packet comes in for so many seconds."""
        before = len(self.heard)
        time.sleep(for_)
        return len(self.heard) == before

    def _send(self) -> None:
        due = time.monotonic()
        while not self._ended.is_set():
            packet = self._next_packet()
            if packet is not None and self._to is not None:
                with self._lock:
                    self._socket.sendto(packet, self._to)
            self._stamp = (self._stamp + FRAME) & 0xFFFFFFFF
            due += PACKET_TIME
            time.sleep(max(0.0, due - time.monotonic()))

    def _next_packet(self) -> bytes | None:
        with self._lock:
            key = self._keys.pop(0) if self._keys else None
        if key is not None:
            return self._key_packet(key)
        return self._packet(self.codec, self._stamp, self._frame()) if self._talks else None

    def _key_packet(self, key: bytes) -> bytes:
        # All packets of one event carry the time stamp of its beginning (RFC 4733, 2.5.1.2).
        duration = struct.unpack("!H", key[2:])[0]
        if duration == FRAME:
            self._key_stamp = self._stamp
        return self._packet(self.key_type, self._key_stamp, key)

    def _packet(self, payload_type: int, stamp: int, payload: bytes) -> bytes:
        self._serial = (self._serial + 1) & 0xFFFF
        return HEADER.pack(0x80, payload_type, self._serial, stamp, self._source) + payload

    def _frame(self) -> bytes:
        if not self._frequency:
            return SILENCE[self.codec] * FRAME
        return encode(self.codec, tone(self._frequency, FRAME / RATE, self._stamp))

    def _receive(self) -> None:
        ended: set[int] = set()
        while not self._ended.is_set():
            try:
                datagram, sender = self._socket.recvfrom(2048)
            except OSError:  # nothing came, or we moved to another socket
                continue
            if len(datagram) >= HEADER.size:
                _, kind, serial, stamp, source = HEADER.unpack_from(datagram)
                payload = datagram[HEADER.size :]
                packet = Heard(
                    time.monotonic(), kind & 0x7F, serial, stamp, source, payload, sender
                )
                self.heard.append(packet)
                self._note_key(packet, ended)

    def _note_key(self, packet: Heard, ended: set[int]) -> None:
        is_end = packet.payload_type == self.key_type and packet.payload[1] & 0x80
        if is_end and packet.stamp not in ended and packet.payload[0] < len(EVENTS):
            ended.add(packet.stamp)
            self.keys_heard.append(EVENTS[packet.payload[0]])


def _bound(address: str) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind((address, 0))
    made.settimeout(0.1)
    return made
