"""Telephones and pages together: who is rung where, and each talks with each."""

from firstline.telephony.g711 import Codec
from kit.browser import TonePage
from kit.hotline_process import comes_true
from kit.tone_plan import ANNA, CALLER, CUSTOMER, MUSIC
from kit.web_hotline import WebHotline, do, press


def test_a_caller_in_a_browser_talks_with_an_agent_on_a_telephone(web_bank: WebHotline) -> None:
    web_bank.ready("anna")
    caller = web_bank.calls_from_page(CALLER)
    assert comes_true(lambda: web_bank.calls == 1)
    press(caller, CUSTOMER)
    ring = web_bank.phones["anna"].rung()
    assert ring.invite is not None
    assert "sip:web:test@" in ring.header("From") or "web" in ring.header("From")
    ring.answer(ANNA)
    assert caller.hears(ANNA)
    assert ring.hears(CALLER)
    ring.hang_up()
    assert comes_true(lambda: web_bank.calls == 0)


def test_callers_on_telephones_talk_with_an_agent_in_a_browser_in_either_law(
    web_bank: WebHotline,
) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    web_bank.ready("anna")
    for codec in Codec:
        phone = web_bank.caller()
        phone.codecs = [codec]
        call = phone.call(frequency=CALLER)
        call.press(CUSTOMER)
        assert web_bank.is_doing("anna", "reserved")
        do(anna, "answer")
        assert call.hears(ANNA)
        assert anna.hears(CALLER)
        assert {one.payload_type for one in call.sound.heard[-5:]} == {codec.value}
        call.hang_up()
        assert web_bank.is_doing("anna", "ready")


def test_the_telephone_rings_where_there_is_no_page(web_bank: WebHotline) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    web_bank.ready("anna")
    do(anna, "release")
    assert comes_true(lambda: not web_bank.plant.lines.phones_in_browsers.has("agent:anna"))
    call = web_bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    ring = web_bank.phones["anna"].rung()
    ring.hang_up()
    assert comes_true(lambda: web_bank.agent("anna") == "not ready")
    call.hang_up()


def test_an_agent_may_decline_in_the_browser(web_bank: WebHotline) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    web_bank.ready("anna")
    call = web_bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    assert web_bank.is_doing("anna", "reserved")
    do(anna, "decline")
    assert web_bank.is_doing("anna", "not ready")
    assert call.hears(MUSIC)
    call.hang_up()


def test_who_has_only_a_page_is_there_as_long_as_the_page_is(web_bank: WebHotline) -> None:
    feri = web_bank.page("agent:feri", ANNA)
    web_bank.ready("feri")
    assert web_bank.agent("feri") == "ready"
    feri.page.reload()
    feri.wait(0.5)
    assert web_bank.agent("feri") == "ready"
    feri.close()
    assert web_bank.is_doing("feri", "not ready")
    assert not web_bank.plant.lines.phones_in_browsers.has("agent:feri")
    again = web_bank.page("agent:feri", ANNA)
    assert web_bank.is_doing("feri", "ready")
    assert isinstance(again, TonePage)
