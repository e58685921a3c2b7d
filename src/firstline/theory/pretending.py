"""The pretenders' game: customers who press the prospects' key.

Prospects are served first (first queue), customers after them (second queue), many agents,
exponential handle times of one mean, nobody gives up, a pretender is served like anybody else.
Exact and steady. After Balachandran, "Purchasing priorities in queues", Management Science 18
(1972), Adiri and Yechiali, Operations Research 22 (1974), and Hassin and Haviv, "To Queue or Not to
Queue" (2003), chapter 4. Every time is in one unit. It knows nothing of triage or transfers: those
are simulated.
"""

from dataclasses import dataclass
from enum import Enum

from firstline.theory.checks import not_negative, positive, share
from firstline.theory.erlang import waiting_share
from firstline.theory.stability import stable_load


class Kind(Enum):
    """What the customers of an equilibrium do."""

    NOBODY = "nobody pretends"
    MIXED = "some pretend"
    EVERYBODY = "everybody pretends"


@dataclass(frozen=True)
class Equilibrium:
    """A share of pretenders at which no customer gains by doing otherwise."""

    kind: Kind
    share: float
    "Of the customers, those who pretend."
    stable: bool
    "A few who do otherwise soon come back to it."


@dataclass(frozen=True)
class Bill:
    """Who waits how much longer (below 0: less long) than if nobody pretended."""

    prospects: float
    pretenders: float
    honest: float
    customers: float
    "Pretenders and honest customers together."


@dataclass(frozen=True)
class Game:
    """A hotline whose customers may press the prospects' key."""

    prospects: float
    "Prospects per unit of time."
    customers: float
    "Customers per unit of time."
    handle: float
    "Mean handle time."
    agents: int
    residual: float
    "W0: the mean time until an agent is free, C(n, a) / (n mu)."

    @property
    def load(self) -> float:
        """The load per agent of all callers."""
        return (self.prospects + self.customers) * self.handle / self.agents

    def _first_load(self, pretending: float) -> float:
        first = self.prospects + share("The share of pretenders", pretending) * self.customers
        return first * self.handle / self.agents

    def first_wait(self, pretending: float) -> float:
        """Return the mean wait of prospects and pretenders: W0 / (1 - rho_H)."""
        return self.residual / (1 - self._first_load(pretending))

    def second_wait(self, pretending: float) -> float:
        """Return the mean wait of honest customers: W_H / (1 - rho)."""
        return self.first_wait(pretending) / (1 - self.load)

    def gain(self, pretending: float) -> float:
        """Return what one customer saves by pretending too: W0 rho / ((1 - rho_H) (1 - rho)).

        It rises with the share of pretenders: follow the crowd (Hassin and Haviv 1997).
        """
        return self.second_wait(pretending) - self.first_wait(pretending)

    def bill(self, pretending: float) -> Bill:
        """Return who pays for a share of pretenders.

        The mean wait of all is conserved (Kleinrock 1965): what customers gain, prospects pay.
        """
        first, second = self.first_wait(pretending), self.second_wait(pretending)
        honest_before = self.second_wait(0)
        return Bill(
            prospects=first - self.first_wait(0),
            pretenders=first - honest_before,
            honest=second - honest_before,
            customers=pretending * first + (1 - pretending) * second - honest_before,
        )

    def equilibria(self, cost: float) -> tuple[Equilibrium, ...]:
        """Return the equilibria, when pretending costs as much as waiting for *cost*.

        Up to g(0): everybody pretends. From g(1): nobody does. Between: three, of which the mixed
        one, 1 - rho_H = W0 rho / (c (1 - rho)), is unstable.
        """
        price = not_negative("The cost of pretending", cost)
        least, most = self.gain(0), self.gain(1)
        found = []
        if price >= least:
            found.append(Equilibrium(Kind.NOBODY, 0.0, stable=price > least))
        if least < price < most:
            found.append(Equilibrium(Kind.MIXED, self._indifferent(price), stable=False))
        if price <= most:
            found.append(Equilibrium(Kind.EVERYBODY, 1.0, stable=price < most))
        return tuple(found)

    def _indifferent(self, cost: float) -> float:
        """Return the share of pretenders at which the gain is *cost*."""
        first_load = 1 - self.residual * self.load / (cost * (1 - self.load))
        pretenders = first_load * self.agents / self.handle - self.prospects
        return min(1.0, max(0.0, pretenders / self.customers))


def game(prospects: float, customers: float, handle: float, agents: int) -> Game:
    """Return the game of a hotline; raise UnstableError where queues grow for ever.

    10 prospects and 35 customers per mean handle time, 50 agents: the last honest customer waits
    1 / (1 - rho) = 10 times as long as the others.

    >>> hotline = game(prospects=10, customers=35, handle=1, agents=50)
    >>> round(hotline.second_wait(1) / hotline.first_wait(1), 6)
    10.0
    """
    not_negative("The arrival rate of prospects", prospects)
    positive("The arrival rate of customers", customers)
    calls = prospects + customers
    stable_load(calls, positive("The handle time", handle), agents)
    residual = waiting_share(calls * handle, agents) * handle / agents
    return Game(prospects, customers, handle, agents, residual)
