"""The words of the pages by their keys, in English or Hungarian, read from their sources.

So a story can be played in both languages without its words being written down twice. Words with
something to fill in are functions there, and are left out here.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).parents[2] / "pages" / "src"
LANGUAGES: Final = ("en", "hu")

_WORD: Final = re.compile(r'(?m)(?:"([^"\n]+)"|\b([A-Za-z]\w*)):\s*"((?:[^"\\\n]|\\.)*)"')


@cache
def page_words(folder: str, language: str, table: str = "say") -> dict[str, str]:
    """Return a table of the words of `pages/src/FOLDER` in *language*, by their keys."""
    text = (SOURCES / folder / "words.ts").read_text(encoding="utf-8")
    begin = text.index(f"const {table} = words(")
    return _one_language(text[begin:].partition("\n);")[0], LANGUAGES.index(language))


def _one_language(table: str, place: int) -> dict[str, str]:
    """Return a table's words in the language of that place: every key stands once in each."""
    texts: dict[str, list[str]] = {}
    for quoted, bare, text in _WORD.findall(table):
        texts.setdefault(quoted or bare, []).append(text)
    return {key: both[place] for key, both in texts.items() if len(both) == len(LANGUAGES)}
