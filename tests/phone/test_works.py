"""The parts joined: nothing is done before it is remembered, and what cannot be said is over."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstline.live.announcements import TEXTS
from firstline.live.database import FILE
from kit.hotline_process import HotlineProcess, comes_true, hotline
from kit.tone_plan import ANNA, CALLER, MENU, NOTICES

PLAN = f"""
hotline: Tones
languages: [en]
menu: {{welcome: {{say: {{file: tone/{MENU}-2s.wav}}, keys: {{1: {{stream: matters}}}}}}}}
streams: {{matters: {{}}}}
teams: {{front: {{takes: matters, agents: {{anna: {{address: "sip:anna@phone"}}}}}}}}
policy: {{wrap_up: 0 s, announce: never}}
{NOTICES}"""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[HotlineProcess]:
    """Return a hotline that runs."""
    with hotline(PLAN, tmp_path) as running:
        running.agent("anna", "sign-in")
        running.agent("anna", "ready")
        yield running


def remembered(process: HotlineProcess) -> list[str]:
    """Return the names of all entries in the store."""
    with sqlite3.connect(process.data / FILE) as store:
        names = [str(row[0]) for row in store.execute("SELECT name FROM journal ORDER BY seq")]
    store.close()
    return names


def test_what_a_phone_notices_is_already_remembered(process: HotlineProcess) -> None:
    for _ in range(5):
        before = remembered(process)
        call = process.caller().call(frequency=CALLER)
        assert "Answer" in remembered(process)[len(before) :]
        call.press("1")
        ring = process.phones["anna"].rung()
        assert "Ring" in remembered(process)[len(before) :]
        ring.answer(ANNA)
        assert call.hears(ANNA)
        assert "Connect" in remembered(process)[len(before) :]
        ring.hang_up()
        assert call.is_over()
        assert "HangUp" in remembered(process)[len(before) :]


def test_a_clean_end_is_the_last_entry_and_no_secret_is_in_the_log(
    process: HotlineProcess,
) -> None:
    token = (process.data / "admin-token").read_text(encoding="ascii").strip()
    process.caller().call().hang_up()
    assert process.stop() == 0
    names = remembered(process)
    assert names[0] == "RunStarted"
    assert names[-1] == "RunEnded"
    assert token not in process.said()
    assert "admin-token" in process.said()


def test_an_incident_whose_text_is_gone_is_over(process: HotlineProcess) -> None:
    outage = {"name": "outage", "message": {"en": "All is offline."}}
    process.ask("POST", "/incidents", outage)
    assert process.stop() == 0
    (process.data / TEXTS).unlink()
    process.start()
    assert process.ask("GET", "/incidents") == []
    assert "its text is gone" in process.said()
    assert process.ask("GET", "/health")["ready"]


def test_figures_of_telephony_and_store_can_be_watched(process: HotlineProcess) -> None:
    process.caller().send("NONSENSE\r\n\r\n")
    assert comes_true(lambda: process.counted("sip.malformed") == 1)


def test_numbers_that_are_not_to_be_remembered_are_only_shown_to_the_agent(tmp_path: Path) -> None:
    plan = PLAN + "privacy: {calling_numbers: masked}\n"
    with hotline(plan, tmp_path) as process:
        process.agent("anna", "sign-in")
        process.agent("anna", "ready")
        call = process.caller("+36301234567").call()
        call.press("1")
        ring = process.phones["anna"].rung()
        assert ring.invite is not None
        assert "+36301234567" in ring.invite.text
        call.hang_up()
        assert process.stop() == 0
        _, shown, _ = process.command("records", "--json")
    assert "+3630123xxxx" in shown
    assert "+36301234567" not in shown
