"""Every limit of the SIP side, in one table. What happens at each is said beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SipLimits:
    """How much of anything the SIP side takes. The defaults suit one hotline on one machine."""

    datagram: int = 8192
    "Bytes of one datagram; a longer request gets 513."
    header_lines: int = 128
    "Header lines of one message; more get 400."
    datagrams_per_turn: int = 32
    "Datagrams taken from the socket before the loop does something else."
    known_rate: float = 10_000.0
    "Datagrams a second from a trunk or a registered phone; more are dropped and counted."
    unknown_rate: float = 50.0
    "Datagrams a second from any other address; more are dropped and counted."
    sources: int = 4096
    "Addresses whose rates are remembered; beyond, the longest silent is forgotten."
    failures: int = 10
    "Wrong passwords in a row for one user from one address; further tries get 403 unread."
    failure_pause: float = 6.0
    "Seconds after which one more wrong password is forgiven."
    ring_time: float = 180.0
    "Seconds that a phone rings at most; then the call failed with 408."
    legs: int = 20_000
    "Legs at once; a call beyond gets 503."
    contacts: int = 3
    "Contacts of one user; one more takes the place of the oldest."
    registration_shortest: int = 60
    "Seconds; a shorter registration gets 423."
    registration_longest: int = 3600
    "Seconds; a longer registration is shortened."
    nonce_lifetime: float = 120.0
    "Seconds after which a digest challenge is stale."
    session_expires: int = 1800
    "Seconds between proofs of life that we ask for (RFC 4028)."
    session_shortest: int = 90
    "Seconds; a shorter session timer gets 422."
    trying_after: float = 0.15
    "Seconds without an answer after which a caller is sent 100 (RFC 3261 17.2.1: 0.2)."


LIMITS = SipLimits()
"""The limits of a usual installation."""
