"""Every way through the menu, and how long the menu keeps a caller on it."""

from pathlib import Path

import pytest

from firstline.domain.time import in_seconds
from firstline.plan.model import Plan
from firstline.plan.prompts import speaking_time
from firstline.plan.read import read
from firstline.study.paths.ways_through import PER_KEY, Kind, WayThrough, quickest, ways_to_humans
from kit.plans import plan

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"


def ways(written: Plan, matter: str = "service", language: str = "en") -> dict[str, WayThrough]:
    """Return the ways by their keys, written one after the other."""
    return {"".join(way.keys): way for way in ways_to_humans(written, matter, language)}


def said(*texts: str) -> float:
    return in_seconds(sum(speaking_time(text) for text in texts))


def test_every_key_that_leads_to_a_human_is_a_way_and_so_is_silence() -> None:
    found = ways(plan())
    assert {keys: way.stream for keys, way in found.items()} == {
        "": "service",
        "0": "service",
        "1": "sales",
        "2": "service",
    }


def test_a_listener_hears_the_menu_until_the_key_is_said() -> None:
    found = ways(plan())
    assert found["1"].listening == pytest.approx(said("Hello.", "For sales, press one."), rel=0.03)
    more = said("Hello.", "For sales, press one.", "For service, press two.")
    assert found["2"].listening == pytest.approx(more, rel=0.03)
    assert found["2"].ahead == PER_KEY


def test_a_way_is_true_if_it_is_that_of_the_matter_and_zero_says_nothing_untrue() -> None:
    by_sales = ways(plan(), "sales")
    assert by_sales["1"].kind is Kind.TRUTHFUL
    assert by_sales["2"].kind is Kind.OPERATOR
    assert ways(plan())["1"].kind is Kind.PRETENDING


def test_where_no_key_cuts_the_prompt_short_it_is_heard_to_the_end() -> None:
    menu = (
        "{welcome: {say: Hello., barge_in: false, keys: {1: {label: sales, stream: sales}, "
        "2: {label: service, stream: service}}}}"
    )
    found = ways(plan(menu=menu))
    assert found["1"].listening == found["1"].ahead == found["2"].listening > 5


def test_the_length_of_a_real_recording_counts_where_it_is_known() -> None:
    lengths = {("menu.welcome", "en"): 60_000_000}
    found = {way.keys: way for way in ways_to_humans(plan(), "service", "en", lengths)}
    known = ways(plan())["1"].listening / said(
        "Hello.", "For sales, press one.", "For service, press two.", "For an operator, press zero."
    )
    assert found[("1",)].listening == pytest.approx(60 * known, rel=0.03)


def test_an_incident_is_heard_first_and_1_gets_by_it() -> None:
    written = plan(incidents="{outage: {say: The network is down.}}")
    found = ways(written)
    assert set(found) == {"1", "10", "11", "12"}
    assert found["11"].ahead == 2 * PER_KEY
    assert found["11"].listening > ways(plan())["1"].listening + said("The network is down.")


def test_an_incident_of_a_service_is_heard_by_those_who_choose_it() -> None:
    written = plan(incidents="{outage: {say: The network is down., service: goods}}")
    assert set(ways(written)) == {"", "0", "11", "2"}


def test_the_notice_of_recording_is_heard_whatever_is_pressed() -> None:
    streams = "{sales: {caller: prospect, record: true}, service: {caller: customer}}"
    found = ways(plan(streams=streams))
    assert found["1"].ahead > PER_KEY + 3
    assert found["2"].ahead == PER_KEY


def test_menus_that_lead_to_each_other_are_gone_through_once() -> None:
    menu = (
        "{a: {say: A., keys: {1: {label: b, go: b}, 2: {label: s, stream: service}}}, "
        "b: {say: B., keys: {1: {label: a, go: a}, 2: {label: s, stream: sales}}}}"
    )
    assert set(ways(plan(menu=menu))) == {"", "0", "10", "12", "2"}


def test_a_caller_chooses_the_language_first() -> None:
    bank = read(EXAMPLES / "bank.yaml")
    found = ways(bank, "cards-service", "en")
    assert found["912"].kind is Kind.TRUTHFUL
    assert all(keys.startswith("9") for keys in found if keys)
    assert found["912"].listening > ways(bank, "cards-service", "hu")["12"].listening


def test_numbers_that_lead_to_different_menus_are_told_apart() -> None:
    isp = read(EXAMPLES / "isp.yaml")
    found = ways_to_humans(isp, next(iter(isp.streams)), "hu")
    assert len({way.dialled for way in found}) == 2


def test_the_quickest_way_is_kept_for_each_stream() -> None:
    bank = read(EXAMPLES / "bank.yaml")
    kept = quickest(ways_to_humans(bank, "cards-service", "hu"))
    assert {way.stream for way in kept} == set(bank.streams)
    assert next(way.keys for way in kept if way.stream == "general") == ("0",)
