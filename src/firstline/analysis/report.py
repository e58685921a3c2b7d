"""A report: contacts or agents in groups, the metrics of each, and of all of them together.

It knows which metrics belong to which grouping, not how any of them is computed or shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from enum import Enum
from typing import Final, TypeVar

from msgspec import Struct

from firstline.analysis import service, staff
from firstline.analysis.metric import Measure, Metric, Sampled, Thresholds
from firstline.domain.time import MINUTE
from firstline.journal.records import Contact, Segment, Stint

TOTAL: Final = ""
"The group of everything."

_Item = TypeVar("_Item")


class By(Enum):
    """By what things are grouped."""

    ALL = "all"
    STREAM = "stream"
    URGENCY = "urgency"
    DAY = "day"
    INTERVAL = "interval"
    TEAM = "team"
    AGENT = "agent"


class Window(Struct, frozen=True):
    """A time, its end not included, as it is seen at an instant."""

    since: int
    until: int
    now: int


class Facts(Struct, frozen=True):
    """What the store holds of a window."""

    contacts: Sequence[Contact]
    segments: Sequence[Segment]
    stints: Sequence[Stint]


class Row(Struct, frozen=True):
    """The metrics of one group, in the order of the report's metrics."""

    group: str
    values: list[float | None]


class Report(Struct, frozen=True):
    """The whole: rows by group, the total last."""

    by: By
    window: Window
    limits: Thresholds
    metrics: list[Metric]
    rows: list[Row]


def report_of(
    facts: Facts,
    by: By,
    window: Window,
    limits: Thresholds,
    *,
    interval: int = 30 * int(MINUTE),
    midnight: int = 0,
    zone: tzinfo = UTC,
) -> Report:
    """Return the report of *facts*; intervals are counted from *midnight*, of whatever day.

    Days are those of the clock of *zone*.
    """
    if by in {By.TEAM, By.AGENT}:
        metrics, rows = _staff(facts, by, window)
    else:
        keys: dict[By, Callable[[Contact], str]] = {
            By.ALL: lambda _: TOTAL,
            By.STREAM: lambda contact: contact.stream,
            By.URGENCY: lambda contact: contact.urgency,
            By.DAY: lambda contact: _day(contact, zone),
            By.INTERVAL: lambda contact: str(_beginning(contact, interval, midnight)),
        }
        groups = _grouped(facts.contacts, keys[by])
        metrics, rows = _measured(
            service.MEASURES,
            {
                name: service.Sample(contacts, limits, window.now)
                for name, contacts in groups.items()
            },
        )
    return Report(by, window, limits, metrics, rows)


def _staff(facts: Facts, by: By, window: Window) -> tuple[list[Metric], list[Row]]:
    talks = _grouped(facts.segments, lambda talk: talk.team if by is By.TEAM else talk.holder)
    stints = _grouped(facts.stints, lambda stint: stint.team if by is By.TEAM else stint.agent)
    until = min(window.until, window.now)
    work = {
        name: staff.Work(talks.get(name, []), stints[name], window.since, until) for name in stints
    }
    return _measured(staff.MEASURES, work)


def _measured(
    measures: Sequence[Measure[Sampled]], samples: dict[str, Sampled]
) -> tuple[list[Metric], list[Row]]:
    rows = [
        Row(name, [measure.value(sample) for measure in measures])
        # The total is the empty name: last, not first.
        for name, sample in sorted(samples.items(), key=lambda item: (item[0] == TOTAL, item[0]))
    ]
    return [measure.metric for measure in measures], rows


def _grouped(items: Iterable[_Item], key: Callable[[_Item], str]) -> dict[str, list[_Item]]:
    """Return *items* by key, and all of them as the total."""
    groups: defaultdict[str, list[_Item]] = defaultdict(list)
    for item in items:
        groups[TOTAL].append(item)
        name = key(item)
        if name != TOTAL:
            groups[name].append(item)
    return groups


def _beginning(contact: Contact, interval: int, midnight: int) -> int:
    """Return when the interval began in which the contact entered its first line, or arrived."""
    at = _counts_at(contact)
    return at - (at - midnight) % interval


def _day(contact: Contact, zone: tzinfo) -> str:
    return datetime.fromtimestamp(_counts_at(contact) / 1_000_000, zone).date().isoformat()


def _counts_at(contact: Contact) -> int:
    """Return when the contact entered its first line, or arrived if it never did."""
    return contact.arrived if contact.queued is None else contact.queued
