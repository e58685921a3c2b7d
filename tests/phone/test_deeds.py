"""Hold, consult, transfer and recording with pages for telephones: at each step, who hears whom."""

from typing import NamedTuple

from firstline.journal.events import (
    AgentHeld,
    AgentResumed,
    ConsultAsked,
    ConsultCancelled,
    ConsultCompleted,
    TransferAsked,
)
from kit.browser import TonePage
from kit.heard_recordings import sides
from kit.hotline_process import comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, BELA, CALLER, CUSTOMER, MUSIC, RECORDED, RECORDING, RINGBACK
from kit.web_hotline import WebHotline, do


class Talk(NamedTuple):
    """A caller on a telephone who talks with anna in a browser; bela has a page as well."""

    call: PhoneCall
    anna: TonePage
    bela: TonePage


def talk(bank: WebHotline, keys: str = CUSTOMER) -> Talk:
    anna = bank.page("agent:anna", ANNA)
    bela = bank.page("agent:bela", BELA)
    bank.ready("anna", "bela")
    call = bank.caller().call(frequency=CALLER)
    call.press(keys)
    if keys == RECORDED:
        assert call.hears(RECORDING)
    assert bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    return Talk(call, anna, bela)


def test_hold_is_music_for_the_caller_and_silence_for_the_agent(web_bank: WebHotline) -> None:
    call, anna, _ = talk(web_bank)
    for _ in range(2):
        web_bank.on(AgentHeld("anna"))
        assert call.hears(MUSIC)
        assert anna.hears_no_more(CALLER)
        web_bank.on(AgentResumed("anna"))
        assert call.hears(ANNA)
        assert anna.hears(CALLER)


def test_a_consult_is_cancelled_and_another_completed(web_bank: WebHotline) -> None:
    call, anna, bela = talk(web_bank)
    web_bank.on(ConsultAsked("anna", "agent:bela", "", ""))
    assert anna.hears(RINGBACK)
    assert call.hears(MUSIC)
    do(bela, "answer")
    assert anna.hears(BELA)
    assert bela.hears(ANNA)
    assert call.hears(MUSIC)
    web_bank.on(ConsultCancelled("anna"))
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    assert web_bank.is_doing("bela", "ready")

    web_bank.on(ConsultAsked("anna", "agent:bela", "", ""))
    assert web_bank.is_doing("bela", "reserved")
    do(bela, "answer")
    assert bela.hears(ANNA)
    web_bank.on(ConsultCompleted("anna"))
    assert call.hears(BELA)
    assert bela.hears(CALLER)
    assert anna.hears_no_more(BELA)
    assert web_bank.is_doing("anna", "ready")
    call.hang_up()
    assert web_bank.is_doing("bela", "ready")


def test_a_blind_transfer_from_a_page_to_a_telephone_is_recorded_all_along(
    web_bank: WebHotline,
) -> None:
    call, anna, bela = talk(web_bank, RECORDED)
    anna.wait(0.7)
    do(bela, "release")
    assert comes_true(lambda: not web_bank.plant.lines.phones_in_browsers.has("agent:bela"))
    web_bank.on(TransferAsked("anna", "agent:bela", "", ""))
    ring = web_bank.phones["bela"].rung()
    ring.answer(BELA)
    assert call.hears(BELA)
    assert ring.hears(CALLER)
    anna.wait(0.7)
    call.hang_up()
    assert comes_true(lambda: len(web_bank.recordings()) == 1)
    (made,) = web_bank.recordings()
    assert sides(made) == ([CALLER], [ANNA, BELA])


def test_a_call_from_a_page_is_recorded_through_a_reload(web_bank: WebHotline) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    web_bank.ready("anna")
    caller = web_bank.calls_from_page(CALLER)
    assert comes_true(lambda: web_bank.calls == 1)
    do(caller, "key", key=RECORDED)
    assert caller.hears(RECORDING)
    assert web_bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert caller.hears(ANNA)
    caller.wait(0.8)
    caller.page.reload()
    assert caller.hears(ANNA)
    caller.wait(0.8)
    do(caller, "hang-up")
    assert comes_true(lambda: len(web_bank.recordings()) == 2)
    for made in web_bank.recordings():
        assert sides(made) == ([CALLER], [ANNA])
