"""firstline replay: make a journal again from what came in, and compare.

Exit status 1 where the journals differ.
"""

from collections.abc import Iterator
from itertools import chain, tee
from pathlib import Path
from typing import Annotated, Final

import typer

from firstline.cli.memory import Data, StoreUrl, memory
from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import RunStarted
from firstline.journal.plan import PlanCopy, hotline_of
from firstline.journal.replay import Difference, Replay, Runs, differences
from firstline.journal.text import WIDE_LINE_AT_MOST, JournalReader, line_of, plan_line_of
from firstline.live.archive import Archive, Run


def replay(
    *,
    data: Data = Path("data"),
    store: StoreUrl = None,
    file: Annotated[
        Path | None, typer.Option(help="A journal as text, instead of the hotline's memory.")
    ] = None,
    run: Annotated[int | None, typer.Option(min=1, help="Only this run of the memory.")] = None,
    save: Annotated[
        Path | None, typer.Option(help="Write the journal as text here, and do not replay it.")
    ] = None,
) -> None:
    """Run a journal again and compare: the same events must make the same journal."""
    if file is not None:
        _replay_file(file)
        return
    with memory(data, store) as archive:
        runs = _chosen(archive, run)
        if save is not None:
            _save(archive, runs, save)
            return
        for known in runs:
            _replay(archive.plan(known.plan), archive.entries(known), f"run {known.run}")


def _chosen(archive: Archive, run: int | None) -> list[Run]:
    """Return that run, or all where none is named; there is at least one."""
    runs = archive.runs()
    if not runs:
        raise InputError("The journal is empty.", "Let the hotline run once: firstline serve.")
    chosen = [known for known in runs if run in {None, known.run}]
    if not chosen:
        raise InputError(
            f"There is no run {run}.", f"Runs: {', '.join(str(known.run) for known in runs)}."
        )
    return chosen


def _replay_file(path: Path) -> None:
    try:
        with path.open("rb") as lines:
            reader = JournalReader(iter(lambda: lines.readline(WIDE_LINE_AT_MOST), b""))
            for number, entries in enumerate(Runs(reader), start=1):
                first = next(entries)
                _replay(_plan(reader, first), chain([first], entries), f"run {number}")
    except OSError as error:
        raise InputError(
            f"The journal {path} cannot be read: {error.strerror}.", "Name a journal's file."
        ) from error


def _plan(reader: JournalReader, first: Entry) -> PlanCopy:
    what = first.what
    if not isinstance(what, RunStarted):
        raise InputError(
            f"The journal begins in the middle of a run, with entry {first.seq}.",
            "A replay needs a run from its beginning.",
        )
    if what.plan not in reader.plans:
        raise InputError(
            f"The plan of the run is not in the file (digest {what.plan[:12]}…).",
            "Write the file with `firstline replay --save`, which puts the plans in.",
        )
    return reader.plans[what.plan]


class _Counted:
    """Entries, and how many of them have gone by."""

    def __init__(self, first: Entry, rest: Iterator[Entry]) -> None:
        self._entries: Final = chain([first], rest)
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.count += 1
            yield entry


def _replay(plan: PlanCopy, entries: Iterator[Entry], name: str) -> None:
    """Replay one run; end with status 1 where it differs."""
    first = next(entries, None)
    if first is None:
        print(f"{name}: no entries")
        return
    counted = _Counted(first, entries)
    was, again = tee(counted)
    made = Replay(hotline_of(plan), first.seq).run(again)
    difference = next(differences(was, made), None)
    if difference is None:
        print(f"{name}: same {counted.count} entries")
        return
    print(f"{name}: differs\n{_told(difference)}")
    raise typer.Exit(1)


def _told(difference: Difference) -> str:
    return f"  was: {_line(difference.was)}\n  now: {_line(difference.now)}"


def _line(entry: Entry | None) -> str:
    return "nothing" if entry is None else line_of(entry).decode().rstrip("\n")


def _save(archive: Archive, runs: list[Run], path: Path) -> None:
    count = 0
    try:
        with path.open("wb") as file:
            for digest in dict.fromkeys(run.plan for run in runs):
                file.write(plan_line_of(archive.plan(digest)))
            for run in runs:
                for entry in archive.entries(run):
                    file.write(line_of(entry))
                    count += 1
    except OSError as error:
        raise InputError(
            f"The journal cannot be written to {path}: {error.strerror}.", "Choose another file."
        ) from error
    print(f"{path}: {count} entries of {len(runs)} runs")
