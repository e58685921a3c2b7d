"""Requests and responses as the SIP side reads them, from a few lines."""

from collections.abc import Mapping

from firstline.telephony.address import Address
from firstline.telephony.datagram import open_shell
from firstline.telephony.incoming import Request, Response

SOURCE: Address = ("192.0.2.7", 40000)
_USUAL = {
    "Via": "SIP/2.0/UDP 192.0.2.7:40000;branch=z9hG4bK1;rport",
    "From": "<sip:anna@192.0.2.7>;tag=theirs",
    "To": "<sip:hotline@192.0.2.100>",
    "Call-ID": "c1",
    "Contact": "<sip:anna@192.0.2.7:40000>",
}


def request(method: str = "INVITE", body: str = "", /, **headers: str | None) -> Request:
    """Return a request with the usual headers, but for those given; None leaves one out."""
    text = f"{method} sip:hotline@192.0.2.100 SIP/2.0\r\n{_lines(method, headers)}\r\n{body}"
    return Request(open_shell(text.encode()), SOURCE)


def response(status: int = 200, method: str = "INVITE", body: str = "", **headers: str) -> Response:
    """Return a response with the usual headers, but for those given."""
    text = f"SIP/2.0 {status} Reason\r\n{_lines(method, headers)}\r\n{body}"
    return Response(open_shell(text.encode()), SOURCE)


def _lines(method: str, headers: Mapping[str, str | None]) -> str:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    told = {**_USUAL, "CSeq": f"1 {method}", **given}
    return "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)
