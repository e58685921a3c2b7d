"""Whom a REFER means, which leg it names, and how its outcome is told."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.refer import Replaces, news, refer_to, replaces, wants_no_news
from kit.sip_texts import request


def test_a_blind_one_names_a_user() -> None:
    asked = refer_to(request("REFER", Refer_To='"Béla" <sip:bela@192.0.2.100:5070;user=phone>'))
    assert (asked.uri, asked.user, asked.replaces) == ("sip:bela@192.0.2.100:5070", "bela", None)


def test_a_compact_one_without_brackets_too() -> None:
    assert refer_to(request("REFER", r="sip:bela@192.0.2.100")).user == "bela"


def test_a_telephone_number_too() -> None:
    assert refer_to(request("REFER", Refer_To="<tel:+3611234567>")).user == "+3611234567"


def test_one_after_consulting_names_the_leg() -> None:
    value = "<sip:bela@x?Replaces=id%40host%3Bto-tag%3Dours%3Bfrom-tag%3Dtheirs&X=y>"
    asked = refer_to(request("REFER", Refer_To=value))
    assert asked.replaces == Replaces("id@host", "ours", "theirs", early_only=False)


@pytest.mark.parametrize(
    "value", [None, "", "<ftp:x>", "<sip:b@x;method=BYE>", "<sip:b@x?Replaces=nonsense>"]
)
def test_what_makes_no_sense_is_refused(value: str | None) -> None:
    with pytest.raises(Refused) as caught:
        refer_to(request("REFER", Refer_To=value))
    assert caught.value.status == 400


def test_replaces_in_any_order_with_and_without_early_only() -> None:
    assert replaces("c; from-tag=f ;to-tag=t;early-only") == Replaces("c", "t", "f", True)
    assert replaces("c;to-tag=t;from-tag=f") == Replaces("c", "t", "f", False)


@pytest.mark.parametrize("value", ["", "c", "c;to-tag=t", ";to-tag=t;from-tag=f"])
def test_replaces_that_names_no_dialog_is_refused(value: str) -> None:
    with pytest.raises(Refused):
        replaces(value)


def test_whether_news_are_wanted() -> None:
    assert not wants_no_news(request("REFER"))
    assert not wants_no_news(request("REFER", Refer_Sub="true"))
    assert wants_no_news(request("REFER", Refer_Sub=" FALSE ;x"))


def test_news_last_until_the_final_word() -> None:
    lines, body = news(180, "Ringing", "7")
    assert lines == ["Event: refer;id=7", "Subscription-State: active;expires=120"]
    assert body == "SIP/2.0 180 Ringing\r\n"
    lines, _ = news(486, "Busy Here", "7")
    assert lines[1] == "Subscription-State: terminated;reason=noresource"
