"""The trunk: who may call in, by the address they call from or by a password.

It knows no messages: addresses and names only.
"""

import ipaddress
from collections.abc import Iterable, Mapping

from firstline.errors import InputError


class Trunk:
    """Those from whom we take calls without their being agents."""

    def __init__(
        self, addresses: Iterable[str] = (), passwords: Mapping[str, str] | None = None
    ) -> None:
        """*addresses* are addresses or networks (``192.0.2.0/24``); *passwords* by user name."""
        self._networks = [_network(text) for text in addresses]
        self._passwords = dict(passwords or {})
        self._seen: dict[str, bool] = {}

    def trusts(self, host: str) -> bool:
        """Whether calls from *host* are taken without a password."""
        known = self._seen.get(host)
        if known is None:
            address = ipaddress.ip_address(host)
            known = any(address in network for network in self._networks)
            if len(self._seen) >= 4096:
                self._seen.clear()
            self._seen[host] = known
        return known

    def password(self, user: str) -> str | None:
        """Return the password of *user*, or None if the trunk has no such user."""
        return self._passwords.get(user)


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise InputError(
            f'"{text}" is not an address or network: {error}.',
            "Write a trunk's address like 192.0.2.7 or 192.0.2.0/24.",
        ) from error
