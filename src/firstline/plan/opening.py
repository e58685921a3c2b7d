"""Opening hours: whether they are possible, and the week that they make.

It knows the section `open` and the calendar of public holidays, and no clock.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

import holidays

from firstline.domain.week import Span, Week, always_open
from firstline.plan import limits
from firstline.plan.faults import Path, Remark, listed, short, suggest
from firstline.plan.model import Holidays, Open, Plan
from firstline.plan.times import WEEKDAYS, Hours, read_days


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield what is impossible about the opening hours."""
    if plan.open is not None:
        yield from _days(plan.open)
        yield from _overlaps(plan.open)
        yield from _dates(plan.open)
        if plan.open.holidays is not None:
            yield from _country(plan.open.holidays)


def _days(hours: Open) -> Iterator[Remark]:
    given: dict[int, str] = {}
    for written in hours.days:
        days = read_days(written)
        if days is None:
            near = suggest(written, [*WEEKDAYS, "holidays", "closed", "special"], "Days")
            what = f"“{short(written)}” is neither a day nor days of the week"
            yield Remark(("open", written), what, f"{near} For several write “mon-fri”.", True)
            continue
        for day in days:
            if day in given:
                what = f"{WEEKDAYS[day]} is in “{short(given[day])}” and in “{short(written)}”"
                yield Remark(("open", written), what, "Give each day its hours once.", True)
            given.setdefault(day, written)
    if not any(hours.days.values()):
        remedy = "Write hours for at least one day, or leave the section out: then it never closes."
        yield Remark(("open",), "the hotline is never open", remedy)


def _overlaps(hours: Open) -> Iterator[Remark]:
    days: list[tuple[Path, Hours]] = [(("open", day), given) for day, given in hours.days.items()]
    special: list[tuple[Path, Hours]] = [
        (("open", "special", day.isoformat()), given) for day, given in hours.special.items()
    ]
    for path, given in [*days, *special]:
        if any(second.start < first.end for first, second in pairwise(given)):
            yield Remark(path, "these hours overlap", "Write each part of the day once.")


def _dates(hours: Open) -> Iterator[Remark]:
    for day in hours.closed:
        if day in hours.special:
            path = ("open", "special", day.isoformat())
            yield Remark(path, f"{day} is also in “closed”", "Keep it in one of the two.", True)


def _country(public: Holidays) -> Iterator[Remark]:
    country, _, part = public.country.partition("-")
    known = _countries()
    path = ("open", "holidays")
    if country not in known:
        what = f"there are no public holidays for “{short(public.country)}”"
        remedy = "Write the country's two letters (ISO 3166), like HU, DE or GB."
        yield Remark(path, what, remedy)
    elif part and part not in known[country]:
        parts = listed([f"{country}-{name}" for name in known[country]]) or "none"
        yield Remark(path, f"“{country}” has no part “{short(part)}”", f"Parts: {parts}.")


@cache
def _countries() -> dict[str, list[str]]:
    return dict(holidays.list_supported_countries())


def week(plan: Plan) -> Week:
    """Return the week of the hotline, with its exceptions."""
    if plan.open is None:
        return always_open(plan.timezone)
    days: list[list[Span]] = [[] for _ in WEEKDAYS]
    for written, hours in plan.open.days.items():
        for day in read_days(written) or []:
            days[day] = _spans(hours)
    return Week(plan.timezone, days, _exceptions(plan.open))


def _exceptions(hours: Open) -> dict[str, list[Span]]:
    exceptions: dict[str, list[Span]] = {}
    if hours.holidays is not None:
        for day in public_holidays(hours.holidays.country):
            exceptions[day.isoformat()] = _spans(hours.holidays.hours)
    exceptions |= {day.isoformat(): [] for day in hours.closed}
    exceptions |= {day.isoformat(): _spans(spans) for day, spans in hours.special.items()}
    return exceptions


@cache
def public_holidays(country: str) -> list[date]:
    """Return the public holidays of a country, or of a part of it, for many years."""
    code, _, part = country.partition("-")
    years = range(limits.HOLIDAYS_FROM, limits.HOLIDAYS_UNTIL + 1)
    return sorted(holidays.country_holidays(code, subdiv=part or None, years=years))


def _spans(hours: Hours) -> list[Span]:
    return [Span(span.start, span.end) for span in hours]
