"""REGISTER as a message: what it asks for, and how the answer says what is kept.

Between the request (incoming.py) and the table of phones (registrar.py); it keeps nothing.
"""

import re
from collections.abc import Sequence
from typing import Final

from firstline.telephony.address import reachable
from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Request, address_of, uri_in
from firstline.telephony.registrar import Asked, Contact, Registration

_EXPIRES: Final = re.compile(r">[^<>]*;\s*expires\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_BARE: Final = re.compile(r";\s*expires\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_MOST_CONTACTS: Final = 8


def asked(request: Request) -> Registration:
    """Return what *request* asks for, or raise 400."""
    values = request.all("contact")
    if len(values) > _MOST_CONTACTS:
        raise Refused(400, "Too Many Contacts")
    places = [value for value in values if value != "*"]
    return Registration(
        user=request.to_user,
        call_id=request.call_id,
        cseq=request.cseq,
        contacts=[_place(value, request) for value in places],
        expires=request.number("expires"),
        everything="*" in values,
    )


def _place(value: str, request: Request) -> Asked:
    uri = uri_in(value)
    found = (_EXPIRES if "<" in value else _BARE).search(value)
    return Asked(
        uri=uri,
        address=reachable(address_of(uri), request.source),
        expires=int(found[1]) if found is not None else None,
    )


def kept(contacts: Sequence[Contact], now: float) -> list[str]:
    """Return the lines of a 200 that say which contacts there are, for how long still."""
    return [
        f"Contact: <{contact.uri}>;expires={max(0, round(contact.until - now))}"
        for contact in contacts
    ]
