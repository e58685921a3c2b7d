"""STUN: whoever asks is told from where the question came (:rfc:`8489`).

A browser behind a router learns by it under which address it is seen, and names that address in its
offer. It is answered on the SIP port (:rfc:`5626`, section 8), so that no other host needs to be
asked. It remembers nobody, and answers with hardly more than was asked.
"""

import socket
import struct
from typing import Final

from firstline.telephony.address import LOOPBACK, WILDCARD, Address

_HEADER: Final = struct.Struct("!HHI12s")
_ATTRIBUTE: Final = struct.Struct("!HHBBHI")
_ASKS: Final = b"\x00\x01"
"With what a request begins, and nothing of SIP."
_RESPONSE: Final = 0x0101
_COOKIE: Final = 0x2112A442
_XOR_MAPPED_ADDRESS: Final = 0x0020
_IPV4: Final = 0x01


def binding_response(datagram: bytes, source: Address) -> bytes | None:
    """Return the answer to a binding request that came from *source*; None: it is none."""
    if datagram[:2] != _ASKS or len(datagram) < _HEADER.size:
        return None
    _, length, cookie, transaction = _HEADER.unpack_from(datagram)
    if (cookie, length) != (_COOKIE, len(datagram) - _HEADER.size):
        return None
    host = int.from_bytes(socket.inet_aton(source[0]))
    mapped = _ATTRIBUTE.pack(
        *(_XOR_MAPPED_ADDRESS, 8, 0, _IPV4),
        *(source[1] ^ (_COOKIE >> 16), host ^ _COOKIE),
    )
    return _HEADER.pack(_RESPONSE, len(mapped), _COOKIE, transaction) + mapped


def reachable_at(sip: Address) -> str:
    """Return where browsers elsewhere can ask, as HOST:PORT; empty: nobody elsewhere can.

    Without HOST it is the host that the page came from.
    """
    host, port = sip
    if host.startswith(LOOPBACK):
        return ""
    return f":{port}" if host == WILDCARD else f"{host}:{port}"
