"""Charts as SVG that stands inside a page: its text is text, its colours are the page's own.

Each colour is drawn as a mark of its Tone and becomes a CSS variable, so that one drawing serves
light, dark and paper. Series differ in their dashes, too. What the numbers mean is not known here.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from enum import Enum
from html import escape
from io import StringIO
from math import ceil, isfinite, nan
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType
from msgspec import Struct

WIDE: Final = 7.4
"Inches: what fits on A4."
HOURS: Final = 24


class Tone(Enum):
    """A colour of the page: its CSS variable. On the way it is a colour that nothing else has."""

    INK = "ink"
    FAINT = "faint"
    SHADE = "shade"
    PAPER = "paper"
    FIRST = "first"
    SECOND = "second"
    OTHER = "other"

    @property
    def mark(self) -> str:
        """What stands for it until the drawing is done."""
        return f"#01{list(Tone).index(self):02x}fe"


class Style(Enum):
    """How a line is drawn: also told apart without colours."""

    SOLID = "-"
    DASHED = (0, (4, 2))
    DOTTED = (0, (1, 1.6))


class Curve(Struct, frozen=True):
    """A value for every interval of the day."""

    name: str
    tone: Tone
    values: tuple[float | None, ...]
    style: Style = Style.SOLID


class Panel(Struct, frozen=True):
    """Some curves on axes of their own."""

    label: str
    "What is measured, with its unit."
    curves: tuple[Curve, ...]


class Bars(Struct, frozen=True):
    """A share for every class of a distribution, 0 to 1."""

    name: str
    tone: Tone
    shares: tuple[float, ...]


class Whisker(Struct, frozen=True):
    """A figure with its interval."""

    name: str
    value: float
    half: float
    tone: Tone


class Chart(Struct, frozen=True):
    """A drawing, and what it shows in words."""

    svg: str
    title: str
    alt: str


def over_the_day(
    title: str, alt: str, panels: Sequence[Panel], *, shaded: tuple[float, float] | None = None
) -> Chart:
    """Draw panels below each other, from midnight to midnight; some hours may be shaded."""

    def draw(figure: Figure) -> None:
        many = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
        for axes, panel in zip(many, panels, strict=True):
            if shaded is not None:
                axes.axvspan(*shaded, color=Tone.SHADE.mark, linewidth=0)
            for curve in panel.curves:
                _curve(axes, curve)
            axes.set_ylabel(panel.label)
            axes.set_ylim(bottom=0, top=_top(panel.curves))
        _legend(many[0], len(panels[0].curves))
        _hours(many[-1])

    return _chart(title, alt, 1.75 * len(panels) + 0.25, draw)


def distribution(
    title: str, alt: str, labels: tuple[str, str], classes: Sequence[str], bars: list[Bars]
) -> Chart:
    """Draw bars side by side for every class."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        width = 0.8 / len(bars)
        for number, each in enumerate(bars):
            at = [place - 0.4 + (number + 0.5) * width for place in range(len(classes))]
            shares = [100 * share for share in each.shares]
            drawn = axes.bar(
                at,
                shares,
                width * 0.92,
                color=each.tone.mark,
                label=each.name,
                hatch="////" if number % 2 else None,
                edgecolor=Tone.PAPER.mark,
                linewidth=0,
            )
            above = [f"{share:.0f}" if share >= 0.5 else "" for share in shares]
            axes.bar_label(drawn, above, fontsize=7, padding=1, color=Tone.INK.mark)
        axes.set_xticks(range(len(classes)), classes)
        axes.set_xlabel(labels[0])
        axes.set_ylabel(labels[1])
        axes.margins(x=0.01, y=0.1)
        _legend(axes, len(bars))

    return _chart(title, alt, 2.6, draw)


def small_multiples(
    title: str, alt: str, label: str, curves: Sequence[Curve], *, columns: int = 3
) -> Chart:
    """Draw a small panel of shares, 0 to 1, over the day for every curve."""
    columns = min(columns, len(curves))
    rows = ceil(len(curves) / columns)

    def draw(figure: Figure) -> None:
        grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        for axes in grid.flat[len(curves) :]:
            axes.set_visible(False)
        for axes, curve in zip(grid.flat, curves, strict=False):
            values = [nan if value is None else 100 * value for value in curve.values]
            edges = _edges(curve)
            axes.stairs(values, edges, fill=True, color=curve.tone.mark, alpha=0.35, linewidth=0)
            axes.stairs(values, edges, baseline=None, color=curve.tone.mark, linewidth=1.2)
            axes.set_title(_cut(curve.name), fontsize=9, loc="left")
            axes.set_ylim(0, 100)
            axes.set_yticks([0, 50, 100])
            _hours(axes, 6)
            axes.set_xticks([6, 12, 18], ["6:00", "12:00", "18:00"])
            axes.tick_params(labelbottom=True)
        figure.supylabel(label, fontsize=8.5, color=Tone.INK.mark)

    return _chart(title, alt, 1.35 * rows + 0.2, draw)


def whiskers(title: str, alt: str, axis: str, marks: Sequence[Whisker]) -> Chart:
    """Draw figures with their intervals below each other, against zero."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.axvline(0, color=Tone.INK.mark, linewidth=0.8)
        for place, mark in enumerate(marks):
            axes.errorbar(
                mark.value,
                place,
                xerr=mark.half,
                fmt="o",
                color=mark.tone.mark,
                capsize=3,
                markersize=5,
            )
        axes.set_yticks(range(len(marks)), [_cut(mark.name, 60) for mark in marks])
        axes.set_ylim(len(marks) - 0.5, -0.5)
        axes.set_xlabel(axis)
        axes.grid(axis="y", visible=False)

    return _chart(title, alt, 0.28 * len(marks) + 0.8, draw)


def _curve(axes: Axes, curve: Curve) -> None:
    values = [nan if value is None else value for value in curve.values]
    axes.stairs(
        values,
        _edges(curve),
        baseline=None,
        color=curve.tone.mark,
        linestyle=curve.style.value,
        linewidth=1.7 if curve.style is Style.SOLID else 1.3,
        label=curve.name,
    )


def _edges(curve: Curve) -> list[float]:
    return [HOURS * place / len(curve.values) for place in range(len(curve.values) + 1)]


def _top(curves: Sequence[Curve]) -> float:
    values = (value for curve in curves for value in curve.values if value is not None)
    top = max(values, default=0.0)
    return 1.08 * top if isfinite(top) and top > 0 else 1.0


def _hours(axes: Axes, every: int = 3) -> None:
    hours = range(0, HOURS + 1, every)
    axes.set_xlim(0, HOURS)
    axes.set_xticks(hours, [f"{hour}:00" for hour in hours])


def _legend(axes: Axes, columns: int) -> None:
    """Name the curves above all panels: those of the first are in the others, too."""
    axes.get_figure(root=True).legend(  # type: ignore[union-attr]
        *axes.get_legend_handles_labels(),
        loc="outside upper left",
        ncols=columns,
        frameon=False,
        handlelength=2.4,
        columnspacing=1.4,
        fontsize=8,
    )


def _cut(name: str, most: int = 28) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


SETTINGS: Final[dict[RcKeyType, object]] = {
    "svg.fonttype": "none",
    "text.parse_math": False,  # names come from plans: a dollar is a dollar
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.5,
    "text.color": Tone.INK.mark,
    "axes.labelcolor": Tone.INK.mark,
    "axes.edgecolor": Tone.FAINT.mark,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": Tone.FAINT.mark,
    "grid.linewidth": 0.6,
    "xtick.color": Tone.FAINT.mark,
    "ytick.color": Tone.FAINT.mark,
    "xtick.labelcolor": Tone.INK.mark,
    "ytick.labelcolor": Tone.INK.mark,
    "hatch.color": Tone.PAPER.mark,
    "hatch.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
NO_METADATA: Final = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def _chart(title: str, alt: str, height: float, draw: Callable[[Figure], None]) -> Chart:
    sink = StringIO()
    settings: dict[RcKeyType, object] = {**SETTINGS, "svg.hashsalt": title}
    with rc_context(settings), warnings.catch_warnings():
        # The page's font is the reader's: what the one that measures here lacks does not matter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(WIDE, height))
        draw(figure)
        figure.savefig(sink, format="svg", transparent=True, metadata=NO_METADATA)
    return Chart(_inline(sink.getvalue(), title, alt), title, alt)


def _inline(svg: str, title: str, alt: str) -> str:
    """Return a drawing as part of a page: named, without a size and colours of its own."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r' (?:width|height)="[\d.]+pt"', "", svg, count=2)
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)  # named alike in every drawing, and used by none
    svg = re.sub(r"font-family: [^;\"]*", "font-family: inherit", svg)
    svg = re.sub(r"(?m)\s*\n\s*", " ", svg)
    for tone in Tone:
        svg = svg.replace(tone.mark, f"var(--{tone.value})")
    named = f'<svg role="img" aria-label="{escape(f"{title}. {alt}")}"'
    described = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    return re.sub(r"<svg([^>]*)>", lambda found: f"{named}{found[1]}>{described}", svg, count=1)
