"""Wallboards to test with: fed a journal, and what the other sides say of the same journal."""

from collections.abc import Sequence
from typing import Any

import msgspec

from firstline.domain.hotline import Hotline
from firstline.journal.entry import Entry
from firstline.live.labels import Labels
from firstline.live.tally import Tally
from firstline.live.wallboard import Wallboard
from firstline.plan.model import Plan
from kit.journals import small_bank


class Board:
    """A wallboard with its tally."""

    def __init__(self, hotline: Hotline | None = None) -> None:
        self.tally = Tally()
        self.wallboard = Wallboard(
            hotline or small_bank(),
            self.tally,
            Labels(Plan()),
            lambda name: {"en": f"about {name}"},
        )

    def take(self, entries: Sequence[Entry]) -> "Board":
        """Take in entries."""
        if entries:
            self.tally.take(entries)
            self.wallboard.take(list(entries))
        return self

    def whole(self, now: int) -> dict[str, Any]:
        """Return everything as a page gets it."""
        return on_the_wire(self.wallboard.whole(now))

    def changes(self, now: int) -> dict[str, Any]:
        """Return the changes as a page gets them."""
        return on_the_wire(self.wallboard.changes(now))


def on_the_wire(told: object) -> dict[str, Any]:
    """Return what was told as whoever has read it sees it."""
    read: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(told))
    return read


KEYS = {"queues": "goal", "agents": "agent", "waiting": "call"}


def shown(page: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return what a page shows that has applied *changes*, as the contract says."""
    after = {**page, **{key: value for key, value in changes.items() if key not in KEYS}}
    for section, key in KEYS.items():
        rows = {row[key]: row for row in page[section]}
        for row in changes.get(section, []):
            for gone in row.get("gone", []):
                del rows[gone]
            if "gone" not in row:
                rows[row[key]] = row
        after[section] = list(rows.values())
    return {**after, "is": "board"}


def in_order(page: dict[str, Any]) -> dict[str, Any]:
    """Return a page with its rows in an order that does not depend on how it came to be."""
    sections = {
        section: sorted(page[section], key=lambda row: str(row[key]))
        for section, key in KEYS.items()
    }
    return {**page, **sections}
