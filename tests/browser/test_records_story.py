"""A recorded call from browser to browser, found again in the records, seen and heard; twice.

In English, and all of it in Hungarian: the words are those of the pages' own tables.
"""

import re
import wave
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import ANNA, CALLER, VERA
from kit.hotline_process import HotlineProcess, comes_true
from kit.page_words import page_words
from kit.staff import Caller, Desk, Window, hire
from kit.tones import frequencies

pytestmark = pytest.mark.timeout(120)

PLAN_SAYS = {
    "en": {"loans": "loans", "heard": "This call is recorded."},
    "hu": {"loans": "hitel", "heard": "Ezt a hívást rögzítjük."},
}


@pytest.fixture(scope="module")
def hungarians(bank_process: HotlineProcess) -> dict[str, dict[str, str]]:
    """Return who works in which language; the same agent, once as an English speaker."""
    hire(bank_process, "anna-hu", "agent", agent="anna", language="hu")
    hire(bank_process, "vera-hu", "supervisor", language="hu")
    return {
        "en": {"agent": "anna", "supervisor": "vera"},
        "hu": {"agent": "anna-hu", "supervisor": "vera-hu"},
    }


@pytest.mark.parametrize("language", ["en", "hu"])
def test_a_recorded_call_is_found_seen_and_heard_in_the_records(
    bank: HotlineProcess,
    window: Callable[..., Any],
    hungarians: dict[str, dict[str, str]],
    language: str,
) -> None:
    desk = window(Desk, ANNA, locale=language)
    caller = window(Caller, CALLER, locale=language)
    before = int(bank.newest_contact()["call"])
    _begin(desk, hungarians[language]["agent"], language)
    _talk(caller, desk, language)
    assert comes_true(lambda: is_recorded(bank.newest_contact(), after=before))
    contact = int(bank.newest_contact()["call"])

    vera = window(Window, VERA, locale=language)
    _sign_in(vera, hungarians[language]["supervisor"], language)
    _find(vera, contact, language)
    _see_the_chain(vera, language)
    _play(vera.page.locator("audio"))
    _check_sides(vera)
    assert not vera.elsewhere


def is_recorded(contact: dict[str, Any], after: int) -> bool:
    """Return whether this is the next contact, and there is a recording of it."""
    return bool(contact["call"] > after and contact["recorded"])


def _sign_in(person: Window, name: str, language: str) -> None:
    say = page_words("sign-in", language)
    person.open("/")
    person.page.get_by_label(say["name"]).fill(name)
    person.page.get_by_label(say["password"]).fill("correct horse battery")
    person.press(say["signIn"])
    expect(person.page.get_by_role("navigation")).to_be_visible()


def _begin(desk: Desk, name: str, language: str) -> None:
    say = page_words("desk", language)
    _sign_in(desk, name, language)
    desk.press(say["signIn"])
    desk.press(say["useHere"])
    desk.sees(say["phoneHere"])
    desk.press(say["ready"])
    desk.sees(say["idleReady"])


def _talk(caller: Caller, desk: Desk, language: str) -> None:
    say, pages = page_words("desk", language), page_words("call", language)
    caller.open(f"/call?language={language}")
    caller.begin(pages["callNow"], pages["heard"])
    if language == "hu":  # the plan greets in English first
        caller.page.get_by_role("button", name=re.compile("^9")).click()
    caller.page.get_by_role("button", name=PLAN_SAYS[language]["loans"]).click()
    caller.sees(PLAN_SAYS[language]["heard"])
    desk.press(say["answer"])
    expect(desk.button(say["hangUp"])).to_be_visible()
    desk.sees(say["recorded"])
    assert caller.sight.hears(ANNA)
    assert desk.sight.hears(CALLER)
    desk.sight.wait(1.5)
    caller.press(pages["hangUp"])
    caller.sees(pages["over"])
    desk.page.get_by_label(say["code"], exact=True).select_option("solved")
    desk.press(say["finish"])
    desk.sees(say["idleReady"])


def _find(vera: Window, contact: int, language: str) -> None:
    say = page_words("records", language)
    vera.open("/#/records")
    vera.page.get_by_label(say["stream"], exact=True).select_option("loans")
    vera.page.get_by_role("link", name=str(contact), exact=True).click()
    expect(vera.page.get_by_role("heading", level=1)).to_contain_text(str(contact))
    expect(vera.page.locator("audio")).to_have_count(1)


def _see_the_chain(vera: Window, language: str) -> None:
    """On the line of time the menu, the waiting and the talk follow; a part can be chosen."""
    say, kinds = page_words("records", language), page_words("records", language, "KINDS")
    line = vera.page.get_by_role("group", name=say["line"])
    parts = line.get_by_role("button")
    expect(parts).to_have_count(3)
    for part, kind in enumerate(("menu", "waiting", "talk")):
        expect(parts.nth(part)).to_have_attribute("aria-label", re.compile(f"^{kinds[kind]}: "))
    parts.nth(2).press("Enter")
    expect(parts.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(vera.page.locator("tr[aria-current]")).to_contain_text("anna")


def _play(audio: Locator) -> None:
    """Play it in the page: it really goes on."""
    audio.evaluate("audio => audio.play()")
    assert comes_true(lambda: float(audio.evaluate("audio => audio.currentTime")) > 0.3)
    assert float(audio.evaluate("audio => audio.duration")) > 1
    audio.evaluate("audio => audio.pause()")


def _check_sides(vera: Window) -> None:
    """What the page plays has the caller's tone on the left and the agent's on the right."""
    href = vera.page.locator("audio").get_attribute("src")
    answer = vera.page.request.get(vera.address(str(href)))
    assert answer.status == 200
    with wave.open(BytesIO(answer.body())) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, 8000)
        both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    left, right = frequencies(both[:, 0], 0.3), frequencies(both[:, 1], 0.3)
    assert any(abs(tone - CALLER) < 10 for tone in left), (left, right)
    assert any(abs(tone - ANNA) < 10 for tone in right), (left, right)


def test_an_agent_may_not_look_into_the_records_nor_hear_them(
    bank: HotlineProcess, window: Callable[..., Any]
) -> None:
    anna = window(Desk, ANNA)
    anna.sign_in("anna")
    expect(anna.page.get_by_role("link", name="Records")).to_have_count(0)
    anna.open("/#/records")
    anna.sees("There is no such page, or it is not for you.")
    recorded = [one["call"] for one in bank.ask("GET", "/contacts") if one["recorded"]]
    assert recorded, "the stories before have recorded something"
    whole = bank.ask("GET", f"/contacts/{recorded[-1]}")
    for path in ("/contacts", f"/contacts/{recorded[-1]}", whole["recordings"][0]["href"]):
        answer = anna.page.request.get(anna.address(path))
        assert (answer.status, answer.json()["status"]) == (403, 403)
