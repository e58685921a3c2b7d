"""Staff and callers at the real pages: what people do with mouse and keyboard, by visible words.

Each has a window of their own, with a tone for a voice (kit.browser). English is spoken, unless a
window is told otherwise. It asks the hotline nothing that a page would not show.
"""

import re
from typing import Final

from playwright.sync_api import Locator, expect

from kit.browser import TonePage
from kit.hotline_process import HotlineProcess

PASSWORD: Final = "correct horse battery"
PATIENCE_MS: Final = 15_000
AGAIN_AFTER_S: Final = 5.0

expect.set_options(timeout=PATIENCE_MS)


def hire(
    hotline: HotlineProcess, name: str, *roles: str, agent: str = "", language: str = "en"
) -> None:
    """Let somebody sign in as *name* with PASSWORD; as themselves where they are an agent."""
    words = [word for role in roles for word in ("--role", role)] + ["--language", language]
    acts_as = ["--agent", agent] if agent else []
    status, _, wrong = hotline.command(
        "user", "add", name, *words, *acts_as, "--password-stdin", told=f"{PASSWORD}\n"
    )
    assert status == 0, wrong


class Window:
    """One person's window on the pages of the staff."""

    def __init__(self, sight: TonePage, hotline: HotlineProcess) -> None:
        self.sight: Final = sight
        self.page: Final = sight.page
        self._http: Final = hotline.http
        self.elsewhere: Final[list[str]] = []
        "What was asked of any other host."
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", lambda request: self._note(request.url))

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.address(path))

    def address(self, path: str) -> str:
        """Return the whole address of a page, or of anything else at the hotline."""
        return f"{self._http}{path}"

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in at the front page, and see what a member of the staff sees."""
        self.open("/")
        self.type_in(name, password)
        expect(self.page.get_by_role("navigation")).to_be_visible()

    def type_in(self, name: str, password: str) -> None:
        """Fill the form in, and send it."""
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")

    def press(self, button: str) -> None:
        """Press the button of that name, whatever key its face shows."""
        self.button(button).click()

    def button(self, name: str) -> Locator:
        """Return the button of that name."""
        return self.page.get_by_role("button", name=re.compile(rf"^{re.escape(name)}( [A-Z?])?$"))

    def sees(self, text: str) -> None:
        """Wait until *text* can be read, just so; it may be part of a sentence."""
        expect(self._reads(text).filter(visible=True).first).to_be_visible()

    def sees_no_more(self, text: str) -> None:
        """Wait until *text* can be read nowhere."""
        expect(self._reads(text)).to_have_count(0)

    def _reads(self, text: str) -> Locator:
        """Return where *text* stands; plain words would be found whatever their case."""
        return self.page.get_by_text(re.compile(r"\s+".join(map(re.escape, text.split()))))

    def _note(self, url: str) -> None:
        if not url.startswith((self._http, self._http.replace("http", "ws", 1), "data:", "blob:")):
            self.elsewhere.append(url)


class Desk(Window):
    """An agent at the desk."""

    def begin(self, name: str) -> None:
        """Sign in, with this window as the telephone, and be ready."""
        self.sign_in(name)
        self.press("Start work")
        self.press("Use this window")
        self.sees("Telephone in this window")
        self.press("Ready")

    def answer(self) -> None:
        """Answer what rings."""
        self.press("Answer")
        expect(self.button("Hang up")).to_be_visible()

    def hand_over(self, to: str, how: str) -> None:
        """Find *to* and hand the call over: "Transfer now" or "Ask first"."""
        self.press("Transfer")
        self.page.get_by_role("combobox", name="To whom").fill(to)
        self.page.get_by_role("option").first.click()
        self.press(how)
        expect(self.page.get_by_role("dialog")).to_have_count(0)


class Caller(Window):
    """Somebody who calls from the page."""

    def call(self, *options: str) -> None:
        """Call, and press the options of these names as they come."""
        self.open("/call?language=en")
        self.begin()
        for option in options:
            self.page.get_by_role("button", name=option).click()

    def begin(self, call: str = "Call", heard: str = "What you hear") -> None:
        """Call; where too many calls began from here within a minute, be patient, as told."""
        goes_on = self.page.get_by_label(heard)
        refused = self.page.get_by_role("alert")
        while True:
            self.press(call)
            expect(goes_on.or_(refused).first).to_be_visible()
            if not refused.is_visible():
                return
            self.sight.wait(AGAIN_AFTER_S)
