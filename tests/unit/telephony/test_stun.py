"""STUN binding requests are answered with the address that they came from, and nothing else is."""

import pytest

from firstline.telephony.stun import binding_response, reachable_at

# The transaction and the address of the test vector for IPv4 of RFC 5769, 2.2.
TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")
REQUEST = bytes.fromhex("000100002112a442") + TRANSACTION
MAPPED = bytes.fromhex("002000080001a147e112a643")


def test_the_test_vector_of_the_standard_comes_out() -> None:
    answer = binding_response(REQUEST, ("192.0.2.1", 32853))
    assert answer == bytes.fromhex("0101000c2112a442") + TRANSACTION + MAPPED


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"OPTIONS sip:hotline@192.0.2.1 SIP/2.0\r\n\r\n",
        REQUEST[:-1],
        REQUEST + b"more",
        bytes([0x01]) + REQUEST[1:],
        REQUEST.replace(bytes.fromhex("2112a442"), b"\0\0\0\0"),
    ],
)
def test_what_is_no_binding_request_is_not_answered(datagram: bytes) -> None:
    assert binding_response(datagram, ("192.0.2.1", 32853)) is None


def test_attributes_that_a_request_brings_do_no_harm() -> None:
    software = bytes.fromhex("8022000474657374")
    asked = bytes.fromhex("000100082112a442") + TRANSACTION + software
    assert binding_response(asked, ("192.0.2.1", 32853)) is not None


def test_browsers_elsewhere_ask_where_sip_listens() -> None:
    assert reachable_at(("127.0.0.1", 5060)) == ""
    assert reachable_at(("0.0.0.0", 5060)) == ":5060"
    assert reachable_at(("192.0.2.9", 5070)) == "192.0.2.9:5070"
