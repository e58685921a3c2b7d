"""Makes the pictures of the pages in docs/pictures/pages, as stories go by at a real hotline.

    .venv/bin/python scripts/page_pictures.py [FOLDER]

The stories are those by which the pages are tested (tests/kit/sights.py), in Debian's Chromium. All
pictures are in English and light; desk and call page also in Hungarian, and dark. Times and
numbers in them differ each time.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from browser.conftest import PLAN  # noqa: E402
from kit.browser import chromium  # noqa: E402
from kit.hotline_process import HotlineProcess, at_rest, comes_true, hotline  # noqa: E402
from kit.sights import STORIES, Sight, Stage, speak  # noqa: E402
from kit.staff import hire  # noqa: E402

FOLDER: Final = ROOT / "docs" / "pictures" / "pages"
LARGE: Final = {"width": 1280, "height": 800}
NARROW: Final = {"width": 480, "height": 800}
IN_ALL_FORMS: Final = ("desk-ringing", "desk-call", "call-menu", "call-waiting")
COLOURS: Final = 128
STAFF: Final = ("vera", "supervisor", "manager", "administrator")
IMPATIENT: Final = ("11", "11", "12")
"Keys of those who call before, and hang up: so that there is something to report."


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        hotline(PLAN, made(Path(place) / "bank")) as bank,
        chromium() as browser,
    ):
        for name, *roles in (("anna", "agent"), ("bela", "agent"), STAFF):
            hire(bank, name, *roles, agent=name if roles == ["agent"] else "")
        some_calls(bank)
        stage = Stage(bank, browser, viewport=LARGE, reduced_motion="reduce")
        for story in STORIES.values():
            for sight in story(stage):
                picture(sight, folder)
            browser.close_windows()
            assert at_rest(bank, within=90)
    print(f"{sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.1f} MB in {folder}")


def made(folder: Path) -> Path:
    """Return a new folder; beside it, prompts are kept."""
    folder.mkdir()
    return folder


def some_calls(bank: HotlineProcess) -> None:
    """Let some call and give up."""
    for keys in IMPATIENT:
        with bank.caller() as phone:
            call = phone.call()
            call.press(keys)
            assert comes_true(lambda: any(one["goal"] for one in bank.calls()))
            call.hang_up()
        assert comes_true(lambda: not bank.calls())


def picture(sight: Sight, folder: Path) -> None:
    """Keep what is to be seen, in as many forms as wanted."""
    page = sight.window.page
    if sight.name.startswith("call"):
        page.set_viewport_size(NARROW)
    keep(sight, folder / f"{sight.name}.png")
    if sight.name in IN_ALL_FORMS:
        page.emulate_media(color_scheme="dark")
        keep(sight, folder / f"{sight.name}-dark.png")
        page.emulate_media(color_scheme="light")
        speak(sight.window, "Magyar")
        keep(sight, folder / f"{sight.name}-hu.png")
        speak(sight.window, "English")


def keep(sight: Sight, path: Path) -> None:
    """Write a picture of few colours."""
    page = sight.window.page
    page.wait_for_timeout(300)  # until all is drawn
    seen = Image.open(BytesIO(page.screenshot(animations="disabled")))
    seen.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
