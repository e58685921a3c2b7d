"""How it is to listen to a menu: how long, how deep, how many options, in which order.

It knows the menu and its prompts; what is advised about the rest of a plan is in lint.py.
"""

import re
from collections.abc import Iterator
from typing import Final

from firstline.domain.time import Duration, in_seconds
from firstline.plan import ways
from firstline.plan.faults import Path, Remark, short
from firstline.plan.model import Menu, Plan
from firstline.plan.prompts import estimate, menu_prompt, menu_texts, prompts, speaking_time
from firstline.plan.spoken import Words
from firstline.plan.words import PHRASES

DEEPEST: Final = 3
"Menus that a caller goes through, at most."
MOST_OPTIONS: Final = 5
"Options that can be kept in mind; 0, * and # are known and do not count."
LONGEST_PROMPT: Final = 30
"Seconds of one prompt."
TO_A_HUMAN: Final = 60
"Seconds of listening, at most, until the key is said that leads to a human."

KEY_FIRST: Final = {
    "en": re.compile(r"\b(press|dial|push) (the )?(\d|\w+)( key)? (for|to|if)\b", re.IGNORECASE),
    "hu": re.compile(
        r"\bnyomj(a|on)( meg)? (az? )?[\w-]+( gombot)?,? (ha|amennyiben|a(z)? .* esetén)\b"
        r"|\b(az? )?[\w-]+(-e?s|as|es|ös) gomb(ot|ra|nál)?( megnyomásával)?[:,]? (ha|amennyiben)\b",
        re.IGNORECASE,
    ),
}
"Own words that name the key before they say what it is for."


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield what makes the menu hard to listen to."""
    yield from _too_deep(plan)
    yield from _too_many_options(plan)
    yield from _too_long(plan)
    yield from _too_late(plan)
    yield from _key_first(plan)
    yield from _unsaid(plan)
    yield from _said_twice(plan)


def _too_deep(plan: Plan) -> Iterator[Remark]:
    for way in _ways(plan):
        if len(way.presses) == DEEPEST + 1:
            last = way.presses[-1]
            what = f"key {last.key} is {len(way.presses)} menus deep"
            remedy = f"Bring it within {DEEPEST} keys, or leave the choice to a first line."
            yield Remark(("menu", last.menu, "keys", last.key), what, remedy, True)


def _ways(plan: Plan) -> Iterator[ways.Way]:
    for entry in ways.entries(plan):
        yield from ways.explore(plan, entry)


def _too_many_options(plan: Plan) -> Iterator[Remark]:
    for name, menu in plan.menu.items():
        options = [key for key in menu.keys if key.isdigit() and key != ways.HUMAN]
        chosen = [key for key in options if menu.keys[key].language is None]
        if len(chosen) > MOST_OPTIONS:
            what = f"menu “{name}” reads out {len(chosen)} options"
            remedy = f"Nobody keeps more than {MOST_OPTIONS} in mind: group them."
            yield Remark(("menu", name, "keys"), what, remedy, True)


def _too_long(plan: Plan) -> Iterator[Remark]:
    names = {menu_prompt(name): name for name in plan.menu}
    for prompt in prompts(plan):
        seconds = in_seconds(estimate(prompt))
        if prompt.name in names and seconds > LONGEST_PROMPT:
            what = f"in {prompt.language} this menu takes some {seconds:.0f} seconds to say"
            remedy = f"Say it in {LONGEST_PROMPT}, or let a second menu say the rest."
            yield Remark(("menu", names[prompt.name]), what, remedy, True)


def _too_late(plan: Plan) -> Iterator[Remark]:
    for language in plan.languages:
        for stream, seconds in to_a_human(plan, language).items():
            if seconds > TO_A_HUMAN:
                what = f"in {language} it takes {seconds:.0f} seconds of listening to get here"
                remedy = f"Let callers hear their key within {TO_A_HUMAN} seconds."
                yield Remark(("streams", stream), what, remedy, True)


def to_a_human(plan: Plan, language: str) -> dict[str, float]:
    """Return the seconds until a caller has heard the keys to each stream, by the shortest way."""
    shortest: dict[str, float] = {}
    for way in _ways(plan):
        if way.target.stream is not None:
            heard = (_until(plan, press, language) for press in way.presses)
            seconds = in_seconds(sum(heard))
            known = shortest.get(way.target.stream, seconds)
            shortest[way.target.stream] = min(known, seconds)
    return shortest


def _until(plan: Plan, press: ways.Press, language: str) -> Duration:
    """Return how long a menu speaks until its key has been said."""
    heard = 0
    for key, text in menu_texts(plan, plan.menu[press.menu], language):
        heard += speaking_time(text)
        if key == press.key:
            break
    return heard


def _key_first(plan: Plan) -> Iterator[Remark]:
    for name, menu in plan.menu.items():
        for path, said in _own_words(name, menu):
            for language, pattern in KEY_FIRST.items():
                found = pattern.search(said.said(language).text)
                if found is not None and language in plan.languages:
                    what = f"“{short(found[0])}” names the key first"
                    remedy = "Say what it is for, then the key: people listen for their matter."
                    yield Remark((*path, language), what, remedy)


def _own_words(name: str, menu: Menu) -> Iterator[tuple[Path, Words]]:
    at: Path = ("menu", name)
    if menu.say is not None:
        yield (*at, "say"), menu.say
    if menu.no_input.say is not None:
        yield (*at, "no_input", "say"), menu.no_input.say
    if menu.no_match.say is not None:
        yield (*at, "no_match", "say"), menu.no_match.say


def _unsaid(plan: Plan) -> Iterator[Remark]:
    """Find keys that nobody is told of."""
    for name, menu in plan.menu.items():
        for key, option in menu.keys.items():
            if option.label is None and option.language is None and not _is_said(plan, menu, key):
                what = f"no caller is told of key {key}"
                remedy = "Give it a label, or say it in the menu's own words."
                yield Remark(("menu", name, "keys", key), what, remedy, True)


def _is_said(plan: Plan, menu: Menu, key: str) -> bool:
    """Whether the menu's own words name *key*; a recording is trusted, and so are * and #."""
    if not key.isdigit():
        return True
    if menu.say is None:
        return False
    said = [(language, menu.say.said(language)) for language in plan.languages]
    return all(
        words.file is not None or re.search(rf"\b({key}|{PHRASES[x].keys[key]})", words.text, re.I)
        for x, words in said
    )


def _said_twice(plan: Plan) -> Iterator[Remark]:
    for name, menu in plan.menu.items():
        seen: dict[str, str] = {}
        for key, option in menu.keys.items():
            label = option.label.shown(plan.languages[0]) if option.label is not None else ""
            if label and label in seen:
                what = f"keys {seen[label]} and {key} are both called “{short(label)}”"
                remedy = "Call them by what makes them different."
                yield Remark(("menu", name, "keys", key), what, remedy, True)
            seen.setdefault(label, key)
