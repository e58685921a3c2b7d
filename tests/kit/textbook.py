"""A hotline that theory has solved: one team, two queues, Poisson calls, exponential talk.

And waits that are made up, for tests of what is told about them.
"""

from collections.abc import Sequence
from math import exp, inf, nan
from typing import Final

import numpy as np

from firstline.plan.model import Plan
from firstline.plan.read import read_text
from firstline.study.paths.paths import Meeting, Path, ranked
from firstline.study.paths.waits import Computed, Sampled
from firstline.study.paths.ways_through import ways_to_humans
from firstline.study.pretending.curve import HONEST, PRETENDERS, PROSPECTS, Group, Point, Pretending
from firstline.study.pretending.remedies import Tried
from firstline.study.pretending.verdict import Found

DAY: Final = 86_400.0
TALK: Final = 180.0
AGENTS: Final = 2
SALES: Final = 200
SERVICE: Final = 568
"Calls a day: a load of 0.8 for two agents."

SECTIONS: Final = {
    "hotline": "Textbook",
    "operator": "service",
    "menu": "{welcome: {say: Hello., keys: {1: {label: a new contract, stream: sales}, "
    "2: {label: your contract, stream: service}}}}",
    "streams": "{sales: {caller: prospect, service: goods, label: New contract}, "
    "service: {caller: customer, service: goods, label: Your contract}}",
    "teams": "{all: {takes: [sales, service], agents: {anna: {address: 'sip:anna@127.0.0.1'}}}}",
    "policy": "{order: strict, wrap_up: 0 s, redial: {keeps_place: 0 s}, announce: never}",
    "limits": "{call_length: 1000 h}",
}
CALLERS: Final = {
    "patience": "never",
    "talk": "{exponential: 3 min}",
    "gives_up": "0 %",
    "wrong_key": "0 %",
    "key_time": "1 s",
}
DEMAND: Final = {
    "agents": "{answer: 0 s}",
    "staff": f"{{all: {{agents: {AGENTS}}}}}",
    "sales": f"{{per_day: {SALES}}}",
    "service": f"{{per_day: {SERVICE}, pretend: {{as: sales, share: 0 %, recognised: 0 %}}}}",
}


def text(
    *,
    sections: dict[str, str] | None = None,
    callers: dict[str, str] | None = None,
    demand: dict[str, str] | None = None,
) -> str:
    """Return the textbook's plan as text, with some parts changed."""
    known = {
        "callers": _written(CALLERS | (callers or {})),
        **DEMAND,
        **(demand or {}),
    }
    parts = SECTIONS | (sections or {}) | {"demand": _written(known)}
    return "".join(f"{name}: {it}\n" for name, it in parts.items())


def textbook(
    *,
    sections: dict[str, str] | None = None,
    callers: dict[str, str] | None = None,
    demand: dict[str, str] | None = None,
) -> Plan:
    """Return the textbook's plan."""
    return read_text(text(sections=sections, callers=callers, demand=demand), "textbook.yaml")


def _written(parts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {it}" for name, it in parts.items()) + "}"


def always(seconds: float) -> Sampled:
    """Return a wait that is always the same, over ten units."""
    return Sampled(np.full(10, seconds), np.arange(10))


def about(seconds: float, spread: float) -> Sampled:
    """Return waits that go up and down from unit to unit."""
    return Sampled(seconds + spread * np.array([-1.0, 1.0] * 5), np.arange(10))


def half_lost(seconds: float) -> Sampled:
    """Return a wait after which half of the callers are answered, and the others never."""
    return Sampled(np.array([seconds, inf] * 5), np.arange(10))


def exponential(mean: float) -> Computed:
    """Return a wait that is known exactly."""
    return Computed(mean, lambda time: 1 - exp(-time / mean))


def paths(plan: Plan, **meetings: Meeting) -> list[Path]:
    """Return the ranked ways of *plan* for somebody who calls about `service`."""
    return ranked(ways_to_humans(plan, "service", plan.languages[0]), meetings)


def point(share: float, *, pretender: float, honest: float, prospect: float = 20.0) -> Point:
    """Return a made-up point of the curve; five weeks that are all alike."""
    return Point(
        share,
        always(pretender),
        always(honest),
        always(prospect),
        {
            PRETENDERS: group(share, -60),
            HONEST: group(1 - share, 30),
            PROSPECTS: group(1, 15, gives_up=0.02),
        },
    )


def group(share: float, longer: float, *, gives_up: float = 0.0) -> Group:
    """Return a made-up group of callers who wait so much longer; nobody knows how long of none."""
    there = np.full(5, 1.0 if share else nan)
    return Group(
        np.full(5, 100 * share),
        there * (100 + longer),
        there * 100,
        there * (0.1 + gives_up),
        there * 0.1,
    )


def found(*points: Point, tried: Sequence[Tried] = (), cost: float = 30.0) -> Found:
    """Return what was made up about pretending."""
    return Found(Pretending("service", "sales"), points, tried, cost, 5)
