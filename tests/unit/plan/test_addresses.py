"""The addresses of a plan: phones and networks."""

from ipaddress import ip_network

import pytest
from pydantic_core import PydanticCustomError

from firstline.plan.addresses import SipAddress, read_network, read_sip_address


@pytest.mark.parametrize(
    ("written", "host", "port"),
    [
        ("sip:anna@192.0.2.10", "192.0.2.10", 5060),
        ("sip:anna@127.0.0.1:5101", "127.0.0.1", 5101),
        ("SIP:anna@phone.example;transport=udp", "phone.example", 5060),
        ("sip:anna@[::1]:5070", "::1", 5070),
    ],
)
def test_a_phone_has_a_user_a_host_and_a_port(written: str, host: str, port: int) -> None:
    assert read_sip_address(written) == SipAddress(written, "anna", host, port)


@pytest.mark.parametrize(
    "written",
    [
        "anna@192.0.2.10",
        "sip:192.0.2.10",
        "sip:anna@300.1.1.1",
        "sip:anna@192.0.2.10:0",
        "sip:anna@192.0.2.10:70000",
        "sip:anna@[::zz]",
        "sips:anna@192.0.2.10",
        "sip:anna@192.0.2.10;transport=tcp",
        "sip:an na@192.0.2.10",
        "",
    ],
)
def test_what_cannot_be_called_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_sip_address(written)


def test_a_network_is_an_address_or_a_range() -> None:
    assert read_network("192.0.2.7") == ip_network("192.0.2.7/32")
    assert read_network("192.0.2.7/24") == ip_network("192.0.2.0/24")
    assert read_network("2001:db8::/32") == ip_network("2001:db8::/32")


@pytest.mark.parametrize("written", ["carrier.example", "192.0.2.0/40", "", None, 5])
def test_names_of_hosts_are_no_networks(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_network(written)
