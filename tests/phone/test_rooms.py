"""Conferences: a caller, an agent and a colleague talk, on whatever telephone, and part again."""

from typing import NamedTuple

import pytest

from firstline.journal.events import (
    AgentHungUp,
    ConferenceAsked,
    ConsultAsked,
    ConsultCancelled,
)
from kit.browser import TonePage
from kit.hotline_process import comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, BELA, CALLER, CUSTOMER
from kit.tones import strength
from kit.web_hotline import WebHotline, do


class Three(NamedTuple):
    """Caller on a telephone, anna in a browser, bela on a telephone, all talking."""

    call: PhoneCall
    anna: TonePage
    bela: PhoneCall


def hears_both(call: PhoneCall, one: float, other: float) -> bool:
    """Return whether a telephone comes to hear two at once."""

    def both() -> bool:
        last = call.sound.sound()[-1600:]
        return len(last) == 1600 and min(strength(last, one), strength(last, other)) > 0.2

    return comes_true(both)


def confer(bank: WebHotline) -> Three:
    anna = bank.page("agent:anna", ANNA)
    bank.ready("anna", "bela")
    call = bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    assert bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert call.hears(ANNA)
    bank.on(ConsultAsked("anna", "agent:bela", "", ""))
    bela = bank.phones["bela"].rung().answer(BELA)
    assert bela.hears(ANNA)
    bank.on(ConferenceAsked("anna"))
    assert anna.hears(CALLER)
    assert anna.hears(BELA)
    assert hears_both(call, ANNA, BELA)
    assert hears_both(bela, ANNA, CALLER)
    return Three(call, anna, bela)


def test_three_talk_and_the_colleague_leaves(web_bank: WebHotline) -> None:
    call, anna, bela = confer(web_bank)
    web_bank.on(ConsultCancelled("anna"))
    assert bela.is_over()
    assert anna.hears_no_more(BELA)
    assert anna.hears(CALLER)
    assert call.hears(ANNA)
    assert web_bank.plant.mixer.seats == 0
    call.hang_up()
    assert web_bank.is_doing("anna", "ready")


def test_three_talk_and_the_agent_leaves(web_bank: WebHotline) -> None:
    call, _, bela = confer(web_bank)
    web_bank.on(AgentHungUp("anna"))
    assert call.hears(BELA)
    assert bela.hears(CALLER)
    assert web_bank.is_doing("anna", "ready")
    assert web_bank.plant.mixer.seats == 0
    bela.hang_up()
    assert call.is_over()


def test_three_talk_and_the_caller_leaves(web_bank: WebHotline) -> None:
    call, _, bela = confer(web_bank)
    call.hang_up()
    assert bela.is_over()
    assert web_bank.is_doing("anna", "ready")
    assert web_bank.is_doing("bela", "ready")
    assert web_bank.plant.mixer.seats == 0


@pytest.mark.parametrize("dies", ["media", "mixer"])
def test_three_hear_each_other_again_after_a_crash(web_bank: WebHotline, dies: str) -> None:
    call, anna, bela = confer(web_bank)
    web_bank.kill(web_bank.plant.media if dies == "media" else web_bank.plant.mixer)
    anna.wait(0.5)
    assert hears_both(call, ANNA, BELA)
    assert hears_both(bela, ANNA, CALLER)
    assert anna.hears(CALLER)
    assert anna.hears(BELA)


def test_a_page_in_a_conference_is_loaded_again(web_bank: WebHotline) -> None:
    call, anna, bela = confer(web_bank)
    anna.page.reload()
    assert anna.hears(CALLER)
    assert anna.hears(BELA)
    assert hears_both(call, ANNA, BELA)
    assert hears_both(bela, ANNA, CALLER)
