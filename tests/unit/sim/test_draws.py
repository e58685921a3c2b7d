"""Numbers that are looked up."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from firstline.sim.draws import (
    chance,
    exponential,
    keyed,
    mixed,
    normal,
    normal_quantile,
    stream_key,
)

MANY = 20_000
UNLIKELY = 0.001
"Of a test with fixed seeds: below it, the numbers are not what they should be."
KEYS = [4285772000135819739, 902242307031129067, 4315661240768857650]
NUMBERS = [0.5666859150901921, 0.865676133272908, 0.08281167824895797]
EDGES = [3139298784450087540, 2812178212566171247]
WORDS = st.integers(0, 2**62 - 1)


def test_the_hash_is_that_of_splitmix64() -> None:
    states = [(1234567 + 0x9E3779B97F4A7C15 * n) % 2**64 for n in range(1, 4)]
    words = [mixed(state - 2**64 if state >= 2**63 else state) % 2**64 for state in states]
    assert words == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_keys_and_numbers_never_change() -> None:
    assert [stream_key(1, 2, attempt) for attempt in range(3)] == KEYS
    assert [keyed(KEYS[0], purpose) for purpose in range(3)] == NUMBERS
    assert [stream_key(2**62 - 1, 2**58, 7), stream_key(0, 0, 0)] == EDGES


@given(WORDS, st.integers(0, 2**58), st.integers(0, 7), st.integers(0, 1000))
def test_a_key_fits_a_machine_word_and_a_number_lies_between_0_and_1(
    seed: int, caller: int, attempt: int, purpose: int
) -> None:
    key = stream_key(seed, caller, attempt)
    assert 0 <= key < 2**62
    assert 0.0 < keyed(key, purpose) < 1.0


def test_numbers_are_uniform_over_purposes_and_over_callers() -> None:
    key = stream_key(7, 7, 0)
    assert looks_like(stats.uniform.cdf, (keyed(key, n) for n in range(MANY)))
    assert looks_like(stats.uniform.cdf, (keyed(stream_key(7, n, 0), 3) for n in range(MANY)))


PAIRS: dict[str, Callable[[int], tuple[float, float]]] = {
    "two purposes": lambda n: (keyed(stream_key(5, n, 0), 0), keyed(stream_key(5, n, 0), 1)),
    "neighbouring callers": lambda n: (
        keyed(stream_key(5, n, 0), 4),
        keyed(stream_key(5, n + 1, 0), 4),
    ),
    "two attempts": lambda n: (keyed(stream_key(5, n, 0), 4), keyed(stream_key(5, n, 1), 4)),
    "neighbouring seeds": lambda n: (
        keyed(stream_key(n, 9, 0), 4),
        keyed(stream_key(n + 1, 9, 0), 4),
    ),
    "the same place one source further": lambda n: (
        keyed(stream_key(5, n, 0), 4),
        keyed(stream_key(5, n + 2**32, 0), 4),
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_what_one_number_is_says_nothing_about_another(
    pair: Callable[[int], tuple[float, float]],
) -> None:
    cells = [[0] * 16 for _ in range(16)]
    for n in range(MANY):
        one, other = pair(n)
        cells[int(one * 16)][int(other * 16)] += 1
    counts = [count for row in cells for count in row]
    assert stats.chisquare(counts).pvalue > UNLIKELY


def test_the_normal_quantile_is_exact_in_the_middle_and_far_out() -> None:
    shares = [
        2.0**-53,
        1e-12,
        1e-5,
        0.01,
        0.074999,
        0.075,
        0.3,
        0.5,
        0.7,
        0.925,
        0.99,
        1 - 2.0**-53,
    ]
    exact = [float(stats.norm.ppf(share)) for share in shares]
    assert [normal_quantile(share) for share in shares] == pytest.approx(exact, rel=1e-14, abs=0.0)


@given(st.floats(2.0**-53, 0.5))
def test_the_normal_quantile_is_odd(share: float) -> None:
    other = 1.0 - share
    assert normal_quantile(1.0 - other) == -normal_quantile(other)


def test_normal_and_exponential_numbers_have_their_laws() -> None:
    assert looks_like(stats.norm.cdf, (normal(stream_key(3, n, 0), 2) for n in range(MANY)))
    assert looks_like(stats.expon.cdf, (exponential(stream_key(3, n, 0), 2) for n in range(MANY)))


def test_a_chance_comes_as_often_as_its_share() -> None:
    happened = sum(chance(stream_key(3, n, 0), 2, 0.15) for n in range(MANY))
    assert stats.binomtest(happened, MANY, 0.15).pvalue > UNLIKELY
    assert not any(chance(stream_key(3, n, 0), 2, 0.0) for n in range(100))
    assert all(chance(stream_key(3, n, 0), 2, 1.0) for n in range(100))


def looks_like(cdf: Callable[[float], float], values: Iterable[float]) -> bool:
    return bool(stats.kstest(list(values), cdf).pvalue > UNLIKELY)
