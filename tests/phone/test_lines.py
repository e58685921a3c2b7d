"""One call all the way, by phones that nobody can fool: what was heard, by whom, in which order."""

import asyncio
import json
import time
from pathlib import Path

import pytest

from firstline.telephony.g711 import Codec
from kit.hotline_process import HotlineProcess, all_remembered, at_rest
from kit.phone_call import KEYS
from kit.sipp import Done, Sipp
from kit.tone_plan import (
    ADDRESS,
    ADDRESS_ONLY,
    ANNA,
    CALLER,
    CARDS,
    CUSTOMER,
    MENU,
    MUSIC,
    PROSPECT,
    QUEUED,
)

CALLERS = 40


def test_a_call_goes_all_the_way_and_is_remembered(bank: HotlineProcess) -> None:
    call = bank.caller("+3611111111").call("1234", CALLER)
    assert call.hears(MENU)
    time.sleep(0.3)
    call.press(PROSPECT[0])
    assert call.hears(CARDS)
    time.sleep(0.3)
    call.press(PROSPECT[1])
    assert call.hears(MUSIC)
    time.sleep(0.3)

    bank.agent("anna", "ready")
    ring = bank.phones["anna"].rung()
    assert "cards-new" in ring.header("From")
    assert "sip:+3611111111@" in ring.header("From")
    ring.answer(ANNA)
    assert call.hears(ANNA)
    assert ring.hears(CALLER)
    time.sleep(0.2)
    assert call.sound.tones() == [MENU, CARDS, QUEUED, MUSIC, ANNA]

    (number,) = [seen["call"] for seen in bank.calls()]
    call.hang_up()
    assert ring.is_over()
    assert at_rest(bank)

    assert all_remembered(bank)
    status, told, wrong = bank.command("records", "--contact", str(number), "--json")
    assert status == 0, wrong
    record = json.loads(told)
    contact, segments = record["contact"], record["segments"]
    assert (contact["calling"], contact["dialled"]) == ("+3611111111", "1234")
    assert (contact["stream"], contact["urgency"], contact["keys"]) == ("cards-new", "first", "12")
    assert (contact["outcome"], contact["ended_by"]) == ("answered", "caller")
    assert (contact["agent"], contact["team"]) == ("anna", "front")
    assert contact["talk_s"] > 0.2
    assert [(one["kind"], one["holder"], one["end"]) for one in segments] == [
        ("menu", "", "queued"),
        ("waiting", "stream:cards-new", "answered"),
        ("talk", "anna", "caller"),
    ]


@pytest.mark.parametrize("codec", Codec)
def test_an_agent_is_offered_what_the_caller_speaks(bank: HotlineProcess, codec: Codec) -> None:
    bank.agent("anna", "ready")
    call = bank.caller(codecs=[codec]).call(frequency=CALLER)
    call.press(CUSTOMER)
    ring = bank.phones["anna"].rung()
    assert ring.invite is not None
    assert f"RTP/AVP {codec.value} 101\r\n" in ring.invite.body
    assert "a=ptime:20" in ring.invite.body
    ring.answer(ANNA)
    assert call.hears(ANNA)
    assert ring.hears(CALLER)
    # The end of a key's event may still reach the agent: phones make nothing of it.
    sound = [packet for packet in ring.sound.heard if packet.payload_type != KEYS]
    for packet in [*sound, *call.sound.heard]:
        assert packet.payload_type == codec.value
        assert len(packet.payload) == 160


def test_a_caller_who_is_told_what_there_is_to_know_needs_no_agent(bank: HotlineProcess) -> None:
    call = bank.caller().call()
    call.press(ADDRESS_ONLY)
    assert call.hears(ADDRESS)
    assert call.is_over()
    (whole,) = [span for span in call.sound_spans() if abs(span.frequency - ADDRESS) < 10]
    assert whole.length > 0.8


def test_two_pairs_talk_at_once_and_nobody_hears_the_others(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    bank.agent("dora", "ready")
    pairs = []
    for keys, agent, caller_tone, agent_tone in (
        (CUSTOMER, "anna", 1500, 1800),
        ("3", "dora", 1580, 2100),
    ):
        call = bank.caller().call(frequency=caller_tone)
        call.press(keys)
        ring = bank.phones[agent].rung().answer(agent_tone)
        pairs.append((call, caller_tone, ring, agent_tone))
    for call, caller_tone, ring, agent_tone in pairs:
        assert call.hears(agent_tone)
        assert ring.hears(caller_tone)
    time.sleep(0.3)
    for _, caller_tone, ring, _ in pairs:
        assert ring.sound.tones() == [caller_tone]


def test_many_callers_of_another_make_are_served_at_once(
    bank: HotlineProcess, tmp_path: Path
) -> None:
    before = bank.state()["counts"]["deflected"]
    host, port = bank.sip

    async def callers() -> Done:
        options = ("-r", "20", "-m", str(CALLERS), "-s", "1234", "-mi", host)
        sipp = await Sipp.start(tmp_path, "told", *options, f"{host}:{port}")
        return await sipp.done()

    done = asyncio.run(callers())
    assert done.status == 0, done.errors
    assert at_rest(bank)
    assert bank.state()["counts"]["deflected"] == before + CALLERS
