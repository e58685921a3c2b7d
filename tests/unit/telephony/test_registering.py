"""What a REGISTER asks for, and how the answer says what is kept."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.registering import asked, kept
from firstline.telephony.registrar import Asked, Contact
from kit.sip_texts import SOURCE, request


def test_contacts_with_their_own_time_in_both_forms() -> None:
    found = asked(
        request(
            "REGISTER",
            To="<sip:anna@x>",
            Contact='"A, B" <sip:a@192.0.2.7:5062;x=y>;q=1;expires=60, sip:b@192.0.2.8;Expires="9"',
            Expires="300",
        )
    )
    assert found.user == "anna"
    assert (found.call_id, found.cseq, found.expires) == ("c1", 1, 300)
    assert found.contacts == [
        Asked("sip:a@192.0.2.7:5062;x=y", ("192.0.2.7", 5062), 60),
        Asked("sip:b@192.0.2.8", ("192.0.2.8", 5060), 9),
    ]


def test_a_star_asks_for_everything() -> None:
    found = asked(request("REGISTER", Contact="*", Expires="0"))
    assert found.everything
    assert found.contacts == []


def test_none_asks_only_what_is_known() -> None:
    assert asked(request("REGISTER", Contact=None)).contacts == []


def test_a_phone_behind_a_router_is_rung_where_it_wrote_from() -> None:
    found = asked(request("REGISTER", Contact="<sip:a@phone.example>"))
    assert found.contacts[0].address == SOURCE


@pytest.mark.parametrize(
    "headers",
    [
        {"Contact": "<ftp:x>"},
        {"Contact": "<>"},
        {"Contact": ", ".join(f"<sip:a@192.0.2.7:{port}>" for port in range(1, 12))},
    ],
)
def test_what_makes_no_sense_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        asked(request("REGISTER", **headers))
    assert caught.value.status == 400


def test_what_is_kept_is_said_with_what_is_left_of_its_time() -> None:
    contact = Contact("sip:a@b", SOURCE, 160.2, "c1", 1)
    assert kept([contact], 100.0) == ["Contact: <sip:a@b>;expires=60"]
    assert kept([], 100.0) == []
