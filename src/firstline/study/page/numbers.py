"""How numbers look on a page: with their unit, their interval and no digit too many.

Both languages of the house; what the numbers mean is not known here.
"""

from math import ceil, floor, log10
from typing import Final

from babel.numbers import format_decimal

from firstline.analysis.metric import Unit
from firstline.domain.time import DAY, HOUR, MINUTE, SECOND
from firstline.plan.times import say_length
from firstline.study.results import Estimate

NOTHING: Final = "–"
TIED: Final = "\N{NO-BREAK SPACE}"
_LENGTHS: Final = (("h", 10 * HOUR, HOUR), ("min", 100 * SECOND, MINUTE), ("s", 0, SECOND))
"From which value on a length is told in which unit."
_HUNGARIAN: Final = {"h": "óra", "min": "perc", "s": "mp"}


def shown(estimate: Estimate, unit: Unit, language: str) -> str:
    """Return a figure with its interval, in one piece: its spaces are no place to break a line.

    >>> shown(Estimate(672e6, 48e6), Unit.DURATION, "en").replace(TIED, " ")
    '11.2 ± 0.8 min'
    >>> shown(Estimate(0.8301, 0.0042), Unit.SHARE, "hu").replace(TIED, " ")
    '83,0 ± 0,4 %'
    """
    if estimate.value is None:
        return NOTHING
    word, scale = scale_of(unit, abs(estimate.value), language)
    half = None if estimate.half is None else estimate.half / scale
    return told(estimate.value / scale, half, word, language)


def difference_of(estimate: Estimate, unit: Unit, language: str) -> str:
    """Return a difference with its sign; one of shares in percentage points.

    >>> difference_of(Estimate(-0.011, 0.002), Unit.SHARE, "en").replace(TIED, " ")
    '−1.1 ± 0.2 pp'
    """
    said = shown(estimate, unit, language)
    if unit is Unit.SHARE and said.endswith("%"):
        said = said.removesuffix("%") + ("%-pont" if language == "hu" else "pp")
    return f"+{said}" if (estimate.value or 0.0) > 0 else said


def value_of(value: float | None, unit: Unit, language: str) -> str:
    """Return a figure without an interval."""
    return shown(Estimate(value), unit, language)


def told(value: float, half: float | None, word: str, language: str) -> str:
    """Return a number with its interval and the *word* for its unit; digits as the interval has."""
    digits = _digits(value, half)
    text = number(value, digits, language)
    if half is not None and half > 0:
        text += f"{TIED}±{TIED}{number(half, digits, language)}"
    return f"{text}{TIED}{word}" if word else text


def number(value: float, digits: int, language: str) -> str:
    """Return a number as people write it, with so many *digits* after the point."""
    rounded = round(value, digits) + 0.0  # and no minus before a zero
    pattern = "#,##0" + ("." + "0" * digits if digits > 0 else "")
    written = format_decimal(rounded, format=pattern, locale=_locale(language))
    return str(written).replace("-", "\N{MINUS SIGN}")


def scale_of(unit: Unit, value: float, language: str) -> tuple[str, float]:
    """Return the word for the unit in which a *value* is told, and what to divide it by."""
    if unit is Unit.SHARE:
        return "%", 0.01
    if unit is Unit.COUNT:
        return "", 1.0
    word, _, scale = next(length for length in _LENGTHS if value >= float(length[1]))
    return (_HUNGARIAN[word] if language == "hu" else word), float(scale)


def time_of_day(instant: int) -> str:
    """Return microseconds from midnight as a time of day.

    >>> time_of_day(66_600_000_000)
    '18:30'
    """
    minutes = min(instant, DAY) // MINUTE
    return f"{minutes // 60}:{minutes % 60:02d}"


def length_of(length: int, language: str) -> str:
    """Return a length that was asked for, as a plan has it.

    >>> length_of(5_400_000_000, "hu")
    '1 óra 30 perc'
    """
    said = say_length(length)
    if language != "hu":
        return said
    hungarian = {"d": "nap", **_HUNGARIAN}
    return " ".join(hungarian.get(word, word) for word in said.split())


def _digits(value: float, half: float | None) -> int:
    """Return how many digits after the point are worth telling."""
    if half is None or half <= 0:
        return 0 if value == int(value) or abs(value) >= 1_000 else 1 if abs(value) >= 10 else 2
    # One digit of the interval, two where it begins with a 1: 12 ± 3, 1.40 ± 0.12.
    leading = floor(log10(half))
    first = half / 10.0**leading
    return max(0, min(3, -leading + (1 if ceil(first * 10) < 20 else 0)))


def _locale(language: str) -> str:
    return "hu" if language == "hu" else "en"
