"""The tables of the caller's side: ways, shares of pretenders, rules; for terminal and page alike.

It knows what stands in which column, and no medium.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Final

from firstline.study.announced import Announced
from firstline.study.page.tables import Grid, Line
from firstline.study.paths.advice import Adviser
from firstline.study.paths.paths import HORIZONS, Path
from firstline.study.paths.waits import Waits
from firstline.study.pretending.remedies import Tried
from firstline.study.pretending.verdict import Found, Judge

COLUMNS: Final = (
    "leads", "kind", "menu", "mean", "median", "ninth", "right", "one", "three", "ten", "transfers",
)  # fmt: skip


def clock(seconds: float) -> str:
    """Return seconds as minutes and seconds.

    >>> clock(83.4), clock(3723), clock(-5), clock(float("inf"))
    ('1:23', '1:02:03', '−0:05', '–')
    """
    if not isfinite(seconds):
        return "–"
    minutes, rest = divmod(round(abs(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "−" if seconds <= -0.5 else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def ways_table(paths: Sequence[Path], adviser: Adviser) -> Grid:
    """Return the ways, the best first."""
    words = adviser.words
    several = len({path.way.dialled for path in paths}) > 1
    lines = [
        Line(_keys(path, adviser, several=several), _way(path, adviser), "", place == 0)
        for place, path in enumerate(paths)
    ]
    head = tuple(words.headings[column] for column in COLUMNS)
    return Grid("", words.headings["keys"], head, tuple(lines))


def _keys(path: Path, adviser: Adviser, *, several: bool) -> str:
    keys = " ".join(path.way.keys) or adviser.words.say("silence")
    return f"{path.way.dialled}: {keys}" if several else keys


def _way(path: Path, adviser: Adviser) -> tuple[str, ...]:
    words = adviser.words
    queue = "first" if adviser.is_first(path.way.stream) else "second"
    return (
        adviser.stream(path.way.stream),
        f"{words.kinds[path.way.kind]}, {words.headings[queue]}",
        f"{clock(path.way.listening)} / {clock(path.way.ahead)}",
        *_fares(path, adviser),
    )


def _fares(path: Path, adviser: Adviser) -> tuple[str, ...]:
    meeting, ahead = path.meeting, path.way.ahead
    if meeting is None:
        return ("–",) * (len(COLUMNS) - 3)
    mark = "= " if meeting.human.exact else ""
    return (
        f"{mark}{clock(path.to_human())}{_half(meeting.human)}",
        clock(ahead + meeting.human.quantile(0.5)),
        clock(ahead + meeting.human.quantile(0.9)),
        f"{clock(path.to_right_human())}{_half(meeting.right)}",
        *(adviser.words.share(path.within(horizon)) for horizon in HORIZONS),
        adviser.tenths(meeting.transfers),
    )


def _half(waits: Waits) -> str:
    return f" ±{clock(waits.half())}" if 0 < waits.half() < float("inf") else ""


def _mean(waits: Waits) -> str:
    return f"{clock(waits.mean())}{_half(waits)}"


def shares_table(found: Found, judge: Judge) -> Grid:
    """Return what pretending gains at each share of pretenders."""
    headings = judge.words.headings
    lines = [
        Line(
            judge.lengths.share(point.share),
            (
                _mean(point.pretender),
                _mean(point.honest),
                _mean(point.prospect),
                _gain(point.gain().seconds, point.gain().half),
            ),
            "",
            False,
        )
        for point in found.points
    ]
    columns = ("pretender", "honest", "prospect", "gain")
    return Grid("", headings["share"], tuple(headings[it] for it in columns), tuple(lines))


def rules_table(found: Found, judge: Judge) -> Grid:
    """Return what pretending would gain under other rules."""
    headings = judge.words.headings
    columns = ("first", "last", "waits", "honest-then", "verdict")
    lines = [
        Line(judge.words.rules[it.rule], _rule(it, found, judge), "", False) for it in found.tried
    ]
    return Grid("", headings["rule"], tuple(headings[it] for it in columns), tuple(lines))


def _rule(tried: Tried, found: Found, judge: Judge) -> tuple[str, ...]:
    first, last = tried.gains()
    return (
        _gain(first.seconds, first.half),
        _gain(last.seconds, last.half),
        _mean(tried.first.prospect),
        _mean(tried.first.honest),
        judge.words.verdicts[tried.verdict(found.cost)],
    )


def _gain(seconds: float, half: float) -> str:
    return f"{clock(seconds)} ±{clock(half)}" if isfinite(half) else clock(seconds)


def announced_table(found: Sequence[Announced], adviser: Adviser) -> Grid:
    """Return how far off each estimate of a wait is, line by line."""
    words = adviser.words
    lines = [
        Line(
            adviser.stream(line.stream),
            (
                words.estimates[name],
                str(error.count),
                clock(error.bias),
                clock(error.mean_absolute),
                adviser.tenths(error.over_ql, 2) if isfinite(error.over_ql) else "–",
            ),
        )
        for line in found
        for name, error in line.errors.items()
        if error.count
    ]
    columns = ("estimate", "callers", "bias", "off", "over-ql")
    head = tuple(words.headings[it] for it in columns)
    return Grid("", words.headings["line"], head, tuple(lines))
