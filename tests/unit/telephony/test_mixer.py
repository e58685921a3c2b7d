"""Rooms in which everybody hears whom they are to hear, told by frequency."""

import asyncio
import signal
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest

from firstline.errors import FailureError
from firstline.journal.commands import Mode
from firstline.telephony.conference import ears
from firstline.telephony.g711 import FRAME, Codec
from firstline.telephony.mixer import Mixer, MixerDownError
from kit.rooms import INSIDE, Guest, Parlour, parlour
from kit.rtp_phone import RtpPhone
from kit.studio import comes_true, hears, studio

CALLER, ANNA, KATI = 450, 700, 1100


def told(story: Callable[[Parlour], Awaitable[None]]) -> None:
    """Let a story happen in a parlour."""

    async def life() -> None:
        async with parlour() as made:
            await story(made)

    asyncio.run(life())


def three(made: Parlour) -> tuple[Guest, Guest, Guest]:
    """Return a caller, an agent and a supervisor."""
    return made.guest(CALLER), made.guest(ANNA, codec=Codec.PCMA), made.guest(KATI)


def test_a_supervisor_listens_whispers_and_joins_in() -> None:
    async def story(made: Parlour) -> None:
        caller, anna, kati = three(made)
        steps: list[tuple[Mode, list[Guest], list[Guest]]] = [
            ("listen", [caller], [anna]),
            ("whisper", [caller, kati], [anna]),
            ("join", [caller, kati], [anna, kati]),
            ("listen", [caller], [anna]),
        ]
        for mode, at_anna, at_caller in steps:
            for who, whom in ears([caller, anna], anna, {kati: mode}).items():
                made.hears(who, *whom)
            assert await made.comes_to_hear(kati, caller, anna), (mode, made.heard_by(kati))
            assert await made.comes_to_hear(anna, *at_anna), (mode, made.heard_by(anna))
            assert await made.comes_to_hear(caller, *at_caller), (mode, made.heard_by(caller))

    told(story)


def test_rooms_do_not_hear_each_other() -> None:
    async def story(made: Parlour) -> None:
        one, other = made.guest(CALLER, "one"), made.guest(ANNA, "other")
        made.hears(one, other)
        made.hears(other, one)
        await asyncio.sleep(0.3)
        assert (made.heard_by(one), made.heard_by(other)) == (set(), set())
        assert len(one.phone.heard) > 5, "silence is sent as well"

    told(story)


def test_packets_are_even_and_from_one_source_and_only_audio() -> None:
    async def story(made: Parlour) -> None:
        caller, anna, kati = three(made)
        made.hears(kati, caller, anna)
        caller.phone.press("123")
        await asyncio.sleep(1.0)
        heard = list(kati.phone.heard)[5:]
        assert {packet.payload_type for packet in heard} == {Codec.PCMU}
        assert {len(packet.payload) for packet in heard} == {FRAME}
        assert len({packet.source for packet in heard}) == 1
        assert {packet.sender for packet in heard} == {(INSIDE, kati.seat.port)}
        serials = np.diff([packet.serial for packet in heard]) % 65_536
        stamps = np.diff([packet.stamp for packet in heard]) % 2**32
        assert set(serials) == {1}
        assert set(stamps) == {FRAME}
        gaps = np.diff([packet.at for packet in heard])
        assert 0.018 < float(np.mean(gaps)) < 0.022
        assert {packet.payload_type for packet in anna.phone.heard} == {Codec.PCMA}

    told(story)


def test_a_silent_and_a_lost_seat_disturb_nobody() -> None:
    async def story(made: Parlour) -> None:
        caller, anna, kati = three(made)
        for who in (caller, anna, kati):
            made.hears(who, *(other for other in (caller, anna, kati) if other is not who))
        caller.phone.hush()
        assert await made.comes_to_hear(kati, anna)
        caller.phone.close()
        await asyncio.sleep(0.3)
        assert made.heard_by(kati) == {ANNA}
        caller.seat.close()
        caller.seat.close()
        assert await made.comes_to_hear(anna, kati)
        assert made.mixer.seats == 2

    told(story)


def test_nobody_is_heard_or_hears_but_the_port_that_is_faced() -> None:
    async def story(made: Parlour) -> None:
        caller, anna = made.guest(CALLER), made.guest(ANNA)
        made.hears(anna, caller)
        made.hears(caller, anna)
        stranger = made.guest(KATI)
        stranger.phone.talk_to(caller.seat.port, INSIDE)
        assert await made.comes_to_hear(anna, caller)
        assert not [
            packet for packet in stranger.phone.heard if packet.sender[1] == caller.seat.port
        ]

    told(story)


def test_a_seat_faces_another_port_when_its_leg_has_one() -> None:
    async def story(made: Parlour) -> None:
        caller, anna = made.guest(CALLER), made.guest(ANNA)
        made.hears(anna, caller)
        assert await made.comes_to_hear(anna, caller)
        caller.phone.move()
        assert await made.comes_to_hear(anna)
        caller.seat.face(caller.phone.port)
        assert await made.comes_to_hear(anna, caller)

    told(story)


def test_a_child_that_dies_is_replaced_and_every_seat_is_what_it_was() -> None:
    async def story(made: Parlour) -> None:
        caller, anna, kati = three(made)
        made.hears(kati, caller, anna)
        assert await made.comes_to_hear(kati, caller, anna)
        before = [guest.seat.port for guest in made.guests]
        made.kill()
        assert await comes_true(lambda: made.news == ["lost", "back"], 5.0)
        late = made.guest(1500)
        made.hears(late, caller)
        assert await made.comes_to_hear(kati, caller, anna)
        assert await made.comes_to_hear(late, caller)
        assert [guest.seat.port for guest in made.guests[:3]] == before
        assert (made.mixer.losses, made.mixer.up) == (1, True)

    told(story)


def test_who_sits_down_while_the_child_is_being_replaced_is_heard_then() -> None:
    async def story(made: Parlour) -> None:
        caller = made.guest(CALLER)
        made.kill()
        assert await comes_true(lambda: made.news == ["lost"], 5.0)
        anna = made.guest(ANNA)
        made.hears(anna, caller)
        assert await made.comes_to_hear(anna, caller, within=5.0)

    told(story)


def test_legs_of_the_media_engine_meet_in_a_room(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path) as made:
            mixer = Mixer(made.engine.inside)
            await mixer.start()
            with RtpPhone() as caller, RtpPhone(Codec.PCMA) as anna, RtpPhone() as kati:
                seats = []
                for phone, tone in ((caller, CALLER), (anna, ANNA), (kati, KATI)):
                    port = await made.port_for(phone)
                    seats.append(mixer.seat("room", Codec(phone.codec)).result())
                    port.sit(seats[-1])
                    phone.say(tone)
                mixer.hear("room", seats[0], [seats[1]])
                mixer.hear("room", seats[1], [seats[2]])
                mixer.hear("room", seats[2], [seats[0]])
                assert await hears(caller, ANNA)
                assert await hears(anna, KATI)
                assert await hears(kati, CALLER)
                caller.press("5")
                assert await comes_true(lambda: made.keys[-1:] != [])
                assert not anna.keys_heard + kati.keys_heard, "keys stay with the engine"
            await mixer.stop()

    asyncio.run(story())


@pytest.mark.slow
def test_a_child_that_hangs_is_replaced() -> None:
    async def story(made: Parlour) -> None:
        made.kill(signal.SIGSTOP)
        assert await comes_true(lambda: made.news == ["lost", "back"], 10.0)

    told(story)


def test_an_empty_mixer_uses_no_processor() -> None:
    async def story(made: Parlour) -> None:
        caller = made.guest(CALLER)
        caller.seat.close()
        before = made.processor_time()
        await asyncio.sleep(1.0)
        assert made.processor_time() - before <= 0.02

    told(story)


def test_a_mixer_that_does_not_run_takes_nobody_in() -> None:
    async def story() -> None:
        mixer = Mixer(INSIDE)
        error = mixer.seat("room", Codec.PCMU).exception()
        assert isinstance(error, MixerDownError)
        assert isinstance(error, FailureError)
        await mixer.start()
        seat = mixer.seat("room", Codec.PCMU).result()
        await mixer.stop()
        assert mixer.seats == 0
        seat.face(40_000)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as again:
            again.bind((INSIDE, seat.port))

    asyncio.run(story())


def test_the_end_of_the_parent_is_the_end_of_the_child() -> None:
    async def story(made: Parlour) -> None:
        life = made.mixer.process_id
        assert life is not None
        began = time.monotonic()
        await made.mixer.stop()
        assert time.monotonic() - began < 1.0
        assert made.mixer.process_id is None

    told(story)
