"""The patch panel, by what each phone HEARD: prompts, joining, holding, transfers, moving."""

import asyncio
import os
import socket
import time
from pathlib import Path

import pytest

from firstline.telephony.g711 import FRAME, Codec
from firstline.telephony.patch import FOR_EVER, FarEnd, Port, Source
from kit.rtp_phone import RtpPhone
from kit.studio import comes_true, hears, studio

MENU, MUSIC = 440, 620
CALLER, ANNA, BEN = 300, 1000, 2000


def test_a_clip_is_heard_once_and_another_replaces_it(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                port.play(made.tone(MENU, 0.3), times=1)
                assert await hears(caller, MENU)
                await asyncio.sleep(0.4)
                assert caller.hears_nothing(0.1)
                port.play(made.tone(MENU), times=FOR_EVER)
                assert await hears(caller, MENU)
                port.play(made.tone(MUSIC, 0.2), times=FOR_EVER)
                assert await hears(caller, MUSIC)
                await asyncio.sleep(0.4)
                assert caller.hears_now(MUSIC)
                port.stop_playing()
                await asyncio.sleep(0.05)
                assert caller.hears_nothing(0.1)
                assert caller.tones() == [MENU, MUSIC]

    asyncio.run(story())


def test_clips_come_in_packets_of_20_ms(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                port.play(made.tone(MUSIC), times=FOR_EVER)
                assert await comes_true(lambda: len(caller.heard) >= 40)
                packets = caller.heard[:40]
                assert {len(packet.payload) for packet in packets} == {FRAME}
                assert packets[39].stamp - packets[0].stamp == 39 * FRAME
                assert 0.70 < packets[39].at - packets[0].at < 0.90

    asyncio.run(story())


def test_joined_phones_hear_each_other_and_no_prompt(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                one.play(made.tone(MUSIC), times=FOR_EVER)
                two.play(made.tone(MENU), times=1)
                caller.say(CALLER)
                anna.say(ANNA)
                assert await hears(caller, MUSIC)
                one.patch(two)
                assert one.peer is two
                assert await hears(caller, ANNA)
                assert await hears(anna, CALLER)
                since = time.monotonic()
                await asyncio.sleep(0.4)
                assert (caller.tones(since), anna.tones(since)) == ([ANNA], [CALLER])

    asyncio.run(story())


def test_a_caller_is_held_and_transferred(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna, RtpPhone() as ben:
            async with studio(tmp_path) as made:
                one, two, three = [await made.port_for(phone) for phone in (caller, anna, ben)]
                for phone, frequency in ((caller, CALLER), (anna, ANNA), (ben, BEN)):
                    phone.say(frequency)
                one.patch(two)
                assert await hears(caller, ANNA)
                await asyncio.sleep(0.2)
                one.unpatch()  # hold, and music
                one.play(made.tone(MUSIC), times=FOR_EVER)
                assert await hears(caller, MUSIC)
                two.patch(three)  # consult
                assert await hears(anna, BEN)
                assert await hears(ben, ANNA)
                await asyncio.sleep(0.2)
                assert caller.hears_now(MUSIC)
                one.patch(three)  # transfer: Ben parts from Anna by that alone
                assert two.peer is None
                assert await hears(caller, BEN)
                assert await hears(ben, CALLER)
                await asyncio.sleep(0.2)
                assert anna.hears_nothing(0.1)
                assert (caller.tones(), ben.tones()) == ([ANNA, MUSIC, BEN], [ANNA, CALLER])

    asyncio.run(story())


def test_who_is_left_alone_hears_nothing_and_can_be_joined_again(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna, RtpPhone() as ben:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                caller.say(CALLER)
                anna.say(ANNA)
                ben.say(BEN)
                one.patch(two)
                assert await hears(caller, ANNA)
                two.close()
                two.close()
                assert one.peer is None
                await asyncio.sleep(0.1)
                assert caller.hears_nothing(0.1)
                three = await made.port_for(ben)
                three.patch(one)
                assert await hears(caller, BEN)
                assert await hears(ben, CALLER)

    asyncio.run(story())


def test_each_leg_tells_its_own_keys_and_the_peer_gets_them(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                one.patch(two)
                caller.press("1")
                assert await comes_true(lambda: made.keys == [(one.session, "1")])
                anna.press("2")
                assert await comes_true(lambda: len(made.keys) == 2)
                assert made.keys[1] == (two.session, "2")
                assert await comes_true(lambda: anna.keys_heard == ["1"])
                assert await comes_true(lambda: caller.keys_heard == ["2"])

    asyncio.run(story())


def test_both_laws_of_g711_are_spoken(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone(Codec.PCMA) as caller, RtpPhone(Codec.PCMA) as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                one.play(made.tone(MUSIC), times=FOR_EVER)
                assert await hears(caller, MUSIC)
                anna.say(ANNA)
                one.patch(two)
                assert await hears(caller, ANNA)
                assert {packet.payload_type for packet in caller.heard} == {Codec.PCMA}

    asyncio.run(story())


def test_nothing_is_transcoded_between_legs_that_speak_different_codecs(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone(Codec.PCMU) as caller, RtpPhone(Codec.PCMA) as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                anna.say(ANNA)
                one.patch(two)
                assert await hears(caller, ANNA)
                assert {packet.payload_type for packet in caller.heard} == {Codec.PCMA}

    asyncio.run(story())


def test_a_leg_that_we_offer_is_pointed_when_the_answer_comes(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as anna:
            async with studio(tmp_path) as made:
                port = Port(made.engine)
                anna.talk_to(await port.open(None, Codec.PCMA))
                port.play(made.tone(MENU), times=FOR_EVER)
                assert anna.hears_nothing(0.1)
                port.point(FarEnd(anna.address, anna.port, anna.key_type), Codec.PCMU)
                port.play(made.tone(MENU), times=FOR_EVER)
                assert await hears(anna, MENU)
                anna.press("7")
                assert await comes_true(lambda: made.keys == [(port.session, "7")])
                assert {packet.payload_type for packet in anna.heard[-5:]} == {Codec.PCMU}

    asyncio.run(story())


@pytest.mark.parametrize(
    "away", [None, FarEnd("0.0.0.0", 4000), FarEnd("127.0.0.1", 0)], ids=["none", "0.0.0.0", "0"]
)
def test_a_far_end_that_holds_hears_nothing_until_it_is_back(
    tmp_path: Path, away: FarEnd | None
) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                anna.say(ANNA)
                one.patch(two)
                assert await hears(caller, ANNA)
                one.point(away)
                await asyncio.sleep(0.05)
                assert caller.hears_nothing(0.1)
                one.point(FarEnd(caller.address, caller.port, caller.key_type))
                assert await hears(caller, ANNA)

    asyncio.run(story())


def test_a_re_invite_moves_the_sound_to_another_address(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as desk, RtpPhone() as mobile:
            async with studio(tmp_path) as made:
                port = await made.port_for(desk)
                port.play(made.tone(MUSIC), times=FOR_EVER)
                assert await hears(desk, MUSIC)
                port.point(FarEnd(mobile.address, mobile.port, mobile.key_type))
                assert await hears(mobile, MUSIC)
                assert desk.hears_nothing(0.1)

    asyncio.run(story())


def test_a_fixed_far_end_cannot_be_broken_into_from_another_host(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna, RtpPhone(address="127.0.0.2") as stranger:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                caller.say(CALLER)
                one.patch(two)
                assert await hears(anna, CALLER)
                stranger.talk_to(one.number)
                stranger.say(BEN)
                anna.say(ANNA)
                assert await hears(caller, ANNA)
                since = time.monotonic()
                await asyncio.sleep(0.4)
                assert anna.tones(since) == [CALLER]
                assert stranger.heard == []

    asyncio.run(story())


def test_a_fixed_far_end_is_heard_from_any_of_its_ports(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one, two = await made.port_for(caller), await made.port_for(anna)
                caller.say(CALLER)
                one.patch(two)
                assert await hears(anna, CALLER)
                caller.move()
                since = time.monotonic()
                await asyncio.sleep(0.3)
                assert anna.tones(since) == [CALLER]

    asyncio.run(story())


def test_a_learnt_far_end_is_followed_when_its_nat_gives_it_another_port(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, RtpPhone() as anna:
            async with studio(tmp_path) as made:
                one = Port(made.engine, Source.LEARNT)
                behind_nat = FarEnd("127.0.0.3", 4000, caller.key_type)  # private, no use to us
                caller.talk_to(await one.open(behind_nat, Codec.PCMU))
                caller.say(CALLER)
                two = await made.port_for(anna)
                anna.say(ANNA)
                one.patch(two)
                assert await hears(caller, ANNA)
                caller.move()
                assert await hears(anna, CALLER)
                since = time.monotonic()
                assert await comes_true(lambda: len(caller.tones(since)) > 0)
                assert caller.tones(since) == [ANNA]

    asyncio.run(story())


def test_a_silent_far_end_hears_music_and_garbage_does_not_turn_it_away(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                port.play(made.tone(MUSIC), times=FOR_EVER)
                assert await hears(caller, MUSIC)
                for size in range(300):
                    stranger.sendto(os.urandom(size), ("127.0.0.1", port.number))
                    stranger.sendto(os.urandom(size), ("127.0.0.1", port.number + 1))
                await asyncio.sleep(0.3)
                assert caller.hears_now(MUSIC)
                stranger.setblocking(False)
                with pytest.raises(BlockingIOError):
                    stranger.recv(2048)
                assert made.engine.up

    asyncio.run(story())


def test_a_port_given_up_while_it_is_opened_leaves_nothing_behind(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path) as made:
            for _ in range(20):
                port = Port(made.engine)
                opened = port.open(None, Codec.PCMU)
                port.close()
                with pytest.raises(asyncio.CancelledError):
                    await opened
                assert not port.alive
            assert dict(made.counters) == {}

    asyncio.run(story())


@pytest.mark.parametrize(
    ("address", "port", "key_type", "wrong"),
    [
        ("example.com", 4000, 101, "not an IPv4 address"),
        ("127.0.0.1 4000 A", 4000, 101, "not an IPv4 address"),
        ("::1", 4000, 101, "not an IPv4 address"),
        ("", 4000, 101, "not an IPv4 address"),
        ("224.0.0.1", 4000, 101, "not the address of one party"),
        ("255.255.255.255", 4000, 101, "not the address of one party"),
        ("127.0.0.1", 65536, 101, "not a UDP port"),
        ("127.0.0.1", -1, 101, "not a UDP port"),
        ("127.0.0.1", 4000, 128, "not a payload type"),
    ],
)
def test_a_far_end_that_cannot_be_sent_to_is_no_far_end(
    address: str, port: int, key_type: int, wrong: str
) -> None:
    with pytest.raises(ValueError, match=wrong):
        FarEnd(address, port, key_type)


@pytest.mark.parametrize("name", ["", "a b", "a\nD s1 A B", "é", "x" * 501])
def test_a_name_that_would_break_a_command_is_refused(tmp_path: Path, name: str) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                with pytest.raises(ValueError, match="name"):
                    port.play(name, times=1)
                with pytest.raises(ValueError, match="name"):
                    port.record(name)

    asyncio.run(story())


def test_a_clip_that_is_not_there_is_counted_and_nothing_else(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as caller:
            async with studio(tmp_path) as made:
                port = await made.port_for(caller)
                port.play("no-such-clip", times=1)
                port.play(made.tone(MENU), times=FOR_EVER)
                assert await hears(caller, MENU)
                assert dict(made.counters) == {"media refused: E60": 1}

    asyncio.run(story())
