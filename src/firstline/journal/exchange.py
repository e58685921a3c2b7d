"""The exchange: the switchboard and its scribe, told the time and what happens, making the journal.

What it hands on is the journal, entry for entry: an event, then the commands that follow from it;
commands of timers stand at the instant for which the timer was set, however late the alarm. It does
not know who drives it, nor where the entries go.
"""

from collections.abc import Callable
from typing import Final

from firstline.domain.hotline import Hotline
from firstline.domain.time import Instant
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.journal.scribe import Scribe
from firstline.journal.two_worlds import TwoWorlds
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.world import World


class Exchange:
    """Takes events in and hands entries on: to *on_entries*, at once, once per event or alarm."""

    def __init__(
        self,
        hotline: Hotline,
        on_entries: Callable[[list[Entry]], None],
        *,
        first_seq: int = 1,
        beside: World | None = None,
    ) -> None:
        """Begin; *beside* the scribe another world may carry commands out as they come."""
        self._scribe: Final = Scribe(hotline.languages, first_seq)
        self._on_entries: Final = on_entries
        self._now: Instant = 0
        world = self._scribe if beside is None else TwoWorlds(self._scribe, beside)
        self.board: Final = Switchboard(hotline, world)
        "To be read; whatever is to happen must come through `receive`."
        self._scribe.watch(self.board)

    @property
    def next_seq(self) -> int:
        """What the next entry will be counted as."""
        return self._scribe.seq

    def receive(self, event: Event, now: Instant) -> None:
        """Let *event* happen at *now*, after all that was due by then.

        Raises Refusal where a person may not do this now: then nothing has changed, and no entry
        tells of it. Instants never go back: an earlier one counts as the latest so far.
        """
        now = self._now = max(now, self._now)
        try:
            self.board.advance(now)
            self._take(event, now)
        finally:
            self._hand_on()

    def advance(self, now: Instant) -> None:
        """Let everything happen that is due by *now*."""
        now = self._now = max(now, self._now)
        try:
            self.board.advance(now)
        finally:
            self._hand_on()

    def deadline(self) -> Instant:
        """Return when `advance` is next due, or NEVER."""
        return self.board.deadline()

    def _take(self, event: Event, now: Instant) -> None:
        scribe = self._scribe
        place = len(scribe.entries)
        scribe.write(now, event)
        try:
            done = event.happen(self.board, now)
        except Refusal:
            scribe.strike()
            raise
        if done is None:
            scribe.strike()
        elif done is not event:
            scribe.entries[place] = Entry(scribe.entries[place].seq, now, done)

    def _hand_on(self) -> None:
        entries = self._scribe.entries
        if entries:
            self._scribe.entries = []
            self._on_entries(entries)
