"""REFER: whom a phone asks us to ring for it, and how it is told what came of it.

Texts and headers only (RFC 3515, 3891, 4488): what the request becomes is the switchboard's.
"""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Readable, uri_in, url, user_in
from firstline.telephony.outgoing import USER_SAFE

SIPFRAG: Final = "message/sipfrag;version=2.0"
_TAGS: Final = re.compile(r";\s*(to-tag|from-tag)\s*=\s*([^;\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replaces:
    """The dialog that a call takes the place of, named as its other party sees it (RFC 3891)."""

    call_id: str
    our_tag: str
    "Its to-tag: the tag of the one who gets the request, us."
    their_tag: str
    early_only: bool


@dataclass(frozen=True, slots=True)
class ReferTo:
    """Whom the phone wants to be connected with its party."""

    uri: str
    user: str
    replaces: Replaces | None


def refer_to(request: Readable) -> ReferTo:
    """Return what a REFER asks for, or raise 400."""
    values = request.all("refer-to")
    if len(values) != 1:
        raise Refused(400, "One Refer-To Is Wanted")
    target = url(uri_in(values[0]))
    if (target.method or "INVITE").upper() != "INVITE":
        raise Refused(400, "Only An INVITE Can Be Referred")
    named = {name.lower(): value for name, value in (target.headers or {}).items()}
    replaced = replaces(named["replaces"]) if "replaces" in named else None
    return ReferTo(_plain(target), user_in(target), replaced)


def _plain(target: Any) -> str:
    """Return the address alone, without what else was to be said to it."""
    user = f"{quote(user_in(target), USER_SAFE)}@" if target.username else ""
    port = f":{target.port}" if target.port else ""
    return f"sip:{user}{target.host}{port}"


def replaces(value: str) -> Replaces:
    """Return what a Replaces header names, or raise 400."""
    call_id = value.partition(";")[0].strip()
    tags = {name.lower(): tag for name, tag in _TAGS.findall(value)}
    if not call_id or len(tags) != 2:
        raise Refused(400, "Bad Replaces")
    early_only = re.search(r";\s*early-only\b", value, re.IGNORECASE) is not None
    return Replaces(call_id, tags["to-tag"], tags["from-tag"], early_only)


def wants_no_news(request: Readable) -> bool:
    """Whether the one who refers asks to be told nothing (RFC 4488)."""
    return (request.one("refer-sub") or "").partition(";")[0].strip().lower() == "false"


def news(status: int, phrase: str, identifier: str) -> tuple[list[str], str]:
    """Return the headers and the body of a NOTIFY; a final *status* ends the subscription."""
    over = status >= 200
    state = "terminated;reason=noresource" if over else "active;expires=120"
    event = f"refer;id={identifier}" if identifier else "refer"
    return [f"Event: {event}", f"Subscription-State: {state}"], f"SIP/2.0 {status} {phrase}\r\n"
