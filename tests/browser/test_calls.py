"""Calls from browser to browser: who hears whom, through transfers, reloads and restarts."""

import os
import signal
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from browser.conftest import ANNA, BELA, CALLER, VERA
from kit.browser import TonePage, is_in
from kit.hotline_process import HotlineProcess, comes_true
from kit.staff import Caller, Desk, Window

pytestmark = pytest.mark.timeout(120)

MUSIC = 1300


def talk(one: Window, other: Window) -> None:
    """Check that both hear each other."""
    assert one.sight.hears(other.sight.tone)
    assert other.sight.hears(one.sight.tone)


def silences(sight: TonePage, tone: float) -> list[float]:
    """Return how long *tone* was not heard, each time, between the first and the last time."""
    seen = sight.page.evaluate("window.heardTones")
    heard = [at for at, tones in seen if is_in(tone, set(tones))]
    return [later - earlier for earlier, later in pairwise(heard)]


def test_a_caller_reads_the_menu_waits_on_music_and_talks_to_an_agent(
    bank: HotlineProcess, caller: Caller, window: Callable[..., Desk]
) -> None:
    caller.call("cards")
    caller.sees("Cards.")
    caller.page.get_by_role("button", name="a card you have").click()
    caller.sees("You are next.")
    assert caller.sight.hears(MUSIC)
    anna = window(Desk, ANNA)
    anna.begin("anna")
    anna.sees("existing card")
    anna.answer()
    caller.sees("You are talking to an agent.")
    talk(caller, anna)
    assert caller.sight.hears_no_more(MUSIC)
    anna.press("Hold")
    assert caller.sight.hears(MUSIC)
    anna.press("Resume")
    talk(caller, anna)
    caller.press("Hang up")
    caller.sees("The call has ended.")
    anna.page.get_by_label("Code", exact=True).select_option("solved")
    anna.page.get_by_role("textbox", name="Note").fill("It was stuck in the machine.")
    anna.press("Finish")
    anna.sees("The next call will ring here")
    written = ("anna", "solved", "It was stuck in the machine.")
    assert comes_true(lambda: _written(bank) == written)
    assert not caller.elsewhere
    assert not anna.elsewhere


def test_a_caller_is_spoken_to_in_the_language_of_the_page(caller: Caller) -> None:
    caller.open("/call?language=hu")
    caller.press("Hívás")
    caller.page.get_by_role("button", name="bankkártya").click()
    caller.sees("Bankkártyák.")
    caller.press("Letétel")


def _written(bank: HotlineProcess) -> tuple[str, str, str]:
    """Return who had the last call, the code, and the note."""
    (record,) = bank.ask("GET", "/contacts?limit=1")
    return record["agent"], record["wrap_up_code"], record["note"]


def test_an_agent_asks_a_colleague_and_hands_the_call_over(
    caller: Caller, anna: Desk, bela: Desk
) -> None:
    caller.call("cards", "a new card")
    anna.answer()
    talk(caller, anna)
    anna.hand_over("bela", "Ask first")
    bela.answer()
    talk(anna, bela)
    assert caller.sight.hears(MUSIC)
    anna.press("Hand over")
    talk(caller, bela)
    anna.sees("Wrap-up")
    bela.press("Hang up")
    caller.sees("The call has ended.")


def test_meter_and_line_follow_who_is_heard_again(caller: Caller, anna: Desk, bela: Desk) -> None:
    caller.call("cards", "a new card")
    anna.answer()
    anna.hand_over("bela", "Ask first")
    bela.answer()
    expect(anna.page.get_by_role("status").filter(has_text="Connection: good")).to_be_visible()
    assert _moves(anna)
    anna.press("Back to the caller")
    anna.sees("Hold")
    assert _moves(anna)
    expect(anna.page.get_by_role("status").filter(has_text="Connection: good")).to_be_visible()
    anna.press("Hold")
    anna.press("Resume")
    anna.sight.wait(3)
    assert _moves(anna)
    anna.press("Hang up")


def _moves(desk: Desk) -> bool:
    """Return whether the meter of who is heard comes to move, for a second on end."""
    fill = desk.page.get_by_title("Caller", exact=True).locator(".fill")
    seen: list[bool] = []
    for _ in range(80):
        seen.append(not fill.evaluate("it => getComputedStyle(it).scale").startswith("0 "))
        if len(seen) >= 10 and all(seen[-10:]):
            return True
        desk.sight.wait(0.1)
    return False


def test_three_talk_at_once_and_then_two(caller: Caller, anna: Desk, bela: Desk) -> None:
    caller.call("cards", "a new card")
    anna.answer()
    anna.hand_over("bela", "Ask first")
    bela.answer()
    talk(anna, bela)
    anna.press("All three")
    for one in (caller, anna, bela):
        for other in (caller, anna, bela):
            assert one is other or one.sight.hears(other.sight.tone)
    anna.press("Back to the caller")
    talk(caller, anna)
    assert caller.sight.hears_no_more(BELA)
    anna.press("Hang up")


def test_a_call_outlives_the_reload_of_either_page(caller: Caller, anna: Desk) -> None:
    caller.call("cards", "a card you have")
    anna.answer()
    talk(caller, anna)
    anna.page.reload()
    expect(anna.button("Hang up")).to_be_visible()
    assert anna.sight.hears(CALLER)
    assert caller.sight.hears(ANNA)
    caller.sight.wait(1)
    assert max(silences(caller.sight, ANNA)) < 2
    caller.page.reload()
    assert caller.sight.hears(ANNA)
    assert anna.sight.hears(CALLER)
    anna.sight.wait(1)
    assert max(silences(anna.sight, CALLER)) < 2
    anna.press("Hang up")
    caller.sees("The call has ended.")


def test_a_call_outlives_the_restart_of_the_web_server(
    bank: HotlineProcess, caller: Caller, anna: Desk
) -> None:
    caller.call("cards", "a card you have")
    anna.answer()
    talk(caller, anna)
    os.kill(bank.pid, signal.SIGHUP)
    anna.sight.wait(3)
    assert max(silences(caller.sight, ANNA)) < 2
    assert max(silences(anna.sight, CALLER)) < 2
    anna.press("Hang up")
    caller.sees("The call has ended.")
    anna.sees("Wrap-up")


def test_of_two_windows_one_has_the_telephone(
    caller: Caller, anna: Desk, window: Callable[..., Desk]
) -> None:
    second = window(Desk, ANNA + 200)
    second.sign_in("anna")
    second.sees("Telephone in another window")
    caller.call("cards", "a card you have")
    anna.answer()
    talk(caller, anna)
    second.press("Take it here")
    second.sees("Telephone in this window")
    anna.sees("Another window has taken the telephone.")
    talk(caller, second)
    assert caller.sight.hears_no_more(ANNA)
    second.press("Hang up")


def test_a_supervisor_listens_whispers_and_joins_in(
    caller: Caller, anna: Desk, window: Callable[..., Window]
) -> None:
    caller.call("cards", "a card you have")
    anna.answer()
    talk(caller, anna)
    vera = window(Window, VERA)
    vera.sign_in("vera")
    vera.open("/#/wallboard")
    vera.page.get_by_role("button", name="anna").click()
    vera.press("Connect the phone")
    vera.press("Listen")
    assert vera.sight.hears(CALLER)
    assert vera.sight.hears(ANNA)
    assert not is_in(VERA, caller.sight.heard_now() | anna.sight.heard_now())
    vera.press("Whisper")
    assert anna.sight.hears(VERA)
    assert not is_in(VERA, caller.sight.heard_now())
    talk(caller, anna)
    vera.press("Join in")
    assert caller.sight.hears(VERA)
    caller.press("Hang up")
    assert comes_true(lambda: not is_in(ANNA, vera.sight.heard_now()))


def test_a_shift_by_keyboard_alone(caller: Caller, window: Callable[..., Desk]) -> None:
    anna = window(Desk, ANNA)
    anna.open("/")
    keys = anna.page.keyboard
    expect(anna.page.get_by_label("Name")).to_be_focused()
    keys.type("anna")
    keys.press("Tab")
    keys.type("correct horse battery")
    keys.press("Enter")
    _reach(anna, "Start work")
    _reach(anna, "Use this window")
    anna.sees("Telephone in this window")
    keys.press("r")
    anna.sees("The next call will ring here")
    caller.call("cards", "a card you have")
    expect(anna.button("Answer")).to_be_visible()
    keys.press("a")
    talk(caller, anna)
    keys.press("h")
    assert caller.sight.hears(MUSIC)
    keys.press("h")
    talk(caller, anna)
    keys.press("e")
    keys.press("c")  # at once: nothing that a quick agent types is lost
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("by keyboard")
    keys.press("Control+Enter")
    anna.sees("The next call will ring here")


def _reach(desk: Desk, button: str) -> None:
    """Go to a button with Tab, and press it."""
    wanted = desk.button(button)
    expect(wanted).to_be_visible()
    for _ in range(40):
        desk.page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            desk.page.keyboard.press("Enter")
            return
    raise AssertionError(f"{button} is not to be reached by Tab")
