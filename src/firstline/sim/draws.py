"""Random numbers that are looked up, not drawn in order: a key per caller, then a number per use.

A number depends on nothing but its seed, caller, attempt and purpose, so whatever a policy changes,
the same callers come with the same patience, talk and moods (common random numbers), and a run is
the same in any number of processes. Knows no call and no law of waiting; keeps no state.

The hash is the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, variant 13 of Stafford)
in two steps. Every right shift and every key is masked, so that the same lines are right both for
machine words that wrap (compiled) and for unbounded integers (interpreted). Constants of 64 bits
are written as two halves, because mypyc would unpack a longer literal at every use.
"""

import math
from typing import Final

from mypy_extensions import i64

_STEP: Final = 2.220446049250313e-16
"2 to the -52nd: the distance of neighbouring numbers."


def mixed(word: i64) -> i64:
    """Return *word* with all its bits stirred; only the lowest 64 of the result count."""
    first: i64 = 0xBF58476D
    second: i64 = 0x94D049BB
    word = (word ^ ((word >> 30) & 0x3FFFFFFFF)) * (first << 32 | 0x1CE4E5B9)
    word = (word ^ ((word >> 27) & 0x1FFFFFFFFF)) * (second << 32 | 0x133111EB)
    return word ^ ((word >> 31) & 0x1FFFFFFFF)


def _spread(place: i64) -> i64:
    """Return *place* times 2 to the 64th divided by the golden ratio."""
    golden: i64 = 0x9E3779B9
    return place * (golden << 32 | 0x7F4A7C15)


def stream_key(seed: i64, caller: i64, attempt: i64) -> i64:
    """Return the key, 62 bits, of all numbers of one caller's attempt (0 to 7) in one world."""
    place: i64 = mixed(mixed(seed + _spread(1)) + _spread(caller * 8 + attempt + 1))
    return place & 0x3FFFFFFFFFFFFFFF


def keyed(key: i64, purpose: i64) -> float:
    """Return the number between 0 and 1, both excluded, that *key* has for *purpose*."""
    bits: i64 = (mixed(key + _spread(purpose + 1)) >> 12) & 0xFFFFFFFFFFFFF
    return (float(bits) + 0.5) * _STEP


def chance(key: i64, purpose: i64, share: float) -> bool:
    """Return whether something happens that happens to a *share* of all."""
    return share > 0.0 and keyed(key, purpose) < share


def exponential(key: i64, purpose: i64) -> float:
    """Return an exponential number of mean 1."""
    return -math.log(keyed(key, purpose))


def normal(key: i64, purpose: i64) -> float:
    """Return a normal number of mean 0 and standard deviation 1."""
    return normal_quantile(keyed(key, purpose))


def normal_quantile(share: float) -> float:
    """Return below which value a *share* (between 0 and 1) of a standard normal population lies.

    Wichura, Algorithm AS 241, Applied Statistics 37 (1988), PPND16: exact to 1 part in 10**15.
    Unlike Box-Muller it needs one number only, and rises with it; logarithms in the tails alone.
    """
    off = share - 0.5
    if abs(off) <= 0.425:
        return off * _central(0.180625 - off * off)
    root = math.sqrt(-math.log(share if off < 0.0 else 1.0 - share))
    value = _tail(root - 1.6) if root <= 5.0 else _far_tail(root - 5.0)
    return -value if off < 0.0 else value


def _central(r: float) -> float:
    over = 3.3430575583588128105e4 + r * 2.5090809287301226727e3
    over = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * over)
    over = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * over)
    over = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * over)
    under = 2.8729085735721942674e4 + r * 5.2264952788528545610e3
    under = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * under)
    under = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * under)
    return over / (1.0 + r * (4.2313330701600911252e1 + r * under))


def _tail(r: float) -> float:
    over = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
    over = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * over)
    over = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * over)
    over = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * over)
    under = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
    under = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * under)
    under = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * under)
    return over / (1.0 + r * (2.05319162663775882187e0 + r * under))


def _far_tail(r: float) -> float:
    over = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    over = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * over)
    over = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * over)
    over = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * over)
    under = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    under = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * under)
    under = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * under)
    return over / (1.0 + r * (5.99832206555887937690e-1 + r * under))
