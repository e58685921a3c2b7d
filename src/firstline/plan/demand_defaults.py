"""What callers of a stream are like in the end: as the stream says, as `callers` says, by default.

It knows the section `demand` and nothing of what will be made of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from firstline.domain.time import MINUTE, SECOND
from firstline.plan.demand import Again, Balk, Callers, Demand, HandOver, Pretend
from firstline.plan.laws import Law, exponential, lognormal

DEFAULT: Final = Callers(
    patience=exponential(5 * MINUTE),
    talk=lognormal(4 * MINUTE, 3 * MINUTE),
    key_time=lognormal(6 * SECOND, 3 * SECOND),
    wrong_key=0.02,
    gives_up=0.01,
    straight_to_zero=0.0,
    redial=Again(share=0.0),
)
"What callers are like of whom the plan says nothing."
BEFORE_TRANSFER: Final = HandOver.model_fields["after"].default
"Talk before a caller is passed on whose matter is not the team's."
LEVELS: Final = 10
"At which a stream may be taken; at level 0 by a team that does not take it."


@dataclass(frozen=True, slots=True)
class Traits:
    """What callers of one stream are like."""

    patience: Law
    talk: Law
    talk_at_level: Mapping[int, Law]
    wrap_up: Law | None
    "None: the plan's own wrap-up runs."
    wrap_up_at_level: Mapping[int, Law]
    key_time: Law
    wrong_key: float
    gives_up: float
    languages: Mapping[str, float]
    "Empty: all speak the hotline's first."
    straight_to_zero: float
    pretend: Pretend | None
    transfer: Mapping[str, HandOver]
    balk: Balk | None
    redial: Again

    def talks(self) -> list[Law]:
        """Return the talk by level of the team that answers."""
        return [self.talk_at_level.get(level, self.talk) for level in range(LEVELS)]

    def wrap_ups(self) -> list[Law | None]:
        """Return the wrap-up by level of the team that answers."""
        return [self.wrap_up_at_level.get(level, self.wrap_up) for level in range(LEVELS)]


def traits(demand: Demand, stream: str) -> Traits:
    """Return what callers of *stream* are like."""
    sources = (demand.streams[stream], demand.callers, DEFAULT)
    found = {field.name: _first(sources, field.name) for field in fields(Traits)}
    pretend: Pretend | None = found["pretend"]
    if pretend is not None and pretend.stream == stream:
        found["pretend"] = None  # said of all callers, and not meant for those they imitate
    return Traits(**found)


def _first(sources: tuple[Callers, ...], name: str) -> Any:
    values = [getattr(source, name) for source in sources]
    return next((value for value in values if value is not None and value != {}), values[-1])
