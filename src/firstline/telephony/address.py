"""Addresses of the network: is it one, is it private, which of ours faces it, where to send.

Host names are never looked up here: that would stop the loop. It knows nothing of SIP.
"""

import ipaddress
import socket
from functools import lru_cache
from typing import Final

Address = tuple[str, int]
"""An IPv4 address and a UDP port."""

WILDCARD: Final = "0.0.0.0"
LOOPBACK: Final = "127."
"With which the addresses of the machine itself begin."
_INSIDE: Final = [
    ipaddress.IPv4Network(network)
    for network in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),  # RFC 1918
        *("100.64.0.0/10", "169.254.0.0/16"),  # RFC 6598, 3927
    )
]


@lru_cache(maxsize=4096)
def is_numeric(host: str) -> bool:
    """Whether *host* is an IPv4 address, not a name."""
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def is_one_party(host: str) -> bool:
    """Whether *host* is an IPv4 address at which one party can be: no multicast, no broadcast."""
    if not is_numeric(host):
        return False
    address = ipaddress.IPv4Address(host)
    return not address.is_multicast and host != "255.255.255.255"


@lru_cache(maxsize=4096)
def is_inside(host: str) -> bool:
    """Whether *host* is an address that has a meaning only behind some router."""
    address = ipaddress.IPv4Address(host)
    return any(address in network for network in _INSIDE)


def reachable(wanted: Address, source: Address) -> Address:
    """Return where to send what is meant for *wanted*, said by one who wrote from *source*.

    A name, or a private address given by somebody outside (NAT), is answered at the source.
    """
    host, port = wanted
    if not is_numeric(host) or not 0 < port < 65536:
        return source
    if is_inside(host) and not is_inside(source[0]):
        return source
    return wanted


@lru_cache(maxsize=4096)
def facing(host: str) -> str:
    """Return the address of ours that packets to *host* leave from."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((host, 9))  # a datagram socket sends nothing when connected
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
