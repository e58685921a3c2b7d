"""Session timers: who proves life how often, and what is refused (RFC 4028)."""

import pytest

from firstline.telephony.datagram import Refused
from firstline.telephony.limits import SipLimits
from firstline.telephony.session_timer import SessionTimer, as_callee, as_caller, asking
from kit.sip_texts import request, response

LIMITS = SipLimits(session_expires=1800, session_shortest=90)


@pytest.mark.parametrize(
    ("headers", "interval", "ours", "lines"),
    [
        (
            {"Supported": "timer", "Session-Expires": "300"},
            300,
            False,
            ["Session-Expires: 300;refresher=uac", "Require: timer"],
        ),
        (
            {"Supported": "100rel, timer", "Session-Expires": "300;refresher=uas"},
            300,
            True,
            ["Session-Expires: 300;refresher=uas"],
        ),
        (
            {"k": "timer", "x": "300 ; refresher = UAC"},
            300,
            False,
            ["Session-Expires: 300;refresher=uac", "Require: timer"],
        ),
        (
            {"Supported": "timer"},
            1800,
            False,
            ["Session-Expires: 1800;refresher=uac", "Require: timer"],
        ),
        (
            {"Supported": "timer", "Min-SE": "2000"},
            2000,
            False,
            ["Session-Expires: 2000;refresher=uac", "Require: timer"],
        ),
        # A proxy asks for one that does not know: then we prove.
        ({"Session-Expires": "300"}, 300, True, ["Session-Expires: 300;refresher=uas"]),
        ({"Session-Expires": "30"}, 90, True, ["Session-Expires: 90;refresher=uas"]),
    ],
)
def test_what_a_caller_asks_for_is_agreed_on(
    headers: dict[str, str], interval: int, ours: bool, lines: list[str]
) -> None:
    assert as_callee(request(**headers), LIMITS) == (SessionTimer(interval, ours), lines)


def test_one_who_knows_nothing_of_timers_gets_none() -> None:
    assert as_callee(request(), LIMITS) == (None, [])


def test_too_short_is_refused_with_the_shortest() -> None:
    with pytest.raises(Refused) as caught:
        as_callee(request(Supported="timer", Session_Expires="89"), LIMITS)
    assert (caught.value.status, caught.value.headers) == (422, ("Min-SE: 90",))


@pytest.mark.parametrize("value", ["soon", "-5", "", "1e9", "9999999999"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(Refused) as caught:
        as_callee(request(Supported="timer", Session_Expires=value), LIMITS)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("value", "timer"),
    [
        ("600;refresher=uas", SessionTimer(600, ours=False)),
        ("600;refresher=uac", SessionTimer(600, ours=True)),
        ("600", SessionTimer(600, ours=True)),
    ],
)
def test_what_the_one_called_wants_counts(value: str, timer: SessionTimer) -> None:
    assert as_caller(response(Session_Expires=value)) == timer


def test_without_a_word_of_the_one_called_there_is_none() -> None:
    assert as_caller(response()) is None


def test_we_prove_at_half_time_and_give_up_shortly_before_the_end() -> None:
    assert SessionTimer(1800, ours=True).wait == 900
    assert SessionTimer(1800, ours=False).wait == 1768
    assert SessionTimer(90, ours=False).wait == 60


def test_what_we_ask_for() -> None:
    assert asking(LIMITS) == ["Session-Expires: 1800", "Min-SE: 90"]
    assert asking(LIMITS, 3000, "uac") == ["Session-Expires: 3000;refresher=uac", "Min-SE: 3000"]
