"""How long something takes, by a law of chance: a fixed time, exponential, lognormal and the like.

It knows how laws are written and what their means are; nobody draws from them here.
"""

import math
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from firstline.domain.time import DAY, NEVER, in_seconds
from firstline.plan import limits
from firstline.plan.faults import listed
from firstline.plan.part import Part, named_file
from firstline.plan.refusal import quoted, refuse
from firstline.plan.times import (
    HOW_LONG,
    LENGTH,
    Length,
    read_length,
    read_length_or_never,
    say_length,
)

LONGEST: Final = int(365 * DAY)
"No mean and no scale may be longer."
WIDEST: Final = 100
"A standard deviation of so many means is a slip."


def _positive(written: object) -> int:
    length = read_length(written)
    if not 0 < length <= LONGEST:
        raise refuse(f"{quoted(written)} cannot be", "Write a time above 0 s, and below a year.")
    return length


Positive: TypeAlias = Annotated[
    int,
    BeforeValidator(_positive),
    WithJsonSchema({"type": "string", "pattern": f"^{LENGTH}$", "examples": ["20 s", "5 min"]}),
]


class Spread(Part):
    """A mean, and how far the times are spread about it."""

    mean: Positive
    sd: Positive
    "The standard deviation."

    @model_validator(mode="after")
    def _check(self) -> "Spread":
        if self.sd > WIDEST * self.mean:
            what = f"a standard deviation of more than {WIDEST} means is absurd"
            raise refuse(what, "Write both in the same unit.")
        return self


class Weibull(Part):
    """Weibull's law; shape 1 is the exponential one, above 1 the times are more alike."""

    shape: Annotated[float, Field(ge=0.1, le=100, allow_inf_nan=False)]
    scale: Positive


class Between(Part):
    """Any time between two, all equally likely."""

    least: Length = Field(alias="from")
    most: Positive = Field(alias="to")

    @model_validator(mode="after")
    def _check(self) -> "Between":
        if self.least > self.most:
            raise refuse("this ends before it begins", "Write the shorter time under “from”.")
        return self


UNITS: Final = {"milliseconds": 1_000, "seconds": 1_000_000, "minutes": 60_000_000}
"What a file of measured times may have as its first line."


def _measured(written: object, info: ValidationInfo) -> object:
    """Return measured times, from a list or from the file that is named."""
    if not isinstance(written, str):
        return written
    name = quoted(written)
    path = named_file(written, info)
    try:
        content = path.read_bytes() if path.is_file() else None
    except (OSError, ValueError):  # no right to read it, or a name that no file has
        content = None
    if content is None:
        remedy = "Name a file that starts from the plan's folder, or write a list of times."
        raise refuse(f"there is no file {name}", remedy)
    if len(content) > limits.MEASURED_BYTES:
        raise refuse(f"the file {name} is too large", "A few thousand times are enough.")
    return _times_in(content.decode("utf-8-sig", errors="replace").splitlines(), name)


def _times_in(lines: list[str], name: str) -> list[int]:
    unit = UNITS.get(lines[0].strip().lower() if lines else "")
    if unit is None:
        what = f"{name} does not say its unit in its first line"
        raise refuse(what, f"Begin it with one of {listed([*UNITS])}; then one time per line.")
    return [
        _time(text.strip(), unit, f"{name}, line {number}")
        for number, text in enumerate(lines[1:], start=2)
        if text.strip()
    ]


def _time(text: str, unit: int, where: str) -> int:
    try:
        time = float(text) * unit
    except ValueError:
        time = math.nan
    if not 0 <= time <= LONGEST:
        raise refuse(f"{where}: {quoted(text)} is not a length of time", "Write one number a line.")
    return round(time)


class Law(Part):
    """How long something takes: exactly one of these."""

    all_or_nothing = True

    always: Length | None = None
    "Always so long; NEVER where that may be said."
    exponential: Positive | None = None
    "The mean."
    lognormal: Spread | None = None
    weibull: Weibull | None = None
    gamma: Spread | None = None
    uniform: Between | None = None
    empirical: Annotated[tuple[Length, ...], BeforeValidator(_measured)] | None = None
    "Times that were measured, all equally likely: a list, or a file."

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: object) -> Any:
        return written if isinstance(written, dict | Law) else {"always": read_length(written)}

    @model_validator(mode="after")
    def _check(self) -> "Law":
        given = sorted(name for name in LAWS if getattr(self, name) is not None)
        if not given:
            raise refuse("this is no length of time and no law", f"{HOW_LONG} {HOW_LAW}")
        if len(given) > 1:
            raise refuse(f"this is two laws: {listed(given)}", "Keep one of them.")
        if self.empirical is not None and not 0 < len(self.empirical) <= limits.MEASURED:
            remedy = f"Write 1 to {limits.MEASURED:,} of them."
            count = f"{len(self.empirical):,}" if self.empirical else "no"
            raise refuse(f"this holds {count} times", remedy)
        return self

    @property
    def kind(self) -> str:
        """Which of LAWS it is."""
        return next(name for name in LAWS if getattr(self, name) is not None)

    @property
    def mean(self) -> float:
        """The mean in seconds; infinite where it is NEVER."""
        return MEANS[self.kind](getattr(self, self.kind))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what may be written: a length of time, or a mapping with one law."""
        described = handler.resolve_ref_schema(handler(schema))
        properties = {**described["properties"]}
        properties.pop("always")
        properties["empirical"] = {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        }
        laws = {**described, "properties": properties, "minProperties": 1, "maxProperties": 1}
        fixed = {"type": "string", "pattern": f"^({LENGTH}|never)$", "examples": ["4 min"]}
        return {"anyOf": [fixed, laws]}


HOW_LAW: Final = "Or a law, like {exponential: 4 min} or {lognormal: {mean: 4 min, sd: 3 min}}."
LAWS: Final = ("always", "exponential", "lognormal", "weibull", "gamma", "uniform", "empirical")

MEANS: Final[dict[str, Callable[[Any], float]]] = {
    "always": lambda length: math.inf if length >= NEVER else in_seconds(length),
    "exponential": in_seconds,
    "lognormal": lambda law: in_seconds(law.mean),
    "weibull": lambda law: in_seconds(law.scale) * math.gamma(1 + 1 / law.shape),
    "gamma": lambda law: in_seconds(law.mean),
    "uniform": lambda law: in_seconds(law.least + law.most) / 2,
    "empirical": lambda times: in_seconds(sum(times)) / len(times),
}
"By kind: the mean in seconds."


def _or_never(written: object) -> object:
    return {"always": read_length_or_never(written)} if written == "never" else written


LawOrNever: TypeAlias = Annotated[Law, BeforeValidator(_or_never)]


def always(length: int) -> Law:
    """Return the law by which something always takes *length*."""
    return Law(always=length)


def exponential(mean: int) -> Law:
    """Return the exponential law."""
    return Law(exponential=mean)


def lognormal(mean: int, sd: int) -> Law:
    """Return the lognormal law."""
    return Law(lognormal=Spread(mean=mean, sd=sd))


def say_law(law: Law) -> str:
    """Return a law as a plan would write it.

    >>> say_law(lognormal(240_000_000, 180_000_000))
    '{lognormal: {mean: 4 min, sd: 3 min}}'
    """
    match getattr(law, law.kind):
        case int(length):
            said = say_length(length)
            return said if law.kind == "always" else f"{{{law.kind}: {said}}}"
        case Spread(mean=mean, sd=sd):
            inner = f"mean: {say_length(mean)}, sd: {say_length(sd)}"
        case Weibull(shape=shape, scale=scale):
            inner = f"shape: {shape:g}, scale: {say_length(scale)}"
        case Between(least=least, most=most):
            inner = f"from: {say_length(least)}, to: {say_length(most)}"
        case times:
            return f"{{empirical: {len(times)} measured times}}"
    return f"{{{law.kind}: {{{inner}}}}}"
