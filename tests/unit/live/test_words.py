"""What has happened is told in English and in Hungarian, without holes."""

import re

from firstline.domain.call import Outcome
from firstline.journal.commands import HangUp, ShowAgent
from firstline.journal.entry import Entry
from firstline.journal.events import AgentAnswered, CallArrived
from firstline.live.words import OUTCOMES, SHOWN, told
from kit.journals import ANNA, START, Traffic, open_desk


def test_a_call_is_told_from_its_arrival_to_its_end() -> None:
    desk = open_desk(ANNA)
    number = desk.call("+36301234567", keys="11")
    desk.after(3).on(AgentAnswered(ANNA, number))
    lines = [line for entry in desk.entries if (line := told(entry)) is not None]
    assert [line.en for line in lines[-4:]] == [
        "call 1: comes in from +36301234567 for +3612345678",
        "call 1: waits for stream:cards-new in the first queue",
        "call 1: rings at anna",
        "call 1: talks with anna",
    ]
    assert lines[-3].hu == "1. hívás: stream:cards-new felé vár, első sor"
    assert lines[-1].at == "2026-01-01T00:00:03.000Z"


def test_every_way_to_end_has_its_words_in_both_languages() -> None:
    assert set(OUTCOMES) == set(Outcome)
    for outcome in Outcome:
        line = told(Entry(1, START, HangUp(7, outcome)))
        assert line is not None
        assert outcome.value in line.en
        assert OUTCOMES[outcome] in line.hu


def test_everything_that_can_happen_can_be_told() -> None:
    kinds: set[type] = set()
    for seed in range(10):
        for entry in Traffic(seed).go_on(300):
            line = told(entry)
            kinds.add(type(entry.what))
            assert (line is None) == (type(entry.what) not in SHOWN)
            if line is not None:
                assert not re.search(r"[{}]|None", line.en + line.hu)
    assert ShowAgent in kinds


def test_braces_in_a_name_are_only_braces() -> None:
    line = told(Entry(1, START, CallArrived("leg", "{call.__class__}", "{}", 3)))
    assert line is not None
    assert line.en == "call 3: comes in from {call.__class__} for {}"
