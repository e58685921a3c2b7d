"""Makes the figures and tables of docs/pretending.md: by theory, and by simulation of the plans.

    .venv/bin/python scripts/pretending_figures.py [FOLDER] [--small]

FOLDER is docs/ if not given; it holds pretending.md, in which the tables are written anew. With
--small everything is done in small, to see that it can be done. The same sources give the same
figures, to the byte: tests/test_pretending_docs.py makes them anew elsewhere and compares.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Final

from firstline.plan.model import Plan
from firstline.plan.read import read, read_text
from firstline.study.announced import announced
from firstline.study.comparing.what_if import alternative
from firstline.study.paths.tables import clock
from firstline.study.paths.waits import Sampled
from firstline.study.pretending.curve import GROUPS, Point, Pretending, curve
from firstline.study.pretending.equilibria import Equilibrium, Gain, equilibria
from firstline.study.pretending.share_chart import Panel, Series, alone, drawing
from firstline.study.pretending.share_chart import Point as Mark
from firstline.theory.announcements import delay_history_ratio
from firstline.theory.pretending import Game, game

ROOT: Final = Path(__file__).resolve().parents[1]
CHAPTER: Final = "pretending.md"
SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
DAY: Final = 86_400.0

AGENTS, TALK, PROSPECTS, CUSTOMERS = 10, 180.0, 1224.0, 2856.0
"The textbook hotline: seconds, and callers a day; a load of 0.85."
TEXTBOOK: Final = f"""
hotline: The textbook's hotline
operator: customers
menu:
  welcome: {{say: Hello., keys: {{1: {{label: a new contract, stream: prospects}},
    2: {{label: your contract, stream: customers}}}}}}
streams: {{prospects: {{caller: prospect, service: contracts}},
  customers: {{caller: customer, service: contracts}}}}
teams: {{all: {{takes: [prospects, customers], agents: [anna]}}}}
policy: {{order: strict, wrap_up: 0 s, redial: {{keeps_place: 0 s}}, announce: never}}
limits: {{call_length: 1000 h}}
demand:
  callers: {{patience: never, talk: {{exponential: 3 min}}, gives_up: 0 %, wrong_key: 0 %,
    key_time: 1 s}}
  agents: {{answer: 0 s}}
  staff: {{all: {{agents: {AGENTS}}}}}
  prospects: {{per_day: {PROSPECTS:.0f}}}
  customers: {{per_day: {CUSTOMERS:.0f}, pretend: {{as: prospects, share: 0 %, recognised: 0 %}}}}
"""
TEXTBOOK_GAME: Final = Pretending("customers", "prospects")
TEXTBOOK_COST: Final = 120.0
BANK_GAME: Final = Pretending("cards-service", "cards-new")
BANK_COST: Final = 0.0
SHORT: Final = "absent cards 35 %"
"On every day a third of the cards team is away."
ALONE: Final = (
    "set teams.accounts.takes {accounts-new: 1, accounts-service: 1}; "
    "set teams.reception.takes {general: 1, accounts-service: 3}"
)
"Nobody helps the cards team."
BELIEVED: Final = "set demand.cards-service.pretend.recognised 0 %"
VARIANTS: Final = {
    "as planned": "",
    "nobody is seen through": BELIEVED,
    "nobody is seen through, no team helps": f"{BELIEVED}; {ALONE}",
    "nobody is seen through, no team helps, no guard": f"{BELIEVED}; {ALONE}; order strict",
}
"Step by step from the bank to the textbook."
STYLES: Final = (("first", ""), ("second", "6 3"), ("other", "2 3"), ("ink", "8 3 2 3"))
RULES: Final = {
    "as planned (strict, guard 5 min)": "",
    "the first queue always first": "order strict",
    "a head start of 2 min": "order head_start 2 min",
    "waiting counts 2 : 1": "order accumulating 2:1",
    "in order of arrival": "order head_start 0 s",
    "who is passed on waits anew": "set policy.transfer.keeps_waiting false",
    "who is passed on changes queues": "set policy.transfer.keeps_urgency false",
    "every pretender is seen through": "set demand.cards-service.pretend.recognised 100 %",
}


@dataclass(frozen=True)
class Size:
    """How much is simulated."""

    weeks: int
    shares: tuple[float, ...]
    fewer: int
    "The bank's callers are divided by it."
    more: int
    "Times the weeks of the bank are simulated of the textbook."


FULL: Final = Size(6, SHARES, fewer=1, more=4)
SMALL: Final = Size(2, (0.0, 1.0), fewer=40, more=1)


def main(folder: Path, size: Size) -> None:
    """Write pictures and tables into *folder*."""
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    chapter = (folder / CHAPTER).read_text(encoding="utf-8")
    for part in (_textbook, _bank, _variants, _rules, _announced):
        for name, text in part(size):
            if name.endswith(".svg"):
                (pictures / name).write_text(text, encoding="utf-8")
            else:
                chapter = _replaced(chapter, name, text)
    (folder / CHAPTER).write_text(chapter, encoding="utf-8")


def _replaced(chapter: str, name: str, table: str) -> str:
    """Return the chapter with a table written anew."""
    pattern = rf"(<!-- table: {name} -->\n).*?(<!-- end -->)"
    found, count = re.subn(
        pattern, lambda it: f"{it[1]}\n{table}\n{it[2]}", chapter, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit(f"{CHAPTER} has no place for the table “{name}”.")
    return found


def _jobs() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _curve(change: str, size: Size, shares: tuple[float, ...]) -> list[Point]:
    """Return the curve of the bank with a third of its cards team away, and with a change."""
    weeks = size.weeks if change else 2 * size.weeks
    return curve(bank(size, change), BANK_GAME, weeks=weeks, shares=shares, jobs=_jobs())


def _textbook(size: Size) -> Iterator[tuple[str, str]]:
    exact = game(PROSPECTS / DAY, CUSTOMERS / DAY, TALK, AGENTS)
    plan = read_text(TEXTBOOK, "textbook.yaml")
    points = curve(
        plan, TEXTBOOK_GAME, weeks=size.weeks * size.more, shares=size.shares, jobs=_jobs()
    )
    waits = Panel(
        "Wait",
        [
            _theory("pretender", "first", exact.first_wait),
            _theory("honest", "second", exact.second_wait, "6 3"),
        ],
    )
    gains = Panel(
        "What pretending saves",
        [
            _theory("theory", "first", exact.gain),
            Series("simulated", "second", [_gain(point.gain()) for point in points], "2 3"),
        ],
        ("costs as much as waiting 2 min", TEXTBOOK_COST),
        [Equilibrium(it.share, it.stable, 0, 1, True) for it in exact.equilibria(TEXTBOOK_COST)],
    )
    title = "The textbook: the more pretend, the more it pays"
    yield "pretending-textbook.svg", _picture(title, [waits, gains])
    yield (
        "textbook",
        _table(
            ("pretend", "pretender", "by theory", "honest", "by theory", "saves", "by theory"),
            [_by_theory(point, exact) for point in points],
        ),
    )


def _theory(name: str, colour: str, at: Callable[[float], float], dashes: str = "") -> Series:
    marks = [Mark(place / 20, at(place / 20)) for place in range(21)]
    return Series(name, colour, marks, dashes)


def _by_theory(point: Point, exact: Game) -> tuple[str, ...]:
    share = point.share
    return (
        f"{100 * share:.0f} %",
        _mean(point.pretender),
        clock(exact.first_wait(share)),
        _mean(point.honest),
        clock(exact.second_wait(share)),
        _saves(point.gain()),
        clock(exact.gain(share)),
    )


def bank(size: Size, change: str = "") -> Plan:
    """Return the bank with a third of its cards team away, and with another change."""
    plan = read(ROOT / "examples" / "bank.yaml")
    changes = [SHORT, *([change] if change else [])]
    for name, stream in plan.demand.streams.items():
        if size.fewer > 1 and stream.per_day is not None:
            changes.append(f"set demand.{name}.per_day {stream.per_day / size.fewer}")
    return alternative(plan, "; ".join(changes))


def _bank(size: Size) -> Iterator[tuple[str, str]]:
    points = _curve("", size, size.shares)
    gains = [point.gain() for point in points]
    rests = equilibria(gains, BANK_COST)
    waits = Panel(
        "From the last key to the right human",
        [
            _kind("pretender", "first", points, ""),
            _kind("honest", "second", points, "6 3"),
            _kind("prospect", "other", points, "2 3"),
        ],
    )
    saves = Panel(
        "What pretending saves",
        [Series("saves", "first", [_gain(gain) for gain in gains])],
        ("if lying costs nothing", BANK_COST),
        rests,
    )
    title = "The bank, with a third of its cards team away"
    yield "pretending-bank.svg", _picture(title, [waits, saves])
    yield (
        "bank",
        _table(
            ("pretend", "pretender", "honest", "new card", "pretending saves"),
            [
                (
                    f"{100 * point.share:.0f} %",
                    _mean(point.pretender),
                    _mean(point.honest),
                    _mean(point.prospect),
                    _saves(point.gain()),
                )
                for point in points
            ],
        ),
    )
    yield (
        "payers",
        _table(
            ("pretend", "pretenders wait", "the honest wait", "new-card callers wait"),
            [
                (f"{100 * point.share:.0f} %", *(_longer(point, name) for name in GROUPS))
                for point in points[1:]
            ],
        ),
    )
    yield "rest", _rests(rests)


def _kind(kind: str, colour: str, points: Sequence[Point], dashes: str) -> Series:
    marks = [
        Mark(point.share, getattr(point, kind).mean(), getattr(point, kind).half())
        for point in points
    ]
    return Series({"prospect": "new card"}.get(kind, kind), colour, marks, dashes)


def _rests(rests: Sequence[Equilibrium]) -> str:
    rows = [
        (
            f"{100 * rest.share:.0f} %",
            f"{100 * rest.low:.0f} to {100 * rest.high:.0f} %",
            "stable" if rest.is_stable else "a brink",
            "yes" if rest.is_sure else "may be chance",
        )
        for rest in rests
    ]
    return _table(("at rest", "give or take", "it is", "beyond chance"), rows)


def _variants(size: Size) -> Iterator[tuple[str, str]]:
    series = []
    for (name, change), (colour, dashes) in zip(VARIANTS.items(), STYLES, strict=True):
        points = _curve(change, size, size.shares)
        series.append(Series(name, colour, [_gain(it.gain()) for it in points], dashes))
    panels = [
        Panel(one.name, [Series("saves", one.colour, one.points, one.dashes)], ("", 0.0))
        for one in series
    ]
    yield "pretending-variants.svg", _picture("From the bank to the textbook, step by step", panels)
    yield (
        "variants",
        _table(
            ("the bank, a third of its cards team away", "saves the first", "would save the last"),
            [
                (one.name, *(_saves(Gain(it.share, it.value, it.half)) for it in _ends(one.points)))
                for one in series
            ],
        ),
    )


def _rules(size: Size) -> Iterator[tuple[str, str]]:
    rows = []
    for name, change in RULES.items():
        points = _curve(change, size, (0.0, 1.0) if change else size.shares)
        first, last = points[0], points[-1]
        rows.append(
            (
                name,
                _saves(first.gain()),
                _saves(last.gain()),
                _mean(first.prospect),
                _mean(first.honest),
            )
        )
    head = ("rule", "saves the first", "would save the last", "new card waits", "honest waits")
    yield "rules", _table(head, rows)


def _announced(size: Size) -> Iterator[tuple[str, str]]:
    changes = "set demand.prospects.per_day 0; set demand.customers.per_day 4560"
    said = "; set policy.announce {first: 30 s, every: 1 min}"
    plan = alternative(read_text(TEXTBOOK, "textbook.yaml"), changes + said)
    (line,) = announced(plan, weeks=size.weeks, jobs=_jobs())
    limits = {"QL": 1.0, "LES": delay_history_ratio(1), "HOL": delay_history_ratio(1)}
    rows = [
        (
            name,
            f"{line.errors[name].bias:+.0f} s".replace("-", "−"),
            f"{line.errors[name].mean_absolute:.0f} s",
            f"{line.errors[name].over_ql:.2f}",
            f"{limit:.0f}",
        )
        for name, limit in limits.items()
    ]
    head = ("estimate", "said less came", "off by, mean", "squared error, QL = 1", "limit")
    yield "announced", _table(head, rows)


def _ends(points: Sequence[Mark]) -> tuple[Mark, Mark]:
    return points[0], points[-1]


def _gain(gain: Gain) -> Mark:
    return Mark(gain.share, gain.seconds, gain.half)


def _mean(waits: Sampled) -> str:
    return f"{clock(waits.mean())} ± {clock(waits.half())}"


def _saves(gain: Gain) -> str:
    return f"{clock(gain.seconds)} ± {clock(gain.half)}"


def _longer(point: Point, name: str) -> str:
    seconds, half = point.groups[name].longer()
    sign = "+" if seconds > 0 else ""
    return f"{sign}{clock(seconds)} ± {clock(half)}" if isfinite(seconds) else "–"


def _picture(title: str, panels: Sequence[Panel]) -> str:
    return alone(drawing(title, "share of customers who pretend", panels))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    arguments = [it for it in sys.argv[1:] if it != "--small"]
    main(
        Path(arguments[0]) if arguments else ROOT / "docs",
        SMALL if "--small" in sys.argv else FULL,
    )
