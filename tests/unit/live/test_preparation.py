"""From a plan to what can be run: hotline, sounds, and a copy from which to build it again."""

from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.journal.plan import hotline_of
from firstline.live.preparation import PlanText, prepare

PLAN = """
hotline: Small
languages: [hu, en]
menu:
  welcome:
    say: {hu: "Jó napot.", en: "Good day."}
    keys: {1: {label: {hu: "ügyintéző", en: "an operator"}, stream: all}}
streams: {all: {}}
teams: {front: {takes: all, agents: {anna: {address: "sip:anna@127.0.0.1:5070"}}}}
"""


def write(folder: Path, plan: str) -> PlanText:
    """Write a plan into a file, and return what stands there."""
    path = folder / "plan.yaml"
    path.write_text(plan, encoding="utf-8")
    return PlanText.of_file(path)


def test_every_prompt_has_its_sound_and_the_switchboard_knows_how_long(tmp_path: Path) -> None:
    spoken: list[tuple[int, int]] = []
    prepared = prepare(
        write(tmp_path, PLAN), tmp_path, lambda done, total: spoken.append((done, total))
    )
    menu = prepared.hotline.entry
    for number, language in enumerate(prepared.plan.languages):
        clip = prepared.repertoire.find([menu.prompt.name], language)
        assert clip.duration == menu.prompt.lengths[number]
    assert spoken[-1][0] == spoken[-1][1] > 10


def test_a_replay_builds_the_same_hotline_from_the_copy(tmp_path: Path) -> None:
    prepared = prepare(write(tmp_path, PLAN), tmp_path, lambda done, total: None)
    again = hotline_of(prepared.copy)
    assert again.entry.prompt.lengths == prepared.hotline.entry.prompt.lengths
    assert prepared.copy.folder == str(tmp_path)


def test_what_was_spoken_once_is_not_spoken_again(tmp_path: Path) -> None:
    source = write(tmp_path, PLAN)
    first = prepare(source, tmp_path, lambda done, total: None)
    spoken: list[tuple[int, int]] = []
    second = prepare(source, tmp_path, lambda done, total: spoken.append((done, total)))
    assert not any(total for _, total in spoken)
    assert first.copy == second.copy


def test_a_plan_with_faults_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        prepare(write(tmp_path, "hotline: ["), tmp_path, lambda done, total: None)
