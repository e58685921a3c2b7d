"""How the agents' time went: a sum per team, state and interval."""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.time import Instant


class StaffTimes:
    """How long each team was in each state, interval by interval."""

    def __init__(self, teams: i64, begin: Instant, interval: i64, intervals: i64) -> None:
        self.begin: Final[Instant] = begin
        self.interval: Final[i64] = interval
        self.intervals: Final[i64] = intervals
        states: i64 = len(AGENT_STATES)
        self.states: Final[i64] = states
        self.talks: Final[vec[i64]] = vec[i64]([0] * int(teams))
        "How often each team has talked with a caller."
        self._edge: Instant = begin
        "Where the interval of the latest `until` begins,"
        self._index: i64 = 0
        "and which it is."
        self.lengths: Final[vec[i64]] = vec[i64]([0] * int(teams * states * intervals))

    def add(self, team: i64, state: i64, since: Instant, until: Instant) -> None:
        """Count the time from *since* to *until*, split where an interval ends.

        `until` never goes back.
        """
        if state == AgentState.TALKING and until > since:
            self.talks[team] += 1
        place = (team * self.states + state) * self.intervals
        if until >= self._edge + self.interval:
            self._index = (until - self.begin) // self.interval
            self._edge = self.begin + self._index * self.interval
        if since >= self._edge:
            self.lengths[place + min(self._index, self.intervals - 1)] += until - since
            return
        index = (since - self.begin) // self.interval
        while since < until:
            edge = self.begin + (index + 1) * self.interval
            last = index >= self.intervals - 1
            end = until if last or until < edge else edge
            self.lengths[place + min(index, self.intervals - 1)] += end - since
            since = end
            index += 1
