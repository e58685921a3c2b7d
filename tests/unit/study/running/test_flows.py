"""Who comes to which line, whom they keep how long, and who is there for them."""

import numpy as np
import pytest

from firstline.sim.kernel.population import PRETENDER, STRAIGHT_TO_ZERO, TRUTHFUL
from firstline.sim.unit import Prepared, Unit, days_of
from firstline.study.running.flows import Flow, Times, edges, flows, on_duty
from firstline.study.running.replications import FIRST_DAY
from kit.demands import patient, ready

SHIFT = 'staff: {all: {shifts: [{agents: 1, hours: "08:00-16:00", breaks: ["12:00-13:00"]}]}}, '


def of(prepared: Prepared) -> list[Flow]:
    days = days_of(prepared, Unit(0, FIRST_DAY, 7), seed=1)
    return flows(prepared.hotline, prepared.population, days)


def a_day(flow: Flow) -> float:
    return float(flow.per_hour.sum()) / 2 / 7


def test_callers_come_to_the_line_of_their_matter() -> None:
    (flow,) = of(ready(patient(240)))
    assert (flow.matter, flow.stream, flow.path, flow.stays) == (1, 1, TRUTHFUL, True)
    assert a_day(flow) == pytest.approx(240)


def test_pretenders_and_the_impatient_come_to_other_lines() -> None:
    more = "service: {pretend: {as: sales, share: 25 %}, straight_to_zero: 50 %, "
    found = {it.path: it for it in of(ready(patient(240).replace("service: {", more)))}
    assert {path: a_day(it) for path, it in found.items()} == pytest.approx(
        {TRUTHFUL: 60, PRETENDER: 60, STRAIGHT_TO_ZERO: 120}
    )
    assert found[PRETENDER].stream == 0


def test_who_gives_up_in_the_menu_does_not_come() -> None:
    (flow,) = of(ready(patient(240).replace("gives_up: 0", "gives_up: 25 %")))
    assert a_day(flow) == pytest.approx(180)


def test_while_the_hotline_is_closed_nobody_comes() -> None:
    (flow,) = of(ready(patient(240), open="{mon-sun: '08:00-14:00'}"))
    assert a_day(flow) == pytest.approx(60)


@pytest.mark.parametrize(
    ("demand", "streams"),
    [
        (patient(240).replace("never", "{exponential: 5 min}"), None),
        (patient(240), "{sales: {}, service: {full_at: 20}}"),
        (patient(240), "{sales: {}, service: {max_wait: 10 min}}"),
    ],
)
def test_callers_leave_by_impatience_or_because_the_plan_says_so(
    demand: str, streams: str | None
) -> None:
    prepared = ready(demand) if streams is None else ready(demand, streams=streams)
    assert not any(flow.stays for flow in of(prepared))


def test_a_call_keeps_the_agent_from_the_ring_to_the_end_of_the_wrap_up() -> None:
    prepared = ready(patient(240).replace("talk: 4 min", "talk: 4 min, wrap_up: 2 min"))
    matter = prepared.population.matters[1]
    assert matter is not None
    times = Times(prepared.hotline, prepared.population)
    visit = times.visit(matter, TRUTHFUL, prepared.hotline.teams[0])
    planned = prepared.hotline.rules.wrap_up / 1_000_000
    assert visit.hours * 3600 == pytest.approx(1 + 240 + min(120, planned))
    assert (visit.goes_on, visit.goal) == (0.0, "")
    assert times.last(matter, prepared.hotline.teams[0]).hours == visit.hours


def test_agents_are_on_duty_in_their_shifts_but_not_in_their_breaks() -> None:
    prepared = ready(patient(240).replace("agents: {", SHIFT + "agents: {", 1))
    days = days_of(prepared, Unit(0, FIRST_DAY, 2), seed=1)
    present = on_duty(prepared.hotline, days)
    assert present.shape == (1, 96) == (1, len(edges(days)) - 1)
    assert present[0, :48].tolist() == [0.0] * 16 + [1.0] * 8 + [0.0] * 2 + [1.0] * 6 + [0.0] * 16
    assert np.array_equal(present[0, :48], present[0, 48:])
