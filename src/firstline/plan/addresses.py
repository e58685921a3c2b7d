"""The addresses of a plan: phones by SIP, trunks by IP network.

Each is written as text and read here into a typed value, or refused with a remedy. Nothing is
looked up in the network.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from firstline.plan.refusal import quoted, refuse


@dataclass(frozen=True, slots=True)
class SipAddress:
    """Where a phone always is: `sip:user@host:port`, over UDP."""

    text: str
    user: str
    host: str
    port: int


SIP: Final = re.compile(
    r"sip:([A-Za-z0-9._~!$&*+%-]{1,64})@"
    r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?"
    r"(?:;transport=udp)?",
    re.IGNORECASE,
)
HOW_SIP: Final = "Write it like “sip:anna@192.0.2.10:5060”."


def read_sip_address(written: object) -> object:
    """Return an agent's fixed address (RFC 3261, 19.1, the part of it that a plan may say)."""
    if not isinstance(written, str):
        return written
    text = written.strip()
    if text.lower().startswith("sips:") or "transport=t" in text.lower():
        raise refuse("agents' phones are called over UDP only", HOW_SIP)
    found = SIP.fullmatch(text)
    if found is None or not _is_host(found[2].strip("[]")):
        raise refuse(f"{quoted(written)} is not a SIP address", HOW_SIP)
    port = int(found[3] or 5060)
    if not 0 < port < 65_536:
        raise refuse(f"there is no port {port}", "Ports go from 1 to 65535.")
    return SipAddress(text, found[1], found[2].strip("[]"), port)


def _is_host(host: str) -> bool:
    """Whether *host* is a name, or an address that can be one."""
    if not re.fullmatch(r"[\d.]+|.*:.*", host):
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


Network: TypeAlias = IPv4Network | IPv6Network


def read_network(written: object) -> object:
    """Return an IP address or a range of them."""
    if isinstance(written, IPv4Network | IPv6Network):
        return written
    try:
        return ip_network(written if isinstance(written, str) else "", strict=False)
    except ValueError:
        remedy = "Write it like “192.0.2.10” or “192.0.2.0/24”; names of hosts are not looked up."
        raise refuse(f"{quoted(written)} is not an IP address or network", remedy) from None


SipUri: TypeAlias = Annotated[
    SipAddress,
    BeforeValidator(read_sip_address),
    WithJsonSchema({"type": "string", "pattern": "^sip:", "examples": ["sip:anna@192.0.2.10"]}),
]
Networks: TypeAlias = Annotated[
    tuple[Annotated[Network, BeforeValidator(read_network)], ...],
    BeforeValidator(lambda written: [written] if isinstance(written, str) else written),
    WithJsonSchema({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
