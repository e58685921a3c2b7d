"""How long things take: the laws of patience, talk, wrap-up and keys, in whole microseconds.

A law is told whose time it is (a key) and what for (a purpose), and always gives the same answer.
It may use the purposes up to seven above its own. Parameters are seconds, checked by who builds
the law; it knows nothing of plans.
"""

import math
from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.time import NEVER, Duration
from firstline.sim.draws import exponential, keyed, normal, stream_key

_MICROSECONDS: Final = 1_000_000.0
"In a second."
_ENDLESS: Final = 4.0e18
"What lasts longer than 120 000 years never ends."


def whole(length: float) -> Duration:
    """Return microseconds, 0 or more, rounded half up; NEVER for what is as good as endless."""
    if length >= _ENDLESS:
        return NEVER
    return int(length + 0.5)


class Law:
    """How a duration varies."""

    def draw(self, key: i64, purpose: i64) -> Duration:
        """Return the duration that *key* has for *purpose*."""
        raise NotImplementedError

    def mean(self) -> float:
        """Return the mean in seconds."""
        raise NotImplementedError


class Fixed(Law):
    """Always the same."""

    def __init__(self, length: float) -> None:
        self.length: Final[Duration] = whole(length * _MICROSECONDS)

    def draw(self, key: i64, purpose: i64) -> Duration:
        """Return it."""
        return self.length

    def mean(self) -> float:
        """Return it in seconds."""
        return float(self.length) / _MICROSECONDS


class Never(Law):
    """No limit: patience that does not end."""

    def draw(self, key: i64, purpose: i64) -> Duration:
        """Return NEVER."""
        return NEVER

    def mean(self) -> float:
        """Return infinity."""
        return math.inf


class Exponential(Law):
    """Without memory: however long it has lasted, it will last the mean again."""

    def __init__(self, mean: float) -> None:
        self.scale: Final[float] = mean * _MICROSECONDS

    def draw(self, key: i64, purpose: i64) -> Duration:
        """By inversion."""
        return whole(self.scale * exponential(key, purpose))

    def mean(self) -> float:
        """Return what was asked for."""
        return self.scale / _MICROSECONDS


class Weibull(Law):
    """Patience that wears out (shape above 1) or settles (below 1)."""

    def __init__(self, shape: float, scale: float) -> None:
        self.shape: Final[float] = shape
        self.scale: Final[float] = scale * _MICROSECONDS
        self.power: Final[float] = 1.0 / shape

    def draw(self, key: i64, purpose: i64) -> Duration:
        """By inversion."""
        return whole(self.scale * math.pow(exponential(key, purpose), self.power))

    def mean(self) -> float:
        """Return the scale times Gamma(1 + 1 / shape)."""
        return self.scale / _MICROSECONDS * math.gamma(1.0 + self.power)


class Lognormal(Law):
    """Many small, some very long: talk, mostly."""

    def __init__(self, mean: float, sd: float) -> None:
        spread = math.log(1.0 + (sd / mean) * (sd / mean))
        self.average: Final[float] = mean
        self.centre: Final[float] = math.log(mean * _MICROSECONDS) - 0.5 * spread
        "Mean of the logarithm."
        self.width: Final[float] = math.sqrt(spread)
        "Standard deviation of the logarithm."

    def draw(self, key: i64, purpose: i64) -> Duration:
        """By inversion."""
        return whole(math.exp(self.centre + self.width * normal(key, purpose)))

    def mean(self) -> float:
        """Return what was asked for."""
        return self.average


class Gamma(Law):
    """A sum of exponential steps, and what lies between."""

    def __init__(self, mean: float, sd: float) -> None:
        shape = (mean / sd) * (mean / sd)
        self.average: Final[float] = mean
        self.scale: Final[float] = mean / shape * _MICROSECONDS
        self.power: Final[float] = 1.0 / shape if shape < 1.0 else 0.0
        "0 where the shape is at least 1."
        self.size: Final[float] = (shape + 1.0 if shape < 1.0 else shape) - 1.0 / 3.0
        self.slope: Final[float] = 1.0 / math.sqrt(9.0 * self.size)

    def draw(self, key: i64, purpose: i64) -> Duration:
        """Reject and try again, with numbers of its own that depend on key and purpose alone.

        Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26 (2000):
        at least 95 of 100 tries succeed; a shape below 1 by their section 6.
        """
        own = stream_key(key, purpose, 0)
        value = self.scale * self._tried(own)
        if self.power > 0.0:
            value *= math.pow(keyed(own, 0), self.power)
        return whole(value)

    def _tried(self, own: i64) -> float:
        use: i64 = 1
        while True:
            step = normal(own, use)
            root = 1.0 + self.slope * step
            if root > 0.0:
                cube = root * root * root
                height = math.log(keyed(own, use + 1))
                if height < 0.5 * step * step + self.size * (1.0 - cube + math.log(cube)):
                    return self.size * cube
            use += 2

    def mean(self) -> float:
        """Return what was asked for."""
        return self.average


class Uniform(Law):
    """Anything between two bounds, all alike."""

    def __init__(self, low: float, high: float) -> None:
        self.low: Final[float] = low * _MICROSECONDS
        self.range: Final[float] = (high - low) * _MICROSECONDS

    def draw(self, key: i64, purpose: i64) -> Duration:
        """By inversion."""
        return whole(self.low + self.range * keyed(key, purpose))

    def mean(self) -> float:
        """Return the middle."""
        return (self.low + 0.5 * self.range) / _MICROSECONDS


class Empirical(Law):
    """One of the values that were measured, all alike, and nothing between them."""

    def __init__(self, values: vec[float]) -> None:
        lengths = [whole(value * _MICROSECONDS) for value in sorted(values)]
        self.lengths: Final[vec[i64]] = vec[i64](lengths)
        "In order, so that a greater number is never a shorter time."
        self.count: Final[float] = float(len(lengths))
        self.average: Final[float] = math.fsum(values) / float(len(lengths))

    def draw(self, key: i64, purpose: i64) -> Duration:
        """By inversion of the empirical distribution function."""
        place: i64 = int(keyed(key, purpose) * self.count)
        return self.lengths[place]

    def mean(self) -> float:
        """Return the mean of the values."""
        return self.average
