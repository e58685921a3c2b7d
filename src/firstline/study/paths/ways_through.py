"""The ways through the menu to a human: which keys, and how long the menu keeps a caller.

Two callers go every way: one hears each menu until the option is said, one knows the keys and
presses them ahead wherever a key cuts a prompt short. Nothing is known here of queues and agents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, TypeAlias

from firstline.domain.time import Duration, in_seconds
from firstline.plan import ways, words
from firstline.plan.model import Incident, Menu, Plan, Target
from firstline.plan.prompts import (
    SpokenPrompt,
    estimate,
    incident_prompt,
    menu_prompt,
    menu_texts,
    no_input_prompt,
    prompts,
    speaking_time,
)

PER_KEY: Final = 0.5
"Seconds to press a key that is known by heart."
MOST_WAYS: Final = 500
"A menu in which everything leads everywhere has more ways than anybody would read."
OTHER_MATTER: Final = "1"
"Pressed after an incident's message by whoever calls about something else."

Lengths: TypeAlias = Mapping[tuple[str, str], Duration]
"How long a prompt takes to say, by its name and language; an estimate stands in for what is not."
Concerns: TypeAlias = Callable[[Incident], bool]


class Kind(Enum):
    """What it means to go a way, for a caller with a certain matter."""

    TRUTHFUL = "truthful"
    OPERATOR = "operator"
    "To whoever takes what fits nowhere else; nothing untrue is said."
    PRETENDING = "pretending"
    "The key of another matter."


@dataclass(frozen=True, slots=True)
class WayThrough:
    """Keys from the first word to a line, and the seconds until the last of them counts."""

    presses: tuple[ways.Press, ...]
    stream: str
    kind: Kind
    listening: float
    "Hears every menu until the key is said."
    ahead: float
    "Knows the keys, and presses each as soon as it counts."
    dialled: str = ""
    "The number to dial, where the plan tells numbers apart."

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys alone; none at all: to say nothing leads to a human, too."""
        return tuple(press.key for press in self.presses)


def ways_to_humans(
    plan: Plan, matter: str, language: str, lengths: Lengths | None = None
) -> list[WayThrough]:
    """Return every way that visits no menu twice, for a caller about the stream *matter*."""
    walk = _Walk(plan, matter, language, lengths or {})
    found = [way for entry in ways.entries(plan) for way in walk.from_entry(entry)]
    return found[:MOST_WAYS]


def quickest(found: list[WayThrough]) -> list[WayThrough]:
    """Return, for each stream that can be reached, the way that keeps a listener least."""
    best: dict[str, WayThrough] = {}
    for way in found:
        known = best.get(way.stream)
        if known is None or (way.listening, way.ahead) < (known.listening, known.ahead):
            best[way.stream] = way
    return list(best.values())


class _Walk:
    """Goes through one plan's menus with one caller's matter and language."""

    def __init__(self, plan: Plan, matter: str, language: str, lengths: Lengths) -> None:
        self._plan: Final = plan
        self._matter: Final = matter
        self._language: Final = language
        self._lengths: Final = lengths
        self._spoken: Final = {(said.name, said.language): said for said in prompts(plan)}

    def from_entry(self, entry: str) -> Iterator[WayThrough]:
        """Yield the ways from one of the menus where calls enter."""
        plan = self._plan
        dialled = [number for number, menu in plan.numbers.items() if menu == entry]
        first = plan.languages[0]
        start = WayThrough((), "", Kind.PRETENDING, 0.0, 0.0, dialled[0] if dialled else "")
        start = self._after_incident(start, self._for_everybody(), first, ways.Press(entry, ""))
        yield from self._silent(start, entry, first)
        if self._language == first:
            yield from self._on(start, entry, first, frozenset({entry}))
            return
        for key, target in plan.menu[entry].keys.items():
            if target.language == self._language:
                chosen = self._press(start, ways.Press(entry, key), first)
                menu = target.go or entry
                yield from self._on(chosen, menu, self._language, frozenset({menu}))

    def _on(
        self, way: WayThrough, menu: str, language: str, seen: frozenset[str]
    ) -> Iterator[WayThrough]:
        """Yield the ways on from *menu*."""
        for key, target in ways.keys(self._plan, self._plan.menu[menu]).items():
            if target.language is not None:
                continue
            pressed = self._press(way, ways.Press(menu, key), language)
            if target.stream is not None:
                yield self._arrived(pressed, target.stream, language)
            elif target.go is not None and target.go not in seen:
                yield from self._on(pressed, target.go, language, seen | {target.go})

    def _silent(self, way: WayThrough, entry: str, language: str) -> Iterator[WayThrough]:
        """Yield the way of a caller who presses nothing, where it leads to a human."""
        menu = self._plan.menu[entry]
        target: Target = menu.no_input.then or ways.human(self._plan)
        if target.stream is None:
            return
        once = self._length(menu_prompt(entry), language) + in_seconds(menu.no_input.after)
        again = self._length(no_input_prompt(entry, menu), language)
        seconds = once * menu.no_input.tries + again * (menu.no_input.tries - 1)
        waited = replace(way, listening=way.listening + seconds, ahead=way.ahead + seconds)
        yield self._arrived(waited, target.stream, language)

    def _press(self, way: WayThrough, press: ways.Press, language: str) -> WayThrough:
        menu = self._plan.menu[press.menu]
        whole = self._length(menu_prompt(press.menu), language)
        heard = whole * _share_until(self._pieces(menu, language), press.key)
        return replace(
            way,
            presses=(*way.presses, press),
            listening=way.listening + (heard if menu.barge_in else whole),
            ahead=way.ahead + (PER_KEY if menu.barge_in else max(whole, PER_KEY)),
        )

    def _pieces(self, menu: Menu, language: str) -> list[tuple[str, Duration]]:
        """Return what a menu says, one option after the other, each with an estimated length."""
        said = menu_texts(self._plan, menu, language)
        pieces = [(key, speaking_time(text)) for key, text in said]
        for key, option in menu.keys.items():
            if said and option.language not in {None, language} and option.label is None:
                offer = words.choose_language(option.language or "", key)
                pieces.append((key, speaking_time(offer)))
        return pieces

    def _arrived(self, way: WayThrough, stream: str, language: str) -> WayThrough:
        """Return the way with what is said between the last key and the line."""
        found = self._plan.streams[stream]
        last = way.presses[-1] if way.presses else ways.Press("", "")
        way = self._after_incident(way, self._for_service(found.service), language, last)
        notice = self._length("recording", language) if found.record else 0.0
        return replace(
            way,
            stream=stream,
            kind=self._kind(stream),
            listening=way.listening + notice,
            ahead=way.ahead + notice,
        )

    def _kind(self, stream: str) -> Kind:
        if stream == self._matter:
            return Kind.TRUTHFUL
        return Kind.OPERATOR if stream == ways.operator(self._plan) else Kind.PRETENDING

    def _after_incident(
        self, way: WayThrough, incident: str | None, language: str, at: ways.Press
    ) -> WayThrough:
        if incident is None:
            return way
        heard = self._length(incident_prompt(incident), language)
        heard += self._length("incident-choice", language)
        return replace(
            way,
            presses=(*way.presses, ways.Press(at.menu, OTHER_MATTER)),
            listening=way.listening + heard,
            ahead=way.ahead + PER_KEY,
        )

    def _for_everybody(self) -> str | None:
        return self._first(lambda it: not it.area and not it.service)

    def _for_service(self, service: str) -> str | None:
        return self._first(lambda it: bool(service) and not it.area and it.service == service)

    def _first(self, concerns: Concerns) -> str | None:
        found = (name for name, it in self._plan.incidents.items() if concerns(it))
        return next(found, None)

    def _length(self, name: str, language: str) -> float:
        """Return the seconds that a prompt takes to say."""
        known = self._lengths.get((name, language))
        said = self._spoken.get((name, language), SpokenPrompt(name, language))
        return in_seconds(estimate(said) if known is None else known)


def _share_until(pieces: list[tuple[str, Duration]], key: str) -> float:
    """Return how much of a prompt has been heard once *key* has been said; all of it if never."""
    total = sum(length for _, length in pieces)
    heard = 0
    for said, length in pieces:
        heard += length
        if said == key:
            return heard / total
    return 1.0
