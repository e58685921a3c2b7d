"""The ways to a human, ranked by the time until somebody can solve the caller's matter.

It puts the time in the menu and the time in line together. How the waits were found, simulated or
computed, is the business of probes.py and exact_waits.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan
from typing import Final

from firstline.study.paths.waits import Waits, saved
from firstline.study.paths.ways_through import Kind, WayThrough

HORIZONS: Final = (60, 180, 600)
"Seconds from dialling; the share who reach a human within each is told."


@dataclass(frozen=True)
class Meeting:
    """What callers about the matter meet in one line, from the last key on."""

    human: Waits
    "Until somebody answers."
    right: Waits
    "Until somebody answers who can solve the matter, talk before a transfer included."
    transfers: float
    "In the mean."


@dataclass(frozen=True)
class Path:
    """A way through the menu and what follows it; None: nothing is known of the waits."""

    way: WayThrough
    meeting: Meeting | None

    def to_human(self) -> float:
        """Return the mean seconds from dialling to a human, for who knows the keys by heart."""
        return inf if self.meeting is None else self.way.ahead + self.meeting.human.mean()

    def to_right_human(self) -> float:
        """Return the mean seconds from dialling to somebody who can solve the matter."""
        return inf if self.meeting is None else self.way.ahead + self.meeting.right.mean()

    def within(self, seconds: float) -> float:
        """Return the share who reach a human so many *seconds* after dialling."""
        return 0.0 if self.meeting is None else self.meeting.human.within(seconds - self.way.ahead)

    def rank(self) -> tuple[float, float]:
        """Return what paths are sorted by: who is turned away has to begin again."""
        if self.meeting is None:
            return inf, self.way.ahead
        arrives = self.meeting.right.arrives()
        expected = self.to_right_human() / arrives if arrives else inf
        return (inf if isnan(expected) else expected), self.way.ahead


def ranked(found: Sequence[WayThrough], meetings: Mapping[str, Meeting]) -> list[Path]:
    """Return the ways with the meeting of the line that each leads to, the best first."""
    paths = [Path(way, meetings.get(way.stream)) for way in found]
    return sorted(paths, key=lambda path: (*path.rank(), path.way.listening, path.way.keys))


def best(paths: Sequence[Path], *kinds: Kind) -> Path | None:
    """Return the best of *paths* that is of one of these kinds; of any kind, without them."""
    return next((path for path in paths if not kinds or path.way.kind in kinds), None)


def gain(honest: Path, other: Path) -> tuple[float, float] | None:
    """Return the seconds by which *other* leads sooner to the right human, and their half-width."""
    if honest.meeting is None or other.meeting is None:
        return None
    seconds, half = saved(honest.meeting.right, other.meeting.right)
    return seconds + honest.way.ahead - other.way.ahead, half
