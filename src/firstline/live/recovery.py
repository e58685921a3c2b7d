"""After a stop of whatever kind: what the hotline begins with, and what became of the last run.

A run that was cut off is replayed to its end, so that agents, incidents and places are as they were
at the last entry. Where a replay is not possible, the state that was stored last has to do.
"""

from collections.abc import Callable
from enum import Enum
from itertools import tee
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from firstline.domain.hotline import Hotline
from firstline.journal.commands import ShowAgent
from firstline.journal.plan import PlanCopy, hotline_of
from firstline.journal.recorder import Recorder
from firstline.journal.records import Changes
from firstline.journal.replay import Replay, differences
from firstline.journal.state import HotlineState
from firstline.journal.stints import Stints
from firstline.live.archive import Archive, Run
from firstline.live.store import Store

REPLAYED_AT_MOST: Final = 500_000
"Entries, some ten seconds; more would keep callers out for longer than a replay is worth."

LOOKED_BACK: Final = 20_000
"Entries before those that are owed, in which the calls were that agents wrap up only now."


class Way(Enum):
    """How the state was found."""

    FIRST_RUN = "first run"
    CLEAN = "clean end"
    REPLAYED = "replayed"
    "The run was cut off; this is its state at its last entry."
    KEPT = "kept"
    "The run was cut off; this is what was stored last, perhaps some seconds before."


class Recovered(Struct, frozen=True):
    """What the hotline begins with."""

    state: HotlineState | None
    way: Way
    last: int = 0
    "The instant of the last entry: time goes on from there."
    lost_calls: int = 0
    "Calls that were up when the last run was cut off."
    why_kept: str = ""
    "Why the run could not be replayed."


def recover(store: Store, build: Callable[[PlanCopy], Hotline] = hotline_of) -> Recovered:
    """Bring the store in order after the last run, and return what is left of it."""
    archive = store.archive
    run = archive.last_run()
    if run is None:
        return Recovered(None, Way.FIRST_RUN)
    if run.ended is not None and run.state is not None:
        return Recovered(run.state, Way.CLEAN, archive.last_instant(run))
    at = archive.last_instant(run)
    debts, lost_calls = _debts(archive, run, at)
    recovered = _state_at_end(archive, run, build)
    store.end_cut_off(run.run, at, recovered.state, debts)
    return replace(recovered, last=at, lost_calls=lost_calls)


def _debts(archive: Archive, run: Run, at: int) -> tuple[Changes, int]:
    """Return the records that the run still owes, and how many calls were cut off."""
    first = min(archive.first_open() or run.folded + 1, run.folded + 1)
    recorder, stints = Recorder(), Stints(archive.open_stints())
    for entry in archive.entries(run, first - LOOKED_BACK):
        recorder.take(entry)
        if entry.seq < first:
            recorder.changes()  # written already
        # Unlike calls, agents have no beginning from which they could be told again.
        if entry.seq > run.folded and isinstance(entry.what, ShowAgent):
            stints.show(entry.what, entry.at)
    lost_calls = recorder.fail(at)
    stints.end_all(at)
    changes = recorder.changes()
    return Changes(changes.contacts, changes.segments, stints.taken()), lost_calls


def _state_at_end(archive: Archive, run: Run, build: Callable[[PlanCopy], Hotline]) -> Recovered:
    entries = archive.last_seq() - run.first_seq + 1
    if entries <= 0:
        return Recovered(run.state, Way.KEPT, why_kept="it had not begun")
    if entries > REPLAYED_AT_MOST:
        return _kept(archive, run, f"it has {entries} entries")
    try:
        return _replayed(archive, run, build)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the past, today must begin
        return _kept(archive, run, f"{type(error).__name__}: {error}")


def _replayed(archive: Archive, run: Run, build: Callable[[PlanCopy], Hotline]) -> Recovered:
    replay = Replay(build(archive.plan(run.plan)), run.first_seq)
    was, again = tee(archive.entries(run))
    difference = next(differences(was, replay.run(again)), None)
    if difference is not None:
        return _kept(archive, run, f"its replay differs: {difference}")
    return Recovered(replay.state(), Way.REPLAYED)


def _kept(archive: Archive, run: Run, why: str) -> Recovered:
    """Return the state that was stored last; no call number may be given twice."""
    state = run.state or HotlineState((), (), (), 0)
    last_call = max(state.last_call, archive.last_call())
    return Recovered(replace(state, last_call=last_call), Way.KEPT, why_kept=why)
