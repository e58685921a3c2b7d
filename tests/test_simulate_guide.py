"""The guide to the simulator, followed word by word, for fewer days than it says.

Figures are compared roughly: a page that is a little out of date still teaches. What it concludes
from them must be so.
"""

import html
import re
from collections.abc import Iterator
from typing import Final

import pytest

from firstline.build import compiled
from kit.documents import DOCS, Block, read_document
from kit.reader import Reader

GUIDE: Final = read_document(DOCS / "guide" / "simulate.md")
TUESDAY: Final = "--days 1 --from 2026-01-06"
FEWER: Final = {
    "--days 365": f"{TUESDAY} --replications 2",
    "--days 70": f"{TUESDAY} --replications 5",
}
NUMBER: Final = re.compile(r"\d+:\d\d|\d[\d,]*(?:\.\d+)?")
LENGTH: Final = re.compile(r"# ± # (?:s|min)")
ROUGHLY: Final = 0.5

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with Reader(tmp_path_factory.mktemp("guide"), FEWER) as somebody:
        yield somebody


def typed(reader: Reader, heading: str) -> str:
    """Type the commands below a heading, and return what they have said."""
    block = first(heading, "sh")
    assert reader.type(block.text) == 0, f"{block.where}:\n{reader.output[-4000:]}"
    return reader.output


def first(heading: str, language: str) -> Block:
    """Return the first block in a language below a heading."""
    below = GUIDE.text.partition(heading)[2]
    return next(block for block in GUIDE.blocks(language) if block.text in below)


def masked(line: str) -> str:
    """Return a line with # for its numbers, and one space between words."""
    return LENGTH.sub("# ± # long", NUMBER.sub("#", " ".join(line.split())))


def numbers(line: str) -> list[float]:
    """Return the numbers in a line; minutes and seconds as seconds."""
    found = (number.replace(",", "").split(":") for number in NUMBER.findall(line))
    return [float(it[-1]) + 60 * float(it[-2] if it[1:] else 0) for it in found]


def test_the_guide_has_commands_in_each_step_and_no_others() -> None:
    steps = re.findall(r"^## \d\.", GUIDE.text, re.MULTILINE)
    assert [first(step, "sh") for step in steps] == GUIDE.blocks("sh")


def test_the_rows_of_a_tuesday_are_about_as_shown(reader: Reader) -> None:
    printed = typed(reader, "## 1.").rpartition("second queue (")[2].splitlines()
    head, *rows = first("## 1.", "text").text.splitlines()
    assert masked(head) in [masked(line) for line in printed]
    for row in rows:
        was = next(line for line in printed if line.startswith(row.split()[0]))
        assert masked(was) == masked(row)
        assert numbers(was) == pytest.approx(numbers(row), rel=ROUGHLY, abs=30)


def test_the_page_answers_what_the_outage_did_to_the_second_queue(reader: Reader) -> None:
    typed(reader, "## 2.")
    page = html.unescape((reader.folder / "bank.html").read_text(encoding="utf-8"))
    (answer,) = re.findall(r"[^>]*the second queue waited[^<]*", page.replace("\xa0", " "))
    quoted = " ".join(re.findall(r"^> (.*)$", GUIDE.text, re.MULTILINE))
    assert masked(answer) == masked(quoted)
    _, _, longer, _, usual, *_ = numbers(answer)
    assert " min on average instead of " in answer
    assert 60 * longer > 2 * usual


@pytest.mark.skipif(not compiled(), reason="too slow where the core is interpreted")
def test_every_wish_is_answered_with_a_sentence(reader: Reader) -> None:
    printed = typed(reader, "## 3.")
    lines = first("## 3.", "text").text.splitlines()
    shown = [line for line in lines if " abandoned " not in line]
    for wish, sentence in zip(shown[::2], shown[1::2], strict=True):
        said = printed.rpartition(f"\n{wish}\n")[2].partition("\n\n")[0]
        told = masked(sentence).lower().partition("; ")[0]
        assert told in masked(said).lower(), f"{wish}: {said}"


def test_who_comes_after_the_team_has_gone_waits_longest(reader: Reader) -> None:
    call = typed(reader, "## 4.").splitlines()[-1].replace('"', "").split(",")
    assert call[3] == "mortgages-service"
    assert (call[9][:16], call[10], call[13]) == ("2026-01-06T19:00", "", "abandoned")
    assert call[12][:16] == "2026-01-06T19:24"
    minute = 60_000_000
    assert [int(told) // minute for told in call[16:18]] == [12, 20]
    assert call[-2] == "1"
