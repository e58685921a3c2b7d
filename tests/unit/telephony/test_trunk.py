"""Trunks are known by address or by password."""

import pytest

from firstline.errors import InputError
from firstline.telephony.trunk import Trunk


def test_an_address_or_a_network_is_trusted_and_its_neighbour_is_not() -> None:
    trunk = Trunk(["192.0.2.7", "198.51.100.0/24"])
    assert trunk.trusts("192.0.2.7")
    assert trunk.trusts("198.51.100.200")
    assert not trunk.trusts("192.0.2.8")
    assert not trunk.trusts("203.0.113.1")


def test_without_addresses_nobody_is_trusted() -> None:
    assert not Trunk().trusts("127.0.0.1")


def test_what_is_remembered_of_addresses_is_bounded() -> None:
    trunk = Trunk(["10.0.0.0/8"])
    for number in range(10_000):
        assert not trunk.trusts(f"192.{number >> 8}.{number & 255}.1")
    assert len(trunk._seen) <= 4096
    assert trunk.trusts("10.1.2.3")


def test_passwords_are_by_user() -> None:
    trunk = Trunk([], {"carrier": "pw"})
    assert trunk.password("carrier") == "pw"
    assert trunk.password("other") is None


def test_what_is_no_address_is_said_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"trunk\.example") as caught:
        Trunk(["trunk.example"])
    assert "192.0.2" in caught.value.remedy
