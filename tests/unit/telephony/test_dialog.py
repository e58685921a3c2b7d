"""A dialog knows its two names, its order and its way."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.dialog import Dialog, birth
from kit.sip_texts import SOURCE, request, response

HERE = ("192.0.2.100", 5060)


def _called(**headers: str) -> Dialog:
    return Dialog.invited(request(**headers))


def _calling() -> Dialog:
    dialog = Dialog("c9", "<sip:us@192.0.2.100>;tag=ours", "ours")
    dialog.begin("sip:anna@192.0.2.7:40000", SOURCE)
    return dialog


def test_the_one_called_turns_from_and_to_around() -> None:
    dialog = _called()
    text = dialog.request("BYE", HERE).localStr()
    assert text.startswith("BYE sip:anna@192.0.2.7:40000 SIP/2.0\r\n")
    assert f"\r\nFrom: <sip:hotline@192.0.2.100>;tag={dialog.local_tag}\r\n" in text
    assert "\r\nTo: <sip:anna@192.0.2.7>;tag=theirs\r\n" in text
    assert "\r\nCSeq: 1 BYE\r\n" in text


def test_the_one_who_calls_learns_the_tag_and_the_place_from_the_answer() -> None:
    dialog = _calling()
    assert "To: <sip:anna@192.0.2.7:40000>\r\n" in dialog.request("INVITE", HERE).localStr()
    dialog.accepted(response(To="<sip:anna@x>;tag=t", Contact="<sip:anna@192.0.2.9:6000>"))
    text = dialog.request("BYE", HERE).localStr()
    assert "BYE sip:anna@192.0.2.9:6000 SIP/2.0" in text
    assert "To: <sip:anna@x>;tag=t\r\n" in text
    assert "CSeq: 2 BYE" in text
    assert dialog.address == ("192.0.2.9", 6000)


def test_what_a_failed_try_learnt_is_forgotten_for_the_next() -> None:
    dialog = _calling()
    dialog.accepted(response(183, To="<sip:anna@x>;tag=t", Record_Route="<sip:192.0.2.1;lr>"))
    dialog.begin("sip:anna@192.0.2.7:40000", SOURCE)
    text = dialog.request("INVITE", HERE).localStr()
    assert "Route:" not in text
    assert ";tag=t" not in text


def test_loose_routes_are_kept_in_the_order_of_ones_own_side() -> None:
    routes = "<sip:192.0.2.1:5070;lr>, <sip:192.0.2.2;lr>"
    called = _called(Record_Route=routes)
    assert called.address == ("192.0.2.1", 5070)
    lines = called.request("BYE", HERE).localStr().split("\r\n")
    assert [line for line in lines if line.startswith("Route")] == [
        "Route: <sip:192.0.2.1:5070;lr>",
        "Route: <sip:192.0.2.2;lr>",
    ]
    calling = _calling()
    calling.accepted(response(Record_Route=routes))
    assert calling.address == ("192.0.2.2", 5060)


def test_a_strict_router_gets_its_old_way() -> None:
    text = _called(Record_Route="<sip:192.0.2.1>").request("BYE", HERE).localStr()
    assert text.startswith("BYE sip:192.0.2.1 SIP/2.0")
    assert "Route: <sip:anna@192.0.2.7:40000>" in text


def test_requests_belong_by_both_tags_and_count_in_order() -> None:
    dialog = _called()
    tag = f"<sip:hotline@x>;tag={dialog.local_tag}"
    assert dialog.is_of(request("BYE", To=tag))
    assert not dialog.is_of(request("BYE", To=tag, From="<sip:a@b>;tag=other"))
    assert not dialog.is_of(request("BYE", To="<sip:hotline@x>;tag=other"))
    assert dialog.in_order(request("INFO", CSeq="5 INFO"))
    assert not dialog.in_order(request("INFO", CSeq="5 INFO"))
    assert not dialog.in_order(request("INFO", CSeq="4 INFO"))


def test_the_far_end_may_move_and_say_what_it_understands() -> None:
    dialog = _called()
    dialog.learn(request(Contact="<sip:anna@192.0.2.44>", Allow="INVITE, UPDATE"))
    assert dialog.address == ("192.0.2.44", 5060)
    assert "update" in dialog.allows


def test_a_contact_that_cannot_be_reached_is_answered_at_the_source() -> None:
    assert _called(Contact="<sip:anna@phone.example>").address == SOURCE


def test_without_a_contact_there_is_no_dialog() -> None:
    with pytest.raises(Refused):
        Dialog.invited(request(Contact=None))


def test_one_invite_by_two_ways_has_one_birth() -> None:
    other = request(Via="SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK2")
    assert birth(request()) == birth(other)
    assert birth(request()) != birth(request(CSeq="2 INVITE"))
