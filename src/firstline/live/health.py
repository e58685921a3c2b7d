"""Whether the hotline can do its work, and if not, why: for /health and for whoever watches it.

Each part says for itself what is wrong with it. Nothing is repaired here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

Check: TypeAlias = Callable[[], str]
"""Says what is wrong, or nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """Ready, or the reasons why not."""

    ready: bool
    reasons: list[str]
    remarks: list[str]
    "What is odd, though the hotline works."


class Health:
    """Asks every part."""

    def __init__(self) -> None:
        self._needed: Final[list[Check]] = []
        self._odd: Final[list[Check]] = []

    def need(self, check: Check) -> None:
        """Let *check* decide whether the hotline is ready."""
        self._needed.append(check)

    def watch(self, check: Check) -> None:
        """Let *check* be mentioned only."""
        self._odd.append(check)

    def report(self) -> Report:
        """Ask everyone now."""
        reasons = [reason for check in self._needed if (reason := check())]
        remarks = [remark for check in self._odd if (remark := check())]
        return Report(ready=not reasons, reasons=reasons, remarks=remarks)
