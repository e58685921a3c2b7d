"""The pretenders' game: who waits, who gains, who pays, and where it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.erlang import erlang_c
from firstline.theory.pretending import Equilibrium, Game, Kind, game
from firstline.theory.priority import kella_yechiali
from firstline.theory.stability import UnstableError

games = st.builds(
    lambda agents, occupancy, prospects: game(
        agents * occupancy * prospects, agents * occupancy * (1 - prospects), 1, agents
    ),
    agents=st.integers(1, 200),
    occupancy=st.floats(0.5, 0.98),
    prospects=st.floats(0, 0.9),
)
shares = st.floats(0, 1)
HOTLINE = game(prospects=10, customers=35, handle=1, agents=50)


@given(hotline=games, pretending=shares)
def test_pretenders_only_move_from_one_queue_to_the_other(hotline: Game, pretending: float) -> None:
    first = hotline.prospects + pretending * hotline.customers
    second = (1 - pretending) * hotline.customers
    waits = kella_yechiali([first, second], hotline.handle, hotline.agents)
    assert hotline.first_wait(pretending) == pytest.approx(waits[0])
    assert hotline.second_wait(pretending) == pytest.approx(waits[1])


@given(hotline=games, some=st.floats(0, 0.9))
def test_the_gain_rises_with_the_share_of_pretenders(hotline: Game, some: float) -> None:
    assert 0 < hotline.gain(some) < hotline.gain(some + 0.1)


@given(hotline=games)
def test_when_everybody_pretends_it_is_first_come_first_served(hotline: Game) -> None:
    even = erlang_c(hotline.prospects + hotline.customers, 1, hotline.agents).mean_wait
    assert hotline.first_wait(1) == pytest.approx(even)
    assert hotline.second_wait(1) == pytest.approx(even / (1 - hotline.load))


@given(hotline=games, pretending=shares)
def test_what_customers_gain_prospects_pay(hotline: Game, pretending: float) -> None:
    bill = hotline.bill(pretending)
    paid = bill.prospects * hotline.prospects + bill.customers * hotline.customers
    assert paid == pytest.approx(0, abs=1e-9 * (1 + hotline.second_wait(0) * hotline.customers))
    assert bill.prospects >= 0
    assert bill.honest >= 0
    assert bill.customers <= 1e-12


@given(hotline=games)
def test_if_it_is_free_everybody_pretends(hotline: Game) -> None:
    assert hotline.equilibria(0) == (Equilibrium(Kind.EVERYBODY, 1.0, stable=True),)


def test_if_it_costs_more_than_it_can_ever_gain_nobody_does() -> None:
    assert HOTLINE.equilibria(HOTLINE.gain(1) * 1.01) == (
        Equilibrium(Kind.NOBODY, 0.0, stable=True),
    )


@given(hotline=games, between=st.floats(0.01, 0.99))
def test_a_cost_between_has_three_ends_of_which_the_mixed_one_is_unstable(
    hotline: Game, between: float
) -> None:
    cost = hotline.gain(0) + between * (hotline.gain(1) - hotline.gain(0))
    nobody, mixed, everybody = hotline.equilibria(cost)
    assert (nobody.kind, nobody.share, nobody.stable) == (Kind.NOBODY, 0, True)
    assert (everybody.kind, everybody.share, everybody.stable) == (Kind.EVERYBODY, 1, True)
    assert (mixed.kind, mixed.stable) == (Kind.MIXED, False)
    assert hotline.gain(mixed.share) == pytest.approx(cost, rel=1e-6)


def test_at_the_edge_an_equilibrium_is_not_stable() -> None:
    nobody, everybody = HOTLINE.equilibria(HOTLINE.gain(0))
    assert (nobody.kind, nobody.stable) == (Kind.NOBODY, False)
    assert (everybody.kind, everybody.stable) == (Kind.EVERYBODY, True)


def test_an_overloaded_hotline_is_unstable() -> None:
    with pytest.raises(UnstableError):
        game(prospects=20, customers=30, handle=1, agents=50)
