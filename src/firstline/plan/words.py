"""The fixed words of every hotline, in each language that Firstline speaks.

A new language is a new row of PHRASES. It knows no plan; prompts.py puts a plan's words and these
together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

POSITIONS: Final = 20
"So many callers ahead are said as a number; beyond it, “more than”."


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's words; “{…}” is filled in."""

    option: str
    "Reads out a key of the menu: what for, then which key."
    keys: Mapping[str, str]
    choose_language: str
    "Reads out the key for this language, to people who speak it."
    operator: str
    "The label of the key for a human."
    back: str
    "The label of the key for the menu before."
    positions: tuple[str, str, str, str]
    "Nobody, one, several, and more than POSITIONS callers ahead."
    waits: tuple[str, str, str]
    "Less than, between, and more than so many minutes."
    minutes: Mapping[int, str]
    "Numbers of minutes as words, where digits would be read wrongly."
    notices: Mapping[str, str]


HU: Final = Phrases(
    option="{label}: {key} gomb.",
    keys={
        "0": "nullás",
        "1": "egyes",
        "2": "kettes",
        "3": "hármas",
        "4": "négyes",
        "5": "ötös",
        "6": "hatos",
        "7": "hetes",
        "8": "nyolcas",
        "9": "kilences",
        "*": "csillag",
        "#": "kettőskereszt",
    },
    choose_language="Magyar nyelvű menü: {key} gomb.",
    operator="ügyintéző",
    back="vissza az előző menübe",
    positions=(
        "Ön a következő.",
        "Ön előtt egy hívó várakozik.",
        "Ön előtt {count} hívó várakozik.",
        "Ön előtt több mint húsz hívó várakozik.",
    ),
    waits=(
        "A várakozás várhatóan egy percnél rövidebb.",
        "A várakozás várhatóan {least} és {most} perc között lesz.",
        "A várakozás várhatóan egy óránál hosszabb lesz.",
    ),
    minutes={
        1: "egy",
        2: "két",
        3: "három",
        5: "öt",
        8: "nyolc",
        12: "tizenkét",
        20: "húsz",
        30: "harminc",
        60: "hatvan",
    },
    notices={
        "closed": "Jelenleg zárva vagyunk. Kérjük, hívjon minket nyitvatartási időben.",
        "incident-choice": "Ha más ügyben keres minket, nyomja meg az egyes gombot.",
        "goodbye": "Köszönjük a hívását. Viszonthallásra.",
        "full": "Jelenleg minden vonalunk foglalt. Kérjük, hívjon később.",
        "queued": "Minden ügyintézőnk foglalt. Kérjük, tartsa a vonalat, hamarosan jelentkezünk.",
        "recording": (
            "A beszélgetést rögzítjük. Ha ehhez nem járul hozzá, nyomja meg a kilences gombot."
        ),
        "welcome-back": (
            "Üdvözöljük újra. Megőriztük a helyét a sorban. A menühöz nyomja meg a csillag gombot."
        ),
        "transfer": "Kapcsolom az illetékes kollégát. Kérjük, tartsa a vonalat.",
        "longer": "Elnézést kérünk: a várakozás hosszabb lesz, mint ahogy mondtuk.",
        "no-input": "Nem érkezett választás.",
        "no-match": "Ez a gomb itt nem választható.",
    },
)

EN: Final = Phrases(
    option="For {label}, press {key}.",
    keys={
        "0": "zero",
        "1": "one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "*": "star",
        "#": "hash",
    },
    choose_language="For English, press {key}.",
    operator="an operator",
    back="the previous menu",
    positions=(
        "You are next.",
        "One caller is ahead of you.",
        "{count} callers are ahead of you.",
        "More than twenty callers are ahead of you.",
    ),
    waits=(
        "The expected wait is less than one minute.",
        "The expected wait is between {least} and {most} minutes.",
        "The expected wait is more than one hour.",
    ),
    minutes={},
    notices={
        "closed": "We are closed at the moment. Please call again during our opening hours.",
        "incident-choice": "If your matter is different, press one.",
        "goodbye": "Thank you for calling. Goodbye.",
        "full": "All our lines are busy at the moment. Please call again later.",
        "queued": "All our agents are busy. Please hold the line: we will be with you soon.",
        "recording": "This call will be recorded. If you do not agree, press nine.",
        "welcome-back": (
            "Welcome back. We have kept your place in the queue. For the menu, press star."
        ),
        "transfer": "You are being put through to a colleague. Please hold the line.",
        "longer": "We are sorry: it is taking longer than we told you.",
        "no-input": "You have not pressed a key.",
        "no-match": "That key cannot be chosen here.",
    },
)

PHRASES: Final[Mapping[str, Phrases]] = {"hu": HU, "en": EN}
"By language, ISO 639-1."


def option(language: str, label: str, key: str) -> str:
    """Return the sentence that reads out one key of a menu.

    >>> option("en", "a new card", "1")
    'For a new card, press one.'
    >>> option("hu", "új kártya", "1")
    'Új kártya: egyes gomb.'
    """
    phrases = PHRASES[language]
    return capital(phrases.option.format(label=label.strip(), key=phrases.keys[key]))


def choose_language(language: str, key: str) -> str:
    """Return the sentence that offers *language* to those who speak it."""
    phrases = PHRASES[language]
    return capital(phrases.choose_language.format(key=phrases.keys[key]))


def position(language: str, ahead: int) -> str:
    """Return the sentence that says how many callers are *ahead*.

    >>> position("en", 0), position("en", 2), position("en", 99)
    ('You are next.', '2 callers are ahead of you.', 'More than twenty callers are ahead of you.')
    """
    phrases = PHRASES[language]
    form = 3 if ahead > POSITIONS else min(ahead, 2)
    return phrases.positions[form].format(count=ahead)


def wait(language: str, least: int, most: int | None) -> str:
    """Return the sentence that says the expected wait, in minutes; None: without an end.

    >>> wait("hu", 2, 3)
    'A várakozás várhatóan két és három perc között lesz.'
    """
    phrases = PHRASES[language]
    if most is None:
        return phrases.waits[2]
    if least == 0:
        return phrases.waits[0]
    said = [phrases.minutes.get(number, str(number)) for number in (least, most)]
    return phrases.waits[1].format(least=said[0], most=said[1])


def notice(language: str, name: str) -> str:
    """Return a fixed notice."""
    return PHRASES[language].notices[name]


def capital(sentence: str) -> str:
    """Return *sentence* with its first letter as a capital.

    >>> capital("új kártya")
    'Új kártya'
    """
    return sentence[:1].upper() + sentence[1:]
