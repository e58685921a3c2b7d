"""Draws what pretending gains over the share of pretenders, as SVG: a line for each kind of caller.

Colours are those of the page it stands in, and their own elsewhere; lines differ in their dashes,
too. What the numbers mean is not known here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, isfinite, log10
from typing import Final

from firstline.study.pretending.equilibria import Equilibrium

WIDTH: Final = 720.0
HEIGHT: Final = 230.0
"Of one panel."
LEFT: Final = 64.0
RIGHT: Final = 26.0
TOP: Final = 34.0
BOTTOM: Final = 30.0
COLOURS: Final = {
    "first": "#0072b2",
    "second": "#c2500a",
    "other": "#007a5e",
    "ink": "#1c1f24",
    "faint": "#d5d9df",
    "paper": "#ffffff",
}
"By the name of the page's colour; what it is where there is no page."


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a share, with the half-width of its interval."""

    share: float
    value: float
    half: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """A line."""

    name: str
    colour: str
    points: Sequence[Point]
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Some lines on axes of their own."""

    title: str
    series: Sequence[Series]
    level: tuple[str, float] | None = None
    "A level line with its name."
    rests: Sequence[Equilibrium] = ()
    "Shares at rest, marked on the level: filled where stable, hollow where not."


def drawing(title: str, axis: str, panels: Sequence[Panel]) -> str:
    """Return panels one below the other, over the share from none to all."""
    height = HEIGHT * len(panels) + 22
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:.0f} {height:.0f}"'
        f' font-family="inherit" font-size="12" fill="{colour("ink")}">',
        f"<title>{escape(title)}</title>",
    ]
    for place, panel in enumerate(panels):
        parts.append(f'<g transform="translate(0 {HEIGHT * place:.0f})">')
        parts += _panel(panel)
        parts.append("</g>")
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, height - 6, axis, "middle"))
    return "\n".join([*parts, "</svg>"])


def alone(svg: str) -> str:
    """Return a drawing as a file of its own: with a background, and without a page's colours."""
    for name, value in COLOURS.items():
        svg = svg.replace(colour(name), value)
    svg = svg.replace('font-family="inherit"', 'font-family="DejaVu Sans,Verdana,sans-serif"')
    head, rest = svg.split("\n", 1)
    return f'{head}\n<rect width="100%" height="100%" fill="#ffffff"/>\n{rest}\n'


def colour(name: str) -> str:
    """Return a colour of the page, or what it is without one."""
    return f"var(--{name}, {COLOURS[name]})"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns seconds into a height; from the lowest tick to the highest."""

    ticks: Sequence[float]

    def y(self, value: float) -> float:
        """Return how far below the panel's upper edge *value* is."""
        low, high = self.ticks[0], self.ticks[-1]
        part = (value - low) / (high - low)
        return TOP + (1 - part) * (HEIGHT - TOP - BOTTOM)


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _panel(panel: Panel) -> Iterator[str]:
    scale = _Scale(_ticks(panel))
    yield _text(LEFT, 16, panel.title, "start", bold=True)
    yield from _axes(scale)
    for series in panel.series:
        yield from _series(series, scale)
    if panel.level is not None:
        yield from _level(*panel.level, scale)
        yield from _rests(panel.rests, scale.y(panel.level[1]))
    yield from _names(panel.series)


def _ticks(panel: Panel) -> list[float]:
    """Return round numbers of seconds below and above everything, a handful of them."""
    values = [0.0, 1.0] if panel.level is None else [0.0, panel.level[1]]
    for series in panel.series:
        for point in series.points:
            half = point.half if isfinite(point.half) else 0.0
            values += [it for it in (point.value - half, point.value + half) if isfinite(it)]
    low, high = min(values), max(values)
    step = _step((high - low) / 5)
    first, last = int(low // step), int(-(-high // step))
    return [step * place for place in range(first, max(last, first + 1) + 1)]


def _step(least: float) -> float:
    """Return a round step of at least so many seconds."""
    for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600):
        if step >= least:
            return float(step)
    power = 3600.0 * 10.0 ** ceil(log10(least / 3600))
    return next(it for it in (power / 5, power / 2, power) if it >= least)


def _axes(scale: _Scale) -> Iterator[str]:
    for tick in scale.ticks:
        y = scale.y(tick)
        yield _line(LEFT, y, WIDTH - RIGHT, y, "faint")
        yield _text(LEFT - 8, y + 4, _clock(tick), "end")
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        yield _line(x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 4, "ink")
        yield _text(x, HEIGHT - BOTTOM + 17, f"{10 * tenth} %", "middle")


def _series(series: Series, scale: _Scale) -> Iterator[str]:
    known = [point for point in series.points if isfinite(point.value)]
    yield from _band(series, [point for point in known if isfinite(point.half)], scale)
    if known:
        path = _path([(point.share, point.value) for point in known], scale)
        yield (
            f'<path d="{path}" fill="none" stroke="{colour(series.colour)}" stroke-width="2"'
            f' stroke-dasharray="{series.dashes or "none"}"/>'
        )


def _band(series: Series, points: Sequence[Point], scale: _Scale) -> Iterator[str]:
    """Yield the intervals as a band."""
    if any(point.half for point in points):
        upper = [(point.share, point.value + point.half) for point in points]
        lower = [(point.share, point.value - point.half) for point in reversed(points)]
        path = _path([*upper, *lower], scale)
        yield f'<path d="{path}z" fill="{colour(series.colour)}" fill-opacity=".16"/>'


def _path(points: Sequence[tuple[float, float]], scale: _Scale) -> str:
    return "M" + "L".join(f"{_x(share):.1f} {scale.y(value):.1f}" for share, value in points)


def _level(name: str, value: float, scale: _Scale) -> Iterator[str]:
    y = scale.y(value)
    yield _line(LEFT, y, WIDTH - RIGHT, y, "ink", dashes="2 4")
    below = y < TOP + 14
    yield _text(WIDTH - RIGHT, y + (14 if below else -5), name, "end")


def _rests(rests: Sequence[Equilibrium], y: float) -> Iterator[str]:
    for rest in rests:
        fill = colour("ink" if rest.is_stable else "paper")
        x = _x(rest.share)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{colour("ink")}"/>'


def _names(series: Sequence[Series]) -> Iterator[str]:
    """Yield the names of the lines, beside each other above them."""
    x = WIDTH - RIGHT
    for each in reversed(series):
        x -= 7.2 * len(each.name)
        yield _text(x, 16, each.name, "start")
        yield _line(x - 32, 12, x - 6, 12, each.colour, dashes=each.dashes, width=2)
        x -= 46


def _line(
    x: float, y: float, to_x: float, to_y: float, ink: str, *, dashes: str = "", width: float = 1
) -> str:
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{colour(ink)}" fill="none" '
        f'stroke-width="{width:g}" stroke-dasharray="{dashes or "none"}"/>'
    )


def _text(x: float, y: float, said: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(said)}</text>'


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(abs(seconds)), 60)
    return f"{'−' if seconds < 0 else ''}{minutes}:{rest:02}"
