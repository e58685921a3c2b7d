"""The simulator against exact chains: teams that help, transfers, wrap-up, and calling again."""

import pytest

from firstline.domain.hotline import FIRST, SECOND, STRICT, Order
from firstline.sim.kernel.laws import Fixed, Lognormal
from firstline.theory.erlang import erlang_b, erlang_c
from kit.markov import mean, stationary
from kit.queues import UNIT, Calls, Queue, exponential
from kit.sampling import (
    Measure,
    assert_agree,
    mean_wait,
    sampled,
    share_abandoned,
    share_blocked,
    share_waiting,
)

pytestmark = pytest.mark.slow

State = tuple[int, int, int, int]
Moves = list[tuple[float, tuple[int, int]]]
UNITS = 1000.0


def of_queue(urgency: int, measure: Measure) -> Measure:
    return lambda calls: measure(calls.of(urgency))


class Helping:
    """Two teams: the first takes the first stream; the second takes the second and helps.

    The state: how many are busy in the first team and in the second, and how many wait in the first
    queue and in the second.
    """

    def __init__(self, first: float, second: float, own: int, helping: int, leave: float) -> None:
        self.first, self.second, self.own, self.helping = first, second, own, helping
        self.leave = leave

    def moves(self, state: State) -> list[tuple[float, State]]:
        a, b, f, s = state
        moves = [
            (self.first, self._first_comes(state)),
            (self.second, (a, b + 1, f, s) if b < self.helping else (a, b, f, s + 1)),
            (a, (a, b, f - 1, s) if f else (a - 1, b, f, s)),
            (b, self._helper_is_free(state)),
            (f * self.leave, (a, b, f - 1, s)),
            (s * self.leave, (a, b, f, s - 1)),
        ]
        return [(rate, goal) for rate, goal in moves if rate > 0 and max(goal[2:]) <= 60]

    def _first_comes(self, state: State) -> State:
        a, b, f, s = state
        if a < self.own:
            return a + 1, b, f, s
        return (a, b + 1, f, s) if b < self.helping else (a, b, f + 1, s)

    def _helper_is_free(self, state: State) -> State:
        a, b, f, s = state
        if f:
            return a, b, f - 1, s
        return (a, b, f, s - 1) if s else (a, b - 1, f, s)


def test_a_team_that_helps_the_first_queue() -> None:
    first, second, own, helping, patience = 5.0, 4.0, 4, 5, 1.0
    model = Helping(first, second, own, helping, 1 / patience)
    shares = stationary((0, 0, 0, 0), model.moves)
    first_waiting = mean(shares, lambda state: state[2])
    second_waiting = mean(shares, lambda state: state[3])
    queue = Queue(
        own + helping,
        (first, second),
        patience=exponential(patience),
        order=Order(STRICT, rates=[1.0, 1.0]),
        teams=((own, (1, 0)), (helping, (2, 1))),
    )
    measures = {
        "first wait": of_queue(FIRST, mean_wait),
        "first waiting": of_queue(FIRST, share_waiting),
        "first abandoned": of_queue(FIRST, share_abandoned),
        "second wait": of_queue(SECOND, mean_wait),
        "second waiting": of_queue(SECOND, share_waiting),
        "second abandoned": of_queue(SECOND, share_abandoned),
    }
    assert_agree(
        sampled(queue, measures, units=1500, warm_up=20),
        {
            "first wait": first_waiting / first,
            "first waiting": mean(shares, lambda at: at[0] == own and at[1] == helping),
            "first abandoned": first_waiting / patience / first,
            "second wait": second_waiting / second,
            "second waiting": mean(shares, lambda at: at[1] == helping),
            "second abandoned": second_waiting / patience / second,
        },
    )


def test_transfers_make_two_queues_in_a_row() -> None:
    # The output of M/M/n is Poisson (Burke 1956): both queues are Erlang C.
    calls, triage = 6.0, 0.5
    queue = Queue(
        0,
        (0, calls),
        teams=((4, (1, 0)), (8, (0, 1))),
        pretending=1.0,
        triage=exponential(triage),
    )
    reception, specialists = erlang_c(calls, triage, 4), erlang_c(calls, 1, 8)
    measures: dict[str, Measure] = {
        "first wait": mean_wait,
        "first waiting": share_waiting,
        "second wait": lambda calls: float(calls.waited_again.mean()),
        "second waiting": lambda calls: float((calls.waited_again > 0).mean()),
    }
    assert_agree(
        sampled(queue, measures, units=2000, warm_up=60),
        {
            "first wait": reception.mean_wait,
            "first waiting": reception.p_wait,
            "second wait": specialists.mean_wait,
            "second waiting": specialists.p_wait,
        },
    )


def test_talk_and_wrap_up_of_any_law_make_erlang_b_where_nobody_waits() -> None:
    # Insensitivity (Sevastyanov 1957): only the mean time that an agent is taken counts.
    queue = Queue(
        15,
        (4, 8),
        talk=(Lognormal(0.7 * UNIT, 1.4 * UNIT), Fixed(0.7 * UNIT)),
        wrap_up=exponential(0.3),
        patience=Fixed(1e-6),
    )
    assert_agree(
        sampled(queue, {"lost": share_abandoned}, units=1500, warm_up=20),
        {"lost": erlang_b(12, 15)},
    )


def test_who_is_refused_and_calls_again() -> None:
    calls, lines, again, after = 10.0, 12, 0.5, 0.4

    def moves(state: tuple[int, int]) -> Moves:
        busy, outside = state
        found: Moves = [(busy, (busy - 1, outside))] if busy else []
        if busy < lines:
            found.append((calls, (busy + 1, outside)))
        elif outside < 60:
            found.append((calls * again, (busy, outside + 1)))
        if outside:
            rate = outside / after
            if busy < lines:
                found.append((rate, (busy + 1, outside - 1)))
            else:
                found.append((rate * (1 - again), (busy, outside - 1)))
        return found

    shares = stationary((0, 0), moves)
    tried = calls + mean(shares, lambda state: state[1]) / after
    answered = mean(shares, lambda state: state[0])
    queue = Queue(lines, (0, calls), max_calls=lines, redial=(again, exponential(after)))
    assert_agree(
        sampled(
            queue,
            {"refused": share_blocked, "attempts": attempts_per_unit},
            units=UNITS,
            warm_up=15,
        ),
        {"refused": 1 - answered / tried, "attempts": tried},
    )


def attempts_per_unit(calls: Calls) -> float:
    return len(calls.arrived) / UNITS
