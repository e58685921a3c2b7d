"""The cards of the drawing: what is written on a number, a menu, a stream, a team.

It knows the plan and how much fits on a card; what leads to what is in drawing.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from firstline.plan import svg, ways
from firstline.plan.layout import Box
from firstline.plan.model import Plan, Target
from firstline.plan.telling import TELLINGS
from firstline.plan.words import PHRASES

CAPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "hu": {
        "any": "bármely szám",
        "first": "első sor",
        "second": "második sor",
        "recorded": "rögzítve",
        "transfer": "csak kapcsolással",
        "says": "elmondja",
        "agents": "{count} ügyintéző",
        "helping": "besegít, ha sokáig tart",
        "passes": "továbbkapcsol",
        "always": "Minden menüben: 0 ügyintéző, * vissza, # újra.",
        "no-operator": "Minden menüben: * vissza, # újra.",
    },
    "en": {
        "any": "any number",
        "first": "first queue",
        "second": "second queue",
        "recorded": "recorded",
        "transfer": "by transfer only",
        "says": "says",
        "agents": "{count} agents",
        "helping": "helps out when it takes long",
        "passes": "transfers",
        "always": "In every menu: 0 an operator, * back, # again.",
        "no-operator": "In every menu: * back, # again.",
    },
}

WIDTHS: Final = {"phone": 176.0, "menu": 268.0, "stream": 212.0, "team": 190.0}
"By kind of card."
HEAD: Final = 28.0
ROW: Final = 26.0
LINE: Final = 15.0
SMALL: Final = 11.0
"Size of small letters."


@dataclass(slots=True)
class Row:
    """A key of a menu, as it is drawn."""

    key: str
    lines: list[str]
    tag: str
    "Where it leads, if no line is drawn."
    target: Target
    top: float

    @property
    def height(self) -> float:
        """How high the row is."""
        return ROW + LINE * (len(self.lines) - 1)


@dataclass(slots=True)
class Card:
    """A box with what is written in it."""

    kind: str
    name: str
    column: int
    box: Box
    title: str
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    style: str = ""
    dot: bool = False


class Cards:
    """Writes the cards of one plan in one language."""

    def __init__(self, plan: Plan, language: str) -> None:
        self._plan = plan
        self.captions: Final = CAPTIONS[language]
        self._tongues = TELLINGS[language].tongues
        self._language = language if language in plan.languages else plan.languages[0]
        self.depths: Final = _depths(plan)
        "By menu: its column, one more than that of the menu before."
        self.streams: Final = max(self.depths.values()) + 1
        "The column of the streams; the teams come after it."

    def all(self) -> Iterator[Card]:
        """Yield every card."""
        yield from map(self._phone, ways.entries(self._plan))
        yield from map(self._menu, sorted(self.depths, key=lambda menu: self.depths[menu]))
        yield from map(self._stream, self._plan.streams)
        yield from map(self._team, self._plan.teams)

    def _phone(self, entry: str) -> Card:
        numbers = [number for number, menu in self._plan.numbers.items() if menu == entry]
        notes = numbers[1:4]
        box = Box(44 + LINE * len(notes), 22)
        title = numbers[0] if numbers else self.captions["any"]
        return Card("phone", entry, 0, box, f"☎ {title}", notes, style="phone")

    def _menu(self, name: str) -> Card:
        menu = self._plan.menu[name]
        said = menu.say.said(self._language).text if menu.say is not None else ""
        notes = svg.fitted(said, WIDTHS["menu"] - 24, 2, SMALL) if said else []
        rows = list(self._rows(name, HEAD + (LINE * len(notes) + 8 if notes else 2)))
        height = (rows[-1].top + rows[-1].height if rows else HEAD + LINE * len(notes)) + 6
        return Card("menu", name, self.depths[name], Box(height, HEAD / 2), name, notes, rows)

    def _rows(self, name: str, top: float) -> Iterator[Row]:
        menu = self._plan.menu[name]
        shown: dict[str, Target] = dict(menu.keys)
        operator = ways.operator(self._plan)
        if ways.HUMAN not in shown and operator is not None and name in ways.entries(self._plan):
            shown[ways.HUMAN] = Target(stream=operator)
        for key, target in shown.items():
            tag = self._tag(name, target)
            label = self._label(name, key)
            room = WIDTHS["menu"] - 56 - (svg.width_of(tag, SMALL) + 8 if tag else 0)
            row = Row(key, svg.fitted(label, room, 2), tag, target, top)
            yield row
            top += row.height

    def _label(self, menu: str, key: str) -> str:
        option = self._plan.menu[menu].keys.get(key)
        if option is None:
            return PHRASES[self._language].operator
        if option.label is not None:
            return option.label.shown(self._language)
        return self._tongues.get(option.language or "", "")

    def _tag(self, menu: str, target: Target) -> str:
        """Return where a key leads, if that is said in words and not by a line."""
        if target.go is not None and self.depths[target.go] <= self.depths[menu]:
            return f"→ {target.go}"
        if target.say is not None:
            return self.captions["says"]
        return "↩" if target.back or target.repeat else ""

    def _stream(self, name: str) -> Card:
        stream = self._plan.streams[name]
        label = stream.label.shown(self._language) if stream.label is not None else ""
        queue = "first" if stream.first else "second"
        notes = [self.captions[queue]]
        if stream.record:
            notes.append(self.captions["recorded"])
        if not self._is_chosen(name):
            notes.append(self.captions["transfer"])
        title = svg.fitted(label or name, WIDTHS["stream"] - 28, 1, 13)[0]
        card = Card("stream", name, self.streams, Box(44, 22), title, [" · ".join(notes)])
        card.style, card.dot = queue, stream.record
        return card

    def _is_chosen(self, stream: str) -> bool:
        menus = [self._plan.menu[name] for name in self.depths]
        leads = (target for menu in menus for target in ways.leads(self._plan, menu))
        return any(target.stream == stream for target in leads)

    def _team(self, name: str) -> Card:
        team = self._plan.teams[name]
        label = team.label.shown(self._language) if team.label is not None else ""
        count = self.captions["agents"].format(count=len(team.agents))
        if len(team.agents) == 1:
            count = count.removesuffix("s")
        title = svg.fitted(label or name, WIDTHS["team"] - 24, 1, 13)[0]
        return Card("team", name, self.streams + 1, Box(44, 22), title, [count], style="team")


def _depths(plan: Plan) -> dict[str, int]:
    """Return the column of each menu that can be reached."""
    depths: dict[str, int] = {}
    for entry in ways.entries(plan):
        ahead = [entry] if entry not in depths else []
        depths.setdefault(entry, 1)
        while ahead:
            menu = ahead.pop(0)
            for name in _below(plan, menu):
                if name not in depths:
                    depths[name] = depths[menu] + 1
                    ahead.append(name)
    return depths


def _below(plan: Plan, menu: str) -> list[str]:
    """Return the menus that the keys of *menu* lead to, in their order."""
    targets = plan.menu[menu].keys.values()
    silent = [plan.menu[menu].no_input.then, plan.menu[menu].no_match.then]
    led = [*targets, *(target for target in silent if target is not None)]
    return [target.go for target in led if target.go is not None]
