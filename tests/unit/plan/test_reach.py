"""What a text may name that was not written in the plan's file: nothing that leaves its folder."""

from pathlib import Path

import pytest

from firstline.plan.faults import PlanFaults
from firstline.plan.reach import Reach
from firstline.plan.read import read_text
from kit.plans import text
from kit.wav_file import sine, write_wav

CLOSED = "{{notices: {{closed: {{file: {file}}}}}}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a plan's folder, with a sound in it, beside it, and in the data below it."""
    for place in ("plan", "elsewhere", "plan/data/recordings"):
        (tmp_path / place).mkdir(parents=True)
        write_wav(tmp_path / place / "sound.wav", sine(440, 8000, 0.1), 8000)
    (tmp_path / "plan" / "times.txt").write_text("seconds\n10\n20\n")
    return tmp_path / "plan"


def faults(folder: Path, reach: Reach, **changes: str) -> list[str]:
    """Return what is wrong with a plan of *folder*, after some changes."""
    try:
        read_text(text(**changes), str(folder / "plan.yaml"), reach)
    except PlanFaults as error:
        return [fault.what for fault in error.faults]
    return []


@pytest.mark.parametrize(
    "file",
    ["../elsewhere/sound.wav", "data/recordings/sound.wav", "sub/../sound.wav", "/etc/passwd"],
)
def test_no_sound_that_leaves_the_folder_can_be_named(folder: Path, file: str) -> None:
    reach = Reach(closed=(folder / "data",))
    assert any("out of reach" in what for what in faults(folder, reach, music=file))
    told = faults(folder, reach, notices=f"{{closed: {{file: {file}}}}}")
    assert any("out of reach" in what for what in told)
    assert not any("no sound file" in what for what in told), "it tells what there is"


def test_files_of_every_kind_are_held_to_it(folder: Path) -> None:
    for changes in (
        {"demand": "{sales: {counts: {file: /etc/passwd}}}"},
        {"demand": "{sales: {per_day: 1, talk: {empirical: /etc/passwd}}}"},
        {"trunks": "{t: {user: t, password: {file: /etc/passwd}}}"},
        {"trunks": "{t: {user: t, password: {env: HOME}}}"},
    ):
        assert any("out of reach" in what for what in faults(folder, Reach(), **changes)), changes


def test_what_is_in_the_folder_can_be_named(folder: Path) -> None:
    assert faults(folder, Reach(closed=(folder / "data",)), music="sound.wav") == []
    assert faults(folder, Reach(), music="./sound.wav") == []


def test_a_link_into_a_closed_folder_is_seen_through(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "data")
    reach = Reach(closed=(folder / "data",))
    assert faults(folder, reach, music="link/recordings/sound.wav")


def test_what_the_plans_file_says_may_be_said_again(folder: Path) -> None:
    known = frozenset({"../elsewhere/sound.wav", "TRUNK"})
    trunk = "{t: {user: t, password: {env: TRUNK}}}"
    assert faults(folder, Reach(known), music="../elsewhere/sound.wav", trunks=trunk) == []


def test_impossible_names_are_faults_and_no_accidents(folder: Path) -> None:
    reach = Reach(closed=(folder / "data",))
    for name in ('"a\\0b"', "x" * 5000, '"~/x"'):
        assert faults(folder, reach, music=name)
