"""Simulated figures as tables, with intervals and formulas, in two languages."""

from io import StringIO

from msgspec.structs import replace
from rich.console import Console

from firstline.analysis.measures import SERVICE_LEVELS
from firstline.cli.simulated import Groups, clock_of, number, shown
from firstline.study.results import By, Results
from kit.made_up_calls import STREAMS, TEAMS, Counted, with_outage

RESULTS: Results = with_outage().results()


def printed(*groups: Groups, language: str = "en", results: Results = RESULTS) -> str:
    out = StringIO()
    Console(file=out, width=220).print(shown(results, groups, language))
    return out.getvalue()


def test_every_figure_is_shown_with_its_interval_and_its_formula() -> None:
    found = printed(Groups.ALL)
    assert "T = 20 s, S = 5 s" in found
    for level in SERVICE_LEVELS:
        assert f"({level.good}) / ({level.of})" in found
    assert "±" in found
    assert "95 % interval (Student's t over 8 independent units" in found


def test_groups_are_shown_side_by_side_and_formulas_once() -> None:
    found = printed(Groups.STREAM, Groups.URGENCY, Groups.TEAM)
    for name in (*STREAMS, *TEAMS, "first queue", "second queue"):
        assert name in found
    assert found.count("abandoned / queued") == 1
    assert "(talk + hold + wrap-up) / talks" in found


def test_the_day_is_shown_by_interval_for_both_queues() -> None:
    found = printed(Groups.INTERVAL)
    assert found.count("14:30") == 3
    assert "second queue (calls of a mean day)" in found


def test_callers_are_shown_by_what_they_did_in_the_menu() -> None:
    assert "cards-service, pretending" in printed(Groups.CALLERS)
    assert "másnak adja ki magát" in printed(Groups.CALLERS, language="hu")


def test_it_can_be_had_in_hungarian() -> None:
    found = printed(*Groups, language="hu")
    assert "kiszolgálási szint F6T" in found
    assert "(fogadott<=T) / (fogadott + feladott>S" in found
    assert "második sor" in found
    assert "foglaltság" in found


def test_one_unit_has_no_intervals_and_says_so() -> None:
    found = printed(Groups.ALL, results=Counted(units=1).results())
    assert "no intervals" in found
    assert "±" not in found


def test_an_interruption_and_a_precision_are_said() -> None:
    ran = replace(RESULTS.ran, is_interrupted=True, is_precise=True)
    found = printed(Groups.ALL, results=replace(RESULTS, ran=ran))
    assert "Interrupted: the figures are those of the 56 days" in found
    assert "known within 1 %" in found


def test_numbers_are_shown_as_they_are_read() -> None:
    metrics = {metric.id: metric for metric in RESULTS.table(By.ALL).metrics}
    assert number(metrics["arrived"], 12_345.4) == "12,345"
    assert number(metrics["F6T"], 0.8123) == "81.2 %"
    assert number(metrics["asa"], None) == "-"
    assert [clock_of(it) for it in (0.0, 9_940_000.0, 62_000_000.0)] == ["0.0 s", "9.9 s", "1:02"]
