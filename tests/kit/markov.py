"""The steady state of any small Markov chain, from its moves: exact, and independent of theory/."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
from scipy.sparse import coo_array, csc_array
from scipy.sparse.linalg import spsolve

State = TypeVar("State")


def stationary(
    start: State, moves: Callable[[State], Iterable[tuple[float, State]]]
) -> dict[State, float]:
    """Return the share of time spent in each state that can be reached from *start*.

    *moves* gives the rate and the goal of each move out of a state.
    """
    index = {start: 0}
    order = [start]
    rates: list[tuple[int, int, float]] = []
    for state in order:
        for rate, goal in moves(state):
            if goal not in index:
                index[goal] = len(order)
                order.append(goal)
            rates.append((index[goal], index[state], rate))
            rates.append((index[state], index[state], -rate))
    rows, columns, values = np.array(rates).T
    size = len(order)
    balance = coo_array((values, (rows.astype(int), columns.astype(int))), shape=(size, size))
    # The first balance follows from the others: in its stead the shares of the likeliest state
    # are fixed, and all are scaled afterwards.
    kept = csc_array(balance)[1:, :]
    shares = np.ones(size)
    shares[1:] = spsolve(csc_array(kept[:, 1:]), -kept[:, [0]].toarray().ravel())
    shares /= shares.sum()
    return dict(zip(order, shares.tolist(), strict=True))


def mean(shares: dict[State, float], of: Callable[[State], float]) -> float:
    """Return the mean *of* something over the states."""
    return sum(share * of(state) for state, share in shares.items())
