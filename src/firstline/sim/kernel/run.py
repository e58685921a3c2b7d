"""One run: some days of a hotline, from an empty exchange to the end of the last call.

What the exchange does by itself goes before what callers and agents do at the same instant, as it
does live, where an event comes after all that was due.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.hotline import Hotline
from firstline.domain.time import NEVER, Duration, Instant
from firstline.sim.draws import stream_key
from firstline.sim.kernel.agents import Shift
from firstline.sim.kernel.arrivals import Arrivals
from firstline.sim.kernel.doors import Doors
from firstline.sim.kernel.population import Population, Source, Span
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.kernel.staff import StaffTimes
from firstline.sim.kernel.stage import Stage
from firstline.sim.kernel.world import SimulatedWorld
from firstline.switchboard.agenda import Agenda
from firstline.switchboard.switchboard import Switchboard

_SOURCES: Final[i64] = 1 << 56
"The key of a source is that of a caller whom no source has."


class StandstillError(Exception):
    """Somebody is still there, and nothing will ever happen again."""


class Comings:
    """Who comes next, of all sources. They are few: looking through them beats a heap."""

    def __init__(self, stage: Stage, sources: list[Source]) -> None:
        self.sources: Final[list[Source]] = sources
        self._arrivals: Final[list[Arrivals]] = [
            Arrivals(source.rates, stream_key(stage.seed, _SOURCES + source.index, 0))
            for source in sources
        ]
        self._at: Final[vec[i64]] = vec[i64]([0] * len(sources))
        for place in range(len(sources)):
            self._at[place] = self._arrivals[place].next()
        self.place: i64 = 0
        "Of the source from which the next one comes."
        self.at: Instant = NEVER
        "When that is; NEVER: nobody comes any more."
        self._look()

    def number(self) -> i64:
        """Return how many have come from this source before the next one."""
        return self._arrivals[self.place].count - 1

    def go_on(self) -> None:
        """The next one has come: look for the one after."""
        self._at[self.place] = self._arrivals[self.place].next()
        self._look()

    def _look(self) -> None:
        self.at = NEVER
        place: i64 = 0
        while place < len(self._at):
            if self._at[place] < self.at:
                self.at = self._at[place]
                self.place = place
            place += 1


class Run:
    """A hotline, its population, and some days, in motion."""

    def __init__(
        self,
        world: SimulatedWorld,
        doors: Doors,
        population: Population,
        span: Span,
        *,
        seed: i64,
        sink: Sink,
        interval: Duration,
    ) -> None:
        self.span: Final[Span] = span
        self.rows: Final[Rows] = Rows(sink)
        self.stage: Final[Stage] = Stage(doors, population, self.rows, seed)
        self._doors: Final[Doors] = doors
        self._agenda: Final[Agenda] = doors.board.room.agenda
        self._diary: Final[Agenda] = self.stage.diary
        teams: i64 = len(self.stage.hotline.teams)
        intervals = max(1, (span.end - span.begin + interval - 1) // interval)
        self.staff: Final[StaffTimes] = StaffTimes(teams, span.begin, interval, intervals)
        self._world: Final[SimulatedWorld] = world
        self._comings: Final[Comings] = Comings(self.stage, span.sources)
        self._begin()

    def advance(self, until: Instant) -> None:
        """Go on up to *until*, that instant included, or to the end."""
        until = min(until, NEVER - 1)  # what is due at NEVER does not happen
        while not self.is_over() and self._step(until):
            pass

    def next_act(self) -> Instant:
        """Return when a caller or an agent will act next, or NEVER."""
        return min(self._diary.deadline(), self._comings.at)

    def act(self) -> None:
        """Let who is next act; call only where `next_act` is not NEVER."""
        at = self._diary.deadline()
        if at <= self._comings.at:
            timer = self._diary.pop()
            timer.owner.due(timer, at)
        else:
            self._let_come()

    def is_over(self) -> bool:
        """Whether everybody has come, and nobody is there or will call again."""
        return self.stage.to_come == 0 and self._comings.at == NEVER

    def finish(self) -> Instant:
        """Go on to the end of the last call and of the span, and return when that was."""
        self.advance(NEVER)
        if not self.is_over():
            waiting = f"callers who would wait for ever: {self.stage.to_come}"
            raise StandstillError(f"{waiting}; give calls a longest length")
        while self._step(self.span.end):
            pass
        now = max(self.stage.board.now, self.span.end)
        self._world.end(now)
        self.rows.hand_over()
        return now

    def _step(self, until: Instant) -> bool:
        """Let happen what is next, if it is due by *until*; return whether it was."""
        due, act = self._agenda.deadline(), self.next_act()
        if min(due, act) > until:
            return False
        if due <= act:
            self._doors.advance(due)
        else:
            self.act()
        return True

    def _let_come(self) -> None:
        """Let the next caller call."""
        comings = self._comings
        at, number = comings.at, comings.number()
        source = comings.sources[comings.place]
        comings.go_on()
        self._world.next_caller(source, number, at)

    def _begin(self) -> None:
        stage, begin = self.stage, self.span.begin
        self._world.begin(stage, self.staff, begin)
        stage.doors.open(begin)
        for duty in self.span.duties:
            Shift(stage, stage.board.room.agents[duty.seat], duty).begin()


def new_run(
    hotline: Hotline,
    population: Population,
    span: Span,
    *,
    seed: i64,
    sink: Sink,
    interval: Duration,
) -> Run:
    """Return a run straight on the switchboard."""
    world = SimulatedWorld()
    doors = Doors(Switchboard(hotline, world))
    return Run(world, doors, population, span, seed=seed, sink=sink, interval=interval)
