"""Debian's Chromium with a voice and ears: every page says a tone of its own and hears tones.

The microphone is an oscillator, asked for as any page asks for one; whatever comes in by WebRTC is
analysed in the page. So it works with any page that telephones, and "who heard whom" is again one
assertion. One Chromium serves many tests. It knows nothing of the pages it opens.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PLENTY: Final = 15.0
"Seconds in which anything happens, on a busy machine too."
NEAR: Final = 15
"Hz by which a tone that was heard may differ."

_PAGE: Final = Path(__file__).with_name("voice_and_ears.js")


class TonePage:
    """One page: its window, what it says, and what it hears."""

    def __init__(self, context: BrowserContext, tone: float) -> None:
        self._context = context
        self.tone: Final = tone
        script = _PAGE.read_text(encoding="utf-8")
        context.add_init_script(f"const TONE = {tone};\n{script}")
        self.page: Final[Page] = context.new_page()
        self.said: Final[list[str]] = []
        "What it wrote to its console, and its errors."
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def hears_now(self, frequency: float) -> bool:
        """Return whether a tone is heard, by ears that were opened just now."""
        self.page.evaluate("listenAnew()")
        self.wait(0.45)
        return is_in(frequency, self.heard_now(0.2))

    def heard_now(self, lately: float = 0.3) -> set[int]:
        """Return the frequencies heard within the last moments."""
        seen: list[list[Any]] = self.page.evaluate(
            "lately => (window.heardTones || []).filter(one => one[0] > Date.now()/1000 - lately)",
            lately,
        )
        return {tone for _, tones in seen for tone in tones}

    def hears(self, frequency: float, within: float = PLENTY) -> bool:
        """Return whether a tone comes to be heard."""
        end = time.monotonic() + within
        while not self._comes_true(lambda: is_in(frequency, self.heard_now(0.15)), 0.7):
            if time.monotonic() > end:
                return False
            self.page.evaluate("listenAnew()")
        return True

    def hears_no_more(self, frequency: float, within: float = PLENTY) -> bool:
        """Return whether a tone comes not to be heard."""
        return self._comes_true(lambda: not self.hears_now(frequency), within)

    def first_heard(self, frequency: float) -> float:
        """Return when a tone was first heard since the page was loaded, by the clock of time()."""
        seen: list[list[Any]] = self.page.evaluate("window.heardTones || []")
        return min(float(at) for at, tones in seen if is_in(frequency, set(tones)))

    def say(self, frequency: float) -> None:
        """Say another tone from now on."""
        self.page.evaluate("frequency => window.say(frequency)", frequency)

    def wait(self, seconds: float) -> None:
        """Let the page live on for so long."""
        self.page.wait_for_timeout(seconds * 1000)

    def close(self) -> None:
        """Close the window as a person would."""
        self._context.close()

    def _comes_true(self, condition: Any, within: float) -> bool:
        end = time.monotonic() + within
        while not condition():
            if time.monotonic() > end:
                return False
            self.wait(0.04)
        return True


class Chromium:
    """One browser, and the windows that a test has opened."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: list[TonePage] = []

    def window(self, tone: float, **more: Any) -> TonePage:
        """Return a new window of a person of their own, who says *tone*."""
        context = self._browser.new_context(**more)
        page = TonePage(context, tone)
        self._pages.append(page)
        return page

    def close_windows(self) -> None:
        """Close whatever is still open."""
        for page in self._pages:
            page.close()
        self._pages.clear()


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Run a browser for the time of a `with`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield Chromium(browser)
        finally:
            browser.close()


def is_in(frequency: float, tones: set[int]) -> bool:
    """Return whether *frequency* is among *tones*, as exactly as a page hears."""
    return any(abs(tone - frequency) <= NEAR for tone in tones)
