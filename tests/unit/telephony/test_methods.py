"""What we say of ourselves, and which refusal each method gets that we have nothing for."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.methods import (
    ALLOW,
    abilities,
    check_required,
    not_allowed,
    not_implemented,
)
from firstline.telephony.within import ANSWERS
from kit.sip_texts import request


def test_what_we_allow_is_what_we_answer() -> None:
    allowed = set(ALLOW.removeprefix("Allow: ").split(", "))
    assert allowed - set(ANSWERS) == {"ACK", "CANCEL"}
    assert ALLOW in abilities()


@pytest.mark.parametrize(
    ("method", "status"),
    [("BYE", 481), ("PRACK", 481), ("REFER", 403), ("MESSAGE", 405), ("DANCE", 501)],
)
def test_outside_a_call_each_method_gets_its_own_refusal(method: str, status: int) -> None:
    assert not_implemented(method).status == status


def test_a_method_that_is_not_wanted_is_told_which_are() -> None:
    assert not_allowed().headers == (ALLOW,)


def test_what_we_can_may_be_required() -> None:
    check_required(request(Require="timer, replaces"))
    check_required(request())


def test_what_we_cannot_is_named() -> None:
    with pytest.raises(Refused) as caught:
        check_required(request(Require="timer, 100rel,Gizmo"))
    assert (caught.value.status, caught.value.headers) == (420, ("Unsupported: 100rel, gizmo",))
