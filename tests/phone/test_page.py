"""A page for a telephone: loaded again, cut off, opened twice, gone; and the engine's crash."""

import os
import time
from itertools import pairwise

import pytest

from firstline.telephony.browser.page import CONNECT_LIMIT
from kit.browser import TonePage
from kit.hotline_process import comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, BELA, CALLER, CUSTOMER, MUSIC
from kit.web_hotline import PATIENCE, WebHotline, do, press, told_last

LONGEST_GAP = 2.0
"Seconds of sound that a page which is loaded again may cost."

SOAK = float(os.environ.get("SOAK_SECONDS", "60"))


def talk(bank: WebHotline) -> tuple[PhoneCall, TonePage]:
    """Let a caller on a telephone talk with anna in a browser."""
    anna = bank.page("agent:anna", ANNA)
    bank.ready("anna")
    call = bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    assert bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    return call, anna


def longest_gap(call: PhoneCall, since: float) -> float:
    """Return the longest time without a packet since a time of time.monotonic()."""
    times = [since, *(one.at for one in call.sound.heard if one.at >= since), time.monotonic()]
    return max(after - before for before, after in pairwise(times))


def test_a_reload_costs_little_sound(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    for _ in range(2):
        began, since = time.time(), time.monotonic()
        anna.page.reload()
        assert anna.hears(CALLER)
        gap = anna.first_heard(CALLER) - began
        anna.wait(0.5)
        print(f"gap: page {gap:.2f} s, telephone {longest_gap(call, since):.2f} s")
        assert gap < LONGEST_GAP
        assert longest_gap(call, since) < LONGEST_GAP
        assert call.hears(ANNA)
    assert web_bank.agent("anna") == "talking"


def test_a_lost_socket_costs_no_sound(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    since = time.monotonic()
    web_bank.drop_sockets()
    anna.wait(1.5)
    assert longest_gap(call, since) < 1.0, "but what a busy machine costs"
    assert anna.hears(CALLER)
    assert anna.page.evaluate("connections()") == 1, "no other connection was needed"
    assert told_last(anna)["is"] == "leg"
    do(anna, "claim")
    anna.wait(CONNECT_LIMIT / 4)
    assert web_bank.agent("anna") == "talking"


def test_of_two_pages_the_one_that_came_last_has_the_telephone(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    other = web_bank.page("agent:anna", BELA)
    assert call.hears(BELA)
    assert other.hears(CALLER)
    assert comes_true(lambda: told_last(anna).get("is") == "displaced")
    assert anna.hears_no_more(CALLER)
    do(anna, "offer", leg="page1", sdp="")
    assert comes_true(lambda: told_last(anna).get("is") == "refused")
    anna.close()
    other.wait(PATIENCE + 0.5)
    assert web_bank.agent("anna") == "talking"
    call.hang_up()
    assert web_bank.is_doing("anna", "ready")


def test_a_page_that_is_gone_is_waited_for_then_the_call_ends(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    anna.close()
    time.sleep(PATIENCE / 2)
    assert web_bank.agent("anna") == "talking"
    assert call.is_over(PATIENCE + 2)
    assert web_bank.is_doing("anna", "ready"), "there is still a telephone"


def test_the_engine_dies_in_the_middle_of_a_call(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    since = time.monotonic()
    web_bank.kill(web_bank.plant.media)
    assert comes_true(lambda: web_bank.plant.counters["media.lost"] == 1)
    anna.wait(0.3)
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    anna.wait(0.3)
    print(f"gap: telephone {longest_gap(call, since):.2f} s")
    assert longest_gap(call, since) < LONGEST_GAP


def test_a_page_that_is_never_heard_loses_its_leg(web_bank: WebHotline) -> None:
    caller = web_bank.browser.window(CALLER)
    caller.page.goto(f"{web_bank.url}/?as=caller")
    caller.page.evaluate("RTCPeerConnection.prototype.setRemoteDescription = async () => {}")
    caller.page.evaluate("connect()")
    assert comes_true(lambda: web_bank.calls == 1)
    began = time.monotonic()
    press(caller, CUSTOMER)
    assert comes_true(lambda: web_bank.calls == 0, CONNECT_LIMIT + 3)
    assert time.monotonic() - began > CONNECT_LIMIT - 1
    over = {"is": "over", "leg": "caller", "why": "no sound"}
    assert comes_true(lambda: told_last(caller) == over)


@pytest.mark.slow
@pytest.mark.timeout(SOAK * 2 + 60)
def test_the_engine_outlives_a_page_that_nobody_listens_to(web_bank: WebHotline) -> None:
    call, anna = talk(web_bank)
    waits = web_bank.calls_from_page(CALLER)
    assert comes_true(lambda: web_bank.calls == 2)
    press(waits, CUSTOMER)
    assert waits.hears(MUSIC)
    end = time.monotonic() + SOAK
    while time.monotonic() < end:
        anna.wait(1.0)
        assert web_bank.plant.counters["media.lost"] == 0
    assert waits.hears(MUSIC)
    assert call.hears(ANNA)
    call.hang_up()
