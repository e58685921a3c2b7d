"""Calls from a page: what is said can be read, keys lead on, the place is told, limits hold."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from firstline.domain.time import NEVER
from firstline.journal.events import (
    AgentAnswered,
    AgentHeld,
    AgentHungUp,
    AgentResumed,
    ConsultAsked,
)
from firstline.live.announcements import Announcement
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.read import read_text
from firstline.web.call_door import SOCKETS_OF_ADDRESS
from kit.office import Office, office
from kit.silent_phones import ANSWER, OFFER, SilentCallers, with_phones
from kit.socket_page import SocketPage, caller, page

PLAN = """
hotline: Small Bank
languages: [hu, en]
menu:
  welcome:
    say: {hu: "Jó napot.", en: "Hello."}
    keys:
      1: {label: {hu: "kártya", en: "cards"}, go: cards}
      0: {label: {hu: "ügyintéző", en: "an operator"}, stream: help}
      9: {language: en}
  cards:
    keys:
      1: {label: {hu: "új kártya", en: "a new card"}, stream: new}
streams:
  new: {label: {hu: "Új kártya", en: "New cards"}, caller: prospect, service: cards, record: true}
  help: {label: {hu: "Minden más", en: "All else"}}
teams:
  front: {takes: [new, help], agents: [anna, bela]}
  experts: {takes: [], agents: [cili]}
"""


def run(
    life: Callable[[Office, SilentCallers], Coroutine[Any, Any, None]],
    directory: Path,
    more: str = "",
) -> None:
    """Let *life* happen in an office whose plan has *more*."""
    plan = read_text(PLAN + more, "plan.yaml")

    async def all_of_it() -> None:
        async with office(directory, build(plan, {}), plan) as place:
            _, callers = with_phones(place)
            await life(place, callers)

    asyncio.run(all_of_it())


async def called(page: SocketPage, language: str = "") -> str:
    """Call, and return the ticket."""
    await page.send(do="call", language=language)
    ticket: str = (await page.next("ticket"))["ticket"]
    await page.send(do="offer", sdp=OFFER)
    assert (await page.next("sdp"))["sdp"] == ANSWER
    return ticket


def test_a_call_from_the_page_is_read_along_to_its_end(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            ticket = await called(page)
            assert callers.calling[ticket][0].startswith("web:")
            welcome = await page.next("heard")
            assert welcome["language"] == "hu"
            assert welcome["texts"][0].startswith("Jó napot. Kártya: egyes gomb.")
            assert welcome["texts"][1] == "For English, press nine."
            assert [option["key"] for option in welcome["options"]] == ["1", "0", "9", "#"]
            assert welcome["options"][2]["label"] == {"hu": "angol", "en": "English"}
            await page.send(do="key", key="9")
            assert (await page.next("heard"))["texts"] == [
                "Hello. For cards, press one. For an operator, press zero."
            ]
            await page.send(do="key", key="1")
            cards = await page.next("heard")
            assert [option["key"] for option in cards["options"]] == ["1", "*", "#", "0"]
            await page.send(do="key", key="1")
            recording = await page.next("heard")
            assert recording["options"] == [
                {"key": "9", "label": {"hu": "nem rögzíthető", "en": "no recording"}}
            ]
            await page.send(do="key", key="9")
            waiting = await page.next("waiting")
            assert waiting == {
                "is": "waiting",
                "position": 1,
                "wait_s": None,
                "stream_label": {"hu": "Új kártya", "en": "New cards"},
            }
            place.ready("anna")
            await page.next("ringing")
            number = callers.number(ticket)
            place.on(AgentAnswered("anna", number))
            await page.next("talking")
            place.on(AgentHeld("anna"))
            await page.next("holding")
            place.on(AgentResumed("anna"))
            await page.next("talking")
            place.on(ConsultAsked("anna", "team:experts", "", ""))
            await page.next("holding")
            place.on(AgentHungUp("anna"))
            await page.next("waiting")
            await page.send(do="hang-up")
            assert (await page.next("over"))["outcome"] == "answered"
            await page.send(do="key", key="1")
            assert (await page.next("refused"))["why"] == "There is no call."

    run(life, tmp_path)


def test_the_caller_is_spoken_to_in_the_language_of_the_page(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            await called(page, "en")
            welcome = await page.next("heard")
            assert welcome["language"] == "en"
            assert welcome["texts"][0].startswith("Hello.")

    run(life, tmp_path)


def test_the_place_in_line_and_the_wait_are_those_of_the_announcements(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        place.ready("anna", "bela")
        for calling in ("+361", "+362", "+363"):
            place.call("0", calling)
        for agent, number in (("anna", 1), ("bela", 2)):
            place.on(AgentAnswered(agent, number))
        async with caller(place) as page:
            await called(page)
            await page.next("heard")
            await page.send(do="key", key="0")
            waiting = await page.next("waiting")
            assert waiting["position"] == 2
            assert waiting["wait_s"] == [300, 480]
            call = place.exchange.board.call(4)
            assert call is not None
            outlook = place.exchange.board.outlook
            assert outlook.ahead(call.place, place.desk.now()) == 1
            place.on(AgentHungUp("bela"))
            await place.stored()

    run(life, tmp_path)


def test_what_the_plan_does_not_announce_is_not_shown(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            await called(page)
            await page.next("heard")
            await page.send(do="key", key="0")
            waiting = await page.next("waiting")
            assert (waiting["position"], waiting["wait_s"]) == (None, None)

    run(life, tmp_path, "policy: {announce: {position: false, wait: false}}\n")


def test_an_incident_that_was_declared_meanwhile_can_be_read(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        message = {"hu": "Üzemzavar van.", "en": "There is an outage."}
        await place.desk.declare(Announcement("outage", message), NEVER)
        async with caller(place) as page:
            await called(page)
            heard = await page.next("heard")
            assert heard["texts"][0] == "Üzemzavar van."
            assert heard["options"][0]["key"] == "1"

    run(life, tmp_path)


def test_a_page_loaded_again_goes_on_with_its_call(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as first:
            ticket = await called(first)
            await first.next("heard")
        assert callers.pages == {ticket: None}
        async with caller(place) as again:
            await again.send(do="back", ticket=ticket)
            assert (await again.next("leg"))["why"] == "call"
            assert (await again.next("heard"))["options"]
            await again.next("ticket")
            await again.send(do="offer", sdp=OFFER)
            await again.next("sdp")
            await again.send(do="key", key="0")
            await again.next("waiting")
            async with caller(place) as second:
                await second.send(do="back", ticket=ticket, language="hu")
                await second.next("waiting")
                assert (await again.next("refused"))["why"] == "The call goes on in another page."
                assert await again.closed() == 1000
                await second.send(do="hang-up")
                await second.next("over")
                await second.send(do="back", ticket=ticket, language="hu")
                assert (await second.next("refused"))["why"] == "Ez a hívás már véget ért."

    run(life, tmp_path)


def test_a_call_that_was_refused_says_when_to_try_again(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        place.call()
        async with caller(place) as page:
            await page.send(do="call", language="hu")
            await page.next("ticket")
            await page.send(do="offer", sdp=OFFER)
            refused = await page.next("refused")
            assert refused["remedy"] == "Kérjük, hívjon újra 7 másodperc múlva."
            assert (await page.next("over"))["outcome"] == "blocked"

    run(life, tmp_path, "limits: {calls: 1, retry_after: 7 s}\n")


def test_a_leg_that_was_lost_before_the_call_had_a_number_ends_it(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            for why, outcome in (("no sound", "failed"), ("too many calls", "blocked")):
                await page.send(do="call")
                callers.lose((await page.next("ticket"))["ticket"], why)
                assert (await page.next("over"))["outcome"] == outcome
            assert not len(place.desk.hearings)

    run(life, tmp_path)


GARBAGE: list[dict[str, object]] = [
    {},
    {"do": "dance"},
    {"do": "call", "language": "tlh"},
    {"do": "key", "key": "12"},
    {"do": "key", "key": "A"},
    {"do": "key"},
    {"do": "offer", "sdp": "v=0" + "x" * 33_000},
    {"do": "back", "ticket": ""},
    {"do": "back", "ticket": "unheard of"},
    {"do": "offer", "sdp": "nonsense"},
    {"do": "hang-up", "why": "bored"},
    {"do": "call"},
]


def test_garbage_is_refused_and_the_call_goes_on(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            await page.send(do="call")
            await page.next("ticket")
            for message in GARBAGE:
                await page.send(**message)
                refused = await page.next("refused")
                assert refused["why"], message
                assert refused["remedy"], message
            await page.send(do="offer", sdp=OFFER)
            await page.next("heard")

    run(life, tmp_path)


def test_no_more_calls_at_once_than_the_plan_says(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as one, caller(place) as two, caller(place) as three:
            await called(one)
            await called(two)
            await three.send(do="call")
            assert (await three.next("refused"))["why"] == "There are calls from here already."
            await one.next("heard")
            await one.send(do="hang-up")
            await one.next("over")
            await called(three)
        async with caller(place) as four:
            await four.send(do="call")
            assert (await four.next("refused"))["why"] == "There are calls from here already."

    run(life, tmp_path, "web_calls: {per_address: 2, at_most: 3}\n")


def test_all_together_no_more_than_the_plan_says(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as one, caller(place) as two:
            await called(one)
            await two.send(do="call", language="hu")
            refused = await two.next("refused")
            assert refused["why"] == "Most túl sokan hívnak erről az oldalról."

    run(life, tmp_path, "web_calls: {per_address: 2, at_most: 1}\n")


def test_not_too_often_in_a_minute_and_not_from_too_many_pages(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            for _ in range(6):
                await called(page)
                await page.next("heard")
                await page.send(do="hang-up")
                await page.next("over")
            await page.send(do="call")
            assert (await page.next("refused"))["remedy"] == "Wait a minute, then try again."
            others = [caller(place) for _ in range(SOCKETS_OF_ADDRESS)]
            opened = [await other.__aenter__() for other in others]
            assert await opened[-1].closed() == 4429
            for other in others:
                await other.__aexit__(None, None, None)

    run(life, tmp_path)


@pytest.mark.parametrize(
    ("more", "header", "takes"),
    [
        ("", "", True),
        ("", "X-Forwarded-For", False),
        ("web_calls: {enabled: true}\n", "X-Forwarded-For", True),
        ("web_calls: {enabled: false}\n", "", False),
    ],
)
def test_without_a_word_in_the_plan_only_this_machine_may_call(
    tmp_path: Path, more: str, header: str, takes: bool
) -> None:
    headers = {header: "192.0.2.7"} if header else {}

    async def life(place: Office, callers: SilentCallers) -> None:
        async with place.client() as client:
            told = (await client.get("/call/hotline", headers=headers)).json()
            assert told == {
                "hotline": "Small Bank",
                "languages": ["hu", "en"],
                "takes_calls": takes,
                "stun": "",
            }
        async with caller(place, **headers) as page:
            await page.send(do="call")
            if takes:
                await page.next("ticket")
            else:
                assert (await page.next("refused"))["remedy"] == "Please call by telephone."

    run(life, tmp_path, more)


def test_a_page_of_another_site_cannot_call(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        async with page(place, "/call/socket", origin="http://elsewhere.example") as foreign:
            assert await foreign.closed() == 4403

    run(life, tmp_path)


def test_nobody_calls_while_the_hotline_cannot_work(tmp_path: Path) -> None:
    async def life(place: Office, callers: SilentCallers) -> None:
        place.health.need(lambda: "the store has failed")
        async with caller(place) as page:
            await page.send(do="call")
            assert (await page.next("refused"))["why"] == "The hotline cannot take calls now."
        place.desk.web_callers = None
        async with caller(place) as page:
            await page.send(do="call")
            await page.next("refused")

    run(life, tmp_path)


def test_the_number_dialled_is_the_plans(tmp_path: Path) -> None:
    numbers = "numbers: {'+36 1 555 0100': welcome, '+36 1 555 0200': cards}\n"

    async def life(place: Office, callers: SilentCallers) -> None:
        async with caller(place) as page:
            assert callers.calling[await called(page)][1] == "+3615550200"
            assert (await page.next("heard"))["texts"] == [
                "Új kártya: egyes gomb. Ügyintéző: nullás gomb."
            ]

    run(life, tmp_path, numbers + "web_calls: {number: '+36-1-555-0200'}\n")


def test_a_plan_without_words_is_no_obstacle(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path, plan=Plan()) as place:
            with_phones(place)
            async with caller(place) as page:
                await called(page)
                heard = await page.next("heard")
                assert (heard["texts"], heard["options"]) == ([], [])

    asyncio.run(life())
