"""Who has come: the address that a visitor cannot choose at will."""

import pytest
from starlette.requests import HTTPConnection

from firstline.web.visit import client_of


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "no address"),
    ],
)
def test_a_whole_network_of_ipv6_is_one_client(host: str, client: str) -> None:
    scope = {"type": "http", "client": (host, 5060), "headers": []}
    assert client_of(HTTPConnection(scope)) == client


def test_who_has_no_address_has_none() -> None:
    assert client_of(HTTPConnection({"type": "http", "client": None, "headers": []})) == ""
