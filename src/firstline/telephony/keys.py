"""Keys that come as SIP INFO: the two forms that phones and carriers send.

It knows the bodies only; RFC 4733 keys are in the audio and are the media engine's.
"""

import re
from typing import Final

RELAY: Final = "application/dtmf-relay"
PLAIN: Final = "application/dtmf"
_SIGNAL: Final = re.compile(
    r"^\s*signal\s*=\s*([0-9]{1,2}|[*#A-D])\s*$", re.IGNORECASE | re.MULTILINE
)
_NAMES: Final = {"10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D"}
_EVERYWHERE: Final = frozenset("0123456789*#")
_KEYS: Final = frozenset("0123456789*#ABCD")


def is_key(key: str) -> bool:
    """Whether every telephone has *key*: a digit, a star or a hash."""
    return key in _EVERYWHERE


def key_in(content_type: str, body: str) -> str | None:
    """Return the key that was pressed, or None if *body* says none."""
    if content_type == RELAY:
        found = _SIGNAL.search(body)
        signal = found[1] if found is not None else ""
    elif content_type == PLAIN:
        signal = body.strip()
    else:
        return None
    key = _NAMES.get(signal, signal).upper()
    return key if key in _KEYS else None
