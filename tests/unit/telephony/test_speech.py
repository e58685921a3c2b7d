"""From a plan's words to sound: everything that can be said is there, and as long as it is told."""

from pathlib import Path

from firstline.domain.time import SECOND
from firstline.plan.model import Plan
from firstline.plan.prompts import position_prompt, prompts
from firstline.plan.read import read_text
from firstline.telephony.prompts import Prompts
from firstline.telephony.speech import prepare
from kit.wav_file import sine, write_wav

PLAN = """
hotline: Speech
languages: [hu, en]
menu:
  welcome:
    say: {hu: {file: hu.wav}, en: "Welcome."}
    keys:
      1: {stream: matters, label: {hu: ügyek, en: matters}}
      9: {language: en}
streams:
  matters: {}
teams:
  front: {takes: matters, agents: [anna]}
music: music.wav
"""


def plan(folder: Path) -> Plan:
    write_wav(folder / "hu.wav", sine(440, 16_000, 2.0), 16_000)
    write_wav(folder / "music.wav", sine(620, 8_000, 1.0), 8_000)
    return read_text(PLAN, str(folder / "plan.yaml"))


def test_every_prompt_can_be_heard_and_lasts_as_long_as_the_switchboard_is_told(
    tmp_path: Path,
) -> None:
    read = plan(tmp_path)
    repertoire, lengths = prepare(read, Prompts(tmp_path / "prompts"))
    for prompt in prompts(read):
        clip = repertoire.find([prompt.name], prompt.language)
        assert clip.duration == lengths[prompt.name, prompt.language] > 0
        assert Path(f"{clip.stem}.8").stat().st_size * SECOND // 8000 == clip.duration
    assert repertoire.music.duration == SECOND


def test_a_plans_own_recording_is_said_as_it_is(tmp_path: Path) -> None:
    _, lengths = prepare(plan(tmp_path), Prompts(tmp_path / "prompts"))
    assert lengths["menu.welcome", "hu"] == 2 * SECOND
    assert lengths["menu.welcome", "en"] != 2 * SECOND


def test_several_prompts_are_heard_one_after_the_other(tmp_path: Path) -> None:
    sounds = Prompts(tmp_path / "prompts")
    repertoire, lengths = prepare(plan(tmp_path), sounds)
    names = ["no-input", "menu.welcome"]
    both = repertoire.find(names, "hu")
    assert both.duration == sum(lengths[name, "hu"] for name in names)
    repertoire.add("no-input", "hu", sounds.tone(500, 1.0))
    assert repertoire.find(names, "hu").duration == 3 * SECOND, "what was said before is replaced"


def test_what_is_new_is_told_and_what_was_spoken_before_is_not_spoken_again(
    tmp_path: Path,
) -> None:
    read, sounds = plan(tmp_path), Prompts(tmp_path / "prompts")
    told: list[tuple[int, int]] = []
    prepare(read, sounds, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 2 * len(position_prompt(0))
    told.clear()
    prepare(read, sounds, lambda done, total: told.append((done, total)))
    assert told == []
