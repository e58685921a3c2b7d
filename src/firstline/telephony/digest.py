"""Digest authentication (RFC 2617, 8760): challenges, proofs of others, proofs of ours.

A nonce is a signed time, so nothing is stored until a proof is right; from then its count must
rise, so that a proof overheard cannot be used again. The sums themselves are sippy's.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import blake2s
from hmac import compare_digest
from typing import Final

from firstline.telephony.stack import DigestCalcHA1, DigestCalcResponse

_FIELD: Final = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_MOST_NONCES: Final = 4096
_UNCOUNTED: Final = (None, None, None)
_ALGORITHMS: Final = frozenset({"MD5", "SHA-256"})


class Verdict(Enum):
    """What a proof is worth."""

    RIGHT = auto()
    NONE = auto()
    "No proof for our realm was given."
    STALE = auto()
    "The challenge is too old: ask again, the password was perhaps right."
    WRONG = auto()


@dataclass(frozen=True, slots=True)
class Proof:
    """The Authorization of a request."""

    user: str
    realm: str
    nonce: str
    uri: str
    response: str
    algorithm: str
    qop: str | None
    count: str | None
    cnonce: str | None


def fields(value: str) -> dict[str, str] | None:
    """Return the fields of a Digest challenge or proof, or None if it is of another scheme."""
    scheme, _, rest = value.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    return {name.lower(): quoted or bare for name, quoted, bare in _FIELD.findall(rest)}


def proof(value: str) -> Proof | None:
    """Return the proof in an Authorization header, or None if it is none that we can check."""
    found = fields(value)
    if found is None or any(name not in found for name in ("username", "nonce", "response")):
        return None
    return Proof(
        user=found["username"],
        realm=found.get("realm", ""),
        nonce=found["nonce"],
        uri=found.get("uri", ""),
        response=found["response"].lower(),
        algorithm=found.get("algorithm", "MD5").upper(),
        qop=found.get("qop"),
        count=found.get("nc"),
        cnonce=found.get("cnonce"),
    )


class Guard:
    """Challenges those who come, and checks what they prove."""

    def __init__(
        self,
        realm: str,
        algorithms: Sequence[str],
        lifetime: float,
        clock: Callable[[], float],
    ) -> None:
        self.realm = realm
        self._algorithms = tuple(algorithms)
        self._lifetime = lifetime
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._counts: OrderedDict[str, int] = OrderedDict()

    def challenges(self, *, stale: bool = False) -> list[str]:
        """Return the WWW-Authenticate lines of a 401, the strongest algorithm first."""
        nonce = self._nonce(int(self._clock()))
        suffix = ",stale=true" if stale else ""
        return [
            f'WWW-Authenticate: Digest realm="{self.realm}",nonce="{nonce}",'
            f'algorithm={algorithm},qop="auth"{suffix}'
            for algorithm in self._algorithms
        ]

    def check(self, given: Proof | None, password: str | None, method: str) -> Verdict:
        """Return what *given* is worth; *password* is None for a user who does not exist."""
        if given is None or given.realm != self.realm:
            return Verdict.NONE
        age = self._age(given.nonce)
        if age is None:
            return Verdict.STALE
        if not self._fits(given, password, method):
            return Verdict.WRONG
        fresh = age <= self._lifetime and self._rises(given)
        return Verdict.RIGHT if fresh else Verdict.STALE

    def _fits(self, given: Proof, password: str | None, method: str) -> bool:
        if given.algorithm not in self._algorithms or given.qop not in {None, "auth"}:
            return False
        # The sum is done for an unknown user too: the time it takes shall not tell who exists.
        right = compare_digest(_sum(given, password or "", method), given.response)
        return right and password is not None

    def _nonce(self, at: int) -> str:
        stamp = f"{at:x}.{secrets.token_hex(4)}"
        return f"{stamp}.{self._signature(stamp)}"

    def _signature(self, stamp: str) -> str:
        return blake2s(stamp.encode(), key=self._key, digest_size=10).hexdigest()

    def _age(self, nonce: str) -> float | None:
        stamp, _, signature = nonce.rpartition(".")
        if not nonce.isascii() or not compare_digest(self._signature(stamp), signature):
            return None
        return self._clock() - int(stamp.partition(".")[0], 16)

    def _rises(self, given: Proof) -> bool:
        """Whether this proof was not given before (RFC 2617 3.2.2: the nonce count)."""
        try:
            count = int(given.count, 16) if given.count is not None else 1
        except ValueError:
            return False
        if count <= self._counts.get(given.nonce, 0):
            return False
        self._counts[given.nonce] = count
        self._counts.move_to_end(given.nonce)
        if len(self._counts) > _MOST_NONCES:
            self._counts.popitem(last=False)
        return True


@dataclass(frozen=True, slots=True)
class Credentials:
    """What we prove ourselves with, where we are the ones who call."""

    user: str
    password: str


def answer(challenge: str, ours: Credentials, method: str, uri: str) -> str | None:
    """Return the proof that answers *challenge*, or None if we cannot give it."""
    found = fields(challenge) or {}
    algorithm = found.get("algorithm", "MD5").upper()
    if "nonce" not in found or algorithm not in _ALGORITHMS:
        return None
    counted = "qop" in found
    if counted and "auth" not in [word.strip() for word in found["qop"].split(",")]:
        return None
    qop, count, cnonce = ("auth", "00000001", secrets.token_hex(8)) if counted else _UNCOUNTED
    given = Proof(
        ours.user, found.get("realm", ""), found["nonce"], uri, "", algorithm, qop, count, cnonce
    )
    return _as_header(given, _sum(given, ours.password, method), found.get("opaque"))


def _sum(given: Proof, password: str, method: str) -> str:
    secret = DigestCalcHA1(
        given.algorithm, given.user, given.realm, password, given.nonce, given.cnonce
    )
    found = DigestCalcResponse(
        given.algorithm, secret, given.nonce, given.count, given.cnonce, given.qop, method,
        given.uri, None,
    )  # fmt: skip
    return str(found)


def _as_header(given: Proof, response: str, opaque: str | None) -> str:
    parts = [
        f'username="{given.user}"', f'realm="{given.realm}"', f'nonce="{given.nonce}"',
        f'uri="{given.uri}"', f'response="{response}"', f"algorithm={given.algorithm}",
    ]  # fmt: skip
    if given.qop is not None:
        parts += [f"qop={given.qop}", f"nc={given.count}", f'cnonce="{given.cnonce}"']
    if opaque is not None:
        parts.append(f'opaque="{opaque}"')
    return "Digest " + ",".join(parts)
