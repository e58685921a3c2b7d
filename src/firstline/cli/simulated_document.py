"""Simulated figures as one JSON document, for programs: lengths in seconds, formulas with it.

Nothing of the machine is in it: the same simulation gives the same document everywhere.
"""

import json
from typing import Any

from msgspec import to_builtins

from firstline.analysis.metric import Metric, Unit
from firstline.domain.time import SECOND
from firstline.study import results as study
from firstline.study.results import Group, Profile, Results, Row


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
        "tables": [_table(table) for table in results.tables],
        "profiles": [_profile(results, it) for it in results.profiles],
        "histograms": [_histogram(it) for it in results.histograms],
        "surges": [_surge(it) for it in results.surges],
    }
    return json.dumps(told, ensure_ascii=False)


def _table(table: study.Table) -> dict[str, object]:
    return {
        "by": table.by.value,
        "metrics": [_metric(metric) for metric in table.metrics],
        "groups": [{**_group(row.group), "figures": _estimates(table, row)} for row in table.rows],
    }


def _group(group: Group) -> dict[str, object]:
    return {"group": group.name, **({"path": group.path} if group.path else {})}


def _metric(metric: Metric) -> dict[str, object]:
    return {
        "id": metric.id,
        "name": to_builtins(metric.name),
        "formula": to_builtins(metric.formula),
        "unit": "seconds" if metric.unit is Unit.DURATION else metric.unit.value,
        "clock": metric.clock.value,
    }


def _estimates(table: study.Table, row: Row) -> dict[str, object]:
    return {
        metric.id: {
            "value": _plain(metric, estimate.value),
            "half_width": _plain(metric, estimate.half),
        }
        for metric, estimate in zip(table.metrics, row.estimates, strict=True)
    }


def _plain(metric: Metric | None, value: float | None) -> float | None:
    is_length = metric is not None and metric.unit is Unit.DURATION
    return value if value is None or not is_length else value / int(SECOND)


def _seconds(length: int) -> float:
    return length / int(SECOND)


def _profile(results: Results, profile: Profile) -> dict[str, object]:
    known = {metric.id: metric for table in results.tables for metric in table.metrics}
    return {
        "by": profile.group.by.value,
        **_group(profile.group),
        "day": profile.day,
        "days": profile.days,
        "series": {
            name: [_plain(known.get(name), value) for value in values]
            for name, values in profile.series.items()
        },
    }


def _histogram(found: study.Histogram) -> dict[str, object]:
    return {
        "by": found.group.by.value,
        **_group(found.group),
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
