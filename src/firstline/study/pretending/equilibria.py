"""Where pretending comes to rest: the shares of pretenders that nobody has a reason to change.

A caller pretends if that saves more than it costs (the discomfort of lying, as time). A share is
at rest if nobody pretends and it does not pay, if everybody does and it pays, or if it is worth
just its cost; and it is stable if a few who change their mind change it back. Follow the crowd:
where the gain rises with the share, as it does under strict priority, there may be several
(Hassin and Haviv, To Queue or Not to Queue, 2003, chapter 4). It knows a curve, and no hotline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Gain(NamedTuple):
    """What pretending saves where this share of the callers pretend already."""

    share: float
    seconds: float
    half: float = 0.0
    "The 95 % interval is seconds ± half."


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A share of pretenders that is at rest."""

    share: float
    is_stable: bool
    low: float
    "From where the share may be, as far as the simulation can tell,"
    high: float
    "to there."
    is_sure: bool
    "Whether the curve is clearly on one side of the cost where it has to be."


def equilibria(curve: Sequence[Gain], cost: float) -> list[Equilibrium]:
    """Return the shares at rest for a *cost* in seconds, by rising share.

    *curve* goes from share 0 to share 1 and is taken as straight between its points.
    """
    found = []
    first, last = curve[0], curve[-1]
    if first.seconds < cost:
        found.append(_at_an_end(first, cost))
    found += [
        _between(curve, place, cost)
        for place, (here, there) in enumerate(pairwise(curve))
        if (here.seconds < cost) != (there.seconds < cost)
    ]
    if last.seconds >= cost:
        found.append(_at_an_end(last, cost))
    return found


def _at_an_end(end: Gain, cost: float) -> Equilibrium:
    is_sure = abs(end.seconds - cost) > end.half
    return Equilibrium(end.share, True, end.share, end.share, is_sure)


def _between(curve: Sequence[Gain], place: int, cost: float) -> Equilibrium:
    """Return the rest between two points of the curve: unstable where the gain rises."""
    here, there = curve[place], curve[place + 1]
    share = _crossing(here, there, cost, 0)
    others = [*_edge_crossings(curve, cost, -1), *_edge_crossings(curve, cost, 1)]
    low = max((other for other in others if other <= share), default=0.0)
    high = min((other for other in others if other >= share), default=1.0)
    is_stable = here.seconds >= cost
    side = 1 if is_stable else -1
    is_sure = _some_clearly(curve[: place + 1], cost, side) and _some_clearly(
        curve[place + 1 :], cost, -side
    )
    return Equilibrium(share, is_stable, low, high, is_sure)


def _edge_crossings(curve: Sequence[Gain], cost: float, side: int) -> Iterator[float]:
    """Yield where the lower (-1) or the upper (1) edge of the intervals is worth the cost."""
    for here, there in pairwise(curve):
        if (here.seconds + side * here.half < cost) != (there.seconds + side * there.half < cost):
            yield _crossing(here, there, cost, side)


def _some_clearly(points: Sequence[Gain], cost: float, side: int) -> bool:
    """Return whether a point is above (1) or below (-1) the cost beyond doubt."""
    return any(side * (point.seconds - cost) > point.half for point in points)


def _crossing(here: Gain, there: Gain, cost: float, side: int) -> float:
    """Return the share at which the curve, or an edge of its intervals, is worth the cost."""
    start, end = here.seconds + side * here.half, there.seconds + side * there.half
    return here.share + (there.share - here.share) * (cost - start) / (end - start)
