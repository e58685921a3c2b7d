"""Addresses are told from names, private ones from public, and nobody is looked up."""

import pytest

from firstline.telephony.address import facing, is_inside, is_numeric, is_one_party, reachable

OUTSIDE = ("203.0.113.9", 40312)
INSIDE = ("192.168.7.7", 40312)


@pytest.mark.parametrize("host", ["192.0.2.1", "127.0.0.1", "0.0.0.0"])
def test_an_address_is_numeric(host: str) -> None:
    assert is_numeric(host)


@pytest.mark.parametrize("host", ["phone.example", "", "1.2.3", "::1", "1.2.3.999", "01.2.3.4"])
def test_what_else_there_is_is_not(host: str) -> None:
    assert not is_numeric(host)


def test_one_party_is_at_neither_a_group_nor_everywhere() -> None:
    assert is_one_party("192.0.2.1")
    assert not is_one_party("239.255.0.1")
    assert not is_one_party("255.255.255.255")
    assert not is_one_party("phone.example")


def test_loopback_is_everywhere_and_private_addresses_are_not() -> None:
    assert is_inside("192.168.1.1")
    assert is_inside("10.0.0.1")
    assert is_inside("100.64.0.1")
    assert not is_inside("127.0.0.1")
    assert not is_inside("203.0.113.9")


@pytest.mark.parametrize(
    ("wanted", "source", "found"),
    [
        (("198.51.100.1", 5060), OUTSIDE, ("198.51.100.1", 5060)),
        (("phone.example", 5060), OUTSIDE, OUTSIDE),
        (("8.8.8.8", 0), OUTSIDE, OUTSIDE),
        (("8.8.8.8", 70000), OUTSIDE, OUTSIDE),
        (("192.168.7.9", 5060), INSIDE, ("192.168.7.9", 5060)),
        (("192.168.7.9", 5060), OUTSIDE, OUTSIDE),
    ],
)
def test_packets_go_where_they_can_arrive(
    wanted: tuple[str, int], source: tuple[str, int], found: tuple[str, int]
) -> None:
    assert reachable(wanted, source) == found


def test_our_own_address_is_the_one_that_faces_the_far_end() -> None:
    assert facing("127.0.0.1") == "127.0.0.1"
