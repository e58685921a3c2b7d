"""Session timers (RFC 4028): who proves how often that the call lives, and when it is dead.

Pure: headers in, a decision out. The clock and the proofs are the leg's.
"""

import re
from dataclasses import dataclass
from typing import Final

from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Readable
from firstline.telephony.limits import SipLimits

_VALUE: Final = re.compile(r"\s*(\d{1,9})\s*(?:;.*)?")
_REFRESHER: Final = re.compile(r";\s*refresher\s*=\s*(uac|uas)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SessionTimer:
    """What both sides agreed on."""

    interval: int
    "Seconds after which a call without a proof of life is dead."
    ours: bool
    "Whether we prove; else the far end does."

    @property
    def wait(self) -> float:
        """Seconds from one proof until we prove again, or give the call up (RFC 4028 10)."""
        if self.ours:
            return self.interval / 2
        return self.interval - min(32.0, self.interval / 3)


def as_callee(request: Readable, limits: SipLimits) -> tuple[SessionTimer | None, list[str]]:
    """Return the timer for a call that somebody makes to us, and what our 2xx says of it.

    Raise 422 if they want proofs more often than we allow. One who does not know session timers
    gets none, and is not told of them.
    """
    knows = "timer" in request.tokens("supported") + request.tokens("require")
    asked = _interval(request)
    if asked is None and not knows:
        return None, []
    interval = (
        _granted(asked, request, limits) if knows else max(asked or 0, limits.session_shortest)
    )
    refresher = _refresher(request) or ("uac" if knows else "uas")
    timer = SessionTimer(interval, ours=refresher == "uas")
    lines = [f"Session-Expires: {interval};refresher={refresher}"]
    return timer, [*lines, "Require: timer"] if refresher == "uac" else lines


def _granted(asked: int | None, request: Readable, limits: SipLimits) -> int:
    if asked is None:
        return max(limits.session_expires, request.number("min-se") or 0)
    if asked < limits.session_shortest:
        raise Refused(422, "Session Interval Too Small", f"Min-SE: {limits.session_shortest}")
    return asked


def as_caller(response: Readable) -> SessionTimer | None:
    """Return the timer for a call that we made, from its 2xx; None if they want none."""
    interval = _interval(response)
    if interval is None:
        return None
    return SessionTimer(interval, ours=_refresher(response) != "uas")


def asking(limits: SipLimits, at_least: int = 0, refresher: str = "") -> list[str]:
    """Return what a request of ours says of session timers."""
    interval = max(limits.session_expires, at_least)
    suffix = f";refresher={refresher}" if refresher else ""
    shortest = max(limits.session_shortest, at_least)
    return [f"Session-Expires: {interval}{suffix}", f"Min-SE: {shortest}"]


def _interval(message: Readable) -> int | None:
    value = message.one("session-expires")
    if value is None:
        return None
    found = _VALUE.fullmatch(value)
    if found is None:
        raise Refused(400, "Bad Session-Expires")
    return int(found[1])


def _refresher(message: Readable) -> str:
    found = _REFRESHER.search(message.one("session-expires") or "")
    return found[1].lower() if found is not None else ""
