"""Sections: only what differs from what was told is told again."""

from firstline.live.board_rows import Section, TeamRow
from firstline.live.labels import Text

ONE, OTHER = TeamRow("one", Text("egy", "one")), TeamRow("other", Text("más", "other"))


def test_what_was_told_is_not_told_again() -> None:
    section = Section[str, TeamRow]()
    assert section.news({"one": ONE, "gone": None}) == [ONE]
    assert section.news({"one": ONE}) == []
    again = TeamRow("one", Text("egy", "first"))
    assert section.news({"one": again, "other": OTHER}) == [again, OTHER]


def test_what_is_gone_is_told_once() -> None:
    section = Section[str, TeamRow]()
    section.news({"one": ONE, "other": OTHER})
    assert section.all_news({"other": OTHER}) == [{"gone": ["one"]}]
    assert section.news({"one": None}) == []
    assert section.all_news({"one": ONE}) == [ONE, {"gone": ["other"]}]
