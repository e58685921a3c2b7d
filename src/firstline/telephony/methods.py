"""What we understand of SIP, as our responses say it: methods, options, bodies.

Texts only.
"""

from typing import Final

from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Request

ALLOW: Final = "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, REGISTER"
SUPPORTED: Final = "Supported: replaces, timer, norefersub"
ACCEPT: Final = "Accept: application/sdp"

_OPTIONS: Final = frozenset({"replaces", "timer", "norefersub"})
_UNWANTED: Final = frozenset({"MESSAGE", "NOTIFY", "PUBLISH", "SUBSCRIBE"})
_WITHIN_CALLS: Final = frozenset({"BYE", "INFO", "PRACK", "UPDATE"})


def abilities() -> list[str]:
    """Return what an OPTIONS is answered with (RFC 3261 11.2)."""
    return [
        ALLOW,
        SUPPORTED,
        "Accept: application/sdp, application/dtmf-relay, application/dtmf",
        "Accept-Encoding: identity",
        "Accept-Language: en, hu",
    ]


def not_allowed() -> Refused:
    """Return the refusal of a method that we know and do not want here."""
    return Refused(405, "Method Not Allowed", ALLOW)


def not_implemented(method: str) -> Refused:
    """Return the refusal of a *method* outside a call that we have nothing for."""
    if method in _WITHIN_CALLS:
        return Refused(481, "Call Leg/Transaction Does Not Exist")
    if method == "REFER":
        return Refused(403, "Only Within A Call")
    return not_allowed() if method in _UNWANTED else Refused(501, "Not Implemented", ALLOW)


def check_required(request: Request) -> None:
    """Raise 420 if the request wants something of us that we cannot do (RFC 3261 8.2.2.3)."""
    missing = [option for option in request.tokens("require") if option not in _OPTIONS]
    if missing:
        raise Refused(420, "Bad Extension", f"Unsupported: {', '.join(missing)}")
