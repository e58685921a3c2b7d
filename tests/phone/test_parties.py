"""The caller hangs up, whatever is happening: nothing is stuck, and everything is given back."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from firstline.errors import FailureError
from firstline.journal.events import CallerLost, Event
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.leg import Leg
from firstline.telephony.parties import NO_MEDIA_RETRY, CallerParty
from firstline.telephony.party import Party
from firstline.telephony.patch import FarEnd, Port, PortsExhaustedError
from kit.hotline_process import HotlineProcess, at_rest, comes_true
from kit.phone_call import PhoneCall
from kit.raw_phone import SDP, RawCall
from kit.sip_host import Host, play, waits
from kit.studio import Studio, studio
from kit.studio import comes_true as studio_time
from kit.tone_plan import (
    ADDRESS,
    ADDRESS_ONLY,
    ANNA,
    BELA,
    CALLER,
    CUSTOMER,
    MENU,
    MUSIC,
    QUEUED,
    RECORDED,
    RECORDING,
    RINGBACK,
)

Way = Callable[[HotlineProcess], PhoneCall]


def before_the_answer(bank: HotlineProcess) -> PhoneCall:
    for _ in range(10):  # some sooner than the switchboard can know of the call
        bank.caller().dial().hang_up()
    return bank.caller().dial()


def in_the_menu(bank: HotlineProcess) -> PhoneCall:
    call = bank.caller().call(frequency=CALLER)
    assert call.hears(MENU)
    return call


def during_the_last_words(bank: HotlineProcess) -> PhoneCall:
    call = in_the_menu(bank)
    call.press(ADDRESS_ONLY)
    assert call.hears(ADDRESS)
    return call


def while_told_of_the_recording(bank: HotlineProcess) -> PhoneCall:
    call = in_the_menu(bank)
    call.press(RECORDED)
    assert call.hears(RECORDING)
    return call


def while_greeted_in_the_queue(bank: HotlineProcess) -> PhoneCall:
    call = in_the_menu(bank)
    call.press(CUSTOMER)
    assert call.hears(QUEUED)
    return call


def in_the_queue(bank: HotlineProcess) -> PhoneCall:
    call = in_the_menu(bank)
    call.press(CUSTOMER)
    assert call.hears(MUSIC)
    return call


def while_an_agent_is_rung(bank: HotlineProcess) -> PhoneCall:
    call = in_the_queue(bank)
    bank.agent("anna", "ready")
    bank.phones["anna"].rung()
    return call


def talking(bank: HotlineProcess) -> PhoneCall:
    call = in_the_queue(bank)
    bank.agent("anna", "ready")
    bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    return call


def recorded(bank: HotlineProcess) -> PhoneCall:
    call = while_told_of_the_recording(bank)
    bank.agent("anna", "ready")
    bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    return call


def on_hold(bank: HotlineProcess) -> PhoneCall:
    call = talking(bank)
    anna(bank).hold()
    assert call.hears(MUSIC)
    return call


def while_a_colleague_is_rung(bank: HotlineProcess) -> PhoneCall:
    call = talking(bank)
    bank.agent("bela", "ready")
    bank.agent("anna", "consult", to="agent:bela")
    bank.phones["bela"].rung()
    assert anna(bank).hears(RINGBACK)
    return call


def while_a_colleague_is_asked(bank: HotlineProcess) -> PhoneCall:
    call = talking(bank)
    bank.agent("bela", "ready")
    bank.agent("anna", "consult", to="agent:bela")
    bank.phones["bela"].rung().answer(BELA)
    assert anna(bank).hears(BELA)
    return call


def while_a_colleague_is_asked_by_a_second_call(bank: HotlineProcess) -> PhoneCall:
    call = on_hold(bank)
    bank.agent("bela", "ready")
    asking = bank.phones["anna"].dial("102")
    bank.phones["bela"].rung().answer(BELA)
    assert asking.is_up()
    assert asking.hears(BELA)
    return call


def after_a_transfer(bank: HotlineProcess) -> PhoneCall:
    call = talking(bank)
    bank.agent("bela", "ready")
    bank.agent("anna", "transfer", to="agent:bela")
    bank.phones["bela"].rung().answer(BELA)
    assert call.hears(BELA)
    return call


def anna(bank: HotlineProcess) -> PhoneCall:
    """Return what is on anna's phone."""
    return list(bank.phones["anna"].calls.values())[-1]


WAYS: list[Way] = [
    before_the_answer,
    in_the_menu,
    during_the_last_words,
    while_told_of_the_recording,
    while_greeted_in_the_queue,
    in_the_queue,
    while_an_agent_is_rung,
    talking,
    recorded,
    on_hold,
    while_a_colleague_is_rung,
    while_a_colleague_is_asked,
    while_a_colleague_is_asked_by_a_second_call,
    after_a_transfer,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_stuck_when_the_caller_hangs_up(bank: HotlineProcess, way: Way) -> None:
    call = way(bank)
    ready = [name for name, state in bank.agents().items() if state not in {"not ready"}]
    call.hang_up()
    assert call.is_over()
    assert at_rest(bank)
    assert all(bank.agents()[name] == "ready" for name in ready)
    phones = [call for phone in bank.phones.values() for call in list(phone.calls.values())]
    assert all(call.is_over() for call in phones)
    assert comes_true(lambda: bank.media_sockets() <= AT_REST)


@pytest.mark.parametrize("hangs_up", ["anna", "bela"])
def test_an_agent_who_hangs_up_leaves_nobody_in_silence(
    bank: HotlineProcess, hangs_up: str
) -> None:
    call = while_a_colleague_is_asked_by_a_second_call(bank)
    first, asking = list(bank.phones["anna"].calls.values())[-2:]
    bela = list(bank.phones["bela"].calls.values())[-1]
    if hangs_up == "bela":
        bela.hang_up()
        assert asking.is_over()
        assert call.hears(MUSIC)
        first.resume()
        assert call.hears(ANNA)
        assert first.hears(CALLER)
    else:
        first.hang_up()
        assert asking.is_over()
        assert call.hears(BELA), "whoever hangs up while asking hands the caller over"


class Told:
    """Keeps what a party reports."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.gone: list[Party] = []
        self.without: list[FailureError] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)

    ask = tell

    def placed(self, party: Party) -> None:
        """Nobody waits for keys here."""

    def left(self, party: Party) -> None:
        self.gone.append(party)
        party.end.close()

    def without_place(self, error: FailureError) -> None:
        self.without.append(error)

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        return False


def test_a_caller_for_whom_no_port_is_free_is_asked_to_try_again(tmp_path: Path) -> None:
    told = Told()

    async def story(host: Host) -> None:
        async with studio(tmp_path, ports=FEW_PORTS, pulse=0.05) as made:
            taken = await occupied(made)
            refused, call = await arriving(host, made, 1)
            answer = await call.phone.expect(503)
            assert answer.header("Retry-After") == str(NO_MEDIA_RETRY)
            call.ack(answer)
            assert told.gone == [refused]
            assert told.events == [CallerLost(1)]
            assert len(told.without) == 1
            for port in taken:
                port.close()
            await asyncio.sleep(0.2)
            taken_in, call = await arriving(host, made, 2)
            call.ack(await call.phone.expect(200))
            assert taken_in.is_up

    async def occupied(made: Studio) -> list[Port]:
        taken: list[Port] = []
        refusals = 0
        while refusals < 10:  # the engine may give up before it has tried every port
            port = Port(made.engine)
            try:
                await port.open(FarEnd("127.0.0.1", 9), Codec.PCMU)
            except PortsExhaustedError:
                refusals += 1
            else:
                taken.append(port)
        return taken

    async def arriving(host: Host, made: Studio, number: int) -> tuple[CallerParty, RawCall]:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        assert await studio_time(lambda: len(host.listener.legs) == number)
        leg, invite = host.listener.legs[-1], host.listener.invites[-1]
        caller = CallerParty(told, End(made.engine, "127.0.0.1"), leg, invite, f"leg{number}")
        leg.on = caller
        caller.known_as(number)
        caller.take_place(invite.offer, Codec.PCMU)
        return caller, call

    play(story, on_invite=waits)


FEW_PORTS = (18_100, 18_115)

AT_REST = 40
"Sockets that the media engine may have while nobody calls."
