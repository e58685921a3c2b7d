"""The simple model in Ciw: two customer classes, one node, reneging."""

from time import process_time
from typing import Final

import ciw

from bench.laps import Lap
from bench.simple_model import ARRIVALS, FIRST_SHARE, PATIENCE, SERVERS, TALK, Trial

_SHARES: Final = {"first": FIRST_SHARE, "second": 1.0 - FIRST_SHARE}
_LEFT: Final = "renege"


def run(minutes: float, seed: int) -> Trial:
    """Simulate so many minutes."""
    began = process_time()
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions={
            name: [ciw.dists.Exponential(ARRIVALS * share)] for name, share in _SHARES.items()
        },
        service_distributions={name: [ciw.dists.Exponential(1.0 / TALK)] for name in _SHARES},
        reneging_time_distributions={
            name: [ciw.dists.Exponential(1.0 / PATIENCE)] for name in _SHARES
        },
        priority_classes={"first": 0, "second": 1},
        number_of_servers=[SERVERS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(minutes)
    records = simulation.get_all_records(only=["service", _LEFT])
    seconds = process_time() - began
    abandoned = sum(record.record_type == _LEFT for record in records)
    waited = sum(record.waiting_time for record in records)
    return Trial(Lap(len(records), seconds), abandoned, waited)
