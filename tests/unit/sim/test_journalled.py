"""A journalled run: everything that callers and agents do is an entry, and it can be replayed."""

from itertools import pairwise

import pytest

from firstline.domain.time import HOUR, in_seconds
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentDeclined,
    CallArrived,
    KeyPressed,
    RunStarted,
    WrapUpFinished,
)
from firstline.journal.replay import Replay, differences
from firstline.sim.journalled import LEG, journalled_run
from firstline.sim.kernel.laws import Fixed
from firstline.sim.kernel.population import (
    ARRIVE,
    GO_ON,
    LEAVE,
    PAUSE,
    Handover,
    Redial,
)
from kit.crowds import Collected
from kit.playbook import MONDAY_NOON
from kit.scripted import ANA, EVA, Scene, habits, matter, on_duty

FRONT = Handover("team:front", 1.0, Fixed(20))
SHIFT = on_duty(ANA, (0, ARRIVE), (200, PAUSE), (300, GO_ON), (1000, LEAVE))
DAY = Scene([(matter(handovers=[FRONT, None]), [10, 400])], duties=[SHIFT, on_duty(EVA)])


def journal_of(scene: Scene) -> tuple[list[Entry], Collected]:
    entries: list[Entry] = []
    rows = Collected()
    run = journalled_run(
        *scene.people(), seed=scene.seed, sink=rows, interval=HOUR, on_entries=entries.extend
    )
    run.finish()
    return entries, rows


def test_every_act_of_callers_and_agents_is_an_entry() -> None:
    entries, _ = journal_of(DAY)
    done = {type(entry.what).__name__ for entry in entries}
    assert {"RunStarted", "CallArrived", "KeyPressed", "CallerHungUp", "TransferAsked"} <= done
    assert {"AgentSignedIn", "PhoneConnected", "AgentWentReady", "AgentAnswered"} <= done
    assert {"AgentWentNotReady", "WrapUpFinished", "AgentSignedOut"} <= done
    assert {"Answer", "Play", "Queue", "Ring", "Connect", "Release", "HangUp", "ShowAgent"} <= done


def test_who_declines_says_why() -> None:
    scene = Scene([(matter(patience=Fixed(9)), [10])], habits=habits(decline=1.0))
    entries, _ = journal_of(scene)
    declined = [entry.what for entry in entries if isinstance(entry.what, AgentDeclined)]
    assert declined == [AgentDeclined("ana", 1, "declined")]


@pytest.mark.parametrize(("drawn", "by_agent"), [(10, 1), (500, 0)])
def test_only_a_wrap_up_that_is_running_is_ended_by_the_agent(drawn: float, by_agent: int) -> None:
    entries, _ = journal_of(Scene([(matter(wrap_up=[Fixed(drawn)] * 3), [10])]))
    assert sum(isinstance(entry.what, WrapUpFinished) for entry in entries) == by_agent


def test_entries_are_counted_without_a_gap_and_never_go_back() -> None:
    entries, _ = journal_of(DAY)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert all(before.at <= after.at for before, after in pairwise(entries))
    assert isinstance(entries[0].what, RunStarted)


def test_the_journal_is_that_of_the_exchange_alone() -> None:
    entries, _ = journal_of(DAY)
    hotline, _, _ = DAY.people()
    again = Replay(hotline).run(entries)
    assert next(differences(entries, again), None) is None


def test_keys_and_arrivals_stand_at_their_instants() -> None:
    entries, _ = journal_of(Scene([(matter(), [10])]))
    acts = [
        (in_seconds(entry.at - MONDAY_NOON), entry.what)
        for entry in entries
        if isinstance(entry.what, CallArrived | KeyPressed)
    ]
    assert acts == [
        (10, CallArrived(LEG, "", "", 1)),
        (12, KeyPressed(1, "1")),
        (14, KeyPressed(1, "2")),
    ]


@pytest.mark.parametrize(("share", "is_known"), [(1.0, True), (0.0, False)])
def test_only_who_may_call_again_needs_a_number(share: float, is_known: bool) -> None:
    callers = matter(redial=Redial(share, Fixed(60), 1))
    entries, _ = journal_of(Scene([(callers, [10, 20])], duties=[]))
    arrived = [entry.what for entry in entries if isinstance(entry.what, CallArrived)]
    numbers = {call.calling for call in arrived}
    assert (numbers != {""}) is is_known
    assert all(number.startswith("+360") for number in numbers if number)


def test_rows_are_those_of_a_run_without_a_journal() -> None:
    rows = Collected()
    DAY.run(rows).finish()
    assert journal_of(DAY)[1].rows == rows.rows
