"""Explaining: what a caller is told about a plan, in both languages."""

import re
from pathlib import Path

import pytest

from firstline.plan.explain import explain
from firstline.plan.read import read
from kit.plans import plan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def told(language: str = "en", **changes: str | None) -> str:
    """Return the explanation of the small plan on one line."""
    return " ".join(explain(plan(**changes), language).split())


def test_a_way_is_told_as_one_person_would_tell_another() -> None:
    assert (
        "For sales, press 1: you stand in the first queue, which is answered sooner. "
        "The all team (1 agent) answers."
    ) in told()
    assert (
        "Sales: nyomja meg az 1-es gombot. Az első sorba kerül, amelyet hamarabb szolgálnak ki."
    ) in told("hu")


def test_keys_are_told_in_their_order() -> None:
    bank = " ".join(explain(read(EXAMPLES / "bank.yaml"), "en").split())
    assert "For a new card, press 1, then 1: you stand in the first queue" in bank
    assert bank.index("press 1, then 3:") < bank.index("press 2, then 1:") < bank.index("press 0:")
    assert "After 1 minute of waiting, the Accounts team (3 agents) may answer too." in bank
    assert "The call is recorded; you are told so first, and 9 refuses." in bank


def test_hours_are_told() -> None:
    hours = '{mon-fri: "08:00-20:00", sat: ["08:00-12:00", "13:00-14:00"], holidays: HU, '
    hours += 'closed: 2026-12-24, special: {2026-12-31: "08:00-12:00"}}'
    found = told(open=hours, timezone="Europe/Budapest")
    assert "Monday to Friday 08:00–20:00, Saturday 08:00–12:00 and 13:00–14:00." in found
    assert "On public holidays (Hungary): closed. Closed on 24 December 2026." in found
    assert "31 December 2026: 08:00–12:00." in found
    assert "Day and night" in told()


def test_incidents_are_told_to_whom_they_concern() -> None:
    incidents = "{a: {say: Storm., area: '+36 52'}, b: {say: Flood., service: goods}, c: {say: X.}}"
    found = told(incidents=incidents)
    assert "If you call from a number that begins with +36 52, you hear this" in found
    assert "If you choose sales, you hear this: “Flood.”" in found
    assert "If you call from anywhere, you hear this before the menu: “X.”" in found
    assert "Ha a száma így kezdődik: +36 52, akkor a menü előtt" in told("hu", incidents=incidents)


def test_each_number_with_a_menu_of_its_own_is_told() -> None:
    menu = "{a: {say: A, keys: {1: {label: b, go: b}}}, "
    menu += "b: {say: B, keys: {1: {label: s, stream: sales}}}}"
    found = told(menu=menu, numbers="{'100': a, '200': b}")
    assert "Which keys to press if you dial 100" in found
    assert "For s, press 1, then 1:" in found
    assert "Which keys to press if you dial 200" in found
    assert "For s, press 1:" in found


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("{order: strict}", "The first queue always goes before the second."),
        ("{order: {guard: 3 min}}", "whoever has waited for 3 minutes is next"),
        ("{order: {head_start: 2 min}}", "count as having waited 2 minutes longer"),
        ("{order: {accumulating: {first: 1.5}}}", "1.5 in the first queue, 1 in the second"),
        ("{redial: {keeps_place: 0 s}}", "You hear music."),
        ("{announce: never}", "You hear music. The first queue"),
        ("{announce: {wait: false}}", "you are told how many callers are ahead of you."),
        ("{transfer: {keeps_urgency: false, keeps_waiting: false}}", "your waiting begins anew"),
        ("{transfer: {keeps_urgency: false}}", "in the queue of the new place"),
        ("{transfer: {keeps_waiting: false}}", "You stay in your queue, but your waiting begins"),
    ],
)
def test_the_policy_is_told(policy: str, said: str) -> None:
    assert said in told(policy=policy)


def test_what_happens_when_all_is_full_or_takes_too_long_is_told() -> None:
    streams = (
        "{sales: {full_at: 5, on_full: {say: Full.}, max_wait: 9 min}, "
        "service: {full_at: 7, on_full: {stream: sales}}}"
    )
    found = told(streams=streams)
    assert "If 5 callers are waiting already, you hear “Full”, and the call ends." in found
    assert "After 9 minutes of waiting, the call ends." in found
    assert "If 7 callers are waiting already, your call goes to another place: sales." in found
    assert "you are answered in order of arrival." in found


def test_streams_that_only_agents_reach_are_told() -> None:
    streams = "{sales: {caller: prospect}, service: {}, expert: {label: the expert}}"
    teams = "{all: {takes: [sales, service], transfers_to: b}, b: {takes: expert, label: B}}"
    assert "Only an agent can put you through to: the expert (B)." in told(
        streams=streams, teams=teams
    )


@pytest.mark.parametrize("example", ["bank", "isp"])
@pytest.mark.parametrize("language", ["hu", "en"])
def test_examples_are_told_without_gaps_or_secrets(example: str, language: str) -> None:
    found = explain(read(EXAMPLES / f"{example}.yaml"), language)
    assert not re.search(r"[{}]|PASSWORD|sip:|\.\.", found)
    assert max(map(len, found.splitlines())) <= 92


def test_a_plan_can_be_told_in_a_language_that_it_does_not_speak() -> None:
    menu = "{w: {say: Szia, keys: {1: {label: bolt, stream: sales}}}}"
    assert "For bolt, press 1:" in told("en", languages="[hu]", menu=menu)
