"""The telephone of a browser, as whoever serves its page sees it: what the page may ask.

The counterpart is the telephony's, which owns every leg and says what a page is told (`Page`). It
knows nothing of sockets and sound.
"""

from typing import Protocol

from firstline.telephony.browser.page import Page


class BrowserPhones(Protocol):
    """The telephones of those who work in a browser. Owners: `agent:anna`, `user:kati`."""

    def claim(self, owner: str, page: Page) -> None:
        """Let *page* have the telephone; another page loses it."""

    def leave(self, owner: str, page: Page) -> None:
        """The connection to *page* is lost: it may come back."""

    def release(self, owner: str, page: Page) -> None:
        """Let *page* have the telephone no more."""

    def has(self, owner: str) -> bool:
        """Whether some page has the telephone of *owner*."""

    def is_here(self, owner: str, page: Page) -> bool:
        """Whether *page* has it."""

    def offer(self, owner: str, page: Page, leg: str, sdp: str) -> None:
        """Take *page*'s offer for *leg*. Raises InputError for what is no usable offer."""

    def answer(self, agent: str) -> None:
        """Pick up. Raises Refusal where nothing rings in the browser."""

    def decline(self, agent: str) -> None:
        """Send away what rings. Raises Refusal where nothing rings in the browser."""


class BrowserCallers(Protocol):
    """Those who call from a page."""

    def call(self, page: Page, calling: str, dialled: str, language: str) -> str:
        """Begin a call, and return its ticket: nobody can guess it. It arrives with the offer."""

    def back(self, ticket: str, page: Page) -> bool:
        """Let a page that was loaded again go on with its call; False where that is over."""

    def leave(self, ticket: str, page: Page) -> None:
        """The connection to *page* is lost: it may come back."""

    def offer(self, ticket: str, sdp: str) -> None:
        """Take the page's offer. Raises InputError for what is no usable offer."""

    def press(self, ticket: str, key: str) -> None:
        """The caller pressed a key."""

    def hang_up(self, ticket: str) -> None:
        """The caller hung up."""

    def number(self, ticket: str) -> int:
        """Return the call's number; 0 before it has one."""
