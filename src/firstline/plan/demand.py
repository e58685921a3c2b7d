"""The section `demand` of a plan: who calls and when, what they are like, and who is at work.

Only the simulator and the planner read it. Each part by itself is well-formed; whether its names
exist and make sense together is asked in demand_check.py. What is meant where nothing is written
stands in demand_defaults.py.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import starmap
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails

from firstline.domain.time import MINUTE, SECOND
from firstline.plan import limits
from firstline.plan.demand_times import TimeOfDay, Weekdays, When, Work
from firstline.plan.faults import short
from firstline.plan.laws import Law, LawOrNever, exponential, lognormal
from firstline.plan.part import Part, filled, named_file, one_or_more
from firstline.plan.refusal import quoted, refuse
from firstline.plan.shares import Multiple, Share, read_share
from firstline.plan.times import Length

Number: TypeAlias = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Curve: TypeAlias = Mapping[TimeOfDay, Number]
"How many call from each time of day on, compared with the others."
Level: TypeAlias = Annotated[int, Field(ge=1, le=9)]


class Pretend(Part):
    """Callers who press the key of another stream, because it is answered sooner."""

    stream: str = Field(alias="as")
    "The stream whose key they press."
    share: Share
    recognised: Share = 0.5
    "How often an agent who could help sends them back to the right stream all the same."
    after: Law = lognormal(45 * SECOND, 30 * SECOND)
    "Talk before the agent has understood and passes the call on."
    talk: Multiple = 1.0
    "Talk with an agent who helps, compared with that of an honest caller."


class HandOver(Part):
    """What a team that has answered passes on to specialists."""

    to: str
    "Where to: team:NAME, or stream:NAME."
    share: Share
    after: Law = lognormal(1 * MINUTE, 40 * SECOND)
    "Talk before it is passed on."


class Balk(Part):
    """Callers who leave when they hear how long it will take."""

    over: Length
    "Where at least so long is said."
    share: Share


class Again(Part):
    """Callers who call again after they gave up or were refused."""

    share: Share
    after: Law = exponential(10 * MINUTE)
    at_most: int = Field(default=2, ge=0, le=6)
    "How often one caller tries again."


class Callers(Part):
    """What callers are like. What is left out is as in `callers`, or else as by default."""

    patience: LawOrNever | None = None
    "How long they wait for an answer."
    talk: Law | None = None
    talk_at_level: Mapping[Level, Law] = Field(default_factory=dict)
    "Talk with agents of teams that take the stream at this level."
    wrap_up: Law | None = None
    "The agent's work after the call; the plan's wrap_up cuts it short."
    wrap_up_at_level: Mapping[Level, Law] = Field(default_factory=dict)
    key_time: Law | None = None
    "From the beginning of a menu to the caller's key."
    wrong_key: Share | None = None
    "How often a key is pressed that the menu does not have."
    gives_up: Share | None = None
    "How many hang up in a menu, in each one."
    languages: Mapping[str, Share] = Field(default_factory=dict)
    "How many speak which; without it, all the hotline's first."
    straight_to_zero: Share | None = None
    "How many press 0 instead of listening."
    pretend: Pretend | None = None
    transfer: Mapping[str, HandOver] = Field(default_factory=dict)
    "By the team that has answered."
    balk: Balk | None = None
    redial: Again | None = None


def _beside_the_plan(path: Path, info: ValidationInfo) -> Path:
    return named_file(str(path), info)


class Counts(Part):
    """Calls that were counted, by interval: how many call is their mean."""

    file: Annotated[Path, AfterValidator(_beside_the_plan)]
    "CSV: date,00:00,00:30,… with a row per day; or start,calls with a row per interval."
    scale: Multiple = 1.0


class Stream(Callers):
    """Who calls about one stream: so many a day, or as was counted."""

    per_day: Annotated[float, Field(ge=0, le=limits.PER_DAY, allow_inf_nan=False)] | None = None
    "Calls on a day of weight 100 %."
    curve: str | None = None
    "When in the day; without it, flat."
    days: Mapping[str, Multiple] = Field(default_factory=dict)
    "Weights of days of the week: {sat: 40 %, sun: 10 %}."
    counts: Counts | None = None
    "Instead of the other three."


class Agents(Part):
    """What agents do when their phone rings."""

    answer: Law = lognormal(3 * SECOND, 2 * SECOND)
    "From the first ring to the answer."
    decline: Share = 0.0
    no_answer: Share = 0.0
    "How often nobody picks up, although somebody is signed in."


def _names(written: object, otherwise: str) -> tuple[str, ...]:
    names = one_or_more(written)
    if isinstance(names, list | tuple) and names and all(isinstance(it, str) for it in names):
        return tuple(names)
    raise refuse(f"{quoted(written)} are no agents", f"Write {otherwise}, or names in a list.")


def _agents(written: object) -> object:
    if isinstance(written, str) and re.fullmatch(r"-?\d{1,9}", written):
        written = int(written)
    if not isinstance(written, int):
        return _names(written, "how many, like 4")
    if not 1 <= written <= limits.AGENTS:
        raise refuse(f"{written} agents cannot be", f"Write 1 to {limits.AGENTS:,}.")
    return written


class Shift(Part):
    """When some of a team's agents work."""

    agents: Annotated[
        int | tuple[str, ...],
        BeforeValidator(_agents, json_schema_input_type=int | str | tuple[str, ...]),
    ]
    "So many of those who are free then, or these."
    days: Weekdays = tuple(range(7))
    hours: Work
    breaks: Annotated[
        tuple[Work, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])
    ] = ()


def _absent(written: object) -> object:
    is_share = isinstance(written, float) or (
        isinstance(written, str) and re.match(r"-? ?\d", written) is not None
    )
    return read_share(written) if is_share else _names(written, "a share, like “10 %”")


class Staff(Part):
    """How many agents a team has, and when they work."""

    agents: Annotated[int, Field(ge=0, le=limits.AGENTS)] | None = None
    "In all, those that the plan names included; without it, these."
    absent: Annotated[
        float | tuple[str, ...],
        BeforeValidator(_absent, json_schema_input_type=float | str | tuple[str, ...]),
    ] = 0.0
    "A share of them, each day others; or these."
    shifts: tuple[Shift, ...] = ()
    "Without any, all are at work day and night."


class Surge(Part):
    """Something that makes more people call, for a while."""

    service: str = ""
    "Those who call about it."
    streams: Annotated[
        tuple[str, ...], BeforeValidator(one_or_more, json_schema_input_type=str | list[str])
    ] = ()
    "Instead of a service."
    at: When
    "“tue 14:00”: every week; “2026-06-09 14:00”: once."
    lasts: Length = Field(default=0, alias="for")
    "At full strength."
    times: Annotated[float, Field(ge=1, le=1_000, allow_inf_nan=False)]
    "As many calls as else, times this."
    half_life: Length = 0
    "Then half of the additional calls are left after so long, a quarter after twice as long."
    area: str = ""
    "The beginning of these callers' numbers: “+36 52”."


class Busyness(Part):
    """Days that are busier than others, for no reason that could be known."""

    sd: Annotated[Multiple, Field(le=2)]
    "The standard deviation of the factor by which all rates of a day are multiplied."


def _is_no_stream(value: object) -> bool:
    """Whether nothing of *value* could be said about a stream."""
    return isinstance(value, dict) and bool(value) and value.keys().isdisjoint(Stream.model_fields)


def _wrong(name: str, near: str) -> InitErrorDetails:
    error = refuse(f"“{short(name)}” means nothing here", f"Did you mean “{near}”?")
    return InitErrorDetails(type=error, loc=(name, "[key]"), input=name)


class Demand(Part):
    """Who calls and when; any key that is none of these is a stream."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Stream] = Field(init=False)

    callers: Callers = Callers()
    "For all streams that do not say otherwise."
    agents: Agents = Agents()
    staff: Annotated[
        Mapping[str, Staff],
        BeforeValidator(filled, json_schema_input_type=Mapping[str, Staff | None]),
    ] = Field(default_factory=dict)
    "By team; a team that is not named has its agents at work day and night."
    surges: Mapping[str, Surge] = Field(default_factory=dict)
    busyness: Busyness | None = None
    curves: Mapping[str, Curve] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _misspelt(cls, written: object) -> object:
        """Refuse keys that are no streams but one of the section's own words, written wrongly."""
        found = {
            str(name): near[0]
            for name, value in (written.items() if isinstance(written, dict) else ())
            for near in [get_close_matches(str(name), cls.model_fields, n=1, cutoff=0.75)]
            if near and name != near[0] and _is_no_stream(value)
        }
        if found:
            raise ValidationError.from_exception_data(
                "Demand", list(starmap(_wrong, found.items()))
            )
        return written

    @property
    def streams(self) -> Mapping[str, Stream]:
        """Who calls, by stream."""
        return self.__pydantic_extra__


RESERVED: Final = tuple(Demand.model_fields)
"Words of the section that no stream may be called."
