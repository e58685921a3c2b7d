"""The journal as text: one JSON line per entry, after one line for each plan that was run.

Writing obeys a limit per line; reading tolerates nothing: a line that is not exactly an entry, or
not the next one, is a fault with its number. Knows no files, only lines.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec import Struct

from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import RunStarted
from firstline.journal.plan import PlanCopy

LINE_AT_MOST: Final = 65_536
"Bytes of an entry's line, its end included."
WIDE_LINE_AT_MOST: Final = 16_777_216
"Bytes of a line that begins a run, with every agent and kept place in it, or holds a plan."


class CorruptJournalError(InputError):
    """A line of the journal is not what it should be."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(
            f"Line {line} of the journal is corrupt: {what}.",
            "Take the journal from a copy that is whole; a journal is never mended by hand.",
        )
        self.line = line


class JournalTooWideError(ValueError):
    """An entry is larger than a line may be: a limit upstream has failed."""


class _PlanLine(Struct, frozen=True, forbid_unknown_fields=True):
    plan: PlanCopy


_decode_entry: Final = msgspec.json.Decoder(Entry).decode
_decode_plan: Final = msgspec.json.Decoder(_PlanLine).decode
_encode: Final = msgspec.json.Encoder().encode


def line_of(entry: Entry) -> bytes:
    r"""Return *entry* as a line.

    >>> from firstline.journal.events import KeyPressed
    >>> line_of(Entry(7, 1_700_000_000_000_000, KeyPressed(3, "1")))
    b'{"seq":7,"at":1700000000000000,"what":{"name":"KeyPressed","call":3,"key":"1"}}\n'
    """
    line = _encode(entry) + b"\n"
    if len(line) > _limit(entry):
        raise JournalTooWideError(f"entry {entry.seq} would take {len(line)} bytes")
    return line


def plan_line_of(copy: PlanCopy) -> bytes:
    """Return the line for a plan, to stand before the first entry."""
    return _encode(_PlanLine(copy)) + b"\n"


def entry_of(line: bytes, number: int) -> Entry:
    """Return the entry that *line* holds; *number* counts lines for the fault."""
    if not line.endswith(b"\n"):
        raise CorruptJournalError(number, "it is cut off, or longer than a line may be")
    try:
        entry = _decode_entry(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorruptJournalError(number, str(error)) from error
    if len(line) > _limit(entry):
        raise CorruptJournalError(number, f"it has {len(line)} bytes")
    return entry


class JournalReader:
    """Reads lines: first the plans, then the entries, each the next one."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.plans: Final[dict[str, PlanCopy]] = {}
        "By digest; complete once the first entry has been read."
        self._lines: Final = enumerate(lines, start=1)
        self._last: Entry | None = None

    def __iter__(self) -> Iterator[Entry]:
        for number, line in self._lines:
            if self._last is None and line.startswith(b'{"plan":'):
                self._keep_plan(line, number)
            else:
                yield self._next(line, number)

    def _keep_plan(self, line: bytes, number: int) -> None:
        try:
            copy = _decode_plan(line).plan
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorruptJournalError(number, str(error)) from error
        self.plans[copy.digest()] = copy

    def _next(self, line: bytes, number: int) -> Entry:
        entry, last = entry_of(line, number), self._last
        if last is not None and entry.seq != last.seq + 1:
            raise CorruptJournalError(number, f"entry {entry.seq} follows entry {last.seq}")
        if last is not None and entry.at < last.at:
            raise CorruptJournalError(number, "its instant is before that of the line above")
        self._last = entry
        return entry


def _limit(entry: Entry) -> int:
    return WIDE_LINE_AT_MOST if isinstance(entry.what, RunStarted) else LINE_AT_MOST
