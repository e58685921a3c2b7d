"""The engine is watched: keys come in, a dead or silent one is replaced, refusals are counted."""

import asyncio
from pathlib import Path

import pytest

from firstline.telephony.g711 import Codec
from firstline.telephony.media import MediaDownError, MediaStartError
from firstline.telephony.patch import FOR_EVER, FarEnd, Port, PortsExhaustedError
from kit.rtp_phone import EVENTS, RtpPhone
from kit.studio import Studio, comes_true, hears, studio


def test_every_key_is_told_once_with_its_session(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as phone:
            async with studio(tmp_path) as made:
                port = await made.port_for(phone)
                phone.press(EVENTS, packets=4)
                assert await comes_true(lambda: len(made.keys) >= len(EVENTS))
                await asyncio.sleep(0.1)
                assert made.keys == [(port.session, key) for key in EVENTS]

    asyncio.run(story())


def test_a_key_is_told_within_milliseconds_and_while_a_prompt_plays(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone(key_type=96) as phone:
            async with studio(tmp_path) as made:
                port = await made.port_for(phone)
                port.play(made.tone(440), times=FOR_EVER)
                assert await hears(phone, 440)
                phone.press("5")
                assert await comes_true(lambda: made.keys == [(port.session, "5")], within=1)

    asyncio.run(story())


def test_an_event_that_is_no_key_is_counted_and_left_alone(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as phone:
            async with studio(tmp_path) as made:
                port = await made.port_for(phone)
                phone.press_event(16)  # flash
                phone.press_event(17)
                phone.press_event(200)
                phone.press("1")
                assert await comes_true(lambda: made.keys == [(port.session, "1")])
                assert made.counters["media notice not understood"] >= 1
                assert made.engine.up

    asyncio.run(story())


def test_a_killed_engine_is_replaced_and_new_ports_work(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as phone:
            async with studio(tmp_path) as made:
                old = await made.port_for(phone)
                old.play(made.tone(440), times=FOR_EVER)
                assert await hears(phone, 440)
                made.kill()
                assert await comes_true(lambda: made.news == ["lost", "back"])
                assert not old.alive
                old.play(made.tone(440), times=1)
                old.close()
                new = await made.port_for(phone)
                new.play(made.tone(620), times=FOR_EVER)
                assert await hears(phone, 620)
                assert made.engine.losses == 1

    asyncio.run(story())


def test_an_engine_that_dies_at_once_again_is_started_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path) as made:
            for _ in range(3):
                made.news.clear()
                made.kill()
                assert await comes_true(lambda: made.news == ["lost", "back"])
            assert made.engine.up

    asyncio.run(story())


def test_whoever_waits_for_a_port_is_told_when_the_engine_dies(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path) as made:
            await made.freeze()
            waiting = Port(made.engine).open(None, Codec.PCMU)
            await asyncio.sleep(0.05)
            made.kill()
            with pytest.raises(MediaDownError):
                await waiting
            with pytest.raises(MediaDownError):
                await Port(made.engine).open(None, Codec.PCMU)

    asyncio.run(story())


def test_an_engine_that_no_longer_answers_is_replaced(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path, pulse=0.1) as made:
            await asyncio.sleep(0.3)
            assert made.news == []
            await made.freeze()
            assert await comes_true(lambda: made.news == ["lost", "back"])

    asyncio.run(story())


def test_garbage_for_commands_is_refused_and_harms_nobody(tmp_path: Path) -> None:
    async def story() -> None:
        with RtpPhone() as phone:
            async with studio(tmp_path) as made:
                port = await made.port_for(phone)
                for garbage in ("", " ", "?", "U", "P9 x", "X" * 4000, "D s1 \x00 A", "é && &&"):
                    made.engine.life.control.tell(garbage)
                port.play(made.tone(440), times=FOR_EVER)
                assert await hears(phone, 440)
                assert sum(made.counters.values()) >= 6
                assert made.news == []

    asyncio.run(story())


def test_taken_ports_are_an_error_and_closing_gives_them_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path, ports=(34000, 34015), pulse=0.05) as made:
            ports: list[Port] = []
            with pytest.raises(PortsExhaustedError, match="No free RTP ports"):
                await fill(made, ports)
            assert len(ports) >= 3
            for port in ports:
                port.close()
            await asyncio.sleep(0.2)
            again = await opened(made)
            assert 34000 <= again.number <= 34015
            assert again.number % 2 == 0

    async def fill(made: Studio, ports: list[Port]) -> None:
        while len(ports) < 8:
            ports += [await opened(made)]

    async def opened(made: Studio) -> Port:
        port = Port(made.engine)
        await port.open(FarEnd("127.0.0.1", 9), Codec.PCMU)
        return port

    asyncio.run(story())


def test_hundreds_of_ports_asked_for_at_once_are_all_opened(tmp_path: Path) -> None:
    async def story() -> None:
        async with studio(tmp_path) as made:
            ports = [Port(made.engine) for _ in range(400)]
            opened = [port.open(FarEnd("127.0.0.1", 9), Codec.PCMA) for port in ports]
            numbers = await asyncio.gather(*opened)
            assert len(set(numbers)) == len(ports)
            for port in ports:
                port.close()
            assert made.counters.get("media engine lost") == 0

    asyncio.run(story())


def test_an_address_that_is_not_ours_is_said_at_the_start(tmp_path: Path) -> None:
    made = Studio(tmp_path, (34000, 34998), 1.0, address="192.0.2.1")
    with pytest.raises(MediaStartError, match=r"192\.0\.2\.1") as told:
        asyncio.run(made.engine.start())
    assert "Name an IPv4 address of this machine" in told.value.remedy


def test_an_engine_at_all_addresses_is_reached_at_each(tmp_path: Path) -> None:
    async def story() -> None:
        made = Studio(tmp_path, (34000, 34998), 1.0, address="0.0.0.0")
        await made.engine.start()
        with RtpPhone(address="127.0.0.2") as phone:
            port = await made.port_for(phone)
            port.play(made.tone(440), times=FOR_EVER)
            assert await hears(phone, 440)
            phone.press("1")
            assert await comes_true(lambda: made.keys == [(port.session, "1")])
        await made.engine.stop()

    asyncio.run(story())


def test_a_range_of_ports_that_is_none_is_said_at_the_start(tmp_path: Path) -> None:
    made = Studio(tmp_path, (35000, 34000), 1.0)
    with pytest.raises(MediaStartError, match="cannot be started"):
        asyncio.run(made.engine.start())
