"""Who is served next, with real calls: prospects first, but no customer waits for ever."""

import time

from kit.hotline_process import HotlineProcess, comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, CALLER, CUSTOMER, GUARD, MUSIC, PROSPECT


def busy_agent(bank: HotlineProcess) -> PhoneCall:
    """Return the agent's part of a call that keeps anna busy."""
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(PROSPECT)
    ring = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    return ring


def waiting(bank: HotlineProcess, number: str, keys: str) -> PhoneCall:
    """Return a call that waits."""
    before = in_line(bank)
    call = bank.caller(number).call(frequency=CALLER)
    call.press(keys)
    assert comes_true(lambda: in_line(bank) == before + 1)
    return call


def in_line(bank: HotlineProcess) -> int:
    """Return how many callers wait."""
    waiting = bank.state()["now"]["waiting"]
    return int(waiting["first"] + waiting["second"])


def calling(ring: PhoneCall) -> str:
    """Return the number that an agent's phone shows."""
    return ring.header("From").partition("sip:")[2].partition("@")[0]


def test_a_prospect_overtakes_customers_who_wait(bank: HotlineProcess) -> None:
    agent = busy_agent(bank)
    began = time.monotonic()
    calls = [
        waiting(bank, "+3611", CUSTOMER),
        waiting(bank, "+3612", CUSTOMER),
        waiting(bank, "+3613", PROSPECT),
    ]
    assert time.monotonic() - began < GUARD
    served = []
    for _ in calls:
        agent.hang_up()
        agent = bank.phones["anna"].rung()
        served.append(calling(agent))
        agent.answer(ANNA)
    assert served == ["+3613", "+3611", "+3612"]
    assert calls[1].hears(ANNA)
    agent.hang_up()
    assert all(call.is_over() for call in calls)


def test_the_guard_lets_a_customer_pass_who_has_waited_for_too_long(bank: HotlineProcess) -> None:
    agent = busy_agent(bank)
    customer = waiting(bank, "+3621", CUSTOMER)
    began = time.monotonic()
    prospect = waiting(bank, "+3622", PROSPECT)
    assert customer.hears(MUSIC)
    time.sleep(began + GUARD + 0.2 - time.monotonic())
    agent.hang_up()
    agent = bank.phones["anna"].rung()
    assert calling(agent) == "+3621"
    agent.answer(ANNA)
    assert customer.hears(ANNA)
    assert prospect.hears(MUSIC)
    agent.hang_up()
    assert calling(bank.phones["anna"].rung().answer()) == "+3622"
