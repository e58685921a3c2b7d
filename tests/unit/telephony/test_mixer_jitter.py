"""Sound comes out in order, 40 ms after it came in, whatever the network did to it."""

import numpy as np
import pytest

from firstline.telephony.g711 import FRAME, Samples
from firstline.telephony.mixer_jitter import CUSHION, Jitter

ME, YOU = 11, 22
SILENT = [0] * FRAME


def sound(number: int, frames: int = 1) -> Samples:
    """Return frames that are full of their own number."""
    return np.repeat(np.arange(number, number + frames, dtype=np.int16), FRAME)


def taken(jitter: Jitter, frames: int) -> list[int]:
    """Return what each of the next frames is full of."""
    found = []
    for _ in range(frames):
        frame = set(jitter.take().tolist())
        assert len(frame) == 1, "frames are not torn"
        found.append(frame.pop())
    return found


def put(jitter: Jitter, *numbers: int, start: int = 0) -> None:
    for number in numbers:
        jitter.put(ME, (start + number * FRAME) % 2**32, sound(number))


def test_sound_is_kept_back_for_two_frames() -> None:
    jitter = Jitter()
    put(jitter, 1, 2, 3)
    assert taken(jitter, 6) == [0, 0, 1, 2, 3, 0]
    assert CUSHION == 2 * FRAME


def test_packets_out_of_order_doubled_and_lost_leave_sound_where_it_belongs() -> None:
    jitter = Jitter()
    put(jitter, 1, 3, 2, 2, 5)
    assert taken(jitter, 8) == [0, 0, 1, 2, 3, 0, 5, 0]


def test_packets_may_have_any_length() -> None:
    jitter = Jitter()
    jitter.put(ME, 0, sound(1, 3)[: FRAME * 2 + 80])
    jitter.put(ME, FRAME * 2 + 80, sound(1, 3)[FRAME * 2 + 80 :])
    assert taken(jitter, 5) == [0, 0, 1, 2, 3]


def test_time_stamps_turn_over() -> None:
    jitter = Jitter()
    put(jitter, 1, 2, 3, start=2**32 - 2 * FRAME)
    assert taken(jitter, 5) == [0, 0, 1, 2, 3]


def test_what_has_been_overtaken_and_comes_too_late_is_lost() -> None:
    jitter = Jitter()
    put(jitter, 1, 2, 4)
    assert taken(jitter, 6) == [0, 0, 1, 2, 0, 4]
    put(jitter, 3, 5)
    assert taken(jitter, 3) == [5, 0, 0]


def test_a_far_end_that_fell_behind_begins_anew() -> None:
    jitter = Jitter()
    put(jitter, 1)
    taken(jitter, 10)
    put(jitter, 2, 3)
    assert taken(jitter, 4) == [0, 0, 2, 3]


def test_a_far_end_that_runs_ahead_begins_anew() -> None:
    jitter = Jitter()
    put(jitter, 1)
    put(jitter, 400)
    assert taken(jitter, 4) == [0, 0, 400, 0]


def test_another_source_takes_over_at_once() -> None:
    jitter = Jitter()
    put(jitter, 1, 2, 3)
    jitter.put(YOU, 77, sound(9))
    assert taken(jitter, 4) == [0, 0, 9, 0]


@pytest.mark.parametrize("every", [1, 3])
def test_a_steady_far_end_is_heard_without_a_gap_for_long(every: int) -> None:
    jitter, heard = Jitter(), []
    for number in range(1, 301):
        if number % every == 0:
            put(jitter, *range(number - every + 1, number + 1))
        heard += taken(jitter, 1)
    begun = heard[heard.index(1) :]
    assert begun == list(range(1, len(begun) + 1))
