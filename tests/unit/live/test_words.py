"""What has happened is told in English and in Hungarian, without holes."""

import re

from firstline.domain.call import Outcome
from firstline.journal.commands import HangUp, Refuse, ShowAgent
from firstline.journal.entry import Entry
from firstline.journal.events import AgentAnswered, AgentMoved, CallArrived, TransferAsked
from firstline.live.labels import Labels
from firstline.live.words import OUTCOMES, REASONS, SHOWN, told
from firstline.plan.read import read_text
from firstline.switchboard import limits
from kit.journals import ANNA, START, Traffic, open_desk

LABELS = Labels(
    read_text(
        """
hotline: Test
languages: [hu, en]
menu: {welcome: {say: {hu: "Jó napot.", en: "Hello."}, keys: {1: {stream: cards-new}}}}
streams: {cards-new: {label: {hu: "új kártya", en: "a new card"}}}
teams:
  front:
    label: {hu: "első vonal", en: "the first line"}
    takes: [cards-new]
    agents: [anna]
""",
        "plan.yaml",
    )
)
LIMITS = {why for name, why in vars(limits).items() if name.isupper() and isinstance(why, str)}


def test_a_call_is_told_from_its_arrival_to_its_end() -> None:
    desk = open_desk(ANNA)
    number = desk.call("+36301234567", keys="11")
    desk.after(3).on(AgentAnswered(ANNA, number))
    lines = [line for entry in desk.entries if (line := told(entry, LABELS)) is not None]
    assert [line.en for line in lines[-4:]] == [
        "call 1: comes in from +36301234567 for +3612345678",
        "call 1: waits for a new card in the first queue",
        "call 1: rings at anna",
        "call 1: talks with anna",
    ]
    assert lines[-3].hu == "1. hívás: új kártya felé vár, első sor"
    assert lines[-1].at == "2026-01-01T00:00:03.000Z"


def test_every_way_to_end_has_its_words_in_both_languages() -> None:
    assert set(OUTCOMES) == set(Outcome)
    for outcome in Outcome:
        line = told(Entry(1, START, HangUp(7, outcome)), LABELS)
        assert line is not None
        assert outcome.value in line.en
        assert OUTCOMES[outcome] in line.hu


def test_everything_that_can_happen_can_be_told() -> None:
    kinds: set[type] = set()
    for seed in range(10):
        for entry in Traffic(seed).go_on(300):
            line = told(entry, LABELS)
            kinds.add(type(entry.what))
            assert (line is None) == (type(entry.what) not in SHOWN)
            if line is not None:
                assert not re.search(r"[{}]|None", line.en + line.hu)
    assert ShowAgent in kinds


def test_braces_in_a_name_are_only_braces() -> None:
    line = told(Entry(1, START, CallArrived("leg", "{call.__class__}", "{}", 3)), LABELS)
    assert line is not None
    assert line.en == "call 3: comes in from {call.__class__} for {}"


def test_teams_and_goals_are_called_by_their_labels() -> None:
    moved = told(Entry(1, START, AgentMoved(ANNA, "front")), LABELS)
    assert moved is not None
    assert (moved.en, moved.hu) == (
        "anna now works in the first line",
        "anna csapata mostantól: első vonal",
    )
    for goal, english in (("team:front", "the first line"), ("agent:anna", "anna"), ("x", "x")):
        asked = told(Entry(1, START, TransferAsked(ANNA, goal, "", "")), LABELS)
        assert asked is not None
        assert asked.en == f"anna transfers to {english}"


def test_why_a_call_was_refused_is_told_in_both_languages() -> None:
    assert {why for why in LIMITS if why not in REASONS} == set()
    refused = told(Entry(1, START, Refuse(7, limits.TOO_FAST, 1)), LABELS)
    assert refused is not None
    assert refused.en == "call 7: refused, too many calls per second"
    assert refused.hu == "7. hívás: elutasítva (túl sok hívás másodpercenként)"
