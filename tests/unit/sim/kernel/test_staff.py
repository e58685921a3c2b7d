"""Staff times: each microsecond counts once, in its own interval."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.time import HOUR, MINUTE
from firstline.sim.kernel.population import ARRIVE, GO_ON, LEAVE, PAUSE
from firstline.sim.kernel.staff import StaffTimes
from kit.crowds import Collected
from kit.playbook import MONDAY_NOON
from kit.scripted import ANA, SERVICE, Scene, matter, on_duty

STATES = len(AGENT_STATES)
BEGIN, INTERVAL, INTERVALS = 1_000, 100, 5


def by_interval(times: StaffTimes, team: int, state: int) -> list[int]:
    place = (team * STATES + state) * int(times.intervals)
    return list(times.lengths)[place : place + int(times.intervals)]


def test_a_time_is_split_where_an_interval_ends() -> None:
    times = StaffTimes(2, BEGIN, INTERVAL, INTERVALS)
    times.add(1, AgentState.READY, BEGIN + 30, BEGIN + 250)
    assert by_interval(times, 1, AgentState.READY) == [70, 100, 50, 0, 0]
    assert sum(times.lengths) == 220


def test_the_last_interval_collects_what_is_later() -> None:
    times = StaffTimes(1, BEGIN, INTERVAL, INTERVALS)
    times.add(0, AgentState.TALKING, BEGIN + 350, BEGIN + 1_350)
    times.add(0, AgentState.WRAP_UP, BEGIN + 1_350, BEGIN + 1_400)
    assert by_interval(times, 0, AgentState.TALKING) == [0, 0, 0, 50, 950]
    assert by_interval(times, 0, AgentState.WRAP_UP) == [0, 0, 0, 0, 50]


def test_talks_are_counted_by_team() -> None:
    times = StaffTimes(2, BEGIN, INTERVAL, INTERVALS)
    for since in (0, 10, 20):
        times.add(1, AgentState.TALKING, BEGIN + since, BEGIN + since + 5)
    times.add(0, AgentState.READY, BEGIN, BEGIN + 50)
    assert list(times.talks) == [0, 3]


stretches = st.lists(st.tuples(st.integers(0, 400), st.integers(0, STATES - 1)), max_size=20)


@given(stretches)
def test_every_microsecond_counts_once_in_its_own_interval(
    lengths: list[tuple[int, int]],
) -> None:
    times = StaffTimes(1, BEGIN, INTERVAL, INTERVALS)
    edges, obvious = [0], [[0] * INTERVALS for _ in range(STATES)]
    for length, state in lengths:
        edges.append(edges[-1] + length)
        for instant in range(edges[-2], edges[-1]):
            obvious[state][min(instant // INTERVAL, INTERVALS - 1)] += 1
    for (since, until), (_, state) in zip(pairwise(edges), lengths, strict=True):
        times.add(0, state, BEGIN + since, BEGIN + until)
    assert [by_interval(times, 0, state) for state in range(STATES)] == obvious


def test_an_hour_of_one_agent_is_told_by_state_and_quarter() -> None:
    shift = on_duty(ANA, (60, ARRIVE), (1200, PAUSE), (1500, GO_ON), (2700, LEAVE))
    run = Scene([(matter(SERVICE), [860])], duties=[shift]).run(Collected())
    assert run.finish() == MONDAY_NOON + HOUR
    minutes = [
        [length / MINUTE for length in by_interval(run.staff, 0, state)]
        for state in (AgentState.NOT_READY, AgentState.TALKING, AgentState.WRAP_UP)
    ]
    assert minutes == [[0, 5, 0, 0], [33 / 60, 67 / 60, 0, 0], [0, 10 / 60, 0, 0]]
    assert by_interval(run.staff, 0, AgentState.RESERVED)[0] == 3_000_000
    assert sum(run.staff.lengths) == 3 * HOUR, "ana's hour, and those of two who are not there"
