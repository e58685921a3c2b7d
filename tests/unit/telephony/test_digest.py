"""Digest: the sums of the RFCs, one use of a proof, and no word of who exists."""

from itertools import count

import pytest

from firstline.telephony.digest import (
    Credentials,
    Guard,
    Proof,
    Verdict,
    _sum,
    answer,
    fields,
    proof,
)

URI = "sip:hotline@192.0.2.100"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _guard(clock: Clock | None = None, *algorithms: str) -> Guard:
    return Guard("firstline", algorithms or ("MD5",), 60.0, clock or Clock())


def _proof(guard: Guard, password: str = "secret", at: int = 0) -> Proof | None:
    challenge = guard.challenges()[at].partition(": ")[2]
    given = answer(challenge, Credentials("anna", password), "REGISTER", URI)
    assert given is not None
    return proof(given)


def test_the_example_of_rfc_2617() -> None:
    challenge = (
        'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", '
        'opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    given = answer(challenge, Credentials("Mufasa", "Circle Of Life"), "GET", "/dir/index.html")
    assert given is not None
    found = fields(given)
    assert found is not None
    assert (
        found["response"] == "670fd8c2df070c60b045671b8b24ff02"
    )  # without qop, as RFC 2069 has it
    assert found["opaque"] == "5ccc069c403ebaf9f0171e9517f40e41"


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_the_right_password_is_right_and_a_wrong_one_is_wrong(algorithm: str) -> None:
    guard = _guard(None, algorithm)
    assert guard.check(_proof(guard), "secret", "REGISTER") is Verdict.RIGHT
    assert guard.check(_proof(guard, "guess"), "secret", "REGISTER") is Verdict.WRONG
    assert guard.check(_proof(guard), "secret", "INVITE") is Verdict.WRONG
    assert guard.check(_proof(guard), None, "REGISTER") is Verdict.WRONG
    assert guard.check(_proof(guard, ""), None, "REGISTER") is Verdict.WRONG


def test_a_proof_counts_once() -> None:
    guard = _guard()
    given = _proof(guard)
    assert guard.check(given, "secret", "REGISTER") is Verdict.RIGHT
    assert guard.check(given, "secret", "REGISTER") is Verdict.STALE


def test_the_same_challenge_serves_again_with_a_higher_count() -> None:
    guard = _guard()
    first = _proof(guard)
    assert first is not None
    numbers = count(1)
    for _ in range(3):
        given = Proof(
            "anna", "firstline", first.nonce, URI, "", "MD5", "auth", f"{next(numbers):08x}", "c"
        )
        summed = Proof(**{**_as_dict(given), "response": _response(given)})
        assert guard.check(summed, "secret", "REGISTER") is Verdict.RIGHT


def _as_dict(given: Proof) -> dict[str, str]:
    return {name: getattr(given, name) for name in Proof.__slots__}


def _response(given: Proof) -> str:
    return _sum(given, "secret", "REGISTER")


def test_a_challenge_grows_stale_but_a_wrong_password_stays_wrong() -> None:
    clock = Clock()
    guard = _guard(clock)
    given, guess = _proof(guard), _proof(guard, "guess")
    clock.now += 61
    assert guard.check(given, "secret", "REGISTER") is Verdict.STALE
    assert guard.check(guess, "secret", "REGISTER") is Verdict.WRONG
    assert "stale=true" in guard.challenges(stale=True)[0]


def test_a_challenge_that_is_not_ours_is_stale() -> None:
    guard, other = _guard(), _guard()
    assert guard.check(_proof(other), "secret", "REGISTER") is Verdict.STALE


def test_a_proof_for_another_realm_is_none() -> None:
    guard = _guard()
    other = Guard("elsewhere", ["MD5"], 60.0, Clock())
    assert guard.check(_proof(other), "secret", "REGISTER") is Verdict.NONE
    assert guard.check(None, "secret", "REGISTER") is Verdict.NONE


def test_an_algorithm_that_was_not_offered_is_wrong() -> None:
    strong, weak = _guard(None, "SHA-256"), _guard()
    given = _proof(weak)
    assert given is not None
    moved = Proof(**{**_as_dict(given), "nonce": strong._nonce(1000)})
    assert strong.check(moved, "secret", "REGISTER") is Verdict.WRONG


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Basic YTpi",
        "Digest",
        "Digest ,,,=",
        'Digest username="a"',
        'Digest username="a",nonce="b"',
        "Digest \x00",
    ],
)
def test_what_is_no_proof_is_none(value: str) -> None:
    assert proof(value) is None


@pytest.mark.parametrize(
    "change", [{"nc": "zz"}, {"nonce": "x"}, {"nonce": "é.x.y"}, {"cnonce": ""}]
)
def test_a_proof_that_makes_no_sense_is_refused_without_a_fault(change: dict[str, str]) -> None:
    guard = _guard()
    given = _proof(guard)
    assert given is not None
    names = {"nc": "count"}
    odd = Proof(**{**_as_dict(given), **{names.get(k, k): v for k, v in change.items()}})
    assert guard.check(odd, "secret", "REGISTER") in {Verdict.WRONG, Verdict.STALE}


def test_a_quoted_comma_is_part_of_its_value() -> None:
    assert fields('Digest uri="sip:a,b@c", realm="x"') == {"uri": "sip:a,b@c", "realm": "x"}


@pytest.mark.parametrize(
    "challenge",
    [
        "Basic realm=x",
        'Digest realm="x"',
        'Digest realm="x",nonce="y",algorithm=SHA-512',
        'Digest realm="x",nonce="y",qop="auth-int"',
    ],
)
def test_a_challenge_that_we_cannot_answer_is_not_answered(challenge: str) -> None:
    assert answer(challenge, Credentials("a", "b"), "INVITE", URI) is None


def test_only_so_many_used_challenges_are_remembered() -> None:
    guard = _guard()
    for _ in range(5000):
        assert guard.check(_proof(guard), "secret", "REGISTER") is Verdict.RIGHT
    assert len(guard._counts) <= 4096
