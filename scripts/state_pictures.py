"""Pictures of the state tables of agent, call and menu, as SVG.

Arrows and their words come from the tables; only where a state stands is written here. A state
without a place is an error: a new row of a table asks for a look at its picture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import hypot
from typing import Final

from firstline.domain import agent, call, menu

WIDTH: Final = 118.0
HEIGHT: Final = 40.0
STEPS: Final = 200
"""Points of a curve that are looked at to find where it leaves a box."""

STYLE: Final = (
    'text{font-family:"DejaVu Sans",Verdana,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2933;'
    "text-anchor:middle}"
    ".title{font-size:16px;font-weight:bold;text-anchor:start}"
    ".small{font-size:11px;fill:#5b6770;text-anchor:start}"
    ".state{font-size:13px;font-weight:bold}"
    ".signal{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:4px}"
    ".box{fill:#f5f7fa;stroke:#52606d;stroke-width:1.4}"
    ".busy{fill:#fff1e6;stroke:#d9480f}"
    ".free{fill:#edf7ed;stroke:#2f7d32}"
    ".over{fill:#e4e7eb;stroke:#9aa5b1}"
    ".way{fill:none;stroke:#52606d;stroke-width:1.4;marker-end:url(#arrow)}"
    ".faint{stroke:#b8c2cc;marker-end:url(#faint)}"
    ".key{stroke:#1c6fb5;marker-end:url(#key)}"
    ".spoken{stroke:#2f7d32;marker-end:url(#spoken)}"
    ".silence{stroke:#d9480f;marker-end:url(#silence)}"
)
ARROWS: Final = {
    "arrow": "#52606d",
    "faint": "#b8c2cc",
    "key": "#1c6fb5",
    "spoken": "#2f7d32",
    "silence": "#d9480f",
}

Point = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """How an arrow runs: how far it bends to its right, and where its words stand on it.

    Of an arrow from a state to itself, a bend below 0 means below the state.
    """

    bend: float = 16.0
    words_at: float = 0.5


@dataclass(frozen=True)
class Sheet:
    """A picture of one table: where the states stand, and which arrows need to run otherwise."""

    title: str
    source: str
    size: tuple[float, float]
    states: tuple[str, ...]
    signals: tuple[str, ...]
    places: Mapping[int, Point]
    looks: Mapping[int, str]
    ways: Mapping[tuple[int, int], Way]
    faint: frozenset[int] = frozenset()
    "States whose arrows in are drawn lightly and without words."


_A = agent.AgentState
AGENT: Final = Sheet(
    "What an agent can be doing",
    "drawn from domain/agent.py",
    (860, 420),
    agent.AGENT_STATES,
    agent.AGENT_SIGNALS,
    {
        _A.SIGNED_OUT: (90, 230),
        _A.NOT_READY: (330, 110),
        _A.READY: (330, 230),
        _A.RESERVED: (560, 160),
        _A.TALKING: (770, 160),
        _A.HOLDING: (770, 280),
        _A.WRAP_UP: (560, 350),
    },
    {
        _A.SIGNED_OUT: "over",
        _A.NOT_READY: "over",
        _A.READY: "free",
        _A.RESERVED: "busy",
        _A.TALKING: "busy",
        _A.HOLDING: "busy",
        _A.WRAP_UP: "busy",
    },
    {
        (_A.SIGNED_OUT, _A.NOT_READY): Way(-34, 0.45),
        (_A.NOT_READY, _A.SIGNED_OUT): Way(-2, 0.42),
        (_A.READY, _A.SIGNED_OUT): Way(0, 0.5),
        (_A.NOT_READY, _A.READY): Way(-34, 0.55),
        (_A.READY, _A.NOT_READY): Way(-34, 0.55),
        (_A.READY, _A.RESERVED): Way(-10, 0.45),
        (_A.RESERVED, _A.READY): Way(-16, 0.5),
        (_A.RESERVED, _A.NOT_READY): Way(20, 0.5),
        (_A.RESERVED, _A.TALKING): Way(0, 0.5),
        (_A.TALKING, _A.HOLDING): Way(-26, 0.5),
        (_A.HOLDING, _A.TALKING): Way(-26, 0.5),
        (_A.TALKING, _A.WRAP_UP): Way(10, 0.55),
        (_A.HOLDING, _A.WRAP_UP): Way(-10, 0.5),
        (_A.WRAP_UP, _A.READY): Way(-6, 0.5),
        (_A.WRAP_UP, _A.NOT_READY): Way(6, 0.32),
        (_A.WRAP_UP, _A.SIGNED_OUT): Way(-20, 0.55),
    },
)

_C = call.CallState
CALL: Final = Sheet(
    "Where a call can be",
    "drawn from domain/call.py; light arrows: every state can end",
    (850, 470),
    call.CALL_STATES,
    call.CALL_SIGNALS,
    {
        _C.MENU: (90, 120),
        _C.MESSAGE: (90, 290),
        _C.WAITING: (330, 205),
        _C.OFFERED: (550, 110),
        _C.TALKING: (750, 205),
        _C.HOLDING: (750, 345),
        _C.ENDED: (400, 430),
    },
    {
        _C.WAITING: "busy",
        _C.OFFERED: "busy",
        _C.TALKING: "free",
        _C.HOLDING: "free",
        _C.ENDED: "over",
    },
    {
        (_C.MENU, _C.MESSAGE): Way(-30, 0.5),
        (_C.MESSAGE, _C.MENU): Way(-30, 0.5),
        (_C.MESSAGE, _C.MESSAGE): Way(-1),
        (_C.MENU, _C.WAITING): Way(-14, 0.5),
        (_C.MESSAGE, _C.WAITING): Way(-14, 0.45),
        (_C.WAITING, _C.MESSAGE): Way(-14, 0.55),
        (_C.WAITING, _C.OFFERED): Way(-14, 0.5),
        (_C.OFFERED, _C.WAITING): Way(-14, 0.45),
        (_C.OFFERED, _C.TALKING): Way(-8, 0.5),
        (_C.TALKING, _C.HOLDING): Way(-40, 0.5),
        (_C.HOLDING, _C.TALKING): Way(-40, 0.5),
        (_C.HOLDING, _C.OFFERED): Way(-14, 0.62),
        (_C.TALKING, _C.WAITING): Way(0, 0.5),
        (_C.HOLDING, _C.WAITING): Way(-14, 0.5),
    },
    frozenset({_C.ENDED}),
)


def agent_picture() -> str:
    """Return the picture of what an agent can be doing."""
    return _of_states(AGENT, agent.TRANSITIONS)


def call_picture() -> str:
    """Return the picture of where a call can be."""
    return _of_states(CALL, call.TRANSITIONS)


def menu_picture() -> str:
    """Return the picture of what a key, the end of a message or silence does in each step."""
    steps = range(len(menu.MENU_STEPS))
    moves = list(dict.fromkeys(menu.MOVES.values()))
    left = {step: (150.0, 100 + 62.0 * row) for row, step in enumerate(steps)}
    right = {move: (610.0, 84 + 44.0 * row) for row, move in enumerate(moves)}
    parts = [
        _text(24, 30, "What happens in each step of the menu", "title"),
        _text(24, 50, "drawn from domain/menu.py", "small"),
        *_legend(),
    ]
    for (step, signal), move in menu.MOVES.items():
        start, end = left[step], right[move]
        path = (
            f"M{start[0] + 95:.0f} {start[1]:.0f}C{start[0] + 240:.0f} {start[1]:.0f} "
            f"{end[0] - 250:.0f} {end[1]:.0f} {end[0] - 118:.0f} {end[1]:.0f}"
        )
        parts.append(f'<path class="way {menu.MENU_SIGNALS[signal]}" d="{path}"/>')
    for step, at in left.items():
        parts += _box(at, menu.MENU_STEPS[step], "", 190)
    for move, at in right.items():
        parts += _box(at, menu.MENU_MOVES[move], "free", 232, 32)
    return _document((760, 110 + 44.0 * len(moves)), "The steps of the menu", parts)


def _legend() -> Iterator[str]:
    for place, signal in enumerate(menu.MENU_SIGNALS):
        x = 440 + 100.0 * place
        yield f'<path class="way {signal}" d="M{x:.0f} 30h30"/>'
        yield _text(x + 38, 34, signal, "small")


def _of_states(sheet: Sheet, table: Mapping[tuple[int, int], int]) -> str:
    words: dict[tuple[int, int], list[str]] = {}
    for (state, signal), following in table.items():
        words.setdefault((state, following), []).append(sheet.signals[signal])
    parts = [
        _text(24, 30, sheet.title, "title"),
        _text(24, 50, sheet.source, "small"),
    ]
    faint = [pair for pair in words if pair[1] in sheet.faint]
    clear = [pair for pair in words if pair[1] not in sheet.faint]
    for state, following in faint:
        curve = _curve(sheet.places[state], sheet.places[following], 0)
        parts.append(f'<path class="way faint" d="{_drawn(curve)}"/>')
    said = []
    for pair in clear:
        line, label = _arrow(sheet, pair, ", ".join(words[pair]))
        parts.append(line)
        said.append(label)
    for state, at in sheet.places.items():
        parts += _box(at, sheet.states[state], sheet.looks.get(state, ""))
    return _document(sheet.size, sheet.title, [*parts, *said])


def _arrow(sheet: Sheet, pair: tuple[int, int], words: str) -> tuple[str, str]:
    """Return an arrow, and its words, which are drawn after all boxes."""
    start, end = (sheet.places[state] for state in pair)
    way = sheet.ways.get(pair, Way())
    if start == end:
        return _loop(start, -1 if way.bend > 0 else 1, words)
    curve = _curve(start, end, way.bend)
    x, y = _at(curve, way.words_at)
    return f'<path class="way" d="{_drawn(curve)}"/>', _text(x, y + 4, words, "signal")


def _loop(at: Point, side: int, words: str) -> tuple[str, str]:
    """Return an arrow from a state to itself, above (-1) or below (1) it."""
    x, edge = at[0], at[1] + side * HEIGHT / 2
    far = edge + side * 42
    path = f"M{x - 22:.0f} {edge:.0f}C{x - 30:.0f} {far:.0f} {x + 30:.0f} {far:.0f} "
    path += f"{x + 22:.0f} {edge + side * 2:.0f}"
    return f'<path class="way" d="{path}"/>', _text(x, edge + side * 31 + 4, words, "signal")


def _curve(start: Point, end: Point, bend: float) -> tuple[Point, Point, Point]:
    """Return a quadratic curve between two places that bends to its right."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    turn = (middle[0] - 2 * bend * down / length, middle[1] + 2 * bend * across / length)
    return start, turn, end


def _at(curve: tuple[Point, Point, Point], part: float) -> Point:
    (ax, ay), (bx, by), (cx, cy) = curve
    rest = 1 - part
    return (
        rest * rest * ax + 2 * rest * part * bx + part * part * cx,
        rest * rest * ay + 2 * rest * part * by + part * part * cy,
    )


def _drawn(curve: tuple[Point, Point, Point]) -> str:
    """Return the part of *curve* between the boxes at its ends, as a path."""
    parts = [step / STEPS for step in range(STEPS + 1)]
    begin = next(part for part in parts if not _covers(curve[0], _at(curve, part), 1))
    until = next(part for part in reversed(parts) if not _covers(curve[2], _at(curve, part), 3))
    points = [_at(curve, begin + (until - begin) * step / 12) for step in range(13)]
    first, *others = (f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{first}L{' '.join(others)}"


def _covers(box: Point, point: Point, more: float) -> bool:
    inside = abs(point[0] - box[0]) < WIDTH / 2 + more
    return inside and abs(point[1] - box[1]) < HEIGHT / 2 + more


def _box(
    at: Point, name: str, look: str, width: float = WIDTH, height: float = HEIGHT
) -> list[str]:
    x, y = at
    return [
        f'<rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" rx="8" class="{f"box {look}".strip()}"/>',
        _text(x, y + 4.5, name, "state"),
    ]


def _text(x: float, y: float, said: str, look: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{look}">{escape(said)}</text>'


def _document(size: tuple[float, float], title: str, parts: list[str]) -> str:
    width, height = size
    markers = "".join(
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .5L8 4L0 7.5z" fill="{colour}"/>'
        "</marker>"
        for name, colour in ARROWS.items()
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.0f}" '
            f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f"<defs>{markers}</defs>",
            f'<rect width="{width:.0f}" height="{height:.0f}" rx="10" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )
