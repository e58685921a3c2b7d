"""The ways to a human, and what pretending comes to, as one JSON document. Times are seconds.

What cannot be told is null: the mean wait of a line in which nobody is answered.
"""

from collections.abc import Sequence

from firstline.study.announced import Announced
from firstline.study.estimates import Error
from firstline.study.paths.inquiry import Answer
from firstline.study.paths.paths import HORIZONS, Path, best, gain
from firstline.study.paths.trying import Tried as TriedLines
from firstline.study.paths.waits import Waits, number
from firstline.study.paths.ways_through import Kind
from firstline.study.pretending.curve import GROUPS, Point
from firstline.study.pretending.equilibria import Equilibrium, Gain
from firstline.study.pretending.remedies import Tried
from firstline.study.pretending.verdict import Found

Json = dict[str, object]


def document(answer: Answer) -> Json:
    """Return everything that was found out."""
    asked, question, tried, found = answer.asked, answer.question, answer.tried, answer.found
    return {
        "hotline": answer.plan.hotline,
        "matter": asked.stream,
        "service": asked.service or None,
        "other_matters": list(asked.others),
        "language": question.language,
        "weekday": question.weekday,
        "minute": None if question.weekday is None else question.minute,
        "days_simulated": None if tried is None else tried.days,
        "probes_per_line": None if tried is None else tried.probes,
        "paths": [_path(path, answer.ways, tried) for path in answer.ways],
        "pretending": None if found is None else _pretending(found),
        "announced": None if answer.announced is None else [*map(_announced, answer.announced)],
    }


def _path(path: Path, paths: Sequence[Path], tried: TriedLines | None) -> Json:
    way, meeting = path.way, path.meeting
    told: Json = {
        "dialled": way.dialled or None,
        "keys": list(way.keys),
        "menus": [press.menu for press in way.presses],
        "stream": way.stream,
        "kind": way.kind.value,
        "menu_heard_s": way.listening,
        "menu_keyed_s": way.ahead,
    }
    if meeting is None:
        return told
    why = None if tried is None else tried.why_not.get(way.stream)
    return {
        **told,
        "computed": meeting.human.exact,
        "simulated_because": None if why is None else why.value,
        "wait": _waits(meeting.human),
        "to_human_s": number(path.to_human()),
        "within": {str(horizon): path.within(horizon) for horizon in HORIZONS},
        "transfers": meeting.transfers,
        "to_right_human_s": number(path.to_right_human()),
        "right": _waits(meeting.right),
        "saves_s": _saves(path, paths),
    }


def _saves(path: Path, paths: Sequence[Path]) -> Json | None:
    """Return by how much a way is better than the best true one."""
    honest = best(paths, Kind.TRUTHFUL)
    found = None if honest is None else gain(honest, path)
    return None if found is None else {"value": number(found[0]), "half": number(found[1])}


def _waits(waits: Waits) -> Json:
    return {
        "mean_s": number(waits.mean()),
        "half_s": number(waits.half()),
        "median_s": number(waits.quantile(0.5)),
        "p90_s": number(waits.quantile(0.9)),
        "arrives": waits.arrives(),
    }


def _pretending(found: Found) -> Json:
    return {
        "matter": found.game.matter,
        "as": found.game.stream,
        "cost_s": found.cost,
        "weeks": found.weeks,
        "curve": [_point(point) for point in found.points],
        "equilibria": [_rest(rest) for rest in found.rests()],
        "rules": [_rule(it, found.cost) for it in found.tried],
    }


def _point(point: Point) -> Json:
    return {
        "share": point.share,
        "pretender": _waits(point.pretender),
        "honest": _waits(point.honest),
        "first_queue": _waits(point.prospect),
        "gain": _gain(point.gain()),
        "groups": {name: _group(point, name) for name in GROUPS},
    }


def _group(point: Point, name: str) -> Json:
    group = point.groups[name]
    longer, gives_up = group.longer(), group.gives_up_more()
    return {
        "callers_per_week": float(group.callers.mean()),
        "waits_longer_s": {"value": number(longer[0]), "half": number(longer[1])},
        "never_get_through_more": {"value": number(gives_up[0]), "half": number(gives_up[1])},
    }


def _gain(gain_at: Gain) -> Json:
    return {"value": number(gain_at.seconds), "half": number(gain_at.half)}


def _rest(rest: Equilibrium) -> Json:
    return {
        "share": rest.share,
        "low": rest.low,
        "high": rest.high,
        "stable": rest.is_stable,
        "sure": rest.is_sure,
    }


def _rule(tried: Tried, cost: float) -> Json:
    first, last = tried.gains()
    return {
        "rule": tried.rule.value,
        "first_saves_s": _gain(first),
        "last_would_save_s": _gain(last),
        "first_queue_waits_s": number(tried.first.prospect.mean()),
        "honest_waits_s": number(tried.first.honest.mean()),
        "verdict": tried.verdict(cost).value,
    }


def _announced(line: Announced) -> Json:
    told = line.told
    return {
        "stream": line.stream,
        "errors": {name: _error(error) for name, error in line.errors.items()},
        "told": {
            "count": told.count,
            "inside": number(told.inside),
            "sooner": number(told.sooner),
            "later": number(told.later),
        },
    }


def _error(error: Error) -> Json:
    return {
        "count": error.count,
        "bias_s": number(error.bias),
        "mean_absolute_s": number(error.mean_absolute),
        "root_mean_square_s": number(error.root_mean_square),
        "squared_over_ql": number(error.over_ql),
    }
