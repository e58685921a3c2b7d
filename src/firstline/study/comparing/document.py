"""A comparison as it is told to programs: both worlds, and what differs, with intervals.

Plain values, ready for JSON; lengths are in seconds. Nothing of the machine is in them.
"""

from msgspec import to_builtins

from firstline.study.comparing.compare import Alternative, Comparison, Difference
from firstline.study.comparing.words import sentence
from firstline.study.results import Ran, Results
from firstline.study.told import told_estimate, told_table, told_unit


def differences(comparison: Comparison) -> dict[str, object]:
    """Return what differs, for whoever has made the comparison from files."""
    return {
        "base": {"name": comparison.name, "ran": _ran(comparison.base.ran)},
        "alternatives": [
            {
                "name": each.name,
                "sentence": sentence(each, "en"),
                "digest": each.results.ran.digest,
                "differences": [_difference(it) for it in each.differences],
            }
            for each in comparison.alternatives
        ],
    }


def worlds(comparison: Comparison) -> dict[str, object]:
    """Return both worlds whole, side by side, and what differs, in both languages."""
    return {
        "base": {
            "name": comparison.name,
            "ran": _ran(comparison.base.ran),
            "tables": _tables(comparison.base),
        },
        "alternatives": [_world(each) for each in comparison.alternatives],
    }


def _world(each: Alternative) -> dict[str, object]:
    return {
        "name": each.name,
        "sentence": {language: sentence(each, language) for language in ("hu", "en")},
        "tables": _tables(each.results),
        "differences": [
            {
                **_difference(it),
                "label": to_builtins(it.metric.name),
                "formula": to_builtins(it.metric.formula),
            }
            for it in each.differences
        ],
    }


def _tables(results: Results) -> list[dict[str, object]]:
    return [told_table(table) for table in results.tables]


def _ran(ran: Ran) -> dict[str, object]:
    return {
        "hotline": ran.hotline,
        "digest": ran.digest,
        "seed": ran.seed,
        "first_day": ran.first_day,
        "days": ran.days,
        "replications": ran.replications,
        "units": ran.units,
        "calls": ran.calls,
        "within_s": ran.limits.within / 1_000_000,
        "short_s": ran.limits.short / 1_000_000,
        "interrupted": ran.is_interrupted,
    }


def _difference(it: Difference) -> dict[str, object]:
    unit = it.metric.unit
    return {
        "by": it.group.by.value,
        "group": it.group.name,
        "path": it.group.path,
        "metric": it.metric.id,
        "formula": it.metric.formula.en,
        "unit": told_unit(unit),
        "base": told_estimate(it.base, unit),
        "alternative": told_estimate(it.other, unit),
        "difference": told_estimate(it.difference, unit),
        "more_than_chance": it.is_certain,
    }
