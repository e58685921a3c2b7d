"""The page of a simulation: it stands alone, says what was asked, and trusts no plan."""

from pathlib import Path

import pytest

from firstline.analysis.measures import SERVICE_LEVELS
from firstline.errors import FailureError
from firstline.study.page.page import page, save, write
from firstline.study.page.words import LANGUAGES
from firstline.study.results import By, Results, Table
from kit.made_up_calls import Counted, outage, with_outage
from kit.pages import Page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_no_host_for_anything(language: str) -> None:
    html = page(with_outage().results(), [outage()], language)
    read = Page(html)
    assert not read.fetched()
    assert not read.named("script")
    assert not read.named("link")
    assert "url(http" not in html
    assert "@import" not in html
    assert [each["lang"] for each in read.named("html")] == [language]


def test_every_drawing_has_a_name_and_says_what_it_shows() -> None:
    drawings = Page(page(with_outage().results(), [outage()], "en")).named("svg")
    assert len(drawings) == 4  # the surge, the day, the waits, the teams
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert len(str(drawing["aria-label"])) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_small_enough_to_be_sent(language: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write(with_outage().results(), [outage()], file, language)
    assert 20_000 < file.stat().st_size < 2_000_000


def test_a_page_says_what_the_surge_did_to_the_second_queue() -> None:
    text = Page(page(with_outage().results(), [outage()], "en")).text
    assert "What “outage” did" in text
    assert "Between 14:00 and 16:30, the second queue waited" in text
    assert "Waits were back to normal at 16:30." in text


def test_every_service_level_is_told_with_its_formula() -> None:
    text = Page(page(with_outage().results(), [], "en")).text
    for level in SERVICE_LEVELS:
        assert f"service level {level.id}" in text
        assert f"({level.good}) / ({level.of})" in text


def test_what_was_run_can_be_run_again_from_the_page() -> None:
    text = Page(page(with_outage().results(), [], "en")).text
    for said in ("Seed 1", "T = 20 s, S = 5 s", "8 independent units", "0" * 64, "not reached"):
        assert said in text


def test_no_word_is_left_in_the_other_language() -> None:
    text = Page(page(with_outage().results(), [outage()], "hu")).text
    for english in ("queue", "answered", "abandoned", "second", "wait", "between"):
        assert english not in text.lower()


def test_names_are_text_whatever_they_look_like() -> None:
    nasty = "<script>alert('x')</script> & $\\frac{1}{0}$ \"quoted\" {{ 7 * 7 }} {seed}"
    counted = Counted(
        units=2, streams=(nasty, "cards-service", "other"), teams=(nasty, "cards", "árvíz 😀")
    )
    html = page(counted.results(hotline=nasty), [], "en")
    read = Page(html)
    assert not read.named("script")
    assert nasty in read.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "{{ 7 * 7 }}" in read.text


def test_a_simulation_without_calls_has_a_page_without_drawings() -> None:
    results = with_outage().results()
    everybody = Table(By.ALL, results.table(By.ALL).metrics, results.table(By.ALL).rows)
    others = [Table(by, results.table(by).metrics, ()) for by in By if by is not By.ALL]
    nothing = Results(
        ran=results.ran,
        headlines=(),
        tables=(everybody, *others),
        profiles=(),
        histograms=(),
        surges=(),
    )
    assert not Page(page(nothing, [], "en")).named("svg")


def test_a_file_that_cannot_be_written_is_a_failure_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="cannot be written"):
        save("…", tmp_path)


def test_the_same_results_make_the_same_page() -> None:
    pages = {page(with_outage().results(), [outage()], "en") for _ in range(2)}
    assert len(pages) == 1
