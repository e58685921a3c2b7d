"""Who is at work when: the shifts of a plan's demand on the days of a calendar.

It knows dates and agents' seats, and no callers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.hotline import Hotline, Seat
from firstline.domain.time import NEVER
from firstline.plan import wall
from firstline.plan.demand import Shift, Staff
from firstline.plan.demand_rota import rota
from firstline.plan.model import Plan
from firstline.sim.draws import chance, stream_key
from firstline.sim.kernel.population import ARRIVE, GO_ON, LEAVE, PAUSE, Duty

AFTER: Final = 7
"So many days more are worked."
_ABSENT: Final = 1
"Purpose of the number that says whether somebody stays away."


@dataclass(frozen=True, slots=True)
class Days:
    """Some days in a row, by the clock of a time zone, in one simulated world."""

    zone: str
    first: date
    count: int
    seed: int

    @property
    def begin(self) -> int:
        """The first midnight."""
        return wall.instant(self.zone, self.first, 0)

    @property
    def end(self) -> int:
        """The last midnight."""
        return wall.instant(self.zone, self.after(0), 0)

    def after(self, more: int) -> date:
        """Return the day so long after the last one's morrow."""
        return self.first + timedelta(days=self.count + more)

    def within(self, *, before: int = 0, after: int = 0) -> Iterator[date]:
        """Yield the days, and some before and after them."""
        for number in range(-before, self.count + after):
            yield self.first + timedelta(days=number)


def duties(plan: Plan, hotline: Hotline, days: Days) -> list[Duty]:
    """Return what each agent who is at work does when."""
    found: list[Duty] = []
    for index, name in enumerate(plan.teams):
        staff = plan.demand.staff.get(name, Staff())
        shifts = rota(plan, name)
        for seat in hotline.seats:
            if seat.team == index and seat.name in shifts:
                own = shifts[seat.name] if staff.shifts else None
                found += _duty(seat, _joined(_work(staff, seat, own, days)), days)
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    """A time at work, with its breaks, as instants."""

    begin: int
    end: int
    breaks: tuple[tuple[int, int], ...] = ()


def _work(staff: Staff, seat: Seat, shifts: Sequence[Shift] | None, days: Days) -> Iterator[_Work]:
    """Yield when somebody is at work; without shifts (None) day and night.

    A shift may have begun on the day before. Those of the week after are worked too, so that who
    is still waiting at the end is served as on any other day.
    """
    for day in days.within(before=1, after=AFTER):
        if _is_absent(staff, seat, day, days.seed):
            continue
        if shifts is None:
            last = day == days.after(AFTER - 1)
            yield _Work(
                wall.instant(days.zone, day, 0),
                int(NEVER) if last else wall.instant(days.zone, day, wall.DAY_MINUTES),
            )
        for shift in shifts or ():
            if day.weekday() in shift.days:
                yield _on(days.zone, day, shift)


def _is_absent(staff: Staff, seat: Seat, day: date, seed: int) -> bool:
    if isinstance(staff.absent, tuple):
        return seat.name in staff.absent
    # No caller has a negative number: an agent's day has a key of its own.
    key = stream_key(seed, -((seat.index + 1) << 24) - day.toordinal(), 0)
    return chance(key, _ABSENT, staff.absent)


def _on(zone: str, day: date, shift: Shift) -> _Work:
    begin, end = shift.hours
    return _Work(
        wall.instant(zone, day, begin),
        wall.instant(zone, day, end),
        tuple(
            (wall.instant(zone, day, start), wall.instant(zone, day, stop))
            for start, stop in breaks(shift)
        ),
    )


def breaks(shift: Shift) -> list[tuple[int, int]]:
    """Return the breaks in minutes from the midnight before the shift, in order.

    >>> breaks(Shift.model_validate({"agents": 1, "hours": "22:00-06:00", "breaks": "2:00-2:30"}))
    [(1560, 1590)]
    """
    begin = shift.hours.start
    later = [wall.DAY_MINUTES if start < begin else 0 for start, _ in shift.breaks]
    return sorted(
        (start + more, end + more) for (start, end), more in zip(shift.breaks, later, strict=True)
    )


def _joined(work: Iterable[_Work]) -> Iterator[_Work]:
    """Yield times at work, those that follow each other at once as one."""
    last: _Work | None = None
    for now in sorted(work, key=lambda it: it.begin):
        if last is not None and now.begin <= last.end:
            last = _Work(last.begin, max(last.end, now.end), (*last.breaks, *now.breaks))
            continue
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield last


def _duty(seat: Seat, work: Iterable[_Work], days: Days) -> Iterator[Duty]:
    """Yield the duty that *work* makes from the first midnight on, if there is any."""
    steps: list[tuple[int, i64]] = []
    for time in work:
        if time.end > days.begin:
            steps += _steps(time, days.begin)
    if steps:
        at, what = vec[i64]([at for at, _ in steps]), vec[i64]([what for _, what in steps])
        yield Duty(seat.index, at, what)


def _steps(work: _Work, begin: int) -> Iterator[tuple[int, i64]]:
    yield max(work.begin, begin), ARRIVE
    for start, end in work.breaks:
        if end > begin:
            yield max(start, begin), PAUSE
            yield end, GO_ON
    if work.end < NEVER:
        yield work.end, LEAVE
