"""Makes the results of what was gathered: tables, profiles and histograms, group by group."""

from typing import Final

import numpy as np

from firstline.analysis.measures import HEADLINE
from firstline.study.figures import LONGEST, QUANTILES, STAFF, SUMMED
from firstline.study.profiles import profiles
from firstline.study.results import (
    EVERYBODY,
    By,
    Group,
    Headline,
    Histogram,
    Ran,
    Results,
    Row,
    Surge,
    Table,
    Waited,
)
from firstline.study.tally.gathered import Gathered, groups
from firstline.study.tally.histogram import FINE, starts

CALL_TABLES: Final = (By.ALL, By.STREAM, By.URGENCY, By.CALLERS)
HEADLINES: Final = (
    Headline(EVERYBODY, HEADLINE),
    Headline(Group(By.URGENCY, "first"), "asa"),
    Headline(Group(By.URGENCY, "second"), "asa"),
)
"The figures that a required precision is about: the service level, and both queues' mean wait."


CALL_METRICS: Final = (
    *(it.metric for it in SUMMED),
    *(it.metric for it in QUANTILES),
    *(it.metric for it in LONGEST),
)
_ARRIVED: Final = [metric.id for metric in CALL_METRICS].index("arrived")


def results(gathered: Gathered, ran: Ran, surges: tuple[Surge, ...]) -> Results:
    """Return the results of everything gathered so far."""
    return Results(
        ran=ran,
        headlines=HEADLINES,
        tables=(*(_calls(gathered, by) for by in CALL_TABLES), _staff(gathered)),
        profiles=profiles(gathered),
        histograms=tuple(
            _histogram(gathered, group, waited)
            for by in CALL_TABLES
            for group in groups(gathered.scheme, by)
            for waited in Waited
        ),
        surges=surges,
    )


def _calls(gathered: Gathered, by: By) -> Table:
    rows = [Row(group, gathered.figures(group)) for group in groups(gathered.scheme, by)]
    # Most callers have only one way that the plan gives them: the others are no rows.
    told = [row for row in rows if by is not By.CALLERS or row.estimates[_ARRIVED].value]
    return Table(by, CALL_METRICS, tuple(told))


def _staff(gathered: Gathered) -> Table:
    teams = groups(gathered.scheme, By.TEAM)
    return Table(
        By.TEAM,
        tuple(it.metric for it in STAFF),
        tuple(Row(team, gathered.staff_figures(place)) for place, team in enumerate(teams)),
    )


def _histogram(gathered: Gathered, group: Group, waited: Waited) -> Histogram:
    counts = gathered.waits(group, waited)
    held = np.flatnonzero(counts)
    edges = starts(FINE)
    return Histogram(
        group,
        waited,
        tuple(edges[held].tolist()),
        tuple((edges[held + 1] - edges[held]).tolist()),
        tuple(counts[held].tolist()),
    )
