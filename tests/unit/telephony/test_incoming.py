"""Messages that came in are typed values, or refused."""

import pytest

from firstline.telephony.datagram import Refused, open_shell
from firstline.telephony.incoming import Request, address_of, uri_in, url
from kit.sip_texts import SOURCE, request, response


def test_a_request_says_who_what_and_whom() -> None:
    found = request(From='"Kiss, Anna" <sip:anna@x>;tag=t', To="<sip:hotline@y>;tag=u")
    assert (found.verb, found.cseq, found.call_id) == ("INVITE", 1, "c1")
    assert (found.from_tag, found.to_tag) == ("t", "u")
    assert (found.from_user, found.from_name, found.to_user) == ("anna", "Kiss, Anna", "hotline")
    assert found.dialled == "hotline"
    assert found.source == SOURCE


def test_a_user_name_holds_nothing_that_cannot_be_shown() -> None:
    found = request(From="<sip:36%0d%0aX%3A%20y%00@x>;tag=t", To=f"<sip:{'7' * 999}@x>")
    assert found.from_user == "36X: y"
    assert len(found.to_user) == 128


def test_headers_are_found_by_either_name_as_they_were_written() -> None:
    found = request(k="timer, Replaces", X_Odd="as Is")
    assert found.tokens("supported") == ["timer", "replaces"]
    assert found.one("x-odd") == "as Is"
    assert found.one("nothing") is None
    assert found.all("nothing") == []


def test_numbers_are_numbers() -> None:
    assert request(Min_SE="90;x=y").number("min-se") == 90
    assert request().number("min-se") is None
    for wrong in ("x", "-1", "", "1.5", "99999999999", "²"):
        with pytest.raises(Refused):
            request(Min_SE=wrong).number("min-se")


@pytest.mark.parametrize(
    "headers",
    [
        {"From": None},
        {"To": None},
        {"Call_ID": None},
        {"CSeq": None},
        {"Via": None},
        {"CSeq": "1 BYE"},
        {"CSeq": "x INVITE"},
        {"CSeq": "2147483648 INVITE"},
        {"From": "<sip:"},
        {"From": "nonsense"},
        {"Via": "nonsense"},
        {"Via": "SIP/2.0/UDP h:x"},
        {"Expires": "never"},
    ],
)
def test_what_cannot_be_understood_is_refused(headers: dict[str, str | None]) -> None:
    with pytest.raises(Refused) as caught:
        request(**headers)
    assert caught.value.status == 400


def test_what_stands_twice_is_refused() -> None:
    text = "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:a@b>\r\nFrom: <sip:c@d>\r\n"
    text += "To: <sip:a@b>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\n"
    with pytest.raises(Refused, match="Two From"):
        Request(open_shell(text.encode()), SOURCE)


def test_a_cancel_gets_the_tag_of_its_invite() -> None:
    assert request("INVITE").local_tag == request("CANCEL").local_tag
    assert request("INVITE").local_tag != request("INVITE", Call_ID="c2").local_tag


def test_a_response_says_what_became_of_a_request() -> None:
    found = response(183)
    assert (found.status, found.phrase) == (183, "Reason")
    assert found.one("contact") == "<sip:anna@192.0.2.7:40000>"


def test_the_contact_of_a_refusal_is_not_where_its_ack_goes() -> None:
    assert response(302, Record_Route="<sip:x;lr>").all("contact") == []
    assert response(302, Record_Route="<sip:x;lr>").all("record-route") == []


@pytest.mark.parametrize(
    ("value", "uri"),
    [
        ("<sip:a@b;x=y>;z=1", "sip:a@b;x=y"),
        ('"A <b>" <sip:a@b>', "sip:a@b"),
        ("sip:a@b;z=1", "sip:a@b"),
        ("  sip:a@b  ", "sip:a@b"),
        ("", ""),
    ],
)
def test_the_address_in_a_header(value: str, uri: str) -> None:
    assert uri_in(value) == uri


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("sip:a@192.0.2.1:5062;transport=udp", ("192.0.2.1", 5062)),
        ("sip:192.0.2.1", ("192.0.2.1", 5060)),
        ("sip:a@phone.example", ("phone.example", 5060)),
    ],
)
def test_the_place_in_an_address(uri: str, address: tuple[str, int]) -> None:
    assert address_of(uri) == address


@pytest.mark.parametrize(
    "uri", ["ftp:x", "sip:", "sip:a@", "sip:a@b:port", "", "sip:a b@c", "sip:a@b>"]
)
def test_what_is_no_address_is_refused(uri: str) -> None:
    with pytest.raises(Refused):
        url(uri)
