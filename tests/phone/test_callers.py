"""Callers from a page: they hear the menu, press keys, wait, talk, and are waited for when gone."""

import time

from firstline.journal.events import CallArrived, CallerHungUp, CallerLost
from kit.browser import TonePage
from kit.hotline_process import comes_true
from kit.tone_plan import ANNA, CALLER, CARDS, CUSTOMER, MENU, MUSIC
from kit.web_hotline import PATIENCE, WebHotline, do, press, told_last


def waits(bank: WebHotline) -> TonePage:
    """Return the page of a caller who hears music."""
    caller = bank.calls_from_page(CALLER)
    assert caller.hears(MENU), caller.said
    press(caller, CUSTOMER)
    assert caller.hears(MUSIC)
    return caller


def test_a_caller_in_a_browser_talks_with_an_agent_in_a_browser(web_bank: WebHotline) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    web_bank.ready("anna")
    caller = waits(web_bank)
    assert web_bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert caller.hears(ANNA)
    assert anna.hears(CALLER)
    assert caller.hears_no_more(MUSIC)
    do(caller, "hang-up")
    assert web_bank.is_doing("anna", "ready")
    assert web_bank.calls == 0
    assert told_last(caller) == {"is": "over", "leg": "caller", "why": "over"}
    assert comes_true(lambda: told_last(anna)["is"] == "over")
    assert [what for what in web_bank.happened() if isinstance(what, CallerHungUp)]


def test_keys_are_heard_in_the_sound_as_well(web_bank: WebHotline) -> None:
    caller = web_bank.calls_from_page(CALLER)
    assert caller.hears(MENU)
    caller.page.evaluate("legs.get('caller').getSenders()[0].dtmf.insertDTMF('1', 160)")
    assert caller.hears(CARDS)


def test_a_page_that_is_loaded_again_goes_on_with_its_call(web_bank: WebHotline) -> None:
    caller = waits(web_bank)
    number = web_bank.number()
    began = time.time()
    caller.page.reload()
    assert caller.hears(MUSIC)
    assert caller.first_heard(MUSIC) - began < 2.0
    assert web_bank.number() == number
    press(caller, "1")
    do(caller, "hang-up")
    assert comes_true(lambda: web_bank.calls == 0)


def test_a_page_that_does_not_come_back_is_a_lost_caller(web_bank: WebHotline) -> None:
    caller = waits(web_bank)
    began = time.monotonic()
    caller.close()
    assert comes_true(lambda: web_bank.calls == 0)
    assert time.monotonic() - began > PATIENCE - 0.5
    assert [what for what in web_bank.happened() if isinstance(what, CallerLost)]


def test_a_call_without_an_offer_never_arrives(web_bank: WebHotline) -> None:
    caller = web_bank.browser.window(CALLER)
    caller.page.goto(f"{web_bank.url}/?as=caller")
    caller.page.evaluate("offer = async () => {}; connect()")
    assert comes_true(lambda: told_last(caller).get("is") == "ticket")
    assert comes_true(lambda: told_last(caller).get("is") == "over")
    assert web_bank.calls == 0
    assert not [what for what in web_bank.happened() if isinstance(what, CallArrived)]


def test_an_offer_that_cannot_be_used_is_refused_and_another_is_taken(
    web_bank: WebHotline,
) -> None:
    caller = web_bank.browser.window(CALLER)
    caller.page.goto(f"{web_bank.url}/?as=caller")
    caller.page.evaluate("realOffer = offer; offer = async () => {}; connect()")
    assert comes_true(lambda: told_last(caller).get("is") == "ticket")
    for sdp in ("", "v=0", "v=0\r\nm=audio 9 RTP/AVP 0\r\n", "\x00" * 100_000):
        do(caller, "offer", sdp=sdp)
        assert comes_true(lambda: told_last(caller).get("is") == "refused")
        caller.page.evaluate("told.push({})")
    caller.page.evaluate("realOffer('caller')")
    assert caller.hears(MENU)
