"""The page about alternatives."""

from pathlib import Path

import pytest

from firstline.study.comparing.compare import Comparison, alternative
from firstline.study.page.comparison import page, write
from firstline.study.page.words import LANGUAGES
from firstline.study.running.replications import Study
from kit.made_up_calls import Counted, with_outage, without_outage
from kit.pages import Page

NASTY = "set hotline <b>$x$</b>"
QUEUES = {"cards-new": "first", "cards-service": "second", "accounts-service": "second"}


def study(counted: Counted) -> Study:
    return Study(counted.results(), counted.gathered, counted.surge_days)


def comparison() -> Comparison:
    base = study(with_outage())
    names = {"surge none": without_outage(), NASTY: Counted(wait=2.0)}
    alternatives = [alternative(name, base, study(it), QUEUES) for name, it in names.items()]
    return Comparison("bank.yaml", base.results, tuple(alternatives))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stands_alone_and_draws_the_waits(language: str, tmp_path: Path) -> None:
    file = tmp_path / "compare.html"
    write(comparison(), file, language)
    read = Page(file.read_text(encoding="utf-8"))
    assert not read.fetched()
    assert not read.named("script")
    (drawing,) = read.named("svg")
    assert "surge none" in str(drawing["aria-label"])


def test_every_alternative_has_its_sentence_and_its_table() -> None:
    read = Page(page(comparison(), "en"))
    assert len(read.named("table")) == 2
    assert "Second-queue callers wait" in read.text
    assert "nobody is noticeably worse off" in read.text
    assert "95 % intervals" in read.text


def test_a_what_if_is_text_whatever_it_says() -> None:
    read = Page(page(comparison(), "en"))
    assert NASTY in read.text
    assert not read.named("b")


def test_nothing_but_the_base_is_a_page_without_a_drawing() -> None:
    alone = Comparison("bank.yaml", with_outage().results(), ())
    assert not Page(page(alone, "en")).named("svg")
