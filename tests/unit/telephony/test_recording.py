"""Recordings hold what both sides said, through transfers and crashes, and are deleted in time."""

import asyncio
import os
import signal
import struct
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from firstline.domain.time import DAY, SECOND
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.g711 import FRAME, Codec, Samples, decode, encode
from firstline.telephony.patch import FOR_EVER
from firstline.telephony.recording import (
    Converter,
    awaits_conversion,
    convert,
    leftovers,
    name_of,
    purge,
    start_of,
)
from kit.rtp_phone import RtpPhone
from kit.studio import comes_true, hears, studio
from kit.tones import frequencies, spans, tone

START = 1_790_000_000
NAME = name_of("4711", START * SECOND)
CALLER, ANNA, BEN, MUSIC = 300, 1000, 2000, 620


def channels(path: Path) -> tuple[Samples, Samples]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 8000)
        both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def record(at: float, rtp: bytes) -> bytes:
    datagram = b"\x45" + bytes(27) + rtp  # IP and UDP headers, as far as anybody looks
    whole = bytes(14) + datagram
    return struct.pack("<IIII", int(at), round(at % 1 * 1e6), len(whole), len(whole)) + whole


def rtp(serial: int, stamp: int, payload: bytes, kind: int = 0, source: int = 1) -> bytes:
    return struct.pack("!BBHII", 0x80, kind, serial, stamp & 0xFFFFFFFF, source) + payload


def pcap(path: Path, records: list[bytes], link: int = 1) -> None:
    header = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link)
    path.write_bytes(header + b"".join(records))


def talk(
    frequency: float, begin: float, packets: int, stamp: int = 0, codec: Codec = Codec.PCMU
) -> list[bytes]:
    """Return records of somebody who says a tone, from *begin* seconds after START."""
    return [
        record(
            START + begin + 0.02 * n,
            rtp(n, stamp + n * FRAME, encode(codec, tone(frequency, 0.02, n * FRAME)), codec.value),
        )
        for n in range(packets)
    ]


def test_a_name_tells_whose_recording_it_is_and_when_it_began() -> None:
    assert name_of("4711", START * SECOND + 250_999) == "20260921T141320.250Z-4711"
    assert name_of("../../etc", START * SECOND) == "20260921T141320.000Z-.._.._etc"
    assert name_of("", START * SECOND) == "20260921T141320.000Z-_"


def test_a_recording_is_known_by_its_name_to_the_millisecond_or_as_it_was_before() -> None:
    assert start_of("20260921T141320.250Z-4711.wav") == START * SECOND + 250_000
    assert start_of("20260921T141320Z-4711.wav") == START * SECOND
    assert start_of("20260231T000000.000Z-3.wav") is None
    assert start_of("notes.txt") is None


def test_each_side_has_its_channel_and_its_time(tmp_path: Path) -> None:
    pcap(tmp_path / f"{NAME}.far.rtp", talk(CALLER, 0, 100, stamp=0xFFFFFF00))
    pcap(tmp_path / f"{NAME}.in.rtp", talk(ANNA, 1.0, 50, codec=Codec.PCMA))
    made = convert(tmp_path, NAME)
    assert made == tmp_path / f"{NAME}.wav"
    far, inside = channels(made)
    assert [span.frequency for span in spans(far)] == [CALLER]
    assert [span.frequency for span in spans(inside)] == [0, ANNA]
    assert abs(spans(inside)[1].start - 1.0) < 0.11
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{NAME}.wav"]


def test_what_the_network_mixed_up_is_in_order_again(tmp_path: Path) -> None:
    records = talk(CALLER, 0, 50)
    payloads = [r[16:] for r in records]
    payloads[10:20] = payloads[19:9:-1]
    shuffled = [head[:16] + body for head, body in zip(records, payloads, strict=True)]
    pcap(tmp_path / f"{NAME}.far.rtp", shuffled)
    made = convert(tmp_path, NAME)
    assert made is not None
    assert np.array_equal(channels(made)[0][:8000], decoded_tone(CALLER, 8000))


def decoded_tone(frequency: float, length: int) -> Samples:
    return decode(Codec.PCMU, encode(Codec.PCMU, tone(frequency, length / 8000)))


def test_a_source_that_counts_anew_stays_at_its_time(tmp_path: Path) -> None:
    pcap(
        tmp_path / f"{NAME}.far.rtp",
        [*talk(CALLER, 0, 50), *talk(BEN, 1.0, 50, stamp=3_000_000_000)],
    )
    made = convert(tmp_path, NAME)
    assert made is not None
    far, _ = channels(made)
    assert frequencies(far) == [CALLER, BEN]
    assert len(far) < 8000 * 3


@pytest.mark.parametrize("cut", [1, 10, 16, 17, 100, 203, 204])
def test_a_file_that_breaks_off_is_used_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    path = tmp_path / f"{NAME}.far.rtp"
    pcap(path, talk(CALLER, 0, 50))
    path.write_bytes(path.read_bytes()[:-cut])
    made = convert(tmp_path, NAME)
    assert made is not None
    assert frequencies(channels(made)[0]) == [CALLER]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xd4\xc3", bytes(24), b"garbage" * 100, struct.pack("<I", 0xA1B2C3D4) + b"\xff" * 400],
    ids=["empty", "short", "zeros", "garbage", "mad"],
)
def test_what_is_no_recording_makes_none_and_is_removed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{NAME}.far.rtp").write_bytes(content)
    assert convert(tmp_path, NAME) is None
    assert list(tmp_path.iterdir()) == []


def test_packets_that_are_not_sound_are_passed_over(tmp_path: Path) -> None:
    strange = [
        b"",
        b"\x80",
        rtp(1, 0, b"\x05\x8a\x02\x80", kind=101),
        rtp(2, 0, b"")[:12],
        b"\x40" + rtp(3, 0, b"x" * 160)[1:],
        b"\xa0" + rtp(4, 0, b"\xff" * 159 + b"\xfe")[1:],  # all padding
        b"\x90" + rtp(5, 0, b"\0\0\xff\xff" + b"\xff" * 156)[1:],  # an extension without end
    ]
    pcap(
        tmp_path / f"{NAME}.far.rtp",
        [*talk(CALLER, 0, 25), *(record(START + 0.5, packet) for packet in strange)],
    )
    made = convert(tmp_path, NAME)
    assert made is not None
    assert frequencies(channels(made)[0]) == [CALLER]


def test_old_recordings_are_deleted_and_nothing_else(tmp_path: Path) -> None:
    old, young = name_of("1", START * SECOND), name_of("2", (START + 86_400) * SECOND)
    keep = [f"{young}.wav", "notes.txt", "20260231T000000Z-3.wav"]
    for file in [f"{old}.wav", f"{old}.far.rtp", *keep]:
        (tmp_path / file).touch()
    assert purge(tmp_path, 30, START * SECOND + 30 * DAY + SECOND) == [
        f"{old}.far.rtp",
        f"{old}.wav",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(keep)
    assert purge(tmp_path, 30, START * SECOND + 30 * DAY + SECOND) == []


def test_what_an_earlier_run_left_is_converted_at_the_start(tmp_path: Path) -> None:
    other = name_of("4712", START * SECOND)
    pcap(tmp_path / f"{NAME}.far.rtp", talk(CALLER, 0, 50))
    pcap(tmp_path / f"{other}.in.rtp", talk(ANNA, 0, 50))
    assert leftovers(tmp_path) == [NAME, other]
    converter = Converter(tmp_path, Complaints(Counters(), time.monotonic))
    converter.start()
    pcap(tmp_path / "third.far.rtp", talk(BEN, 0, 50))
    converter.convert("third")
    converter.stop()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [f"{NAME}.wav", f"{other}.wav", "third.wav"]
    )


def test_a_converter_that_was_killed_is_replaced(tmp_path: Path) -> None:
    counters = Counters()
    converter = Converter(tmp_path, Complaints(counters, time.monotonic))
    converter.convert("nothing-there")
    assert converter.process_id is not None
    os.kill(converter.process_id, signal.SIGKILL)
    time.sleep(0.1)
    pcap(tmp_path / f"{NAME}.far.rtp", talk(CALLER, 0, 50))
    converter.convert(NAME)
    converter.stop()
    assert (tmp_path / f"{NAME}.wav").exists()


def test_a_call_is_recorded_through_hold_and_transfer(tmp_path: Path) -> None:
    async def story() -> Path | None:
        with RtpPhone() as caller, RtpPhone() as anna, RtpPhone() as ben:
            async with studio(tmp_path / "my data") as made:
                one, two, three = [await made.port_for(phone) for phone in (caller, anna, ben)]
                for phone, frequency in ((caller, CALLER), (anna, ANNA), (ben, BEN)):
                    phone.say(frequency)
                one.record(NAME)
                one.patch(two)
                assert await hears(caller, ANNA)
                await asyncio.sleep(0.3)
                one.unpatch()
                one.play(made.tone(MUSIC), times=FOR_EVER)
                assert await hears(caller, MUSIC)
                await asyncio.sleep(0.3)
                one.patch(three)
                assert await hears(caller, BEN)
                await asyncio.sleep(0.3)
                await one.stop_recording()
                one.close()
                return convert(made.recordings, NAME)

    made = asyncio.run(story())
    assert made is not None
    far, inside = channels(made)
    assert frequencies(far) == [CALLER]
    assert frequencies(inside) == [ANNA, BEN]
    assert 0 in [span.frequency for span in spans(inside)]


def test_what_was_recorded_before_the_engine_was_killed_is_kept(tmp_path: Path) -> None:
    async def story() -> Path | None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                port.record(NAME)
                caller.say(CALLER)
                await asyncio.sleep(1.2)
                made.kill()
                assert await comes_true(lambda: made.news == ["lost", "back"])
                await port.stop_recording()
                return convert(made.recordings, NAME)

    made = asyncio.run(story())
    assert made is not None
    assert frequencies(channels(made)[0]) == [CALLER]


def test_only_what_has_just_ended_is_waited_for(tmp_path: Path) -> None:
    assert not awaits_conversion(tmp_path, time.time())
    (tmp_path / "20260101T000000Z-1.wav").write_bytes(b"")
    assert not awaits_conversion(tmp_path, time.time())
    (tmp_path / "20260101T000000Z-2.far.rtp").write_bytes(b"")
    assert awaits_conversion(tmp_path, time.time())
    assert not awaits_conversion(tmp_path, time.time() + 60)
