"""Every page, from all sides: for everybody, light and dark, in both languages, on any screen."""

from typing import Final, Literal

import pytest
from playwright.sync_api import ConsoleMessage, Locator, expect

from kit.browser import Chromium
from kit.hotline_process import HotlineProcess
from kit.page_form import barriers, sticking_out
from kit.sights import LANGUAGES, STORIES, Sight, Stage, speak
from kit.staff import Window

pytestmark = pytest.mark.timeout(240)

PHONE = 360
ZOOMED = 320
"A window of 1280 px, 400 % as large."
Look = Literal["dark", "light"]
COLOURS: Final = ("color-contrast", "link-in-text-block")
LOOKS: Final[dict[Look, tuple[str, ...]]] = {"dark": COLOURS, "light": ()}
"Axe's rules for each, all or some: between light and dark, nothing but colours is another."
EXPECTED = ("/session",)
"Whoever is not signed in is told so by an answer that the console notes."


class Looker:
    """Looks at sights, and notes whatever is wrong with one."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self._windows: list[Window] = []

    def look(self, sight: Sight) -> None:
        """Look at *sight* in both languages, light and dark, large and small."""
        self._listen(sight.window)
        if sight.control:
            expect(control_of(sight)).to_be_visible()
        for language in LANGUAGES:
            speak(sight.window, language)
            self._look_closely(sight, language)
        if sight.control:
            _find(sight)

    def elsewhere(self) -> list[str]:
        """Return what the windows asked of any other host."""
        return [url for window in self._windows for url in window.elsewhere]

    def _listen(self, window: Window) -> None:
        if window not in self._windows:
            self._windows.append(window)
            window.page.on("console", self._note)
            window.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not where.endswith(EXPECTED):
            self.wrong.append(f"console: {message.text} ({where})")

    def _look_closely(self, sight: Sight, language: str) -> None:
        page = sight.window.page
        # What is caught half drawn, or on its way in, has come to rest by the second look.
        for look, rules in LOOKS.items():
            page.emulate_media(color_scheme=look)
            found = barriers(page, *rules) and barriers(page, *rules)
            self.wrong += [f"{sight.name}, {language}, {look}: {one}" for one in found]
        for width in (PHONE, ZOOMED):
            found = sticking_out(page, width) and sticking_out(page, width)
            self.wrong += [f"{sight.name}, {language}: {one}" for one in found]


def _find(sight: Sight) -> None:
    """Check that a person finds the main control in a window of 1280 x 1024, 400 % as large."""
    page, control = sight.window.page, control_of(sight)
    before = page.viewport_size
    page.set_viewport_size({"width": ZOOMED, "height": 256})
    control.scroll_into_view_if_needed()
    expect(control).to_be_in_viewport()
    if before is not None:
        page.set_viewport_size(before)


def control_of(sight: Sight) -> Locator:
    """Return the main control."""
    window = sight.window
    return (
        window.button(sight.control).or_(window.page.get_by_role("link", name=sight.control)).first
    )


@pytest.fixture
def stage(bank: HotlineProcess, browser: Chromium) -> Stage:
    """Return a stage with windows as most people have them."""
    return Stage(bank, browser, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")


@pytest.mark.parametrize("story", STORIES)
def test_the_pages_keep_nobody_out(stage: Stage, story: str) -> None:
    looker = Looker()
    for sight in STORIES[story](stage):
        looker.look(sight)
    assert not looker.wrong, "\n".join(looker.wrong)
    assert not looker.elsewhere()


def test_what_keeps_people_out_would_be_found(browser: Chromium) -> None:
    page = browser.window(0).page
    page.set_content(
        "<html><body><button></button><h1 style='width: 900px'>Wide</h1></body></html>"
    )
    assert any(one.startswith("button-name") for one in barriers(page))
    assert any("h1 Wide" in one for one in sticking_out(page, PHONE))
    browser.close_windows()
