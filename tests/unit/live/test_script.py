"""The script: the words of all prompts, in the language of the call."""

from pathlib import Path

import pytest

from firstline.live.labels import Labels
from firstline.live.script import Script
from firstline.plan.build import build
from firstline.plan.prompts import menu_prompt, position_prompt, prompts, wait_prompt
from firstline.plan.read import read
from kit.documents import ROOT


@pytest.mark.parametrize("example", ["bank", "isp"])
def test_every_prompt_of_a_plan_has_its_words(example: str) -> None:
    plan = read(Path(ROOT / "examples" / f"{example}.yaml"))
    script = Script(plan, build(plan, {}), Labels(plan), lambda prompt, language: "")
    for prompt in prompts(plan):
        texts = script.texts([prompt.name], prompt.language)
        assert texts, prompt.name
        assert texts[0] == prompt.text
        assert len(texts) == 1 + len(prompt.also)
    assert script.texts([position_prompt(2), wait_prompt(0)], "en") == [
        "2 callers are ahead of you.",
        "The expected wait is less than one minute.",
    ]
    assert script.texts(["unheard of"], "en") == []


def test_the_keys_are_those_of_what_was_said_last() -> None:
    plan = read(Path(ROOT / "examples" / "bank.yaml"))
    hotline = build(plan, {})
    script = Script(plan, hotline, Labels(plan), lambda prompt, language: "")
    cards = script.options(["no-match", menu_prompt("cards")])
    assert [option.key for option in cards] == ["1", "2", "3", "*", "#", "0"]
    assert cards[0].label.en == "a new card"
    assert [option.key for option in script.options(["recording"])] == ["9"]
    assert [option.key for option in script.options(["incident.x", "incident-choice"])] == ["1"]
    assert script.options(["goodbye"]) == script.options([]) == []


def test_what_was_announced_since_is_said_instead() -> None:
    plan = read(Path(ROOT / "examples" / "bank.yaml"))
    announced = {("incident.storm", "en"): "There is a storm."}
    script = Script(plan, build(plan, {}), Labels(plan), lambda *said: announced.get(said, ""))
    assert script.texts(["incident.storm"], "en") == ["There is a storm."]
