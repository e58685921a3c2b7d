"""Histograms of lengths of time whose intervals grow with the length: every length is known well.

Up to 2 ** bits milliseconds an interval is a millisecond wide; from there on there are 2 ** bits
of them to each doubling. Nothing is known here of what the lengths are.
"""

from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]

FINE: Final = 7
"An interval is at most 1/128 of its start: quantiles are within 0.4 %, taken from its middle."
COARSE: Final = 5
"1/32 of its start: for what is only drawn."
MILLISECOND: Final = 1_000
DOUBLINGS: Final = 28
"Up to 3 days in milliseconds; what is longer counts in the last interval."


def size(bits: int) -> int:
    """Return how many intervals there are."""
    return (DOUBLINGS - bits + 1) << bits


def intervals_of(lengths: Integers, bits: int) -> Integers:
    """Return in which interval each length is, in microseconds.

    >>> intervals_of(np.array([0, 999, 1_000, 255_000, 256_000, 258_000]), FINE).tolist()
    [0, 0, 1, 255, 256, 257]
    """
    whole = np.maximum(lengths, 0) // MILLISECOND
    # frexp gives the exponent exactly: milliseconds are far below 2 ** 53.
    exponents = np.frexp(whole.astype(np.float64))[1].astype(np.int64)
    shifts = np.maximum(exponents - 1 - bits, 0)
    places: Integers = (shifts << bits) + (whole >> shifts)
    return np.minimum(places, size(bits) - 1)


@cache
def starts(bits: int) -> Integers:
    """Return where each interval begins, in microseconds; and where the last one ends."""
    places = np.arange(size(bits) + 1, dtype=np.int64)
    shifts = np.maximum((places >> bits) - 1, 0)
    edges: Integers = ((places - (shifts << bits)) << shifts) * MILLISECOND
    edges.flags.writeable = False
    return edges


def quantile(counts: Integers, percent: int, bits: int) -> float:
    """Return the length that *percent* of those counted do not exceed; not a number of none.

    It is the middle of the interval in which the value of nearest rank is.
    """
    total = int(counts.sum())
    if not total:
        return float("nan")
    rank = -(-total * percent // 100)
    place = int(np.searchsorted(np.cumsum(counts), rank))
    edges = starts(bits)
    return float(edges[place] + edges[place + 1]) / 2
