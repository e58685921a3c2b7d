"""No two uses of a random number share one."""

from itertools import combinations

from firstline.sim.kernel import purposes
from firstline.sim.kernel.purposes import (
    ANSWER,
    ASKED,
    BLOCK,
    BLOCKS,
    CONNECTED,
    GIVES_UP,
    HANDED_OVER,
    KEY_TIME,
    MOOD,
    PATIENCE,
    QUEUED,
    RECOGNISED,
    REDIAL_AFTER,
    RUNG,
    TALK,
    WRAP_UP,
    WRONG_KEY,
    nth,
)

OF_A_LAW = 8
KINDS = {
    ASKED: ((KEY_TIME, OF_A_LAW), (WRONG_KEY, 1), (GIVES_UP, 1)),
    QUEUED: ((PATIENCE, OF_A_LAW),),
    RUNG: ((ANSWER, OF_A_LAW), (MOOD, 1)),
    CONNECTED: ((TALK, OF_A_LAW), (WRAP_UP, OF_A_LAW), (RECOGNISED, 1), (HANDED_OVER, 1)),
}
ONCE = (purposes.PATH, purposes.LANGUAGE, purposes.REDIAL, purposes.BALK)


def test_no_two_uses_share_a_number() -> None:
    used = [{int(number)} for number in ONCE]
    used.append(set(range(REDIAL_AFTER, REDIAL_AFTER + OF_A_LAW)))
    for kind, uses in KINDS.items():
        for count in (0, 1, BLOCKS - 1):
            for first, numbers in uses:
                begin = int(nth(kind, count) + first)
                used.append(set(range(begin, begin + numbers)))
    assert all(one.isdisjoint(other) for one, other in combinations(used, 2))


def test_a_block_holds_all_that_is_used_at_a_time() -> None:
    assert max(first + numbers for uses in KINDS.values() for first, numbers in uses) <= BLOCK


def test_what_happens_too_often_shares_the_numbers_of_the_last_time() -> None:
    assert nth(RUNG, BLOCKS) == nth(RUNG, BLOCKS - 1) == nth(RUNG, 10_000)
    assert nth(RUNG, BLOCKS - 1) - nth(RUNG, BLOCKS - 2) == BLOCK
