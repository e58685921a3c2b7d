"""The heap, against a list that is sorted each time."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.time import NEVER
from firstline.switchboard.heap import Heap
from firstline.switchboard.timer import NOBODY, NOWHERE, Timer


def timer(at: int, serial: int) -> Timer:
    made = Timer(NOBODY, 0)
    made.at, made.serial = at, serial
    return made


def test_an_empty_heap_is_never_due() -> None:
    heap = Heap()
    assert (heap.size, heap.soonest) == (0, NEVER)


def test_whoever_is_taken_out_has_no_place() -> None:
    heap, only = Heap(), timer(5, 1)
    heap.add(only)
    assert (heap.size, heap.soonest, heap.first()) == (1, 5, only)
    heap.take(only)
    assert (heap.size, heap.soonest, only.place) == (0, NEVER, NOWHERE)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 200)), max_size=200))
def test_it_is_a_sorted_list(steps: list[tuple[int, int]]) -> None:
    heap, here = Heap(), list[Timer]()
    for serial, (at, choice) in enumerate(steps):
        if choice % 3 == 0 and here:
            heap.take(here.pop(choice % len(here)))
        else:
            here.append(timer(at, serial))
            heap.add(here[-1])
        here.sort(key=lambda one: (one.at, one.serial))
        assert heap.size == len(here)
        assert heap.soonest == (here[0].at if here else NEVER)
        assert not here or heap.first() is here[0]
