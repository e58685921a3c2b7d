"""After a stop of whatever kind the hotline goes on from where it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from firstline.domain.call import Outcome
from firstline.domain.hotline import Hotline
from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentWentNotReady,
    RunEnded,
    RunStarted,
)
from firstline.journal.plan import PlanCopy
from firstline.journal.records import End
from firstline.journal.replay import Replay, differences
from firstline.journal.state import HotlineState
from firstline.live.archive import ArchiveReader, Wanted
from firstline.live.database import sqlite_url
from firstline.live.recovery import Recovered, Way, recover
from firstline.live.store import Batch, Store
from kit.journals import ANNA, BELA, CILI, START, Desk, Traffic, open_desk, small_bank
from kit.stores import PLAN, begun, fill, fold, opened, read_again


def the_bank(copy: PlanCopy) -> Hotline:
    """Build the hotline of the plan that the tests store."""
    assert copy == PLAN
    return small_bank()


def busy_desk() -> Desk:
    """Return a desk at which anna talks, bela is at lunch, and a caller waits."""
    desk = open_desk(ANNA, BELA)
    desk.on(AgentWentNotReady(BELA, "lunch"))
    desk.call("+36301111111", "12")
    desk.after(3).on(AgentAnswered(ANNA, 1)).after(5)
    desk.call("+36302222222", "12")
    return desk.after(10)


def state_of(desk: Desk) -> HotlineState:
    """Return what a desk would keep over a restart."""
    return HotlineState.of(desk.exchange.board.snapshot())


def cut_off(url: str, entries: list[Entry], state: HotlineState | None = None) -> None:
    """Let a run be cut off after *entries*."""
    with begun(url) as (store, run):
        fill(store, run, entries)
        if state is not None:
            store.append(run, Batch.of_records(entries[-1], fold([])))
            store.append(run, state_only(entries, state))


def state_only(entries: list[Entry], state: HotlineState) -> Batch:
    """Return a batch that only keeps a state."""
    return Batch(entries[-1].seq, entries[-1].at, "[]", None, encoded(state), ends_run=False)


def encoded(state: HotlineState) -> str:
    """Return a state as the store keeps it."""
    kept = Batch.of([Entry(1, 1, RunEnded())], None, state).state
    assert kept is not None
    return kept


def recovered(url: str) -> Recovered:
    """Open the store as the next run would."""
    with opened(url) as store:
        return recover(store, the_bank)


def test_the_first_run_begins_with_nothing(url: str) -> None:
    assert recovered(url) == Recovered(None, Way.FIRST_RUN)


def test_a_run_that_was_cut_off_is_replayed_to_its_end(url: str) -> None:
    desk = busy_desk()
    cut_off(url, desk.entries)
    after = recovered(url)
    assert (after.way, after.lost_calls, after.last) == (Way.REPLAYED, 2, desk.entries[-1].at)
    state = after.state
    assert state is not None
    assert state.last_call == 2
    assert [(one.agent, one.state, one.reason) for one in state.agents] == [
        (ANNA, "ready", ""),
        (BELA, "not ready", "lunch"),
        (CILI, "signed out", ""),
    ]
    assert [place.calling for place in state.places] == ["+36302222222"], "the place is kept"


def test_calls_that_were_up_have_failed_and_agents_time_has_ended(url: str) -> None:
    desk = busy_desk()
    cut_off(url, desk.entries)
    recovered(url)
    end = desk.entries[-1].at
    with ArchiveReader(url) as archive:
        talked, waited = archive.contacts(Wanted())
        assert {(one.outcome, one.ended, one.ended_by) for one in (talked, waited)} == {
            (Outcome.FAILED, end, End.EXCHANGE)
        }
        assert (talked.answered, talked.talk) == (START + 3_000_000, end - START - 3_000_000)
        assert waited.answered is None
        segments = archive.segments(Wanted())
        assert all(segment.ended is not None for segment in segments)
        assert archive.open_stints() == []
        assert archive.first_open() is None


def test_recovering_twice_changes_nothing(url: str) -> None:
    cut_off(url, busy_desk().entries)
    first = recovered(url)
    with ArchiveReader(url) as archive:
        contacts = archive.contacts(Wanted())
    second = recovered(url)
    assert (second.state, second.last) == (first.state, first.last)
    with ArchiveReader(url) as archive:
        assert archive.contacts(Wanted()) == contacts


def test_a_clean_end_is_taken_as_it_was_kept(url: str) -> None:
    desk = busy_desk()
    state = state_of(desk)
    entries = desk.on(RunEnded()).entries
    with begun(url) as (store, run):
        fill(store, run, entries[:-1])
        store.append(run, Batch.of(entries[-1:], fold(entries), state))
    after = recovered(url)
    assert (after.way, after.state, after.lost_calls) == (Way.CLEAN, state, 0)


def test_records_that_were_not_written_yet_are_written(url: str) -> None:
    entries = Traffic(3).go_on(700)
    with begun(url) as (store, run):
        fill(store, run, entries[:600])
        for begin in range(600, len(entries), 40):
            store.append(run, Batch.of(entries[begin : begin + 40]))
    recovered(url)
    whole = fold([*entries, Entry(len(entries) + 1, entries[-1].at, RunStarted("next"))])
    with ArchiveReader(url) as archive:
        assert archive.contacts(Wanted()) == sorted(whole.contacts, key=lambda one: one.call)
        stints = sorted(whole.stints, key=lambda one: (one.agent, one.began))
        assert archive.stints(0, START * 2) == stints


def test_a_run_that_had_not_begun_leaves_what_was_before(url: str) -> None:
    before = HotlineState((), (), (), 12)
    with opened(url) as store:
        store.begin(PLAN, before, START, "test")
    after = recovered(url)
    assert (after.way, after.state) == (Way.KEPT, before)


def test_where_no_replay_is_possible_the_state_kept_last_has_to_do(url: str) -> None:
    desk = busy_desk()
    kept = state_of(open_desk(ANNA))
    cut_off(url, desk.entries, kept)

    def refuse(copy: PlanCopy) -> Hotline:
        raise InputError("this plan is not taken any more")

    with opened(url) as store:
        after = recover(store, refuse)
    assert after.way is Way.KEPT
    assert "not taken any more" in after.why_kept
    assert after.state is not None
    assert after.state.agents == kept.agents
    assert after.state.last_call == 2, "no number is given twice"
    assert after.lost_calls == 2


def test_a_replay_that_differs_is_not_trusted(url: str) -> None:
    desk = busy_desk()
    forged = [entry for entry in desk.entries if type(entry.what).__name__ != "HoldMusic"]
    forged = [Entry(seq, entry.at, entry.what) for seq, entry in enumerate(forged, start=1)]
    cut_off(url, forged)
    after = recovered(url)
    assert after.way is Way.KEPT
    assert "differs" in after.why_kept


def test_the_next_run_goes_on_from_there_and_both_replay(url: str) -> None:
    cut_off(url, busy_desk().entries)
    with opened(url) as store:
        after = recover(store, the_bank)
        run = store.begin(PLAN, after.state, after.last, "test")
        desk = Desk(first_seq=store.archive.last_seq() + 1)
        desk.now = after.last + 30_000_000
        desk.on(RunStarted(PLAN.digest(), after.state))
        again = desk.call("+36302222222", "12")
        fill(store, run, desk.after(40).entries)
        assert again == 3
        assert store.archive.contacts(Wanted(number=again))[0].redial_kept
        for known in store.archive.runs():
            entries = list(store.archive.entries(known))
            made = Replay(small_bank(), known.first_seq).run(entries)
            assert list(differences(entries, made)) == []


CHILD = """
import asyncio, sys
from firstline.journal.entry import Entry
from firstline.live.store import Store
from firstline.live.writer import Writer
from kit.journals import START, Traffic
from kit.stores import PLAN

async def write() -> None:
    store = Store(sys.argv[1])
    run = store.begin(PLAN, None, START, "test")

    def acknowledge(entries: list[Entry]) -> None:
        sys.stdout.write(f"{entries[-1].seq}\\n")
        sys.stdout.flush()

    writer = Writer(store, run, deliver=acknowledge, on_state=print)
    traffic = Traffic(int(sys.argv[2]))
    done = 0
    while True:
        traffic.go_on(20)
        entries = traffic.desk.entries[done:]
        done += len(entries)
        if entries:
            writer.submit(entries)
        await asyncio.sleep(0)
        while writer.behind > 1_000:
            await asyncio.sleep(0.001)

asyncio.run(write())
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed(
    url: str, tmp_path: Path, seed: int
) -> None:
    acknowledged = killed_while_writing(url, seed)
    entries = read_again(url)
    assert len(entries) >= acknowledged > 0
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    after = recovered(url)
    assert after.way is Way.REPLAYED
    with ArchiveReader(url) as archive:
        assert archive.first_open() is None
        calls = [contact.call for contact in archive.contacts(Wanted())]
    assert calls == list(range(1, len(calls) + 1))


def killed_while_writing(url: str, seed: int) -> int:
    """Kill a process that writes a journal; return the last entry that it saw acknowledged."""
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(seed)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{root / 'tests'}"},
        text=True,
    ) as child:
        assert child.stdout is not None
        lines: list[str] = []
        while len(lines) < 10 * seed:
            lines.append(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate(timeout=20)
    whole = "".join(lines) + rest
    assert "StoreReport" not in whole, "the store was never to fail"
    return int(whole[: whole.rindex("\n")].splitlines()[-1])


def test_the_store_of_sqlite_can_be_opened_after_a_kill(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    killed_while_writing(url, 1)
    store = Store(url)
    assert store.archive.last_seq() > 0
    store.close()
