"""Which calls are taken, one story a test."""

from firstline.domain.call import Outcome
from kit.hotlines import Wish
from kit.playbook import story


def test_beyond_the_limit_of_calls_the_next_is_refused() -> None:
    (
        story(Wish(max_calls=1))
        .arrives().skip()
        .arrives().expect("refuse 2 too many calls")
        .hangs_up(1).skip()
        .arrives().expect("answer 3", "play 3 welcome")
    )  # fmt: skip


def test_beyond_the_limit_per_second_the_next_is_refused_until_the_second_is_over() -> None:
    play = story(Wish(calls_per_second=2))
    play.arrives().skip().arrives().skip().arrives().expect("refuse 3 too many calls per second")
    play.after(0.5).arrives().expect("answer 4", "play 4 welcome")


def test_an_unknown_number_is_refused() -> None:
    play = story(Wish(numbers=("3000",)))
    play.arrives(dialled="3001").expect("refuse 1 unknown number")
    play.arrives(dialled="3000").expect("answer 2", "play 2 welcome")


def test_a_burst_may_be_as_long_as_one_second_and_no_longer_after_any_pause() -> None:
    play = story(Wish(calls_per_second=3)).after(3600)
    for _ in range(3):
        play.arrives().skip()
    play.arrives().expect("refuse 4 too many calls per second")


def test_even_the_fastest_hotline_counts_right_after_the_longest_pause() -> None:
    play = story(Wish(calls_per_second=100_000)).after(10_000_000)
    play.arrives().expect("answer 1", "play 1 welcome")


def test_a_refused_call_costs_nothing_of_the_limit() -> None:
    play = story(Wish(calls_per_second=1)).arrives().skip()
    for number in (2, 3, 4):
        play.after(0.25).arrives().expect(f"refuse {number} too many calls per second")
    play.after(0.25).arrives().expect("answer 5", "play 5 welcome")


def test_who_closes_takes_no_more_calls_and_finishes_those_that_are_up() -> None:
    play = story().on_duty("ana").waits()
    play.board.close(play.now)
    play.arrives().expect("refuse 2 closing down")
    play.answers("ana", 1).expect("connect ana 1")
    play.does("ana", "agent_hangs_up").expect("release ana 1", "end 1 answered")


def test_a_refused_call_is_over_and_what_comes_of_it_later_changes_nothing() -> None:
    play = story(Wish(max_calls=0)).arrives().expect("refuse 1 too many calls")
    play.presses(1, "1").hangs_up(1).loses(1).expect_nothing()
    assert play.call(1).outcome is Outcome.BLOCKED
