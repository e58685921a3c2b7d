"""Figures follow from counts as the live report's follow from records: one truth."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pytest

from firstline.analysis.metric import Unit
from firstline.analysis.service import MEASURES, Sample
from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.study.figures import QUANTILES, STAFF, SUMMED, Times, Totals, ratio
from firstline.study.results import EVERYBODY, By, Group, Waited
from firstline.study.tally.counts import Counts
from firstline.study.tally.histogram import FINE, quantile
from kit.simulated_rows import LIMITS, SCHEME, contacts, rows, some, wall

BLOCK: Final = rows(3_000)
LATE: Final = 2**62
OWN: Final = {"right-human"}
"Where a simulation knows more than records do."


def totals(group: Group, days: int = 7) -> Totals:
    counts = Counts(SCHEME)
    counts.add(BLOCK, wall())
    sums = counts.cells[SCHEME.cells(group)].sum(axis=0)
    return Totals(np.array([[*sums, days]]), days)


def live(group: Group) -> dict[str, float | None]:
    if group.by is By.URGENCY:
        chosen = BLOCK["urgency"] == ("first", "second").index(group.name)
    else:
        chosen = np.full(len(BLOCK["caller"]), True)
    sample = Sample(contacts(some(BLOCK, chosen)), LIMITS, LATE)
    return {measure.metric.id: measure.value(sample) for measure in MEASURES}


@pytest.mark.parametrize("group", [EVERYBODY, Group(By.URGENCY, "second")])
def test_figures_are_those_of_the_live_report(group: Group) -> None:
    known = live(group)
    metrics = {measure.metric.id: measure.metric for measure in MEASURES}
    compared = [it for it in SUMMED if it.metric.id in known and it.metric.id not in OWN]
    assert len(compared) >= 18
    for figure in compared:
        assert figure.metric is metrics[figure.metric.id]
        found = figure.of(totals(group))
        assert found.tolist() == [pytest.approx(known[figure.metric.id])], figure.metric.id


def test_quantiles_are_those_of_the_live_report() -> None:
    counts = Counts(SCHEME)
    counts.add(BLOCK, wall())
    known = live(EVERYBODY)
    compared = [it for it in QUANTILES if it.metric.id in known]
    assert len(compared) == 4
    for figure in compared:
        waits = counts.waits[list(Waited).index(figure.waited), : SCHEME.lines].sum(axis=0)
        found = quantile(waits, figure.percent, FINE)
        assert found == pytest.approx(known[figure.metric.id], rel=0.005)


def test_counts_are_told_for_the_period() -> None:
    arrived = next(it for it in SUMMED if it.metric.id == "arrived")
    sums = Totals(np.array([[*np.ones(43, dtype=np.int64), 14]]), 7)
    assert arrived.of(sums).tolist() == [15 / 14 * 7]


def test_every_figure_has_a_name_and_a_formula_in_both_languages() -> None:
    calls = [*(it.metric for it in SUMMED), *(it.metric for it in QUANTILES)]
    for metric in (*calls, *(it.metric for it in STAFF)):
        assert all((metric.name.hu, metric.name.en, metric.formula.hu, metric.formula.en))


def test_no_figure_is_there_twice() -> None:
    calls = [*(it.metric.id for it in SUMMED), *(it.metric.id for it in QUANTILES)]
    assert len(set(calls)) == len(calls)


def staffed(**hours: int) -> Callable[[str], float]:
    row = [hours.get(name.replace(" ", "_").replace("-", "_"), 0) for name in AGENT_STATES]
    times = Times(np.array([[*row, hours["talks"], hours["passed"], 1]]), 1)
    by_id = {figure.metric.id: figure for figure in STAFF}
    return lambda name: float(by_id[name].of(times)[0])


def test_agents_figures_follow_from_their_times() -> None:
    found = staffed(
        signed_out=14, not_ready=2, ready=3, reserved=1, talking=3, wrap_up=1, talks=8, passed=5
    )
    assert found("on-duty") == 2.0
    assert found("aht") == 0.5
    assert found("talk") == 3 / 8
    assert found("occupancy") == 0.5
    assert found("utilisation") == 0.4
    assert found("talks") == 8


def test_a_team_without_calls_has_no_handle_time() -> None:
    assert np.isnan(staffed(ready=1, talks=0, passed=1)("aht"))
    assert AGENT_STATES[AgentState.READY] == "ready"


def test_a_ratio_without_a_whole_is_not_a_number() -> None:
    assert np.isnan(ratio(np.array([1, 1]), np.array([0, 2]))).tolist() == [True, False]


def test_only_shares_are_between_0_and_1() -> None:
    for figure in SUMMED:
        value = float(figure.of(totals(EVERYBODY))[0])
        assert (0 <= value <= 1) or figure.metric.unit is not Unit.SHARE
