"""Writes the pieces of a drawing as SVG: boxes, lines, texts that fit.

It knows shapes and letters, not what is drawn with them.
"""

from collections.abc import Iterable
from html import escape
from typing import Final

NARROW: Final = frozenset("iljtfrI.,:;'|!()[]– “”„")
WIDE: Final = frozenset("mwMWOQGŐÖ@—%")

STYLE: Final = """
text{font-family:"DejaVu Sans",Verdana,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2933}
.title{font-size:22px;font-weight:bold}
.small{font-size:11px;fill:#5b6770}
.name{font-size:13px;font-weight:bold}
.text{font-size:12.5px}
.key{font-size:13px;font-weight:bold;fill:#fff;text-anchor:middle}
.middle{text-anchor:middle}
.end{text-anchor:end}
.light{fill:#fff}
.card{fill:#fff;stroke:#9aa5b1;stroke-width:1.2}
.head{fill:#323f4b}
.badge{fill:#52606d}
.rule{stroke:#e4e7eb;stroke-width:1}
.first{fill:#fff1e6;stroke:#d9480f;stroke-width:1.6}
.second{fill:#e7f0fa;stroke:#1c6fb5;stroke-width:1.6}
.team{fill:#edf7ed;stroke:#2f7d32;stroke-width:1.4}
.phone{fill:#f5f7fa;stroke:#52606d;stroke-width:1.4}
.line{fill:none;stroke-width:1.8;stroke:#9aa5b1}
.to-first{stroke:#d9480f}
.to-second{stroke:#1c6fb5}
.to-team{stroke:#2f7d32}
.helps{stroke-dasharray:5 4}
.passes{stroke:#7b8794;stroke-dasharray:1.5 4;stroke-linecap:round;stroke-width:2.2}
.dot{fill:#c92a2a}
"""


def document(width: float, height: float, title: str, parts: list[str]) -> str:
    """Return a whole SVG document."""
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            ARROWS,
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _arrow(name: str, colour: str) -> str:
    return (
        f'<marker id="arrow-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0.5L8 4L0 7.5z" fill="{colour}"/></marker>'
    )


COLOURS: Final = {
    "menu": "#9aa5b1",
    "first": "#d9480f",
    "second": "#1c6fb5",
    "team": "#2f7d32",
    "passes": "#7b8794",
}
ARROWS: Final = "<defs>" + "".join(_arrow(name, it) for name, it in COLOURS.items()) + "</defs>"


def text(x: float, y: float, said: str, *classes: str) -> str:
    """Return a line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{" ".join(classes)}">{escape(said)}</text>'


def box(x: float, y: float, width: float, height: float, style: str, *, round_by: float) -> str:
    """Return a box with round corners."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{round_by:.1f}" class="{style}"/>'
    )


def head(x: float, y: float, width: float, height: float, round_by: float) -> str:
    """Return the dark upper part of a card, with its upper corners round."""
    return (
        f'<path d="M{x:.1f} {y + height:.1f}v{round_by - height:.1f}q0 {-round_by:.1f} '
        f"{round_by:.1f} {-round_by:.1f}h{width - 2 * round_by:.1f}q{round_by:.1f} 0 "
        f'{round_by:.1f} {round_by:.1f}v{height - round_by:.1f}z" class="head"/>'
    )


def group(node: str, parts: Iterable[str]) -> str:
    """Return *parts* as one piece; *node* names what they show, for programs that read it."""
    return "\n".join([f'<g data-node="{escape(node)}">', *parts, "</g>"])


def circle(x: float, y: float, radius: float, style: str) -> str:
    """Return a filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="{style}"/>'


def rule(x: float, y: float, width: float) -> str:
    """Return a thin level line."""
    return f'<path d="M{x:.1f} {y:.1f}h{width:.1f}" class="rule"/>'


def curve(points: list[tuple[float, float]], style: str, arrow: str) -> str:
    """Return a smooth line through *points*, level at each of them, with an arrow at its end."""
    (x, y), *rest = points
    path = [f"M{x:.1f} {y:.1f}"]
    for to_x, to_y in rest:
        middle = (x + to_x) / 2
        path.append(f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y
    return f'<path d="{"".join(path)}" class="line {style}" marker-end="url(#arrow-{arrow})"/>'


def bow(x: float, y: float, to_y: float, reach: float) -> str:
    """Return a line that goes out to the right and comes back higher or lower."""
    path = f"M{x:.1f} {y:.1f}C{x + reach:.1f} {y:.1f} {x + reach:.1f} {to_y:.1f} {x:.1f} {to_y:.1f}"
    return f'<path d="{path}" class="line passes" marker-end="url(#arrow-passes)"/>'


def width_of(said: str, size: float = 12.5) -> float:
    """Return about how wide *said* is, rather too much than too little."""
    units = sum(0.4 if letter in NARROW else 0.95 if letter in WIDE else 0.64 for letter in said)
    return units * size


def fitted(said: str, width: float, lines: int, size: float = 12.5) -> list[str]:
    """Return *said* as at most so many lines of *width*, cut short if need be."""
    found = [""]
    for word in said.split():
        longer = f"{found[-1]} {word}".strip()
        if width_of(longer, size) <= width or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:lines]
    if len(found) > lines:
        kept[-1] += " …"
    return [_cut(line, width, size) for line in kept]


def _cut(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"
