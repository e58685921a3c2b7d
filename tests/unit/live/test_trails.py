"""Trails: every key is called what the menu called it in which it was pressed."""

from firstline.journal.events import CallerHungUp, KeyPressed, RunStarted
from firstline.live.labels import Labels
from firstline.live.trails import Trails
from firstline.plan.build import build
from firstline.plan.read import read_text
from firstline.switchboard.limits import KEYS_KEPT_AT_MOST
from kit.journals import Desk

PLAN = """
hotline: Test
menu:
  welcome:
    say: Hello.
    barge_in: {barge_in}
    keys: {{1: {{label: cards, go: cards}}, 2: {{label: help, stream: help}}}}
  cards:
    keys: {{1: {{label: a new card, stream: new}}, 2: {{label: a lost card, stream: help}}}}
streams: {{new: {{record: true}}, help: }}
teams: {{all: {{takes: [new, help], agents: [anna]}}}}
incidents: {incidents}
"""


def begun(*, barge_in: str = "true", incidents: str = "{}") -> tuple[Desk, Trails]:
    """Return a desk, and the trails of its callers as far as they are followed."""
    plan = read_text(PLAN.format(barge_in=barge_in, incidents=incidents), "plan.yaml")
    hotline = build(plan, {})
    return Desk(hotline).on(RunStarted("digest")), Trails(hotline, Labels(plan))


def labels(desk: Desk, trails: Trails, call: int) -> list[tuple[str, str]]:
    """Return what was pressed in *call*, after everything that has happened."""
    for entry in desk.entries:
        trails.take(entry)
    desk.entries.clear()
    return [(pressed.key, pressed.label.en) for pressed in trails.keys(call)]


def test_keys_lead_through_menus_and_messages() -> None:
    desk, trails = begun()
    call = desk.call(keys="7*119")
    assert labels(desk, trails, call) == [
        ("7", ""),
        ("*", "the previous menu"),
        ("1", "cards"),
        ("1", "a new card"),
        ("9", "no recording"),
    ]


def test_keys_pressed_ahead_are_called_what_they_will_mean() -> None:
    desk, trails = begun(barge_in="false")
    call = desk.call(keys="12")
    assert labels(desk, trails, call) == [("1", "cards"), ("2", "a lost card")]


def test_the_answer_to_an_incident_is_no_choice_of_the_menu() -> None:
    desk, trails = begun(incidents="{storm: {say: There is a storm.}}")
    call = desk.call(keys="12")
    assert labels(desk, trails, call) == [("1", "a different matter"), ("2", "help")]


def test_who_waits_or_is_gone_presses_nothing_and_nothing_is_kept_for_ever() -> None:
    desk, trails = begun()
    call = desk.call(keys="2")
    desk.on(KeyPressed(call, "5"))
    assert labels(desk, trails, call) == [("2", "help")]
    desk.on(CallerHungUp(call))
    assert labels(desk, trails, call) == []
    long = desk.call(keys="*" * (KEYS_KEPT_AT_MOST + 9))
    assert len(labels(desk, trails, long)) == KEYS_KEPT_AT_MOST
