"""The trail of every caller who is up: which keys were pressed, and what each was for.

A key means what the menu means in which it was pressed, so the trail follows the caller through the
menus, entry by entry. It knows nothing of who looks at it.
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from firstline.domain.hotline import GO, LANGUAGE, OTHER_MATTER, REFUSE_RECORDING, Hotline, Menu
from firstline.journal.commands import HangUp, Play, Queue, Refuse
from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived, KeyPressed
from firstline.live.labels import NOTHING, Labels, Text
from firstline.switchboard.limits import KEYS_KEPT_AT_MOST


class Pressed(Struct, frozen=True):
    """A key that was pressed, and what it was for."""

    key: str
    label: Text


MESSAGES: Final = {
    "incident": {OTHER_MATTER: Text("más ügyben keres", "a different matter")},
    "recording": {REFUSE_RECORDING: Text("nem rögzíthető", "no recording")},
    "welcome back": {"*": Text("a menüt kéri", "the menu")},
}
"""What keys mean in the messages before a menu or a queue."""


class _Trail:
    """One caller's."""

    __slots__ = ("keys", "menu", "message")

    def __init__(self, menu: Menu | None) -> None:
        self.keys: tuple[Pressed, ...] = ()
        self.menu = menu
        self.message = ""


class Trails:
    """All callers who are up."""

    def __init__(self, hotline: Hotline, labels: Labels) -> None:
        self._hotline: Final = hotline
        self._labels: Final = labels
        self._menus: Final = {menu.prompt.name: menu for menu in hotline.menus}
        self._messages: Final = message_prompts(hotline)
        self._trails: Final[dict[int, _Trail]] = {}

    def take(self, entry: Entry) -> None:
        """Go on by one entry of the journal."""
        follow = _FOLLOW.get(type(entry.what))
        if follow is not None:
            follow(self, entry.what)

    def keys(self, call: int) -> tuple[Pressed, ...]:
        """Return what was pressed in *call* so far, in order."""
        trail = self._trails.get(call)
        return () if trail is None else trail.keys

    def _arrived(self, arrived: CallArrived) -> None:
        numbers, entry = self._hotline.numbers, self._hotline.entry
        menu = numbers.get(arrived.dialled, entry) if numbers else entry
        self._trails[arrived.call] = _Trail(menu)

    def _said(self, play: Play) -> None:
        trail = self._trails.get(play.call)
        if trail is not None and play.prompts:
            last = play.prompts[-1]
            trail.menu = self._menus.get(last)
            trail.message = self._messages.get(last, "")

    def _queued(self, queued: Queue) -> None:
        trail = self._trails.get(queued.call)
        if trail is not None:
            trail.menu, trail.message = None, ""

    def _pressed(self, pressed: KeyPressed) -> None:
        trail = self._trails.get(pressed.call)
        if trail is None or (trail.menu is None and not trail.message):
            return
        if len(trail.keys) < KEYS_KEPT_AT_MOST:
            trail.keys = (*trail.keys, Pressed(pressed.key, self._label(trail, pressed.key)))
        if trail.menu is not None:
            trail.menu = _after(trail.menu, pressed.key)

    def _label(self, trail: _Trail, key: str) -> Text:
        if trail.message:
            return MESSAGES[trail.message].get(key, NOTHING)
        return NOTHING if trail.menu is None else self._labels.key(trail.menu.name, key)

    def _over(self, over: HangUp | Refuse) -> None:
        self._trails.pop(over.call, None)


def message_prompts(hotline: Hotline) -> dict[str, str]:
    """Return which of MESSAGES a prompt ends, by the prompt's name."""
    notices = hotline.notices
    known = {
        "incident": notices.incident_choice,
        "recording": notices.recording,
        "welcome back": notices.welcome_back,
    }
    return {prompt.name: kind for kind, prompt in known.items() if prompt is not None}


def _after(menu: Menu, key: str) -> Menu:
    """Return the menu in which the next key counts, should it be pressed before that is said."""
    action = menu.options.get(key)
    if action is None or action.menu is None or action.kind not in {GO, LANGUAGE}:
        return menu
    return action.menu


_FOLLOW: Final[dict[type, Callable[[Trails, Any], None]]] = {
    CallArrived: Trails._arrived,
    Play: Trails._said,
    Queue: Trails._queued,
    KeyPressed: Trails._pressed,
    HangUp: Trails._over,
    Refuse: Trails._over,
}
"What is not here says nothing of keys."
