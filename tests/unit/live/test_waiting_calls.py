"""Who waits, kept in order whatever comes and goes: as if counted anew each time."""

import random

from firstline.live.board_rows import WaitingRow
from firstline.live.waiting_calls import WaitingCalls, Waits


def row(call: int, goal: str, urgency: str) -> WaitingRow:
    """Return a row."""
    return WaitingRow(call, "+36", "s", goal, urgency, "", "hu")


def test_whatever_comes_and_goes_it_is_as_if_counted_anew() -> None:
    draw = random.Random(7)
    waiting, known = WaitingCalls(), dict[int, tuple[str, str, int]]()
    for _ in range(3_000):
        call = draw.randrange(200)
        if draw.random() < 0.4:
            waiting.remove(call)
            known.pop(call, None)
        else:
            goal, urgency = draw.choice(["stream:a", "team:b"]), draw.choice(["first", "second"])
            since = draw.randrange(50)
            waiting.put(row(call, goal, urgency), since)
            known[call] = goal, urgency, since
        for goal in ("stream:a", "team:b"):
            for urgency in ("first", "second"):
                line = [at for its, kind, at in known.values() if (its, kind) == (goal, urgency)]
                assert waiting.of(goal, urgency) == Waits(len(line), min(line, default=None))
        assert len(waiting) == len(known)
    longest = sorted((since, call) for call, (_, _, since) in known.items())
    assert list(waiting.longest(20)) == [call for _, call in longest[:20]]
    assert waiting.goals() == sorted({goal for goal, _, _ in known.values()})
    waiting.clear()
    assert (len(waiting), waiting.goals(), waiting.longest(5)) == (0, [], {})


def test_goals_whose_lines_have_changed_are_told() -> None:
    waiting = WaitingCalls()
    waiting.put(row(1, "stream:a", "first"), 10)
    assert waiting.changed == {"stream:a"}
    waiting.changed.clear()
    waiting.put(row(1, "team:b", "first"), 10)
    assert waiting.changed == {"stream:a", "team:b"}
    assert 1 in waiting
    assert waiting.row(2) is None
