"""The page about the ways and about pretending."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from firstline.errors import FailureError
from firstline.study.paths.advice import Adviser, Method, Question
from firstline.study.paths.page import Seen, page, write
from firstline.study.paths.paths import Meeting
from firstline.study.pretending.remedies import Rule, Tried
from firstline.study.pretending.verdict import Judge
from kit.textbook import always, found, paths, point, textbook

PLAN = textbook(sections={"hotline": "'<b>Bank</b>'"})
POINTS = (point(0, pretender=20, honest=40), point(1, pretender=80, honest=160))


def seen(language: str, *, pretending: bool = True) -> Seen:
    adviser = Adviser(PLAN, Question("service", "en", 0, 600), language)
    ways = paths(PLAN, service=Meeting(always(5), always(5), 0))
    what = found(*POINTS, tried=[Tried(Rule.STRICT, *POINTS)]) if pretending else None
    judge = None if what is None else Judge(PLAN, what, language)
    return Seen(adviser.title(), adviser, ways, Method(10, 10), what, judge)


@pytest.mark.parametrize("language", ["en", "hu"])
def test_the_page_stands_alone_and_has_everything(language: str) -> None:
    html = page(seen(language), language)
    HTMLParser().feed(html)
    assert html.count("<table>") == 3
    assert html.count("<svg") == 1
    assert "&lt;b&gt;Bank&lt;/b&gt;" in html
    assert "<b>Bank" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_without_pretending_only_the_ways_are_told() -> None:
    html = page(seen("en", pretending=False), "en")
    assert html.count("<table>") == 1
    assert "<svg" not in html


def test_the_page_is_written_to_a_file(tmp_path: Path) -> None:
    write(seen("en"), tmp_path / "out.html", "en")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(FailureError):
        write(seen("en"), tmp_path / "no" / "out.html", "en")
