"""The answers of a simulation: figures with their intervals, by group and over the day.

Values only, all frozen: how they are counted, and how they are shown, is not known here. Lengths
of time are microseconds, shares are 0 to 1. What is None could not be told: no calls, or one unit
of simulation only, from which no interval follows.
"""

from enum import Enum

from msgspec import Struct

from firstline.analysis.metric import Metric, Thresholds


class By(Enum):
    """By what calls or agents are grouped."""

    ALL = "all"
    STREAM = "stream"
    "The stream of the first line; where a call never came so far, that of the caller's matter."
    URGENCY = "urgency"
    "`first` or `second`: only calls that stood in a line."
    CALLERS = "callers"
    "The stream of the caller's matter, and what the caller did in the menu (`path`)."
    TEAM = "team"


class Group(Struct, frozen=True):
    """Some calls, or some agents."""

    by: By
    name: str = ""
    "A stream, `first` or `second`, a team; empty for all."
    path: str = ""
    "With CALLERS only: truthful, pretending, straight to zero."


EVERYBODY = Group(By.ALL)


class Estimate(Struct, frozen=True):
    """A figure: what it is in the simulated time, and how far chance may have moved it."""

    value: float | None
    half: float | None = None
    "The 95 % interval is value ± half. None: one unit only, or the figure is a maximum."


class Row(Struct, frozen=True):
    """The figures of one group, in the order of the table's metrics."""

    group: Group
    estimates: tuple[Estimate, ...]


class Table(Struct, frozen=True):
    """The figures of all groups of a kind, in the plan's order."""

    by: By
    metrics: tuple[Metric, ...]
    rows: tuple[Row, ...]

    def place(self, metric: str) -> int:
        """Return where a metric, named by its id, stands in every row."""
        return [known.id for known in self.metrics].index(metric)


class Profile(Struct, frozen=True):
    """How a group fared over the day, by interval; calls count where they entered their line.

    `day` tells over which days: empty, all; `mon` to `sun`, these; a date, that one alone.
    """

    group: Group
    day: str
    days: int
    "How many simulated days are in it."
    series: dict[str, tuple[float | None, ...]]
    """By metric id, one value per interval from midnight on. Calls: `arrived`, `queued`,
    `answered`, `abandoned`, `blocked`, `deflected` (per day), `abandonment`, `F6T`, `asa`,
    `wait-90`, `wait-longest`. Teams: `on-duty` (agents), `occupancy`, `talking` (agents).
    `wait-90` is there where `day` is empty only."""


class Waited(Enum):
    """Which lengths a histogram is of."""

    ANSWERED = "answered"
    "From the first line to the answer."
    ABANDONED = "abandoned"
    "From the first line to leaving it without an answer."
    FROM_ARRIVAL = "from arrival"
    "From arrival to the answer: menus included."
    RIGHT_HUMAN = "right human"
    "From arrival to an agent who can solve the matter."


class Histogram(Struct, frozen=True):
    """How lengths are distributed. Intervals that nothing fell into are left out."""

    group: Group
    waited: Waited
    starts: tuple[int, ...]
    widths: tuple[int, ...]
    "Under 1 % of the start, or 1 ms."
    counts: tuple[int, ...]


class Surge(Struct, frozen=True, kw_only=True):
    """Something that makes many people call at once, as the plan's demand has it."""

    name: str
    streams: tuple[str, ...]
    day: str
    "`mon` to `sun`: every week; a date: once."
    begins: int
    "From midnight."
    length: int
    times: float
    "How many times the usual calls, at its beginning."
    half_life: int | None
    "In which the excess halves; None: it does not decay."
    area: str


class Ran(Struct, frozen=True, kw_only=True):
    """What was simulated: the same again gives the same results, byte for byte."""

    hotline: str
    digest: str
    "SHA-256 of the plan, and of what was changed in it."
    seed: int
    first_day: str
    "ISO date."
    days: int
    "Of the period that was asked for; its calls are counted over this many days."
    replications: int
    "How often the period was simulated; 0: an interruption ended it before one was whole."
    units: int
    "Independent parts of at most a week, over which the intervals are taken."
    days_done: int
    "Days in all units together."
    calls: int
    "In all units together."
    timezone: str
    interval: int
    "Of the profiles."
    limits: Thresholds
    precision: float | None
    "The relative half-width that was asked for."
    is_precise: bool
    "Whether every headline figure has it."
    is_interrupted: bool


class Headline(Struct, frozen=True):
    """A figure that is watched while the simulation runs."""

    group: Group
    metric: str


class Results(Struct, frozen=True, kw_only=True):
    """The whole."""

    ran: Ran
    headlines: tuple[Headline, ...]
    tables: tuple[Table, ...]
    "One of each kind of By."
    profiles: tuple[Profile, ...]
    """Of every group but CALLERS: over all days, and for each day of the week that was simulated.
    Of dates on which there was a surge, too."""
    histograms: tuple[Histogram, ...]
    "Of every group but teams."
    surges: tuple[Surge, ...]

    def table(self, by: By) -> Table:
        """Return the table of a kind."""
        return next(table for table in self.tables if table.by is by)

    def estimate(self, metric: str, group: Group = EVERYBODY) -> Estimate:
        """Return a figure of a group."""
        table = self.table(group.by)
        row = next(row for row in table.rows if row.group == group)
        return row.estimates[table.place(metric)]

    def profile(self, group: Group = EVERYBODY, day: str = "") -> Profile | None:
        """Return how a group fared over the day; None where no such day was simulated."""
        found = (known for known in self.profiles if known.group == group and known.day == day)
        return next(found, None)

    def histogram(self, waited: Waited, group: Group = EVERYBODY) -> Histogram:
        """Return how the lengths of a group are distributed."""
        return next(
            known for known in self.histograms if known.group == group and known.waited is waited
        )
