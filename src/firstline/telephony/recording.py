"""Recordings: what the media engine wrote becomes a stereo WAV file, and is deleted in time.

The engine writes two pcap files, `<name>.far.rtp` and `<name>.in.rtp`, packet by packet as they
arrive. Left becomes the far end, right what it was joined with, so a recording goes on through
transfers. The work is done by another process; this module is also that process's program. It
knows no call: a recording has a name, which carries the contact and the time.
"""

import contextlib
import math
import mmap
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from firstline.domain.time import DAY, SECOND, Instant
from firstline.telephony.complaints import Complaints
from firstline.telephony.g711 import RATE, Codec, decode

SIDES: Final = ("far", "in")
"The endings of the two files; the far end is on the left."

STAMP: Final = "%Y%m%dT%H%M%S"
NAME: Final = re.compile(r"(\d{8}T\d{6})(?:\.(\d{3}))?Z-[\w.-]{1,100}", re.ASCII)
MILLISECOND: Final = SECOND // 1000

LONGEST: Final = 12 * 3600
"Seconds of a recording; what comes later is left out."

ASTRAY: Final = RATE // 2
"Samples between a packet's own time and its arrival, beyond which its arrival is believed."

NICE: Final = 10
"Recordings can wait; calls cannot."

SOON: Final = 30.0
"Seconds in which a recording is converted, or else never in this run."

END_LIMIT: Final = 20.0
"Seconds that conversions have at the end; what is left is done at the next start."

_PCAP: Final = struct.Struct("<IHHiIII")
_RECORD: Final = struct.Struct("<IIII")
_RTP: Final = struct.Struct("!BBHII")
_PCAP_MAGIC: Final = 0xA1B2C3D4
_WAV_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_LINK_HEADER: Final = {0: 4, 1: 14}
"Octets before the IP header, by link type: none, Ethernet."
_UDP_HEADER: Final = 8
_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet as it was recorded."""

    at: float
    "Seconds since the Unix epoch."
    payload_type: int
    stamp: int
    source: int
    payload: bytes


def name_of(contact: str, start: Instant) -> str:
    """Return the name of a recording of *contact* that begins at *start*.

    >>> name_of("4711", 1_790_000_000_250_000)
    '20260921T141320.250Z-4711'
    """
    at = datetime.fromtimestamp(int(start // SECOND), UTC).strftime(STAMP)
    whose = re.sub("[^A-Za-z0-9_.-]", "_", contact)[:100] or "_"
    return f"{at}.{start % SECOND // MILLISECOND:03d}Z-{whose}"


def convert(directory: Path, name: str) -> Path | None:
    """Make the WAV file of a recording and delete what it was made of. None: nothing was heard.

    Files that end in the middle of a packet, as after a crash of the engine, are used as far as
    they go.
    """
    parts = [directory / f"{name}.{side}.rtp" for side in SIDES]
    length, start = _extent(parts)
    made = None
    if length:
        made = directory / f"{name}.wav"
        part = directory / f"{name}.wav.part"
        _write_wav(part, parts, length, start)
        part.replace(made)
    for path in parts:
        path.unlink(missing_ok=True)
    return made


def leftovers(directory: Path) -> list[str]:
    """Return the names of recordings that were not converted, whether they go on or not."""
    found = {path.name.rsplit(".", 2)[0] for path in directory.glob("*.rtp")}
    return sorted(name for name in found if NAME.fullmatch(name))


def awaits_conversion(directory: Path, now: float) -> bool:
    """Return whether some recording that has just ended is not converted yet."""
    return any(now - _changed(path) < SOON for path in directory.glob("*.rtp"))


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # it has just been converted
        return -math.inf


def purge(directory: Path, days: int, now: Instant) -> list[str]:
    """Delete recordings that began more than *days* days ago; return the names of their files."""
    gone: list[str] = []
    for path in sorted(directory.iterdir()):
        began = start_of(path.name)
        if began is not None and now - began > days * DAY:
            path.unlink(missing_ok=True)
            gone.append(path.name)
    return gone


class Converter:
    """The process that converts recordings, so that no call waits for it."""

    def __init__(self, directory: Path, complaints: Complaints) -> None:
        self._directory = directory
        self._complaints = complaints
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The process, if it runs."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start, and convert what an earlier run left. Before anything is recorded."""
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in leftovers(self._directory):
            self.convert(name)

    def convert(self, name: str) -> None:
        """Convert a recording that has ended, soon; if that fails, again at the next start."""
        if self._process is None or self._process.poll() is not None:
            self._end(0.0)
            self._process = _start_converting(self._directory)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(name.encode() + b"\n")
        except OSError as error:  # it has just died, or is thousands of recordings behind
            self._complaints.note("recording not converted", recording=name, why=str(error))

    def stop(self) -> None:
        """Let the conversions under way end; blocks while they do."""
        self._end(END_LIMIT)

    def _end(self, limit: float) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has died
            process.stdin.close()
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def work(directory: Path) -> None:
    """Convert each recording that is named on standard input."""
    os.nice(NICE)
    os.umask(0o077)
    for line in sys.stdin:
        name = line.strip()
        try:
            convert(directory, name)
        except (OSError, ValueError) as error:  # this one is lost; the next may not be
            sys.stderr.write(f"recording {name} cannot be converted: {error}\n")


def _start_converting(directory: Path) -> subprocess.Popen[bytes]:
    source = str(Path(__file__).parents[2])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, "-m", "firstline.telephony.recording", str(directory.absolute())],
        stdin=subprocess.PIPE,
        bufsize=0,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,  # a Ctrl-C is for the parent
    )
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    return process


def start_of(file: str) -> Instant | None:
    """Return when the recording of a file began; None where it is not one of ours.

    Older versions named them to the second.
    """
    found = NAME.match(file)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
    except ValueError:  # the 31st of February
        return None
    return int(at.timestamp()) * SECOND + int(found[2] or 0) * MILLISECOND


def _extent(parts: list[Path]) -> tuple[int, float]:
    """Return how many samples a recording has, and when the first was heard."""
    times = [at for path in parts for at, _ in _ends(path)]
    if not times:
        return 0, 0.0
    start = min(times)
    return round(min(max(times) - start, LONGEST) * RATE) + RATE // 10, start


def _ends(path: Path) -> Iterator[tuple[float, bytes]]:
    first = last = None
    for record in _records(path):
        first = first or record
        last = record
    if first is not None and last is not None:
        yield from (first, last)


def _write_wav(path: Path, parts: list[Path], length: int, start: float) -> None:
    size = length * 2 * len(parts)
    with path.open("wb") as file:
        file.write(_wav_header(len(parts), size))
        file.truncate(_WAV_HEADER.size + size)
    sound = np.memmap(path, "<i2", "r+", offset=_WAV_HEADER.size, shape=(length, len(parts)))
    for channel, part in enumerate(parts):
        for position, packet in _placed(part, start):
            room = sound[position : position + len(packet.payload), channel]
            room[:] = decode(Codec(packet.payload_type), packet.payload)[: len(room)]
    sound.flush()


def _wav_header(channels: int, size: int) -> bytes:
    """Return the header of a file of 16-bit PCM; the module wave cannot write one for later."""
    frame = 2 * channels
    return _WAV_HEADER.pack(
        *(b"RIFF", _WAV_HEADER.size - 8 + size, b"WAVE"),
        *(b"fmt ", 16, 1, channels, RATE, RATE * frame, frame, 16),
        *(b"data", size),
    )


def _placed(path: Path, start: float) -> Iterator[tuple[int, Packet]]:
    """Yield packets with the position of their first sample.

    Arrival places the first of a source, their stamps the rest: so what the network delayed is in
    its place again, and where a source pauses there is silence.
    """
    anchors: dict[int, tuple[int, int]] = {}
    for at, datagram in _records(path):
        packet = _packet(at, datagram)
        if packet is None:
            continue
        arrived = round((at - start) * RATE)
        position, stamp = anchors.setdefault(packet.source, (arrived, packet.stamp))
        position += (packet.stamp - stamp + (1 << 31)) % (1 << 32) - (1 << 31)
        if abs(position - arrived) > ASTRAY:  # the source began to count anew
            position = arrived
        anchors[packet.source] = (position, packet.stamp)
        if position >= 0:
            yield position, packet


def _records(path: Path) -> Iterator[tuple[float, bytes]]:
    """Yield when each IP packet came, and the packet, up to where the file ends or breaks off."""
    if not path.exists() or path.stat().st_size < _PCAP.size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        magic, *_, link = _PCAP.unpack_from(data)
        skipped = _LINK_HEADER.get(link)
        if magic != _PCAP_MAGIC or skipped is None:
            return
        at = _PCAP.size
        while at + _RECORD.size <= len(data):
            whole, micros, length, _ = _RECORD.unpack_from(data, at)
            at += _RECORD.size
            if at + length > len(data):
                return
            yield whole + micros / 1e6, data[at + skipped : at + length]
            at += length


def _packet(at: float, datagram: bytes) -> Packet | None:
    """Return the RTP packet in an IP one, or None: keys, comfort noise, anything but our sound."""
    rtp = datagram[(datagram[0] & 15) * 4 + _UDP_HEADER :] if datagram else b""
    if len(rtp) <= _RTP.size:
        return None
    first, kind, _, stamp, source = _RTP.unpack_from(rtp)
    if first >> 6 != _VERSION or kind & 0x7F not in tuple(Codec):
        return None
    payload = _payload(first, rtp[_RTP.size + 4 * (first & 15) :])
    return Packet(at, kind & 0x7F, stamp, source, payload) if payload else None


def _payload(first: int, rest: bytes) -> bytes:
    """Return what is sound in the *rest* of a packet that begins with *first* (RFC 3550 5.1)."""
    if first & 0x10:  # a header extension, which tells its length in words
        rest = rest[4 + 4 * int.from_bytes(rest[2:4]) :]
    if first & 0x20 and rest:  # padding, whose last octet tells its length
        rest = rest[: max(0, len(rest) - rest[-1])]
    return rest


if __name__ == "__main__":
    work(Path(sys.argv[1]))
