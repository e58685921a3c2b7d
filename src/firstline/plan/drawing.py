"""Draws the menu of a plan: numbers, menus, streams and teams, from left to right, as SVG.

It knows what leads to what. What is written on a card is in cards.py, places are found in
layout.py, shapes are written in svg.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from firstline.plan import staff, svg, ways
from firstline.plan.cards import HEAD, LINE, SMALL, WIDTHS, Card, Cards, Row
from firstline.plan.layout import Box, place
from firstline.plan.model import Plan
from firstline.plan.names import goal

MARGIN: Final = 36.0
TOP: Final = 92.0
"Room for the title."
BOTTOM: Final = 64.0
"Room for the captions."
GAP: Final = 18.0
BETWEEN: Final = 84.0
"From one column to the next."


@dataclass(slots=True)
class Line:
    """What leads from a card to another, through the columns between them."""

    points: list[tuple[int, Box, float]]
    "Column, box and how far below its upper edge; the first leaves, the last arrives."
    style: str
    arrow: str


def menu_svg(plan: Plan, language: str) -> str:
    """Return the drawing of *plan*, with its captions in *language*."""
    return _Drawing(plan, language).svg()


class _Drawing:
    """One plan, drawn."""

    def __init__(self, plan: Plan, language: str) -> None:
        self._plan = plan
        self._maker = Cards(plan, language)
        self._captions = self._maker.captions
        self._cards: dict[tuple[str, str], Card] = {}
        self._columns: list[list[Box]] = [[] for _ in range(self._maker.streams + 2)]
        for card in self._maker.all():
            self._cards[card.kind, card.name] = card
            self._columns[card.column].append(card.box)
        self._lines = [*self._from_phones(), *self._from_menus(), *self._to_teams()]
        place(self._columns, GAP)
        boxes = [box for column in self._columns for box in column]
        rise = TOP - min(box.y for box in boxes)
        for box in boxes:
            box.y += rise
        self._height = max(box.y + box.height for box in boxes) + BOTTOM

    def _from_phones(self) -> Iterator[Line]:
        for entry in ways.entries(self._plan):
            phone, menu = self._cards["phone", entry], self._cards["menu", entry]
            yield self._line(phone, phone.box.handle, menu, "", "menu")

    def _from_menus(self) -> Iterator[Line]:
        menus = [card for (kind, _), card in self._cards.items() if kind == "menu"]
        for card in menus:
            for row in card.rows:
                yield from self._from_row(card, row)

    def _from_row(self, card: Card, row: Row) -> Iterator[Line]:
        middle = row.top + row.height / 2
        if row.target.stream is not None:
            stream = self._cards["stream", row.target.stream]
            yield self._line(card, middle, stream, f"to-{stream.style}", stream.style)
        elif row.target.go is not None and not row.tag:
            yield self._line(card, middle, self._cards["menu", row.target.go], "", "menu")

    def _to_teams(self) -> Iterator[Line]:
        for name in self._plan.streams:
            for taker in staff.takers(self._plan, name):
                stream, team = self._cards["stream", name], self._cards["team", taker.name]
                style = "to-team helps" if taker.after or taker.level > 1 else "to-team"
                yield self._line(stream, stream.box.handle, team, style, "team")

    def _line(self, start: Card, offset: float, end: Card, style: str, arrow: str) -> Line:
        """Lead a line from one card to another, and make room for it in the columns between."""
        points = [(start.column, start.box, offset)]
        for column in range(start.column + 1, end.column):
            _, box, below = points[-1]
            passage = Box(4, 2, [(box, below)])
            self._columns[column].append(passage)
            points.append((column, passage, 2))
        _, box, below = points[-1]
        end.box.sources.append((box, below))
        points.append((end.column, end.box, end.box.handle))
        return Line(points, style, arrow)

    def svg(self) -> str:
        """Return the whole drawing."""
        passes = list(self._passes())
        last = self._left(len(self._columns) - 1) + WIDTHS["team"]
        width = last + MARGIN + (90 if passes else 0)
        parts = [
            svg.text(MARGIN, 44, self._plan.hotline, "title"),
            svg.text(MARGIN, 66, self._always(), "small"),
            *(self._curve(line) for line in self._lines),
            *passes,
            *(self._named(card) for card in self._cards.values()),
            *self._legend(),
        ]
        return svg.document(width, self._height, self._plan.hotline, parts)

    def _always(self) -> str:
        known = ways.operator(self._plan) is not None
        return self._captions["always" if known else "no-operator"]

    def _left(self, column: int) -> float:
        """Return the left edge of a column."""
        kinds = ["phone"] + ["menu"] * (self._maker.streams - 1) + ["stream", "team"]
        return MARGIN + sum(WIDTHS[kind] + BETWEEN for kind in kinds[:column])

    def _curve(self, line: Line) -> str:
        points: list[tuple[float, float]] = []
        for number, (column, box, offset) in enumerate(line.points):
            left = self._left(column)
            kind = "menu" if 0 < column < self._maker.streams else self._kind(column)
            right, y = left + WIDTHS[kind], box.y + offset
            first, last = number == 0, number == len(line.points) - 1
            points += [(right, y)] if first else [(left, y)] if last else [(left, y), (right, y)]
        return svg.curve(points, line.style, line.arrow)

    def _kind(self, column: int) -> str:
        return "phone" if column == 0 else "stream" if column == self._maker.streams else "team"

    def _passes(self) -> Iterator[str]:
        """Yield the bows from teams to those to which they pass calls on."""
        right = self._left(len(self._columns) - 1) + WIDTHS["team"]
        for name, team in self._plan.teams.items():
            start = self._cards["team", name].box
            for number, written in enumerate(team.transfers_to or ()):
                kind, _, to = goal(written).partition(":")
                if kind == "team" and to != name:
                    end = self._cards["team", to].box
                    y, to_y = start.y + start.handle, end.y + end.handle
                    yield svg.bow(right, y + 4 * number - 6, to_y, 46 + 12 * number)

    def _named(self, card: Card) -> str:
        """Return a card as one piece that says which part of the plan it shows."""
        return svg.group(f"{card.kind}:{card.name}", self._card(card))

    def _card(self, card: Card) -> Iterator[str]:
        x, y = self._left(card.column), card.box.y
        if card.kind == "menu":
            yield from self._menu(card, x, y)
            return
        width, height = WIDTHS[card.kind], card.box.height
        middle = x + width / 2
        yield svg.box(x, y, width, height, card.style, round_by=10 if card.kind == "team" else 22)
        first = y + (height - LINE * len(card.notes)) / 2 + 5
        yield svg.text(middle, first, card.title, "name", "middle")
        for number, note in enumerate(card.notes, start=1):
            yield svg.text(middle, first + LINE * number, note, "small", "middle")
        if card.dot:
            yield svg.circle(x + 18, y + height / 2, 5, "dot")

    def _menu(self, card: Card, x: float, y: float) -> Iterator[str]:
        width = WIDTHS["menu"]
        yield svg.box(x, y, width, card.box.height, "card", round_by=8)
        yield svg.head(x, y, width, HEAD, 8)
        yield svg.text(x + 12, y + 19, card.title, "name", "light")
        for number, note in enumerate(card.notes, start=1):
            yield svg.text(x + 12, y + HEAD + LINE * number, note, "small")
        for row in card.rows:
            yield svg.rule(x + 10, y + row.top, width - 20)
            yield from self._row(row, x, y + row.top, width)

    def _row(self, row: Row, x: float, y: float, width: float) -> Iterator[str]:
        middle = y + row.height / 2
        yield svg.box(x + 12, middle - 10, 22, 20, "badge", round_by=5)
        yield svg.text(x + 23, middle + 5, row.key, "key")
        first = middle + 4.5 - LINE * (len(row.lines) - 1) / 2
        for number, line in enumerate(row.lines):
            yield svg.text(x + 44, first + LINE * number, line, "text")
        if row.tag:
            yield svg.text(x + width - 12, middle + 4, row.tag, "small", "end")

    def _legend(self) -> Iterator[str]:
        """Yield what the colours and lines mean, in one line below."""
        x, y = MARGIN, self._height - 26
        for style in ("first", "second"):
            yield svg.box(x, y - 11, 22, 14, style, round_by=7)
            yield svg.text(x + 30, y, self._captions[style], "small")
            x += 54 + svg.width_of(self._captions[style], SMALL)
        if any(stream.record for stream in self._plan.streams.values()):
            yield svg.circle(x + 6, y - 4, 5, "dot")
            yield svg.text(x + 18, y, self._captions["recorded"], "small")
            x += 42 + svg.width_of(self._captions["recorded"], SMALL)
        for style, arrow, caption in (
            ("to-team helps", "team", "helping"),
            ("passes", "passes", "passes"),
        ):
            yield svg.curve([(x, y - 4), (x + 34, y - 4)], style, arrow)
            yield svg.text(x + 42, y, self._captions[caption], "small")
            x += 66 + svg.width_of(self._captions[caption], SMALL)
