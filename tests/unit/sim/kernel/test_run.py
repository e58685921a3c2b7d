"""A run: who comes, what goes first, and that whatever is done the same people come."""

import pytest

from firstline.domain.hotline import ACCUMULATING, HEAD_START, STRICT, Order
from firstline.domain.time import HOUR, MINUTE, NEVER, SECOND, in_seconds
from firstline.sim.kernel.laws import Exponential, Fixed, Lognormal, Never
from firstline.sim.kernel.population import ARRIVE, LEAVE, Redial
from firstline.sim.kernel.run import StandstillError
from kit.crowds import Collected
from kit.hotlines import Wish
from kit.playbook import MONDAY_NOON
from kit.scripted import ANA, BEN, EVA, GENERAL, NEW, SERVICE, Scene, matter, on_duty

ENDLESS = in_seconds(NEVER)


def lively(**changes: object) -> Scene:
    """Return an hour with some of everything, and hardly enough agents."""
    traits = {
        "patience": Exponential(120),
        "talk": [Exponential(90)] * 3,
        "key_time": Lognormal(3, 2),
        "wrong_key": 0.1,
        "gives_up": 0.05,
        "languages": [0.8, 1.0],
        "straight_to_zero": 0.1,
        "redial": Redial(0.5, Exponential(100), 2),
    }
    callers = [
        (matter(stream, **traits), range(30 * stream, 3600, every))
        for stream, every in ((NEW, 120), (SERVICE, 40), (GENERAL, 90))
    ]
    return Scene(callers, duties=[on_duty(ANA), on_duty(BEN), on_duty(EVA)]).but(**changes)


def rows_of(scene: Scene) -> list[dict[str, int]]:
    sink = Collected()
    scene.run(sink).finish()
    return sink.rows


def test_the_same_seed_gives_the_same_rows_and_another_one_others() -> None:
    assert rows_of(lively()) == rows_of(lively())
    assert rows_of(lively()) != rows_of(lively(seed=8))


@pytest.mark.parametrize(
    "order",
    [
        Order(HEAD_START, head_start=20 * SECOND, rates=[1.0, 1.0]),
        Order(ACCUMULATING, rates=[1.0, 1.0]),
        Order(STRICT, guard=30 * SECOND, rates=[1.0, 1.0]),
    ],
    ids=["head start", "first come", "guard"],
)
def test_under_another_discipline_the_same_callers_come(order: Order) -> None:
    def people(rows: list[dict[str, int]]) -> dict[int, tuple[int, ...]]:
        """Return what each caller brings along: when they come, for what, and how fast of key."""
        return {
            row["caller"]: (row["arrived"], row["matter"], row["path"], row["queued"])
            for row in rows
            if row["attempt"] == 0
        }

    strict, other = rows_of(lively()), rows_of(lively(wish=Wish(order=order)))
    assert strict != other
    assert people(strict) == people(other)


def test_patience_and_talk_stay_the_same_too() -> None:
    def lengths(rows: list[dict[str, int]], last: str) -> dict[int, int]:
        """Return how long each of those took who came to the same end."""
        first = {"talk": "answered", "patience": "queued"}[last]
        return {
            row["caller"]: row["ended"] - row[first]
            for row in rows
            if row["attempt"] == 0 and row["queued"] >= 0 and (row["talk"] > 0) == (last == "talk")
        }

    order = Order(ACCUMULATING, rates=[1.0, 1.0])
    few, others = rows_of(lively()), rows_of(lively(wish=Wish(order=order)))
    for what in ("talk", "patience"):
        one, other = lengths(few, what), lengths(others, what)
        both = one.keys() & other.keys()
        assert len(both) > 5
        assert {caller: one[caller] for caller in both} == {it: other[it] for it in both}


def test_a_surge_adds_callers_and_leaves_the_others_as_they_were() -> None:
    usual = lively(duties=[on_duty(ANA)])
    surge = usual.but(callers=[*usual.callers, (usual.callers[1][0], range(600, 1200, 5))])
    before = {row["caller"]: row["arrived"] for row in rows_of(usual) if row["attempt"] == 0}
    after = {row["caller"]: row["arrived"] for row in rows_of(surge) if row["attempt"] == 0}
    assert len(after) == len(before) + 120
    assert before.items() <= after.items()


def test_a_run_in_steps_is_the_same_as_one_at_once() -> None:
    sink = Collected()
    run = lively().run(sink)
    for minute in range(90):
        run.advance(MONDAY_NOON + minute * MINUTE)
        assert run.stage.doors.board.now <= MONDAY_NOON + minute * MINUTE
    until = run.finish()
    at_once = lively().run(Collected())
    assert until == at_once.finish()
    assert sink.rows == rows_of(lively())
    assert list(run.staff.lengths) == list(at_once.staff.lengths)


def test_nothing_is_left_when_everybody_has_gone() -> None:
    run = lively().run(Collected())
    run.finish()
    board = run.stage.doors.board
    assert run.is_over()
    assert (len(board.room.calls), run.stage.to_come, run.rows.count) == (0, 0, 0)
    assert [line.goal for line in board.lines.all if line.length] == []
    board.advance(MONDAY_NOON + 9 * HOUR)
    assert board.deadline() == NEVER
    assert len(run.stage.diary) <= len(board.room.agents), "their last wrap-ups"


def test_who_is_there_at_the_end_of_the_days_is_still_served() -> None:
    (row,) = Scene([(matter(), [3599])], duties=[on_duty(ANA, (4000, ARRIVE))]).play()
    assert row.tell("arrived", "reached") == (3599, 4003)


def test_days_on_which_nobody_calls_pass_all_the_same() -> None:
    run = Scene([], duties=[on_duty(ANA, (600, ARRIVE), (1800, LEAVE))]).run(Collected())
    assert run.finish() == MONDAY_NOON + HOUR
    assert sum(run.staff.lengths) == 3 * HOUR


def test_what_the_exchange_does_by_itself_comes_first() -> None:
    waits = matter(patience=Fixed(20))
    (row,) = Scene([(waits, [10])], wish=Wish(max_call=24), duties=[]).play()
    assert row.outcome.value == "gave up", "the longest call ends in the instant of the patience"


def test_who_waits_for_ever_is_no_endless_loop() -> None:
    scene = Scene([(matter(patience=Never()), [10])], wish=Wish(max_call=ENDLESS), duties=[])
    with pytest.raises(StandstillError, match="for ever: 1"):
        scene.run(Collected()).finish()


def test_who_waits_for_ever_is_sent_away_after_the_longest_call() -> None:
    (row,) = Scene([(matter(patience=Never()), [10])], duties=[]).play()
    assert row.tell("ended", "answered") == (10 + 7200, None)
