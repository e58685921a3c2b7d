"""Agents' stints: who was in which state, and for how long. Knows no calls."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from firstline.journal.commands import ShowAgent
from firstline.journal.records import Stint


class Stints:
    """The stint that each agent is in, and those that have changed since they were last taken."""

    def __init__(self, running: Iterable[Stint] = ()) -> None:
        self._running: Final = {stint.agent: stint for stint in running}
        self._changed: Final[dict[tuple[str, int], Stint]] = {}

    def show(self, shown: ShowAgent, at: int) -> None:
        """Take in what an agent is doing from *at* on."""
        was = self._running.get(shown.agent)
        new = Stint(
            agent=shown.agent,
            began=at,
            team=shown.team,
            state=shown.state,
            reason=shown.reason,
        )
        if was is not None:
            if was == replace(new, began=was.began):
                return
            self._end(was, at)
        self._running[new.agent] = new
        self._changed[new.agent, at] = new

    def end_all(self, at: int) -> None:
        """Nobody is known to be anything any more."""
        for stint in self._running.values():
            self._end(stint, at)
        self._running.clear()

    def taken(self) -> list[Stint]:
        """Return what has changed, once."""
        changed = list(self._changed.values())
        self._changed.clear()
        return changed

    def _end(self, stint: Stint, at: int) -> None:
        self._changed[stint.agent, stint.began] = replace(stint, ended=at)
