"""A manager asks what would happen with more agents, sees it being tried, and both worlds."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import VERA
from kit.staff import Window

pytestmark = pytest.mark.timeout(150)

DAYS = "28"


def test_a_what_if_shows_its_progress_then_both_worlds_and_the_sentence(
    window: Callable[..., Any],
) -> None:
    vera = window(Window, VERA)
    vera.sign_in("vera")
    vera.open("/#/what-if")
    page = vera.page
    page.get_by_label("Team").select_option("cards")
    page.get_by_label("More (−: fewer)").fill("1")
    page.get_by_label("Days").fill(DAYS)
    vera.sees("agents cards +1")
    vera.press("Try it")
    progress = page.get_by_role("progressbar", name="Progress")
    # So few calls are simulated before anybody can read how far it is: see that there is a bar.
    expect(progress).to_be_visible()
    expect(vera.button("Another what-if")).to_be_visible(timeout=90_000)
    expect(progress).to_have_count(0)
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(page.locator(".sentence")).to_contain_text("wait")
    table = page.get_by_role("table").first
    heads = [head.strip() for head in table.get_by_role("columnheader").all_inner_texts()]
    assert heads[-3:] == ["as it is", "changed", "difference"]
    speed = table.get_by_role("row").filter(has_text="(ASA)").first.get_by_role("cell")
    base, changed = (_seconds(text) for text in speed.all_inner_texts()[-3:-1])
    assert changed < base, "with one more agent, callers wait less"
    page.reload()
    expect(page.locator(".sentence")).to_be_visible()
    assert not vera.elsewhere


def test_a_what_if_that_cannot_be_understood_says_why(window: Callable[..., Any]) -> None:
    vera = window(Window, VERA)
    vera.sign_in("vera")
    vera.open("/#/what-if")
    vera.page.get_by_label("Change", exact=True).select_option("free")
    change = vera.page.get_by_label("As the plan's language of changes has it")
    change.fill("more agents please")
    vera.press("Try it")
    expect(vera.page.get_by_role("alert")).to_contain_text("more agents please")
    expect(change).to_have_value("more agents please")
    change.fill("agents cards +1")
    vera.page.get_by_label("Days").fill(DAYS)
    vera.press("Try it")
    vera.press("Cancel")
    vera.sees("It was cancelled.")
    expect(vera.button("Try it")).to_be_visible()


def _seconds(text: str) -> float:
    """Return a length as the page writes it, in seconds."""
    number, unit = re.findall(r"([\d.]+)\s*(s|min|h|m)\b", text)[0]
    return float(number) * {"s": 1, "m": 60, "min": 60, "h": 3600}[unit]
