"""The form of a page, whatever it is about: whom it keeps out, and what a small screen cuts off.

Axe looks for what keeps people out; what sticks out sideways is measured in the page. It clicks
nothing, and knows no page.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

ROOT: Final = Path(__file__).parents[2]
AXE: Final = ROOT / "pages" / "node_modules" / "axe-core" / "axe.min.js"
SOME: Final = 6
"Of what sticks out is named: one thing mostly pushes the others."
GRAVE: Final = ("serious", "critical")

_DRAWN: Final = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    await frame();
    await frame();
    const ends = one => Number.isFinite(one.effect?.getComputedTiming().endTime);
    await Promise.allSettled(document.getAnimations().filter(ends).map(one => one.finished));
}"""
"Waits until the page is drawn, and has come to rest as it is to be looked at."

_FOUND: Final = """async ([grave, rules]) => {
    const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
    const found = await axe.run(document, {resultTypes: ["violations"], ...only});
    return found.violations
        .filter(one => grave.includes(one.impact))
        .map(one => [one.id, one.nodes.map(node => node.html.slice(0, 160) + " " +
            node.any.concat(node.all).map(check => check.message).join("; ").slice(0, 200))]);
}"""

_STICKS_OUT: Final = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => {
        for (let at = element.parentElement; at; at = at.parentElement) {
            if (at === document.body) return false;
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX))
                return true;
        }
        return false;
    };
    const named = element =>
        `${element.tagName.toLowerCase()} ${(element.ariaLabel || element.innerText || "")
            .trim().slice(0, 40)}`;
    const found = [...document.querySelectorAll("body *")]
        .filter(element => element.checkVisibility({visibilityProperty: true}))
        .filter(element => !scrolls(element))
        .map(element => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.right > width + 1 || box.left < -1))
        .map(([element, box]) => `${named(element)}: ${box.left | 0} to ${box.right | 0}`);
    const whole = document.documentElement.scrollWidth;
    return whole > width ? [`the page is ${whole} wide`, ...found] : found;
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def barriers(page: Page, *rules: str) -> list[str]:
    """Return what axe finds serious or critical on *page*, by all its rules, or *rules* alone."""
    page.evaluate(_DRAWN)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found: list[list[Any]] = page.evaluate(_FOUND, [GRAVE, rules])
    return [f"{rule}: {place}" for rule, places in found for place in places]


def sticking_out(page: Page, width: int, height: int = 640) -> list[str]:
    """Return what lies beside a window so wide; tables may scroll in a frame of their own."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_DRAWN)
    found: list[str] = page.evaluate(_STICKS_OUT)
    if before is not None:
        page.set_viewport_size(before)
    return [f"at {width} px: {what}" for what in found[:SOME]]
