"""The waiting lines of a hotline, and who takes from which.

A line is made when it is first needed: one per goal (stream, team, agent), urgency and language, so
that the first of a line is always the one that could be served next from it.
"""

from typing import Final

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.domain.hotline import Stream
from firstline.domain.time import Instant
from firstline.switchboard.parties import Agent, Bench, Line, Place, Taker
from firstline.switchboard.switchroom import Switchroom

_TEAM: Final[i64] = 0
_AGENT: Final[i64] = 1
_LANGUAGES: Final[i64] = 64
"More than any plan may have."
_NO_LINE: Final = Line("", 0, 0)
"Stands where no line has been needed yet."


class WaitingLines:
    """All lines, by what they wait for."""

    def __init__(self, room: Switchroom) -> None:
        self._room: Final[Switchroom] = room
        self._languages: Final[i64] = len(room.hotline.languages)
        streams = len(room.hotline.streams)
        self._of_streams: Final[vec[Line]] = vec[Line](
            [_NO_LINE] * (streams * 2 * len(room.hotline.languages))
        )
        "By stream, urgency and language."
        self._others: Final[dict[int, Line]] = {}
        self.all: Final[list[Line]] = []

    def of_stream(self, stream: Stream, urgency: i64, language: i64) -> Line:
        """Return the line of those who wait for any team that takes *stream*."""
        place = (stream.index * 2 + urgency) * self._languages + language
        line = self._of_streams[place]
        if line is _NO_LINE:
            line = self._make(f"stream:{stream.name}", urgency, language)
            self._of_streams[place] = line
            line.stream = stream
            for bench in self._room.benches:
                level = bench.team.levels[stream.index]
                if level > 0 and bench.team.speaks[language]:
                    after = bench.team.after[stream.index]
                    _let_take(Taker(bench, line, level, after))
        return line

    def of_team(self, bench: Bench, urgency: i64, language: i64) -> Line:
        """Return the line of those who wait for one team, whatever it usually takes."""
        key = _key(_TEAM, bench.team.index, urgency, language)
        line = self._others.get(key)
        if line is None:
            line = self._make(f"team:{bench.team.name}", urgency, language)
            self._others[key] = line
            _let_take(Taker(bench, line, 1, 0))
        return line

    def of_agent(self, agent: Agent, urgency: i64, language: i64) -> Line:
        """Return the line of those who wait for one agent."""
        key = _key(_AGENT, agent.seat.index, urgency, language)
        line = self._others.get(key)
        if line is None:
            line = self._make(f"agent:{agent.name}", urgency, language)
            self._others[key] = line
            line.only = agent
            agent.own_lines.append(line)
        return line

    def like(self, line: Line, urgency: i64) -> Line:
        """Return the line of those who wait for what *line* waits for, in the queue *urgency*."""
        if line.only is not None:
            return self.of_agent(line.only, urgency, line.language)
        if line.stream is not None:
            return self.of_stream(line.stream, urgency, line.language)
        return self.of_team(line.takers[0].bench, urgency, line.language)

    def beside(self, line: Line) -> list[Line]:
        """Return *line*, and all from which the teams that take from it may take as well."""
        count: i64 = len(self.all)
        if line.beside_of != count:  # a new line may be one of them
            line.beside_of = count
            line.beside = _lines_beside(line)
        return line.beside

    def waiting(self, stream: Stream) -> i64:
        """Return how many wait for *stream*."""
        count: i64 = 0
        place = stream.index * 2 * self._languages
        end = place + 2 * self._languages
        while place < end:
            count += self._of_streams[place].length
            place += 1
        return count

    def enter(self, place: Place, line: Line, now: Instant) -> None:
        """Put *place* in *line* and let it look for an agent."""
        place.entered = now
        line.add(place)
        self._room.world.queue(place)
        self._room.arrivals.add(place)

    def _make(self, goal: str, urgency: i64, language: i64) -> Line:
        line = Line(goal, urgency, language)
        self.all.append(line)
        return line


def _key(kind: i64, index: i64, urgency: i64, language: i64) -> i64:
    return ((index * 4 + kind) * 2 + urgency) * _LANGUAGES + language


def _lines_beside(line: Line) -> list[Line]:
    beside = [line]
    for taker in line.takers:
        for other in taker.bench.takes:
            if other.line not in beside:
                beside.append(other.line)
    return beside


def _let_take(taker: Taker) -> None:
    taker.bench.takes = append(taker.bench.takes, taker)
    takers = append(taker.line.takers, taker)
    at: i64 = len(takers) - 1
    while at > 0 and takers[at - 1].level > taker.level:
        takers[at] = takers[at - 1]
        at -= 1
    takers[at] = taker
    taker.line.takers = takers
