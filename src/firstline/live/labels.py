"""How the plan calls its streams, teams and keys, in each language that people work in.

What a plan does not label is called by its name. It knows no call.
"""

from collections.abc import Iterator
from typing import Final

from babel.core import Locale
from msgspec import Struct

from firstline.plan import ways
from firstline.plan.model import Key, Menu, Plan
from firstline.plan.spoken import Label
from firstline.plan.words import PHRASES


class Text(Struct, frozen=True):
    """The same in both languages."""

    hu: str
    en: str

    def shown(self, language: str) -> str:
        """Return it in *language*, or in English."""
        return self.hu if language == "hu" else self.en


NOTHING: Final = Text("", "")
AGAIN: Final = Text("újra", "again")


class Labels:
    """The labels of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan: Final = plan
        self._entries: Final = frozenset(ways.entries(plan))

    def stream(self, name: str) -> Text:
        """Return how the stream *name* is called; nothing for no stream."""
        stream = self._plan.streams.get(name)
        return _text(None if stream is None else stream.label, name)

    def team(self, name: str) -> Text:
        """Return how the team *name* is called."""
        team = self._plan.teams.get(name)
        return _text(None if team is None else team.label, name)

    def goal(self, goal: str) -> Text:
        """Return how it is called for whom somebody waits: “stream:cards”, or a name alone."""
        kind, colon, name = goal.partition(":")
        if not colon:
            return self.stream(goal) if goal in self._plan.streams else self.team(goal)
        if kind == "agent":
            return Text(name, name)
        return self.team(name) if kind == "team" else self.stream(name)

    def key(self, menu: str, key: str) -> Text:
        """Return what *key* is for in *menu*; nothing where it means nothing there."""
        shown = self._plan.menu.get(menu)
        if shown is None:
            return NOTHING
        option = shown.keys.get(key)
        return self._reserved(key) if option is None else self._option(option)

    def options(self, menu: str) -> Iterator[tuple[str, Text]]:
        """Yield the keys of *menu* that a caller may want, and what they are for."""
        shown = self._plan.menu.get(menu)
        if shown is None:
            return
        for key in ways.keys(self._plan, shown):
            text = self.key(menu, key)
            if text != NOTHING and not self._is_idle(menu, shown, key):
                yield key, text

    def _is_idle(self, name: str, menu: Menu, key: str) -> bool:
        """Whether *key* is one that leads back, where there is nothing to go back to."""
        return key == ways.BACK and key not in menu.keys and name in self._entries

    def _option(self, option: Key) -> Text:
        if option.label is not None:
            return _text(option.label, "")
        if option.language is not None:
            return _language(option.language)
        return NOTHING if option.stream is None else self.stream(option.stream)

    def _reserved(self, key: str) -> Text:
        if key == ways.AGAIN:
            return AGAIN
        if key == ways.BACK:
            return Text(PHRASES["hu"].back, PHRASES["en"].back)
        if key == ways.HUMAN and ways.operator(self._plan) is not None:
            return Text(PHRASES["hu"].operator, PHRASES["en"].operator)
        return NOTHING


def _text(label: Label | None, name: str) -> Text:
    """Return *label* in both languages: one that lacks a language is shown as it is."""
    if label is None:
        return Text(name, name)
    any_of_it = next(filter(None, label.root.values()), name)
    return Text(label.shown("hu") or any_of_it, label.shown("en") or any_of_it)


def _language(code: str) -> Text:
    """Return what a language is called."""
    hungarian, english = (
        str(Locale.parse(locale).languages.get(code, code)) for locale in ("hu", "en")
    )
    return Text(hungarian, english)
