"""The one agenda, against a list that is sorted each time."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.time import NEVER, Instant
from firstline.switchboard.agenda import Agenda
from firstline.switchboard.timer import Due, Timer


class Nobody(Due):
    """Is told of nothing."""


def set_in(agenda: Agenda, at: Instant) -> Timer:
    timer = Timer(Nobody(), 0)
    agenda.set(timer, at)
    return timer


def everything(agenda: Agenda) -> list[Timer]:
    found = []
    while agenda.deadline() < NEVER:
        found.append(agenda.pop())
    return found


def test_an_empty_agenda_is_never_due() -> None:
    agenda = Agenda()
    assert agenda.deadline() == NEVER
    assert len(agenda) == 0


def test_equal_instants_keep_the_order_in_which_they_were_scheduled() -> None:
    agenda = Agenda()
    timers = [set_in(agenda, 5) for _ in range(100)]
    assert everything(agenda) == timers


def test_a_cancelled_timer_does_not_run() -> None:
    agenda = Agenda()
    first, second = set_in(agenda, 1), set_in(agenda, 2)
    agenda.cancel(first)
    assert agenda.deadline() == 2
    assert everything(agenda) == [second]


def test_cancelling_nothing_or_twice_or_too_late_is_no_fault() -> None:
    agenda = Agenda()
    first, second = set_in(agenda, 1), set_in(agenda, 2)
    agenda.cancel(None)
    assert agenda.pop() is first
    agenda.cancel(first)
    assert len(agenda) == 1
    agenda.cancel(second)
    agenda.cancel(second)
    assert len(agenda) == 0


def test_memory_follows_what_is_set() -> None:
    agenda = Agenda()
    for at in range(10_000):
        agenda.cancel(set_in(agenda, at))
    assert len(agenda) == 0
    assert len(agenda._heap._timers) == 0


def test_a_timer_that_is_set_again_is_due_once_and_then() -> None:
    agenda = Agenda()
    first, second = set_in(agenda, 1), set_in(agenda, 2)
    agenda.set(first, 3)
    assert everything(agenda) == [second, first]
    assert not first.is_set()
    agenda.set(first, 4)
    assert everything(agenda) == [first]


SLOT = 65_536
instants = st.one_of(
    st.integers(0, 20),
    st.integers(0, 6000).map(lambda slot: slot * SLOT),
    st.integers(0, 600_000_000),
    st.just(int(NEVER) - 1),
)
"At one instant, in many slots, more than a round of the wheel ahead."
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), instants, st.just(0)),
        st.tuples(st.just("cancel"), st.just(0), st.integers(0, 200)),
        st.tuples(st.just("set again"), instants, st.integers(0, 200)),
        st.tuples(st.just("pop"), st.just(0), st.just(0)),
    ),
    max_size=300,
)


@given(steps)
def test_it_is_a_sorted_list(steps: list[tuple[str, int, int]]) -> None:
    agenda, everyone, alive = Agenda(), list[Timer](), list[Timer]()
    for what, at, number in steps:
        if what == "add":
            everyone.append(set_in(agenda, at))
            alive = sorted([*alive, everyone[-1]], key=lambda one: one.at)
        elif what == "cancel" and everyone:
            chosen = everyone[number % len(everyone)]
            agenda.cancel(chosen)
            alive = [one for one in alive if one is not chosen]
        elif what == "set again" and everyone:
            chosen = everyone[number % len(everyone)]
            agenda.set(chosen, at)
            others = [one for one in alive if one is not chosen]
            alive = sorted([*others, chosen], key=lambda one: one.at)
        elif what == "pop" and alive:
            assert agenda.pop() is alive.pop(0)
        assert len(agenda) == len(alive)
        assert agenda.deadline() == (alive[0].at if alive else NEVER)
    assert everything(agenda) == alive


def test_what_is_due_in_the_past_comes_first() -> None:
    agenda = Agenda()
    set_in(agenda, 1_000_000_000)
    agenda.pop()
    late, later = set_in(agenda, 2_000_000_000), set_in(agenda, 2_000_000_000)
    early = set_in(agenda, 5)
    assert everything(agenda) == [early, late, later]
