"""The media engine dies in the middle of calls: they are heard again soon, and nobody is stuck."""

import os
import signal
import time

from kit.heard_recordings import recordings, sides
from kit.hotline_process import HotlineProcess, comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import (
    ANNA,
    CALLER,
    CUSTOMER,
    DORA,
    LOAN,
    MENU,
    MUSIC,
    OTHER_CALLER,
    RECORDED,
    RECORDING,
)

HEARD_WITHIN = 3.0


def kill_media(bank: HotlineProcess) -> float:
    """Kill the media engine, and return when."""
    os.kill(bank.media_pid(), signal.SIGKILL)
    return time.monotonic()


def hears_again(call: PhoneCall, frequency: float, since: float) -> bool:
    """Return whether a tone is heard soon enough after *since*, when all sound was gone."""
    time.sleep(max(0.0, since + 0.2 - time.monotonic()))
    return call.hears(frequency, within=since + HEARD_WITHIN - time.monotonic())


def test_everybody_hears_everybody_again(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    talks = bank.caller().call(frequency=CALLER)
    talks.press(CUSTOMER)
    anna = bank.phones["anna"].rung().answer(ANNA)
    waits = bank.caller().call(frequency=OTHER_CALLER)
    waits.press(CUSTOMER)
    chooses = bank.caller().call()
    rings = bank.caller().call(frequency=OTHER_CALLER)
    rings.press(LOAN)
    bank.agent("dora", "ready")
    dora = bank.phones["dora"].rung()
    assert talks.hears(ANNA)
    assert waits.hears(MUSIC)
    assert chooses.hears(MENU)

    died = kill_media(bank)
    calls = bank.caller().dial()
    assert hears_again(chooses, MENU, died)
    assert hears_again(talks, ANNA, died)
    assert hears_again(anna, CALLER, died)
    assert hears_again(waits, MUSIC, died)
    assert talks.reinvites == anna.reinvites == waits.reinvites == 1
    assert calls.is_up()
    assert calls.hears(MENU)
    dora.answer(DORA)
    assert rings.hears(DORA)
    assert dora.hears(OTHER_CALLER)
    chooses.press(CUSTOMER)
    assert chooses.hears(MUSIC), "keys are heard by the new engine as well"
    assert bank.ask("GET", "/health")["ready"]


def test_a_recording_goes_on(bank: HotlineProcess) -> None:
    before = recordings(bank)
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(RECORDED)
    assert call.hears(RECORDING)
    bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    time.sleep(1.0)  # rtp.io writes what it records from time to time only
    assert hears_again(call, ANNA, kill_media(bank))
    time.sleep(0.6)
    call.hang_up()
    assert comes_true(lambda: len(recordings(bank) - before) >= 1)
    assert comes_true(lambda: not list((bank.data / "recordings").glob("*.rtp")))
    last = max(recordings(bank) - before, key=lambda path: path.stat().st_mtime)
    assert sides(last) == ([CALLER], [ANNA])


def test_an_offer_made_while_there_is_no_engine_is_no_fault_of_the_agents(
    bank: HotlineProcess,
) -> None:
    bank.agent("dora", "ready")
    talks = bank.caller().call(frequency=CALLER)
    talks.press(LOAN)
    bank.phones["dora"].rung().answer(DORA)
    waits = bank.caller().call(frequency=OTHER_CALLER)
    waits.press(LOAN)
    assert talks.hears(DORA)
    assert waits.hears(MUSIC)
    kill_media(bank)
    talks.hang_up()
    dora = bank.phones["dora"].rung().answer(DORA)
    assert waits.hears(DORA)
    assert dora.hears(OTHER_CALLER)
