"""Square-root rules: what large hotlines come near to.

Approximations, unlike the rest of this folder: exact only in the limit of many agents, where
n = R + beta sqrt(R) agents serve the load R.
"""

from math import ceil, exp, inf, pi, sqrt
from statistics import NormalDist

from scipy.optimize import brentq
from scipy.special import erfcx

from firstline.theory.checks import not_negative, positive, share

NORMAL = NormalDist()


def agents_for(load: float, beta: float) -> int:
    """Return R + beta sqrt(R) agents, rounded up, for a *load* of R erlangs.

    Halfin and Whitt, "Heavy-traffic limits for queues with many exponential servers", Operations
    Research 29 (1981).

    >>> agents_for(load=100, beta=0.5)
    105
    """
    erlangs = not_negative("The load", load)
    return max(0, ceil(erlangs + beta * sqrt(erlangs)))


def square_root_beta(load: float, agents: int) -> float:
    """Return beta of (n - R) / sqrt(R): how many roots of the load are spare."""
    return (agents - load) / sqrt(positive("The load", load))


def halfin_whitt(beta: float) -> float:
    """Return the limit of the share who wait, where nobody gives up; *beta* above 0.

    1 / (1 + beta Phi(beta) / phi(beta)): Halfin and Whitt (1981).

    >>> round(halfin_whitt(0.5), 6)
    0.504539
    """
    spare = positive("beta", beta)
    return 1 / (1 + spare * NORMAL.cdf(spare) / NORMAL.pdf(spare)) if spare < 38 else 0.0


def garnett(beta: float, relative_impatience: float) -> float:
    """Return the limit of the share who wait, where patience is exponential; any *beta*.

    1 / (1 + sqrt(r) h(beta / sqrt(r)) / h(-beta)), where h is the hazard rate of the standard
    normal and r, the *relative impatience*, is theta / mu = mean handle time / mean patience:
    Garnett, Mandelbaum and Reiman, "Designing a call center with impatient customers", M&SOM 4
    (2002).

    >>> round(garnett(0.5, relative_impatience=0.5), 6)
    0.357177
    """
    root = sqrt(positive("The relative impatience", relative_impatience))
    return 1 / (1 + root * hazard(beta / root) / hazard(-beta)) if hazard(-beta) > 0 else 0.0


def garnett_abandoned(beta: float, relative_impatience: float, agents: int) -> float:
    """Return the approximate share who give up, with so many *agents*.

    sqrt(r) [h(b) - b] / sqrt(n) x P(wait), with b = beta / sqrt(r): Garnett, Mandelbaum and Reiman
    (2002).
    """
    root = sqrt(positive("The relative impatience", relative_impatience))
    scaled = beta / root
    given_wait = root * (hazard(scaled) - scaled) / sqrt(positive("The number of agents", agents))
    return given_wait * garnett(beta, relative_impatience)


def hazard(x: float) -> float:
    """Return the hazard rate of the standard normal, phi(x) / (1 - Phi(x)), for any x."""
    if x < 0:
        return exp(-x * x / 2) / sqrt(2 * pi) / NORMAL.cdf(-x)
    return sqrt(2 / pi) / float(erfcx(x / sqrt(2)))


def halfin_whitt_beta(p_wait: float) -> float:
    """Return the beta with which the share *p_wait* waits, where nobody gives up."""
    wanted = share("The share who wait", p_wait)
    if wanted == 0:
        return inf
    return float(brentq(lambda beta: halfin_whitt(beta) - wanted, 1e-12, 40.0))
