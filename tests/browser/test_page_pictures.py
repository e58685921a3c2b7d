"""The pictures of the pages: one for each at least, small enough, and shown in the guide."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures" / "pages"
GUIDE = ROOT / "docs" / "guide" / "pages.md"
PATH = re.compile(r'^ +path: "([a-z-]+)",$', re.MULTILINE)
OUTSIDE = {"sign-in", "call"}
"Pages for which nobody has to sign in."
BYTES_AT_MOST = 3_000_000


def test_there_is_a_picture_of_every_page() -> None:
    pages = set(PATH.findall((ROOT / "pages" / "src" / "pages.ts").read_text(encoding="utf-8")))
    assert {"desk", "wallboard", "plan"} <= pages
    kept = {path.stem for path in PICTURES.glob("*.png")}
    assert pages | OUTSIDE <= kept, "Make them: .venv/bin/python scripts/page_pictures.py"


def test_the_pictures_are_small_enough_to_be_kept() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < BYTES_AT_MOST


def test_the_guide_shows_pictures_that_there_are() -> None:
    shown = re.findall(r"\]\(\.\./pictures/pages/([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert shown
    assert [name for name in shown if not (PICTURES / name).is_file()] == []
