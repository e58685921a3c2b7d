"""The simple model in SimPy, as its documentation would have it: a process per call."""

import random
from collections.abc import Generator
from time import process_time
from typing import Final

import simpy

from bench.laps import Lap
from bench.simple_model import ARRIVALS, FIRST_SHARE, PATIENCE, SERVERS, TALK, Trial


class _Centre:
    """The servers, and what became of the calls."""

    def __init__(self, seed: int) -> None:
        self.environment: Final = simpy.Environment()
        self.servers: Final = simpy.PriorityResource(self.environment, capacity=SERVERS)
        self.draws: Final = random.Random(seed)
        self.calls = 0
        self.abandoned = 0
        self.waited = 0.0

    def arrive(self) -> Generator[simpy.Event, object, None]:
        """Let calls come, for ever."""
        while True:
            yield self.environment.timeout(self.draws.expovariate(ARRIVALS))
            urgency = 0 if self.draws.random() < FIRST_SHARE else 1
            self.environment.process(self.call(urgency))

    def call(self, urgency: int) -> Generator[simpy.Event, object, None]:
        """Wait for a server, or leave."""
        began = self.environment.now
        with self.servers.request(priority=urgency) as served:
            patience = self.environment.timeout(self.draws.expovariate(1.0 / PATIENCE))
            yield served | patience
            self.calls += 1
            self.waited += self.environment.now - began
            if served.triggered:
                yield self.environment.timeout(self.draws.expovariate(1.0 / TALK))
            else:
                self.abandoned += 1


def run(minutes: float, seed: int) -> Trial:
    """Simulate so many minutes."""
    began = process_time()
    centre = _Centre(seed)
    centre.environment.process(centre.arrive())
    centre.environment.run(until=minutes)
    lap = Lap(centre.calls, process_time() - began)
    return Trial(lap, centre.abandoned, centre.waited)
