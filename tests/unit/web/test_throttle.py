"""Wrong tokens are answered less and less; who sends none is not held up."""

from firstline.domain.time import HOUR, SECOND
from firstline.web.throttle import BURST, CLIENTS, PAUSE, Throttle

NOW = 1_700_000_000_000_000


def test_a_burst_is_answered_and_then_one_per_pause() -> None:
    throttle = Throttle()
    assert [throttle.wait("a", NOW) for _ in range(BURST)] == [0] * BURST
    assert throttle.wait("a", NOW) == PAUSE
    assert throttle.wait("a", NOW + PAUSE - SECOND) == SECOND
    assert throttle.wait("a", NOW + PAUSE) == 0
    assert throttle.wait("a", NOW + PAUSE) == PAUSE


def test_asking_on_does_not_prolong_the_wait() -> None:
    throttle = Throttle()
    for _ in range(100):
        throttle.wait("a", NOW)
    assert throttle.wait("a", NOW + PAUSE) == 0


def test_the_burst_comes_back_with_time() -> None:
    throttle = Throttle()
    for _ in range(50):
        throttle.wait("a", NOW)
    assert [throttle.wait("a", NOW + HOUR) for _ in range(BURST)] == [0] * BURST


def test_another_client_is_not_held_up() -> None:
    throttle = Throttle()
    for _ in range(50):
        throttle.wait("a", NOW)
    assert throttle.wait("b", NOW) == 0


def test_only_so_many_clients_are_remembered() -> None:
    throttle = Throttle()
    for _ in range(BURST):
        throttle.wait("first", NOW)
    assert throttle.wait("first", NOW) > 0
    for client in range(CLIENTS):
        throttle.wait(str(client), NOW)
    assert throttle.wait("first", NOW) == 0


def test_a_guess_that_was_right_is_taken_back() -> None:
    throttle = Throttle()
    for _ in range(BURST * 3):
        assert throttle.wait("kati", NOW) == 0
        throttle.take_back("kati")
    throttle.take_back("nobody")


def test_burst_and_pause_may_be_others() -> None:
    throttle = Throttle(burst=2, pause=30 * SECOND)
    waits = [throttle.wait("kati", NOW) for _ in range(3)]
    assert waits == [0, 0, 30 * SECOND]
