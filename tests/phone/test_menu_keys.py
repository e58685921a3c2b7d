"""Keys of every kind: events in the sound, INFO, ahead of the prompt, and into the prompt."""

import time

from firstline.telephony.g711 import decode
from kit.hotline_process import HotlineProcess
from kit.phone_call import PhoneCall
from kit.tone_plan import (
    ANNA,
    CALLER,
    CARDS,
    CUSTOMER,
    GOODBYE,
    LISTEN,
    MENU,
    NO_INPUT,
    NO_MATCH,
    UNTIL_ITS_END,
)
from kit.tones import dominant

BARGE_IN_WITHIN = 0.2


def last_heard(call: PhoneCall, frequency: int) -> float:
    """Return when the last packet with this tone came."""
    return max(
        packet.at
        for packet in call.sound.heard
        if abs((dominant(decode(call.sound.codec, packet.payload)) or 0) - frequency) < 25
    )


def test_keys_can_be_pressed_by_info(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    assert call.hears(MENU)
    assert call.press_by_info(CUSTOMER[0]) == 200
    assert call.hears(CARDS)
    assert call.press_by_info(CUSTOMER[1]) == 200
    ring = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    assert ring.hears(CALLER)


def test_a_key_cuts_the_prompt_short_at_once(bank: HotlineProcess) -> None:
    call = bank.caller().call()
    assert call.hears(MENU)
    time.sleep(0.5)
    pressed = time.monotonic()
    call.sound.press("1", packets=4)
    assert call.hears(CARDS)
    assert last_heard(call, MENU) - pressed < BARGE_IN_WITHIN


def test_keys_can_be_pressed_faster_than_menus_are_said(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    ring = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    assert ring.hears(CALLER)
    said = [span.length for span in call.sound_spans() if abs(span.frequency - CARDS) < 10]
    assert sum(said) < 0.8, "the second key has cut the second menu short"


def test_where_no_key_may_cut_it_short_keys_are_kept_until_its_end(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(UNTIL_ITS_END)
    assert call.hears(LISTEN)
    call.press(CUSTOMER)
    bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    time.sleep(0.2)
    assert CARDS not in call.sound.tones()
    (whole,) = [span for span in call.sound_spans() if abs(span.frequency - LISTEN) < 10]
    assert whole.length > 1.3


def test_silence_and_wrong_keys_are_told_apart_and_end_the_call(bank: HotlineProcess) -> None:
    call = bank.caller().call()
    call.press("1")
    assert call.hears(CARDS)
    call.press("7")
    assert call.hears(NO_MATCH)
    assert call.hears(CARDS)
    assert call.hears(NO_INPUT)
    assert call.hears(GOODBYE)
    assert call.is_over()


def test_star_leads_back(bank: HotlineProcess) -> None:
    call = bank.caller().call()
    call.press("1")
    assert call.hears(CARDS)
    call.press("*")
    assert call.hears(MENU)
