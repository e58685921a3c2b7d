"""Prompts: every one that is ever played exists, once, in every language, with words in it."""

import wave
from collections import Counter
from pathlib import Path

import pytest

from firstline.domain.wait import RANGES
from firstline.plan.prompts import SpokenPrompt, estimate, prompts
from firstline.plan.read import read, read_text
from kit.plans import plan, text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def said(name: str, language: str = "en", **changes: str | None) -> SpokenPrompt:
    found = [p for p in prompts(plan(**changes)) if (p.name, p.language) == (name, language)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("example", ["bank", "isp"])
def test_every_prompt_is_there_once_in_each_language(example: str) -> None:
    hotline = read(EXAMPLES / f"{example}.yaml")
    found = Counter((prompt.name, prompt.language) for prompt in prompts(hotline))
    assert set(found.values()) == {1}
    names = {name for name, _ in found}
    assert len(found) == len(names) * 2
    assert {f"position.{n}" for n in range(22)} <= names
    assert {f"wait.{n}" for n in range(len(RANGES))} <= names
    assert all(prompt.text or prompt.wav for prompt in prompts(hotline))


def test_a_menu_says_its_words_and_then_its_options_in_their_order() -> None:
    assert said("menu.welcome").text == (
        "Hello. For sales, press one. For service, press two. For an operator, press zero."
    )


def test_a_menu_below_another_offers_the_way_back() -> None:
    menu = "{a: {say: A., keys: {1: {label: b, go: b}}}, b: {say: B.}}"
    assert said("menu.b", menu=menu).text == (
        "B. For an operator, press zero. For the previous menu, press star."
    )


def test_a_key_without_a_label_is_not_read_out() -> None:
    menu = "{w: {say: For sales press 1., keys: {1: {stream: sales}}}}"
    assert said("menu.w", menu=menu, operator=None).text == "For sales press 1."


def test_a_language_is_offered_in_itself() -> None:
    menu = "{w: {say: {hu: Szia., en: Hi.}, keys: {8: {language: hu}, 9: {language: en}}}}"
    both = {"menu": menu, "languages": "[hu, en]"}
    assert said("menu.w", "hu", **both).also == (("en", "For English, press nine."),)
    assert said("menu.w", "en", **both).also == (("hu", "Magyar nyelvű menü: nyolcas gomb."),)


def test_what_is_said_before_the_language_is_chosen_is_said_in_all() -> None:
    both = {
        "menu": "{w: {say: {hu: Szia., en: Hi.}}}",
        "languages": "[hu, en]",
        "incidents": "{storm: {say: {hu: Vihar., en: Storm.}}}",
    }
    assert said("incident.storm", "hu", **both).also == (("en", "Storm."),)
    assert said("incident.storm", "en", **both).also == ()
    assert said("closed", "hu", **both).also[0][0] == "en"
    assert said("goodbye", "hu", **both).also == ()


def test_the_plans_own_words_come_before_the_fixed_ones() -> None:
    assert said("goodbye", notices="{goodbye: So long.}").text == "So long."
    assert said("recording", recording="{say: We record.}").text == "We record."
    own = "{w: {say: Hi, no_input: {say: Well?, then: {say: Bye.}}, keys: {'#': {say: Hash.}}}}"
    assert said("menu.w.no-input", menu=own).text == "Well?"
    assert said("menu.w.no-input.then", menu=own).text == "Bye."
    assert said("menu.w.key.hash", menu=own).text == "Hash."


def test_streams_say_their_own_farewell() -> None:
    streams = (
        "{sales: {full_at: 5, on_full: {say: Full.}}, "
        "service: {max_wait: 5 min, on_max_wait: {say: Sorry.}}}"
    )
    assert said("stream.sales.full", streams=streams).text == "Full."
    assert said("stream.service.max-wait", streams=streams).text == "Sorry."


def test_a_text_is_estimated_by_its_length() -> None:
    assert estimate(SpokenPrompt("x", "en", "1234567890")) == 650_000
    assert estimate(SpokenPrompt("x", "en", "12345", also=(("hu", "12345"),))) == 650_000


def test_a_speaker_pauses_at_marks() -> None:
    assert estimate(SpokenPrompt("x", "en", "One, two.")) == 9 * 65_000 + 2 * 300_000


def test_a_recording_is_as_long_as_it_is_and_its_options_are_in_it(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "hello.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 12_000)
    menu = "{w: {say: {file: hello.wav}, keys: {1: {label: a, stream: sales}}}}"
    hotline = read_text(text(menu=menu), str(tmp_path / "plan.yaml"))
    found = next(prompt for prompt in prompts(hotline) if prompt.name == "menu.w")
    assert found.wav == tmp_path / "hello.wav"
    assert found.text == ""
    assert estimate(found) == 1_500_000
