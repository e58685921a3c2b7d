"""Every prompt of a hotline: the plan's own words, the options read out, the fixed notices.

A prompt is found by its name and language, here, in the `Hotline` and in the sound cache. It
knows nothing of the engine that speaks.
"""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstline.domain.time import MINUTE, NEVER, Duration
from firstline.domain.wait import RANGES
from firstline.plan import ways, words
from firstline.plan.model import Menu, Plan, Target
from firstline.plan.spoken import Words

PER_CHARACTER: Final = 65_000
PER_PAUSE: Final = 300_000
"""An estimate of spoken length, before any speech engine was asked: 65 ms for each character, 0.3 s
for each mark at which a speaker pauses. espeak-ng at 150 words a minute is within a tenth of it."""


@dataclass(frozen=True, slots=True)
class SpokenPrompt:
    """A prompt in one language: a text, or else a sound file; then perhaps other languages."""

    name: str
    language: str
    text: str = ""
    wav: Path | None = None
    also: tuple[tuple[str, str], ...] = ()
    "Said after it, each (language, text) in its own voice, to those who do not speak *language*."


def prompts(plan: Plan) -> list[SpokenPrompt]:
    """Return every prompt of the hotline in every language."""
    return [
        *_of_menus(plan),
        *_of_streams(plan),
        *_of_incidents(plan),
        *_notices(plan),
        *_positions(plan),
        *_waits(plan),
    ]


def estimate(prompt: SpokenPrompt) -> Duration:
    """Return how long *prompt* takes to say: a file's own length, an estimate for text."""
    texts = [prompt.text, *(text for _, text in prompt.also)]
    spoken = sum(map(speaking_time, texts))
    return spoken if prompt.wav is None else spoken + _length(prompt.wav)


def speaking_time(text: str) -> Duration:
    """Return about how long it takes to say *text*."""
    pauses = sum(text.count(mark) for mark in ".,:;?!")
    return len(text) * PER_CHARACTER + pauses * PER_PAUSE


def _length(file: Path) -> int:
    with wave.open(str(file), "rb") as sound:
        return sound.getnframes() * 1_000_000 // sound.getframerate()


def menu_texts(plan: Plan, menu: Menu, language: str) -> list[tuple[str, str]]:
    """Return what *menu* says, as (key, sentence); the key of its first words is empty."""
    own = menu.say.said(language) if menu.say is not None else None
    if own is not None and own.file is not None:
        return []  # whoever recorded it has said the options
    said = [("", own.text)] if own is not None and own.text else []
    return [*said, *_options(plan, menu, language)]


def _options(plan: Plan, menu: Menu, language: str) -> Iterator[tuple[str, str]]:
    for key, option in menu.keys.items():
        if option.label is not None:
            yield key, words.option(language, option.label.shown(language), key)
    if ways.HUMAN not in menu.keys and ways.operator(plan) is not None:
        yield ways.HUMAN, words.option(language, words.PHRASES[language].operator, ways.HUMAN)
    if ways.BACK not in menu.keys and not _is_entry(plan, menu):
        yield ways.BACK, words.option(language, words.PHRASES[language].back, ways.BACK)


def _is_entry(plan: Plan, menu: Menu) -> bool:
    return any(plan.menu[name] is menu for name in ways.entries(plan))


def _other_languages(menu: Menu, language: str) -> tuple[tuple[str, str], ...]:
    """Return the offers of other languages, each said in that language."""
    return tuple(
        (option.language, words.choose_language(option.language, key))
        for key, option in menu.keys.items()
        if option.language and option.language != language and option.label is None
    )


def _of_menus(plan: Plan) -> Iterator[SpokenPrompt]:
    for name, menu in plan.menu.items():
        for language in plan.languages:
            said = menu.say.said(language) if menu.say is not None else None
            text = " ".join(sentence for _, sentence in menu_texts(plan, menu, language))
            wav = said.file if said is not None else None
            also = _other_languages(menu, language) if wav is None else ()
            yield SpokenPrompt(menu_prompt(name), language, text, wav, also)
        yield from _spoken(plan, no_input_prompt(name, menu), menu.no_input.say)
        yield from _spoken(plan, no_match_prompt(name, menu), menu.no_match.say)
        for key, target in menu.keys.items():
            yield from _spoken(plan, key_prompt(name, key), target.say)
        yield from _then(plan, no_input_then(name), menu.no_input.then)
        yield from _then(plan, no_match_then(name), menu.no_match.then)


def _of_streams(plan: Plan) -> Iterator[SpokenPrompt]:
    for name, stream in plan.streams.items():
        yield from _then(plan, full_prompt(name), stream.on_full)
        yield from _then(plan, max_wait_prompt(name), stream.on_max_wait)


def _of_incidents(plan: Plan) -> Iterator[SpokenPrompt]:
    for name, incident in plan.incidents.items():
        yield from _before_choice(plan, list(_spoken(plan, incident_prompt(name), incident.say)))


def _then(plan: Plan, name: str, target: Target | None) -> Iterator[SpokenPrompt]:
    yield from _spoken(plan, name, target.say if target is not None else None)


def _spoken(plan: Plan, name: str, said: Words | None) -> Iterator[SpokenPrompt]:
    if said is not None:
        for language in plan.languages:
            utterance = said.said(language)
            yield SpokenPrompt(name, language, utterance.text, utterance.file)


def _before_choice(plan: Plan, spoken: list[SpokenPrompt]) -> Iterator[SpokenPrompt]:
    """Let those hear it as well who had no chance yet to choose their language."""
    also = tuple((prompt.language, prompt.text) for prompt in spoken[1:] if prompt.text)
    for prompt in spoken:
        first = prompt.language == plan.languages[0]
        yield SpokenPrompt(
            prompt.name, prompt.language, prompt.text, prompt.wav, also if first else ()
        )


BEFORE_CHOICE: Final = ("closed", "incident-choice")


def _notices(plan: Plan) -> Iterator[SpokenPrompt]:
    for name in words.EN.notices:
        own = _own_notice(plan, name)
        spoken = list(_spoken(plan, name, own)) or [
            SpokenPrompt(name, language, words.notice(language, name))
            for language in plan.languages
        ]
        yield from _before_choice(plan, spoken) if name in BEFORE_CHOICE else spoken


def _own_notice(plan: Plan, name: str) -> Words | None:
    if name == "recording":
        return plan.recording.say
    own: Words | None = getattr(plan.notices, name.replace("-", "_"))
    return own


def _positions(plan: Plan) -> Iterator[SpokenPrompt]:
    for ahead in range(words.POSITIONS + 2):
        for language in plan.languages:
            yield SpokenPrompt(position_prompt(ahead), language, words.position(language, ahead))


def _waits(plan: Plan) -> Iterator[SpokenPrompt]:
    for number, (least, most) in enumerate(RANGES):
        end = None if most == NEVER else most // MINUTE
        for language in plan.languages:
            text = words.wait(language, least // MINUTE, end)
            yield SpokenPrompt(wait_prompt(number), language, text)


def menu_prompt(menu: str) -> str:
    """Return the name of what a menu says."""
    return f"menu.{menu}"


def key_prompt(menu: str, key: str) -> str:
    """Return the name of what a key says."""
    return f"menu.{menu}.key.{ {'*': 'star', '#': 'hash'}.get(key, key) }"


def no_input_prompt(name: str, menu: Menu) -> str:
    """Return the name of what is said when nothing was pressed."""
    return "no-input" if menu.no_input.say is None else f"menu.{name}.no-input"


def no_match_prompt(name: str, menu: Menu) -> str:
    """Return the name of what is said when a wrong key was pressed."""
    return "no-match" if menu.no_match.say is None else f"menu.{name}.no-match"


def no_input_then(menu: str) -> str:
    """Return the name of what is said at last to those who press nothing."""
    return f"menu.{menu}.no-input.then"


def no_match_then(menu: str) -> str:
    """Return the name of what is said at last to those who press wrong keys."""
    return f"menu.{menu}.no-match.then"


def full_prompt(stream: str) -> str:
    """Return the name of what is said when a stream is full."""
    return f"stream.{stream}.full"


def max_wait_prompt(stream: str) -> str:
    """Return the name of what is said after the longest wait."""
    return f"stream.{stream}.max-wait"


def incident_prompt(incident: str) -> str:
    """Return the name of an incident's message."""
    return f"incident.{incident}"


def position_prompt(ahead: int) -> str:
    """Return the name of what says how many callers are ahead."""
    return f"position.{ahead}"


def wait_prompt(number: int) -> str:
    """Return the name of what says the expected wait."""
    return f"wait.{number}"
