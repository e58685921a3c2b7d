"""The door for calls from pages: so many at once, so many a minute, from where they may."""

import pytest

from firstline.domain.time import MINUTE, SECOND
from firstline.plan.model import WebCalls
from firstline.web import call_door
from firstline.web.call_door import (
    SOCKETS_OF_ADDRESS,
    SWITCHED_OFF,
    TOO_MANY,
    TOO_MANY_OF_ADDRESS,
    TOO_OFTEN,
    CallDoor,
)


class Street:
    """Calls that come and go, and the time."""

    def __init__(self, **plan: object) -> None:
        self.now = 0
        self.up: set[str] = set()
        self.count = 0
        self.door = CallDoor(WebCalls.model_validate(plan), self.up.__contains__, lambda: self.now)

    def call(self, address: str = "192.0.2.1", *, near: bool = True) -> object:
        """Call from an address; return the objection, or the ticket."""
        objection = self.door.objection(address, near=near)
        if objection is not None:
            return objection
        self.count += 1
        ticket = f"t{self.count}"
        self.up.add(ticket)
        self.door.began(ticket, address)
        return ticket


@pytest.mark.parametrize(
    ("plan", "near", "far"),
    [({}, True, False), ({"enabled": "true"}, True, True), ({"enabled": "false"}, False, False)],
)
def test_the_plan_says_from_where(plan: dict[str, str], near: bool, far: bool) -> None:
    assert (Street(**plan).call(near=True) != SWITCHED_OFF) == near
    assert (Street(**plan).call(near=False) != SWITCHED_OFF) == far


def test_so_many_at_once_and_those_that_are_over_count_no_more() -> None:
    street = Street(at_most=3, per_address=2)
    assert [street.call("a") for _ in range(3)] == ["t1", "t2", TOO_MANY_OF_ADDRESS]
    assert [street.call("b") for _ in range(2)] == ["t3", TOO_MANY]
    street.up.remove("t1")
    assert street.call("a") == "t4"


def test_so_many_in_a_minute() -> None:
    street = Street(per_minute=4)
    for _ in range(4):
        street.up.clear()
        street.now += 5 * SECOND
        assert street.call() not in {TOO_OFTEN, TOO_MANY_OF_ADDRESS}
    street.up.clear()
    assert street.call() == TOO_OFTEN
    assert street.call("192.0.2.2") != TOO_OFTEN
    street.now = MINUTE + 6 * SECOND
    street.up.clear()
    assert street.call() != TOO_OFTEN


def test_so_many_pages() -> None:
    door = Street(at_most=1).door
    assert [door.let_in("a") for _ in range(SOCKETS_OF_ADDRESS + 1)] == [True] * 8 + [False]
    for number in range(1 + call_door.SOCKETS_BESIDES - SOCKETS_OF_ADDRESS):
        assert door.let_in(f"b{number}")
    assert not door.let_in("c")
    door.let_out("a")
    assert door.let_in("c")


def test_addresses_are_forgotten() -> None:
    street = Street()
    for number in range(call_door.ADDRESSES + 20):
        street.up.clear()
        street.call(f"a{number}")
    assert len(street.door._begun) == call_door.ADDRESSES


def test_every_refusal_says_what_to_do_in_both_languages() -> None:
    for away in (SWITCHED_OFF, TOO_MANY, TOO_MANY_OF_ADDRESS, TOO_OFTEN):
        assert all((away.why.hu, away.why.en, away.remedy.hu, away.remedy.en))
