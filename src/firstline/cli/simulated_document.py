"""Simulated figures as one JSON document, for programs: lengths in seconds, formulas with it.

Nothing of the machine is in it: the same simulation gives the same document everywhere.
"""

import json
from typing import Any

from msgspec import to_builtins

from firstline.domain.time import SECOND
from firstline.study import results as study
from firstline.study.results import Profile, Results
from firstline.study.told import plain, told_group, told_table


def document(results: Results) -> str:
    """Return everything as one JSON document: lengths in seconds, each figure with its metric."""
    ran = to_builtins(results.ran)
    limits, interval = ran.pop("limits"), ran.pop("interval")
    told: dict[str, Any] = {
        "ran": {
            **ran,
            "interval_s": _seconds(interval),
            "thresholds": {f"{name}_s": _seconds(limits[name]) for name in ("within", "short")},
            "interval_of_confidence": "95 %, Student's t over units; None: one unit, or a maximum",
        },
        "headlines": to_builtins(results.headlines),
        "tables": [told_table(table) for table in results.tables],
        "profiles": [_profile(results, it) for it in results.profiles],
        "histograms": [_histogram(it) for it in results.histograms],
        "surges": [_surge(it) for it in results.surges],
    }
    return json.dumps(told, ensure_ascii=False)


def _seconds(length: int) -> float:
    return length / int(SECOND)


def _profile(results: Results, profile: Profile) -> dict[str, object]:
    units = {metric.id: metric.unit for table in results.tables for metric in table.metrics}
    return {
        "by": profile.group.by.value,
        **told_group(profile.group),
        "day": profile.day,
        "days": profile.days,
        "series": {
            name: [plain(units.get(name), value) for value in values]
            for name, values in profile.series.items()
        },
    }


def _histogram(found: study.Histogram) -> dict[str, object]:
    return {
        "by": found.group.by.value,
        **told_group(found.group),
        "waited": found.waited.value,
        "starts_s": [_seconds(start) for start in found.starts],
        "widths_s": [_seconds(width) for width in found.widths],
        "counts": found.counts,
    }


def _surge(surge: study.Surge) -> dict[str, object]:
    told: dict[str, Any] = to_builtins(surge)
    half = told.pop("half_life")
    lengths = {f"{name}_s": _seconds(told.pop(name)) for name in ("begins", "length")}
    return {**told, **lengths, "half_life_s": None if half is None else _seconds(half)}
