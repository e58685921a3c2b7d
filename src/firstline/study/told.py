"""Simulated figures as they are told to programs: lengths in seconds, formulas with them.

Plain values, ready for JSON. Which of them a document holds is for others to say.
"""

from msgspec import to_builtins

from firstline.analysis.metric import Metric, Unit
from firstline.domain.time import SECOND
from firstline.study.results import Estimate, Group, Row, Table


def told_table(table: Table) -> dict[str, object]:
    """Return the figures of all groups of a kind."""
    return {
        "by": table.by.value,
        "metrics": [told_metric(metric) for metric in table.metrics],
        "groups": [
            {**told_group(row.group), "figures": _estimates(table, row)} for row in table.rows
        ],
    }


def told_group(group: Group) -> dict[str, object]:
    """Return of whom a figure is."""
    return {"group": group.name, **({"path": group.path} if group.path else {})}


def told_metric(metric: Metric) -> dict[str, object]:
    """Return what a number is."""
    return {
        "id": metric.id,
        "name": to_builtins(metric.name),
        "formula": to_builtins(metric.formula),
        "unit": told_unit(metric.unit),
        "clock": metric.clock.value,
    }


def told_unit(unit: Unit) -> str:
    """Return the name of the unit in which a number is told."""
    return "seconds" if unit is Unit.DURATION else unit.value


def plain(unit: Unit | None, value: float | None) -> float | None:
    """Return a value in the unit in which it is told."""
    return value if value is None or unit is not Unit.DURATION else value / int(SECOND)


def told_estimate(estimate: Estimate, unit: Unit) -> dict[str, float | None]:
    """Return a figure and the half of its 95 % interval."""
    return {"value": plain(unit, estimate.value), "half": plain(unit, estimate.half)}


def _estimates(table: Table, row: Row) -> dict[str, object]:
    return {
        metric.id: {
            "value": plain(metric.unit, estimate.value),
            "half_width": plain(metric.unit, estimate.half),
        }
        for metric, estimate in zip(table.metrics, row.estimates, strict=True)
    }
