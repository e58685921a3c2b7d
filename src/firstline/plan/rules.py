"""How calls are distributed, and how many: the plan's sections policy and limits.

It knows the numbers only; the decisions are made from them elsewhere.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from firstline.domain.time import HOUR, MINUTE, SECOND
from firstline.plan.part import Part
from firstline.plan.times import Length, LengthOrNever


class Rates(Part):
    """How fast waiting gains priority."""

    first: float = Field(default=2.0, ge=0, le=1_000)
    second: float = Field(default=1.0, ge=0, le=1_000)


class Order(Part):
    """Which waiting call is next: strict, head_start or accumulating."""

    discipline: Literal["strict"] | None = None
    guard: LengthOrNever | None = None
    "Strict: a call of the second queue that has waited longer comes to the front."
    head_start: Length | None = None
    "The first queue counts as having waited so much longer."
    accumulating: Rates | None = None
    "Priority gained per second of waiting, by queue."


def _order(written: object) -> object:
    words = {"accumulating": {"accumulating": {}}, "head_start": {"head_start": "2 min"}}
    if isinstance(written, str):
        return words.get(written, {"discipline": written})
    return written


class NoAnswer(Part):
    """What becomes of an agent whose phone rang in vain."""

    pause: LengthOrNever = 1 * MINUTE
    "Not ready for so long, then ready again; never: until asked."


class Redial(Part):
    """Who lost the line and calls again."""

    keeps_place: Length = 10 * MINUTE
    "Within this time the place in the queue is kept; 0 s: no such thing."


class Announce(Part):
    """What a waiting caller is told."""

    first: LengthOrNever = 30 * SECOND
    every: Length = 1 * MINUTE
    position: bool = True
    "How many callers are ahead."
    wait: bool = True
    "How long it will take, as a range."


class Transfer(Part):
    """What a call that is passed on keeps, and when it comes back."""

    keeps_urgency: bool = True
    keeps_waiting: bool = True
    "The time that was waited before counts."
    return_after: Length = 2 * MINUTE
    "Where nobody takes it, it goes back to who passed it on."
    depth: int = Field(default=5, ge=1, le=50)
    "One call may be passed on so often."


def _announce(written: object) -> object:
    return {"first": "never"} if written == "never" else written


class Policy(Part):
    """Who is served next, by whom, and how."""

    order: Annotated[
        Order,
        BeforeValidator(
            _order, json_schema_input_type=Order | Literal["strict", "head_start", "accumulating"]
        ),
    ] = Order(guard=5 * MINUTE)
    ring_time: Length = 20 * SECOND
    wrap_up: Length = 20 * SECOND
    no_answer: NoAnswer = NoAnswer()
    widen: Mapping[str, Length] = Field(default_factory=dict)
    "By level: teams of that level help with calls that have waited so long."
    redial: Redial = Redial()
    announce: Annotated[
        Announce, BeforeValidator(_announce, json_schema_input_type=Announce | Literal["never"])
    ] = Announce()
    transfer: Transfer = Transfer()


class Limits(Part):
    """Beyond these, calls are refused with a time to try again."""

    calls: int = Field(default=1_000, ge=1, le=100_000)
    "Up at once."
    per_second: int = Field(default=100, ge=1, le=100_000)
    retry_after: Length = 10 * SECOND
    call_length: Length = 4 * HOUR
    "The longest call, from answer to end."
    kept_places: int = Field(default=10_000, ge=0, le=1_000_000)
    "Places of callers who left, kept for their redial."
