"""The documents as data: their links, headings, code words and fenced blocks.

A fenced block may carry a word after its language that says what a test does with it; whoever reads
the page does not see it. It knows Markdown as far as these pages use it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"

_FENCE: Final = re.compile(
    r"^```(?P<language>\w*)(?:[ ](?P<tag>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE: Final = re.compile(r"`([^`\n]+)`")
_HEADING: Final = re.compile(r"^#+ (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block."""

    language: str
    tag: str
    text: str
    where: str
    "File and line."


@dataclass(frozen=True, slots=True)
class Document:
    """One page."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Where it is, as seen from the root."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The text without fenced blocks."""
        return _FENCE.sub("", self.text)

    def blocks(self, language: str | None = None) -> list[Block]:
        """Return the fenced blocks, those of one language or all."""
        return [
            Block(
                found["language"],
                found["tag"] or "",
                found["text"],
                f"{self.name}:{self.text.count(chr(10), 0, found.start()) + 1}",
            )
            for found in _FENCE.finditer(self.text)
            if language in {None, found["language"]}
        ]

    def links(self) -> list[str]:
        """Return the targets of links and pictures."""
        return _LINK.findall(self.prose)

    def code(self) -> list[str]:
        """Return what stands between single backticks."""
        return _CODE.findall(self.prose)

    def anchors(self) -> set[str]:
        """Return the anchors of the headings, as they are made from their words."""
        return {_anchor(heading) for heading in _HEADING.findall(self.prose)}


def documents() -> list[Document]:
    """Return every page of the project."""
    return [read_document(path) for path in sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])]


def read_document(path: Path) -> Document:
    """Return one page."""
    return Document(path, path.read_text(encoding="utf-8"))


def table_rows(document: Document, heading: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the tables below *heading*, without their heads."""
    _, _, after = document.prose.partition(f"## {heading}\n")
    section = after.partition("\n## ")[0]
    lines = section.splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        is_table = line.startswith("|") and before.startswith("|")
        if is_table and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.lower())
    return words.strip().replace(" ", "-")
