"""Acts: one table for HTTP and sockets, whose every row has an address, words and a form."""

import asyncio
from pathlib import Path

import pytest

from firstline.journal.events import AgentAnswered
from firstline.switchboard.refusal import Refusal
from firstline.web.acts import ACTS, Handing, Nothing, Reason, WrapUp, known
from firstline.web.problem import ProblemError
from kit.journals import ANNA
from kit.office import Office, office
from kit.silent_phones import with_phones

FORMS = {
    Nothing: Nothing(),
    Reason: Reason(reason="lunch"),
    Handing: Handing(to="team:experts", reason="", note=""),
    WrapUp: WrapUp(code="sold", note="blue"),
}


def do(place: Office, name: str) -> str:
    """Let Anna do one act; return what is wrong with it, if anything."""
    act = ACTS[name]
    try:
        act.do(place.desk, ANNA, FORMS[act.form])
    except Refusal as refusal:
        return refusal.reason
    except ProblemError as problem:
        return problem.detail
    return ""


def test_every_act_has_an_address_of_its_own_and_says_what_it_does() -> None:
    assert len({act.path for act in ACTS.values()}) == len(ACTS)
    assert all(act.path.startswith("/") and act.says.endswith(".") for act in ACTS.values())


@pytest.mark.parametrize("browser", [True, False])
def test_a_call_is_answered_where_the_telephone_is(tmp_path: Path, browser: bool) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            phones, _ = with_phones(place)
            if browser:
                phones.pages["agent:anna"] = None
            place.ready(ANNA)
            assert do(place, "decline")
            number = place.call("12")
            assert bool(do(place, "answer")) != browser
            if not browser:
                place.on(AgentAnswered(ANNA, number))
            for name in ("hold", "resume", "hang-up", "wrap-up"):
                assert not do(place, name), name
            assert do(place, "hang-up") == "You have no call."
            place.call("12")
            assert not do(place, "decline")
            assert known(place.desk, ANNA).reason == "declined"

    asyncio.run(life())


def test_nobody_unknown_does_anything(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            with pytest.raises(ProblemError, match="zoltan"):
                known(place.desk, "zoltan")

    asyncio.run(life())
