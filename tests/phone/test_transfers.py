"""Hold and transfers, by the agent's phone and over HTTP; at each step, who hears whom."""

from typing import NamedTuple

import pytest

from kit.hotline_process import HotlineProcess, comes_true
from kit.phone_call import PhoneCall, Stage
from kit.tone_plan import (
    ANNA,
    BELA,
    CALLER,
    CILI,
    CUSTOMER,
    MUSIC,
    RINGBACK,
    TRANSFER,
)


class Talk(NamedTuple):
    """A caller who talks with anna."""

    call: PhoneCall
    anna: PhoneCall


def talk(bank: HotlineProcess) -> Talk:
    """Let a caller talk with anna."""
    bank.agent("anna", "ready")
    bank.agent("bela", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    anna = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    return Talk(call, anna)


def hear_each_other(one: PhoneCall, tone: float, other: PhoneCall, other_tone: float) -> bool:
    """Return whether two phones, each with its tone, come to hear each other."""
    return one.hears(other_tone) and other.hears(tone)


def test_the_agents_phone_holds_and_takes_back(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    anna.hold()
    assert call.hears(MUSIC)
    assert bank.agents()["anna"] == "holding"
    assert anna.sound.hears_nothing()
    anna.resume()
    assert hear_each_other(call, CALLER, anna, ANNA)
    assert bank.agents()["anna"] == "talking"


def test_a_consult_over_http(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    bank.agent("anna", "consult", to="team:specialists", reason="loan", note="asks for a rate")
    assert call.hears(MUSIC)
    assert anna.hears(RINGBACK)
    bela = bank.phones["bela"].rung().answer(BELA)
    assert hear_each_other(anna, ANNA, bela, BELA)
    assert call.hears(MUSIC)

    bank.agent("anna", "consult/complete")
    assert hear_each_other(call, CALLER, bela, BELA)
    assert anna.is_over()
    (seen,) = bank.calls()
    assert seen["slips"] == [{"by": "anna", "reason": "loan", "note": "asks for a rate"}]
    bela.hang_up()
    assert call.is_over()


def test_a_consult_that_is_taken_back(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    bank.agent("anna", "consult", to="agent:bela")
    bela = bank.phones["bela"].rung().answer(BELA)
    assert hear_each_other(anna, ANNA, bela, BELA)
    bank.agent("anna", "consult/cancel")
    assert bela.is_over()
    assert hear_each_other(call, CALLER, anna, ANNA)


def test_a_consult_by_the_phone_alone(bank: HotlineProcess) -> None:
    """A second call to the colleague, then REFER with Replaces (RFC 5589, 7)."""
    call, anna = talk(bank)
    anna.hold()
    assert call.hears(MUSIC)
    asking = bank.phones["anna"].dial("102")
    bela = bank.phones["bela"].rung()
    assert asking.until(lambda it: it.stage is Stage.RINGING)
    bela.answer(BELA)
    assert asking.is_up()
    asking.say(ANNA)
    assert hear_each_other(asking, ANNA, bela, BELA)
    assert call.hears(MUSIC)

    assert anna.refer("102", instead_of=asking) == 202
    assert anna.until(lambda it: "SIP/2.0 200 OK" in it.notices)
    assert hear_each_other(call, CALLER, bela, BELA)
    assert anna.is_over()
    assert asking.is_over()


def test_an_agent_goes_to_and_fro_between_caller_and_colleague(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    anna.hold()
    asking = bank.phones["anna"].dial("102")
    bela = bank.phones["bela"].rung().answer(BELA)
    assert asking.is_up()
    asking.say(ANNA)
    assert hear_each_other(asking, ANNA, bela, BELA)
    for _ in range(2):
        asking.hold()
        anna.resume()
        assert hear_each_other(call, CALLER, anna, ANNA)
        anna.hold()
        asking.resume()
        assert hear_each_other(asking, ANNA, bela, BELA)
        assert call.hears(MUSIC)
    asking.hang_up()
    assert bela.is_over()
    anna.resume()
    assert hear_each_other(call, CALLER, anna, ANNA)


def test_a_caller_may_be_handed_over_while_the_colleague_is_still_rung(
    bank: HotlineProcess,
) -> None:
    call, anna = talk(bank)
    bank.agent("anna", "consult", to="agent:bela")
    bela = bank.phones["bela"].rung()
    bank.agent("anna", "consult/complete")
    assert anna.is_over()
    assert call.hears(MUSIC)
    bela.answer(BELA)
    assert hear_each_other(call, CALLER, bela, BELA)


def test_a_consult_by_the_phone_in_which_the_colleague_declines(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    anna.hold()
    asking = bank.phones["anna"].dial("102")
    bank.phones["bela"].rung().decline()
    assert asking.is_over()
    assert asking.status >= 400
    assert call.hears(MUSIC)
    anna.resume()
    assert hear_each_other(call, CALLER, anna, ANNA)


@pytest.mark.parametrize("to", ["102", "bela", "specialists"])
def test_a_blind_transfer_by_the_phone(bank: HotlineProcess, to: str) -> None:
    call, anna = talk(bank)
    assert anna.refer(to) == 202
    assert anna.until(lambda it: "SIP/2.0 200 OK" in it.notices)
    assert anna.is_over()
    bela = bank.phones["bela"].rung()
    assert call.hears(MUSIC)
    bela.answer(BELA)
    assert hear_each_other(call, CALLER, bela, BELA)


def test_a_transfer_to_nobody_known_is_refused_and_the_call_goes_on(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    assert anna.refer("nobody") == 202
    assert anna.until(lambda it: any("403" in notice for notice in it.notices))
    assert hear_each_other(call, CALLER, anna, ANNA)


def test_a_blind_transfer_over_http_waits_until_somebody_is_free(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    bank.agent("bela", "not-ready", reason="break")
    bank.agent("anna", "transfer", to="team:specialists")
    assert anna.is_over()
    assert call.hears(TRANSFER)
    assert call.hears(MUSIC)
    bank.agent("bela", "ready")
    bela = bank.phones["bela"].rung().answer(BELA)
    assert hear_each_other(call, CALLER, bela, BELA)


def test_a_transfer_that_nobody_takes_comes_back(bank: HotlineProcess) -> None:
    call, anna = talk(bank)
    bank.agent("anna", "transfer", to="agent:bela")
    assert anna.is_over()
    bela = bank.phones["bela"].rung()
    assert bela.is_over()
    assert bela.cancelled
    again = bank.phones["anna"].rung().answer(ANNA)
    assert hear_each_other(call, CALLER, again, ANNA)
    assert bank.agents()["bela"] == "not ready"


def test_a_transfer_of_a_transfer(bank: HotlineProcess) -> None:
    bank.agent("cili", "ready")
    call, _ = talk(bank)
    bank.agent("anna", "transfer", to="agent:bela")
    bela = bank.phones["bela"].rung().answer(BELA)
    assert hear_each_other(call, CALLER, bela, BELA)
    bank.agent("bela", "consult", to="agent:cili")
    cili = bank.phones["cili"].rung().answer(CILI)
    assert hear_each_other(bela, BELA, cili, CILI)
    bank.agent("bela", "consult/complete")
    assert hear_each_other(call, CALLER, cili, CILI)
    bank.agent("cili", "sign-out")
    call.hang_up()
    assert comes_true(lambda: bank.agents()["cili"] == "signed out")
