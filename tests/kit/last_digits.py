"""Whether this machine's logarithms and exponentials end in the digits of the one that made docs/.

Processors and C libraries may differ in the last digit of a logarithm; then one caller in a million
talks a microsecond longer, and everything after that is another chance of the same hotline.
"""

from typing import Final

from firstline.sim.draws import stream_key
from firstline.sim.kernel.laws import Exponential, Gamma, Law, Lognormal, Weibull

LAWS: Final[list[Law]] = [
    Exponential(300.0),
    Lognormal(240.0, 192.0),
    Weibull(1.2, 400.0),
    Gamma(240.0, 90.0),
]
CALLERS: Final = 100_000
THEN: Final = 115_707_413_891_425
"The sum of all lengths where the documents' figures were made."


def sum_of_lengths() -> int:
    """Return the sum of many drawn lengths, in microseconds."""
    keys = [stream_key(1, caller, 0) for caller in range(CALLERS)]
    return sum(law.draw(key, 0) for law in LAWS for key in keys)


def ends_alike() -> bool:
    """Whether what is simulated here is what was simulated there, to the last digit."""
    return sum_of_lengths() == THEN
