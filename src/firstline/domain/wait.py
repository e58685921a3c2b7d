"""The ranges in which an expected wait is told to a caller.

A range is honest where a single number is not; the same few ranges are spoken, shown and measured.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.time import MINUTE, NEVER, Duration

RANGES: Final[list[tuple[Duration, Duration]]] = [
    (0, 1 * MINUTE),
    (1 * MINUTE, 2 * MINUTE),
    (2 * MINUTE, 3 * MINUTE),
    (3 * MINUTE, 5 * MINUTE),
    (5 * MINUTE, 8 * MINUTE),
    (8 * MINUTE, 12 * MINUTE),
    (12 * MINUTE, 20 * MINUTE),
    (20 * MINUTE, 30 * MINUTE),
    (30 * MINUTE, 60 * MINUTE),
    (60 * MINUTE, NEVER),
]
"From, to; in order, without gaps. The last has no end."

SHORTEST: Final = vec[i64]([low for low, _ in RANGES])
"The beginning of each."
LONGEST: Final = vec[i64]([high for _, high in RANGES])
"The end of each."
