"""Who is up is found by number, name and session, and forgotten only if still the same."""

from types import SimpleNamespace
from typing import Any, cast

from firstline.telephony.parties_up import PartiesUp
from firstline.telephony.party import Caller, Rung

NOBODY: Any = None


def end(session: str) -> Any:
    """Return what a party's end shows of itself here: its session."""
    return SimpleNamespace(port=SimpleNamespace(session=session))


def test_a_callers_keys_follow_the_caller_to_another_session() -> None:
    up = PartiesUp()
    caller = Caller(NOBODY, end("s1"), "leg1")
    up.arriving["leg1"] = caller
    caller.number = 7
    assert up.arrived(7) is caller
    assert up.arrived(7) is None
    up.callers[7] = caller
    up.placed(caller)
    assert up.caller_of("s1") is caller
    cast(Any, caller.end).port.session = "s2"
    up.placed(caller)
    assert up.caller_of("s1") is None
    assert up.caller_of("s2") is caller
    up.forget(caller)
    assert up.caller_of("s2") is None
    assert len(up) == 0


def test_who_has_taken_another_s_place_is_not_forgotten_with_the_other() -> None:
    up = PartiesUp()
    first, second = (Rung(NOBODY, end("s1"), "anna", call) for call in (1, 2))
    up.agents["anna"] = second
    up.forget(first)
    assert list(up) == [second]
    assert up.asker("anna") is second
    up.forget(second)
    assert not list(up)


def test_a_caller_without_a_number_is_kept_until_the_departure_can_be_told() -> None:
    up = PartiesUp()
    caller = Caller(NOBODY, end("s1"), "leg1")
    up.arriving["leg1"] = caller
    up.forget(caller)
    assert up.arriving == {"leg1": caller}
    caller.number = 3
    up.forget(caller)
    assert not up.arriving
