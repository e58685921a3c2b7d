"""Random crowds for a random hotline: callers and agents of every kind, from one seed."""

import random
from typing import Final

import numpy as np
from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.hotline import ENQUEUE, GO, LANGUAGE, Action, Hotline, Menu
from firstline.domain.time import HOUR, MINUTE
from firstline.sim.columns import as_table
from firstline.sim.kernel import laws
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.population import (
    ARRIVE,
    GO_ON,
    LEAVE,
    PAUSE,
    Duty,
    Habits,
    Handover,
    Keys,
    Matter,
    Population,
    Pretence,
    Redial,
    Source,
    Span,
)
from firstline.sim.kernel.rows import COLUMNS, Rows, Sink
from firstline.sim.kernel.run import new_run
from kit.playbook import MONDAY_NOON
from kit.weather import any_hotline

LENGTH: Final = HOUR // 2


class Collected(Sink):
    """Keeps every row."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: Final[list[np.ndarray]] = []

    def take(self, rows: Rows) -> None:
        self._blocks.append(as_table(rows).copy())

    @property
    def rows(self) -> list[dict[str, int]]:
        """Every row, by column."""
        blocks = [row for block in self._blocks for row in block.tolist()]
        return [dict(zip(COLUMNS, row, strict=True)) for row in blocks]


def any_law(draw: random.Random, mean: float) -> laws.Law:
    """Return a law with about this mean, in seconds."""
    return draw.choice(
        [
            laws.Fixed(mean),
            laws.Exponential(mean),
            laws.Lognormal(mean, mean),
            laws.Weibull(1.4, mean),
            laws.Uniform(0.0, 2 * mean),
        ]
    )


def keys_to(hotline: Hotline, stream: int) -> Keys:
    """Return the keys that lead to a stream, from each menu from which they do."""
    found: dict[str, str] = {}
    for _ in hotline.menus:
        for menu in hotline.menus:
            for key, action in menu.options.items():
                if menu.name not in found and _leads(action, stream, found):
                    found[menu.name] = key
    return Keys(found)


def _leads(action: Action, stream: int, found: dict[str, str]) -> bool:
    if action.kind == ENQUEUE and action.stream is not None:
        return action.stream.index == stream
    return action.kind == GO and action.menu is not None and action.menu.name in found


def keys_to_language(hotline: Hotline, language: int) -> Keys:
    """Return the key of the first menu that changes to a language."""
    keys = _language_keys(hotline.entry, language)
    return Keys({hotline.entry.name: keys[0]} if keys else {})


def _language_keys(menu: Menu, language: int) -> list[str]:
    return [
        key
        for key, action in menu.options.items()
        if action.kind == LANGUAGE and action.language == language
    ]


def any_matter(draw: random.Random, hotline: Hotline, stream: int) -> Matter:
    """Return callers about something, whatever they are like."""
    pick = draw.choice
    other = pick([each.index for each in hotline.streams])
    pretence = Pretence(
        other, share=0.3, recognised=0.5, after=any_law(draw, 10), talk=pick([1.0, 1.3])
    )
    goal = f"stream:{hotline.streams[stream].name}"
    open_to = [not team.transfers_to or goal in team.transfers_to for team in hotline.teams]
    handover = Handover(goal, 0.4, any_law(draw, 10))
    ways = [keys_to(hotline, goal) for goal in (stream, other, pick([other, stream]))]
    return Matter(
        stream,
        patience=pick([laws.Never(), any_law(draw, 60)]),
        talk=[any_law(draw, 40) for _ in range(10)],
        wrap_up=[pick([None, any_law(draw, 8)]) for _ in range(10)],
        key_time=any_law(draw, 3),
        wrong_key=pick([0.0, 0.2]),
        gives_up=pick([0.0, 0.1]),
        languages=pick([[1.0, 1.0], [0.7, 1.0]]),
        straight_to_zero=pick([0.0, 0.2]),
        pretence=pick([None, pretence]),
        handovers=[pick([None, handover if may else None]) for may in open_to],
        balk_over=pick([0, MINUTE]),
        balk_share=pick([0.0, 0.5]),
        redial=Redial(pick([0.0, 0.6]), any_law(draw, 30), 2),
        ways=[[way] * len(hotline.languages) for way in ways],
        specialists=[pick(["", goal if may else ""]) for may in open_to],
    )


def any_crowd(draw: random.Random, hotline: Hotline) -> tuple[Population, Span]:
    """Return a population and half an hour of it, busy or quiet."""
    matters = [any_matter(draw, hotline, stream.index) for stream in hotline.streams]
    population = Population(
        matters=list(matters),
        habits=Habits(any_law(draw, 4), decline=draw.choice([0, 0.2]), no_answer=0.05),
        language_keys=[keys_to_language(hotline, it) for it in range(len(hotline.languages))],
    )
    begin, end = MONDAY_NOON, MONDAY_NOON + LENGTH
    rate = draw.choice([10.0, 30.0, 90.0])
    sources = [
        Source(
            number,
            matter,
            Rates(vec[i64]([begin]), vec[float]([rate]), end),
            calling=f"+36{number}",
            is_surge=number % 2 == 1,
        )
        for number, matter in enumerate([*matters, matters[0]])
    ]
    duties = [any_duty(draw, seat.index) for seat in hotline.seats]
    return population, Span(begin, end, sources=sources, duties=duties)


def any_duty(draw: random.Random, seat: int) -> Duty:
    """Return when an agent is on duty: always, with a break, or hardly."""
    changes = draw.choice(
        [
            [(0, ARRIVE)],
            [(0, ARRIVE), (LENGTH // 3, PAUSE), (LENGTH // 2, GO_ON)],
            [(LENGTH // 4, ARRIVE), (LENGTH // 2, LEAVE)],
        ]
    )
    at, what = zip(*changes, strict=True)
    return Duty(seat, vec[i64]([MONDAY_NOON + instant for instant in at]), vec[i64](list(what)))


def rows_of(seed: int) -> list[dict[str, int]]:
    """Return what becomes of a random crowd at a random hotline, without a journal."""
    draw = random.Random(seed)
    hotline = any_hotline(draw)
    rows = Collected()
    people = any_crowd(draw, hotline)
    new_run(hotline, *people, seed=seed, sink=rows, interval=15 * MINUTE).finish()
    return rows.rows
