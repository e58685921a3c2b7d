"""What was counted, by name: the figures that health checks and metrics show.

It does not know what the names mean, nor who reads them.
"""

from collections.abc import Iterator, Mapping


class Counters(Mapping[str, int]):
    """Whole numbers that only grow, by name. A name never counted reads as 0."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, name: str, by: int = 1) -> None:
        """Count *by* more under *name*."""
        self._counts[name] = self._counts.get(name, 0) + by

    def __getitem__(self, name: str) -> int:
        return self._counts.get(name, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._counts))

    def __len__(self) -> int:
        return len(self._counts)
