"""docs/pretending.md is true: its figures are what the script makes of these sources."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest

from firstline.build import compiled
from kit.documents import DOCS, ROOT
from kit.last_digits import ends_alike

SCRIPT: Final = ROOT / "scripts" / "pretending_figures.py"
CHAPTER: Final = "pretending.md"
PICTURES: Final = {"pretending-bank.svg", "pretending-textbook.svg", "pretending-variants.svg"}


def make(folder: Path, *options: str, timeout: float) -> None:
    shutil.copy(DOCS / CHAPTER, folder / CHAPTER)
    subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *options],
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
        timeout=timeout,
    )


@pytest.mark.slow
@pytest.mark.timeout(150)
def test_the_script_makes_every_picture_and_every_table(tmp_path: Path) -> None:
    make(tmp_path, "--small", timeout=140)
    assert {path.name for path in (tmp_path / "pictures").iterdir()} == PICTURES
    for name in PICTURES:
        ElementTree.parse(tmp_path / "pictures" / name)
    chapter = (tmp_path / CHAPTER).read_text(encoding="utf-8")
    assert "-->\n<!-- end -->" not in chapter  # no table is empty
    written = [line for line in chapter.splitlines() if not line.startswith("|")]
    kept = (DOCS / CHAPTER).read_text(encoding="utf-8").splitlines()
    assert written == [line for line in kept if not line.startswith("|")]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not compiled(), reason="Interpreted, the full size would take half an hour.")
@pytest.mark.skipif(not ends_alike(), reason="Logarithms end in other digits on this machine.")
def test_the_pictures_and_tables_that_are_kept_are_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path, timeout=290)
    again = "Make them anew: .venv/bin/python scripts/pretending_figures.py"
    for name in (CHAPTER, *(f"pictures/{picture}" for picture in sorted(PICTURES))):
        made, kept = ((it / name).read_text(encoding="utf-8") for it in (tmp_path, DOCS))
        assert made == kept, f"{name} is old. {again}"
