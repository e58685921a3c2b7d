"""Agents' phones: who is rung, what each may say to it, and who is rung next."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from kit.baresip import Baresip, own_address
from kit.hotline_process import HotlineProcess, comes_true, hotline
from kit.phone_call import PhoneCall
from kit.sip_phone import SipPhone
from kit.tone_plan import (
    BY_DESK,
    CALLER,
    DORA,
    EMIL,
    FERI_PASSWORD,
    LOAN,
    MUSIC,
    NOTICES,
    RING_TIME,
)

FERI = 2300


def loan_call(bank: HotlineProcess) -> PhoneCall:
    """Return a call that dora is rung for first, and emil next."""
    bank.agent("dora", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(LOAN)
    return call


def test_a_phone_that_is_not_answered_falls_silent_and_the_next_is_rung(
    bank: HotlineProcess,
) -> None:
    call = loan_call(bank)
    dora = bank.phones["dora"].rung()
    bank.agent("emil", "ready")
    assert call.hears(MUSIC)
    assert dora.is_over(RING_TIME + 3)
    assert dora.cancelled
    emil = bank.phones["emil"].rung().answer(EMIL)
    assert call.hears(EMIL)
    assert emil.hears(CALLER)
    assert bank.agent("dora")["state"] == "not ready"
    assert bank.agent("dora")["reason"] == "no answer"


def test_who_declines_is_not_rung_again_and_the_next_is(bank: HotlineProcess) -> None:
    for status, reason in ((486, "Busy Here"), (603, "Decline"), (480, "Unavailable")):
        call = loan_call(bank)
        dora = bank.phones["dora"].rung()
        bank.agent("emil", "ready")
        dora.decline(status, reason)
        emil = bank.phones["emil"].rung().answer(EMIL)
        assert call.hears(EMIL)
        assert bank.agent("dora")["state"] == "not ready"
        emil.hang_up()
        assert call.is_over()
        bank.agent("emil", "not-ready", reason="break")


def test_a_phone_that_is_not_there_costs_the_caller_no_more_than_its_ring_time(
    bank: HotlineProcess,
) -> None:
    bank.phones["zoli"].close()
    bank.agent("zoli", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(LOAN)
    assert comes_true(lambda: bank.agent("zoli")["state"] == "reserved")
    bank.agent("dora", "ready")
    assert call.hears(MUSIC)
    bank.phones["dora"].rung(RING_TIME + 3).answer(DORA)
    assert call.hears(DORA)
    assert bank.agent("zoli")["state"] == "not ready"


def test_who_is_signed_out_while_the_phone_rings_is_no_longer_rung(bank: HotlineProcess) -> None:
    call = loan_call(bank)
    dora = bank.phones["dora"].rung()
    bank.agent("dora", "sign-out")
    assert dora.is_over()
    assert dora.cancelled
    assert call.hears(MUSIC)
    bank.agent("emil", "ready")
    bank.phones["emil"].rung().answer(EMIL)
    assert call.hears(EMIL)


def test_an_answer_that_crosses_the_end_of_the_ringing_costs_nobody_anything(
    bank: HotlineProcess,
) -> None:
    """The caller gives up in the very moment in which the agent answers."""
    for _ in range(5):
        call = loan_call(bank)
        dora = bank.phones["dora"].rung()
        call.hang_up()
        dora.answer(DORA)
        assert dora.is_over()
        assert comes_true(lambda: bank.agent("dora")["state"] == "ready")


def test_a_registered_phone_is_rung_until_it_is_gone(bank: HotlineProcess) -> None:
    assert not bank.agent("feri")["has_phone"]
    with SipPhone(bank.sip, "feri") as phone:
        assert phone.register("wrong") == 401
        assert phone.register(FERI_PASSWORD) == 200
        assert comes_true(lambda: bool(bank.agent("feri")["has_phone"]))
        bank.agent("feri", "ready")
        call = bank.caller().call(frequency=CALLER)
        call.press(BY_DESK)
        feri = phone.rung().answer(FERI)
        assert call.hears(FERI)
        assert feri.hears(CALLER)
        feri.hang_up()
        assert call.is_over()

        assert phone.register(FERI_PASSWORD, expires=0) == 200
        assert comes_true(lambda: not bank.agent("feri")["has_phone"])
        waits = bank.caller().call(frequency=CALLER)
        waits.press(BY_DESK)
        assert waits.hears(MUSIC)
        assert not phone.is_rung(0.5)
        assert phone.register(FERI_PASSWORD) == 200
        phone.rung().answer(FERI)
        assert waits.hears(FERI)


PLAN = f"""
hotline: Softphone
languages: [en]
menu:
  welcome:
    say: {{file: tone/400-3s.wav}}
    keys:
      1: {{stream: desk}}
streams:
  desk: {{}}
teams:
  desk:
    takes: desk
    agents:
      feri: {{phone: {{password: {{env: FERI_PASSWORD}}}}, ready_from_start: true}}
policy: {{wrap_up: 0 s, announce: never, redial: {{keeps_place: 0 s}}}}
trunks: {{all: {{address: [127.0.0.0/8, "{{own}}/32"]}}}}
{NOTICES}"""


def test_a_softphone_of_the_field_registers_is_rung_talks_and_leaves(tmp_path: Path) -> None:
    own = own_address()
    words = {"FERI_PASSWORD": FERI_PASSWORD}
    with hotline(PLAN.replace("{own}", own), tmp_path, host=own, environment=words) as process:
        asyncio.run(_softphone_story(process, tmp_path))


async def _softphone_story(process: HotlineProcess, folder: Path) -> None:
    host, port = process.sip
    account = f"<sip:feri@{host}:{port}>;auth_user=feri;auth_pass={FERI_PASSWORD}"
    (folder / "baresip").mkdir()
    phone = await Baresip.start(folder / "baresip", f"{account};answermode=auto")
    try:
        await _until(lambda: bool(process.agent("feri")["has_phone"]))
        caller = process.caller(address=host)
        call = await asyncio.to_thread(caller.call, "hotline", CALLER)
        call.press("1")
        await phone.until("CALL_ESTABLISHED")
        # It says what it hears: the caller's own tone comes back through both directions.
        assert await asyncio.to_thread(call.hears, CALLER)
        await phone.command("hangup")
        assert await asyncio.to_thread(call.is_over)
        await phone.command("quit")
        await _until(lambda: not process.agent("feri")["has_phone"])
    finally:
        await phone.stop()


async def _until(condition: Callable[[], bool]) -> None:
    assert await asyncio.to_thread(comes_true, condition)
