"""How far chance may have moved a figure: 95 % intervals over independent units of simulation.

Ratios (a mean wait is a sum of waits by a number of calls) have no variance of their own in one
unit; theirs is that of the jackknife: the figure without each unit in turn. Quantiles are those of
all units together, with the variance of the units' own about it (sectioning). In both the units
are few, so the quantile is Student's. What the figures mean is not known here.

Jackknife: Efron and Stein, Annals of Statistics 9 (1981). Sectioning: Asmussen and Glynn,
Stochastic Simulation (2007), III.5a. Stopping: Chow and Robbins, Annals of Mathematical Statistics
36 (1965), in the form of Law, Simulation Modeling and Analysis (5th ed.), 9.4.1.
"""

from collections.abc import Callable
from math import isfinite, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from firstline.study.results import Estimate

Values = NDArray[np.float64]
CONFIDENCE: Final = 0.95
FEWEST: Final = 10
"Units before a stopping rule may look: Law, 9.4.1."


def student(units: int) -> float:
    """Return how many standard errors the half-width is, of so many units.

    >>> round(student(10), 3)
    2.262
    """
    return float(stdtrit(units - 1, (1 + CONFIDENCE) / 2))


def without_each(parts: NDArray[np.int64], figure: Callable[[NDArray[np.int64]], Values]) -> Values:
    """Return the figure of all units together, then without each in turn.

    *parts* are the sums of each unit, one row per unit. *figure* takes sums, one row per sample,
    and returns a value for each.
    """
    total = parts.sum(axis=0)
    return figure(np.vstack([total, total - parts]))


def jackknifed(parts: NDArray[np.int64], figure: Callable[[NDArray[np.int64]], Values]) -> Estimate:
    """Return the figure of all units together, with its interval."""
    value, *_ = values = without_each(parts, figure)
    others = values[1:]
    units = len(others)
    if units < 2:
        return Estimate(number(value))
    variance = float(((others - others.mean()) ** 2).sum()) * (units - 1) / units
    return Estimate(number(value), number(student(units) * sqrt(variance)))


def sectioned(whole: float, parts: Values) -> Estimate:
    """Return the quantile of all units together; *parts* are the units' own.

    Units in which there was nothing to measure tell nothing.
    """
    told = parts[np.isfinite(parts)]
    if len(told) < 2:
        return Estimate(number(whole))
    variance = float(((told - whole) ** 2).sum()) / (len(told) - 1) / len(told)
    return Estimate(number(whole), number(student(len(told)) * sqrt(variance)))


def is_precise(estimate: Estimate, relative: float) -> bool:
    """Return whether the figure is known to a *relative* error.

    The half-width is measured by the figure itself, not by the true value: to keep the error
    against that one within *relative*, it must be within relative / (1 + relative).
    """
    if not estimate.value or estimate.half is None:
        return estimate.value is None or estimate.value == 0.0
    return estimate.half <= abs(estimate.value) * relative / (1 + relative)


def number(value: float) -> float | None:
    """Return a value as it is told: nothing where it is not a number."""
    return float(value) if isfinite(value) else None
