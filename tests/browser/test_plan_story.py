"""A manager changes the plan in the page; the next caller reads the new menu; and back again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import CALLER, PLAN, VERA
from kit.browser import Chromium
from kit.hotline_process import HotlineProcess, hotline
from kit.staff import Caller, Window, hire

pytestmark = pytest.mark.timeout(150)

NEW_OPTION = "3: {label: {en: insurance, hu: biztosítás}, stream: loans}"


@pytest.fixture(scope="module")
def own_bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HotlineProcess]:
    """Return a bank of its own: taking up a plan begins everything anew."""
    with hotline(PLAN, tmp_path_factory.mktemp("plans")) as process:
        hire(process, "vera", "manager")
        yield process


@pytest.fixture
def vera(own_bank: HotlineProcess, browser: Chromium) -> Iterator[Window]:
    """Return a manager who looks at the plan."""
    window = Window(browser.window(VERA, viewport={"width": 1280, "height": 1200}), own_bank)
    window.sign_in("vera")
    window.open("/#/plan")
    window.sees("Version 1 runs, the newest version runs.")
    yield window
    browser.close_windows()


def test_a_plan_is_edited_checked_published_taken_up_and_rolled_back(
    own_bank: HotlineProcess, browser: Chromium, vera: Window
) -> None:
    _edit(vera)
    _publish(vera)
    _take_up_when_idle(own_bank, vera)
    caller = Caller(browser.window(CALLER), own_bank)
    assert _reads(caller, "insurance")
    _roll_back(vera)
    assert not _reads(caller, "insurance")
    versions = own_bank.ask("GET", "/plan/versions")
    assert sorted(one["version"] for one in versions) == [1, 2, 3]
    assert own_bank.ask("GET", "/plan")["running_version"] == 3
    texts = {one: own_bank.ask("GET", f"/plan/versions/{one}")["text"] for one in (1, 2, 3)}
    assert texts[1] == texts[3] == own_bank.plan.read_text(encoding="utf-8")
    assert NEW_OPTION in texts[2]
    assert not vera.elsewhere


def test_two_managers_do_not_write_over_each_other(
    own_bank: HotlineProcess, browser: Chromium
) -> None:
    windows = [Window(browser.window(VERA), own_bank) for _ in range(2)]
    for window in windows:
        window.sign_in("vera")
        window.open("/#/plan")
        _write_at_the_end_of(_line(window, "hotline: Duna Bank"), " and Sons")
    _publish_as(windows[0], "another name")
    windows[0].sees("is published.")
    _publish_as(windows[1], "the same, too late")
    expect(windows[1].page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    browser.close_windows()


def _edit(vera: Window) -> None:
    """Write a fault first: it is told at its line, and cannot be published."""
    line = _line(vera, "label: {en: loans, hu: hitel}")
    number = 1 + PLAN.splitlines().index(_plan_line("label: {en: loans, hu: hitel}"))
    line.click()
    keys = vera.page.keyboard
    keys.press("End")
    keys.press("ArrowLeft")
    keys.type("x")
    fault = vera.page.get_by_role("listitem").filter(has_text=f"line {number}")
    expect(fault).to_contain_text("loansx")
    expect(vera.button("Publish…")).to_be_disabled()
    expect(vera.page.locator(".cm-lintRange-error").first).to_be_visible()
    keys.press("Backspace")
    expect(fault).to_have_count(0)
    keys.press("End")
    keys.press("Enter")
    keys.type(NEW_OPTION)
    expect(vera.page.locator(".drawing svg")).to_contain_text("insurance")


def _publish(vera: Window) -> None:
    _publish_as(vera, "insurance calls go to loans")
    vera.sees("Version 2 is published.")
    vera.sees("Version 2 is published and does not run yet.")


def _publish_as(window: Window, note: str) -> None:
    window.press("Publish…")
    window.page.get_by_label("What has changed, and why").fill(note)
    window.press("Publish")


def _take_up_when_idle(bank: HotlineProcess, vera: Window) -> None:
    """While a call is up, nothing changes for it; when it is over, the new plan runs."""
    with bank.caller() as phone:
        call = phone.call()
        _let_run(vera)
        vera.sees("Version 2 runs as soon as no call is up.")
        assert bank.ask("GET", "/plan")["running_version"] == 1
        call.hang_up()
    vera.sees("Version 2 runs, the newest version runs.")


def _roll_back(vera: Window) -> None:
    vera.page.get_by_role("tab", name="Versions").click()
    vera.page.get_by_role("button", name=re.compile(r"^Restore… 1$")).click()
    vera.page.get_by_label("What has changed, and why").fill("as it was")
    vera.press("Restore")
    vera.sees("It is version 3 now.")
    _let_run(vera)
    vera.sees("Version 3 runs, the newest version runs.")


def _let_run(vera: Window) -> None:
    vera.press("Let it run…")
    vera.page.get_by_label("As soon as no call is up").check()
    vera.press("Let it run")


def _reads(caller: Caller, option: str) -> bool:
    """Return whether somebody who calls now can choose *option*."""
    caller.open("/call?language=en")
    caller.begin()
    expect(caller.page.get_by_role("button", name="loans")).to_be_visible()
    found = caller.page.get_by_role("button", name=option).count()
    caller.press("Hang up")
    caller.sees("The call has ended.")
    return found == 1


def _line(window: Window, text: str) -> Locator:
    return window.page.locator(".cm-line").filter(has_text=text)


def _write_at_the_end_of(line: Locator, text: str) -> None:
    line.click()
    line.page.keyboard.press("End")
    line.page.keyboard.type(text)


def _plan_line(text: str) -> str:
    (found,) = [line for line in PLAN.splitlines() if text in line]
    return found
