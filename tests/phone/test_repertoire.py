"""What callers are told while they wait, before the menu, out of hours, and on calling again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from firstline.plan import words
from firstline.telephony.prompts import Prompts
from kit.hotline_process import HotlineProcess, at_rest, comes_true, hotline
from kit.phone_call import PhoneCall
from kit.tone_plan import (
    ANNA,
    CALLER,
    CLOSED,
    INCIDENT_CHOICE,
    MENU,
    MUSIC,
    NOTICES,
    QUEUED,
    WELCOME_BACK,
)

TOLD_EVERY = 2.5
CALLS = 5
PLAN = f"""
hotline: Queue
languages: [en]
open: {{mon-sun: always}}
menu:
  welcome:
    say: {{file: tone/{MENU}-3s.wav}}
    keys:
      1: {{stream: matters}}
streams:
  matters: {{expected_handle: 4 min}}
teams:
  front:
    takes: matters
    agents:
      anna: {{address: "sip:anna@phone"}}
policy:
  wrap_up: 0 s
  ring_time: 20 s
  announce: {{first: 1 s, every: 1 s}}
  redial: {{keeps_place: 1 min}}
limits: {{calls: {CALLS}, retry_after: 7 s}}
{NOTICES}"""


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HotlineProcess]:
    with hotline(PLAN, tmp_path_factory.mktemp("queue")) as made:
        made.agent("anna", "sign-in")
        yield made


@pytest.fixture
def queue(process: HotlineProcess) -> Iterator[HotlineProcess]:
    process.agent("anna", "not-ready", reason="break")
    yield process
    for phone in process.callers:
        phone.close()
    process.callers.clear()
    assert at_rest(process)


def waiting(queue: HotlineProcess, number: str = "") -> PhoneCall:
    """Return a call that waits."""
    call = queue.caller(number).call(frequency=CALLER)
    call.press("1")
    assert call.hears(QUEUED)
    return call


def was_told(queue: HotlineProcess, call: PhoneCall, text: str) -> bool:
    """Return whether *text* comes to be heard, to the last octet."""
    clip = Prompts(queue.data / "prompts").prepare(text, "en")
    spoken = Path(f"{clip.stem}.{call.sound.codec.value}").read_bytes()

    def heard() -> bool:
        return spoken in b"".join(packet.payload for packet in tuple(call.sound.heard))

    return comes_true(heard, within=10)


def test_callers_are_told_their_place_and_the_wait(queue: HotlineProcess) -> None:
    first = waiting(queue)
    second = waiting(queue)
    assert was_told(queue, second, words.position("en", 1))
    assert was_told(queue, first, words.position("en", 0))
    assert first.hears(MUSIC)
    first.hang_up()
    assert was_told(queue, second, words.position("en", 0)), "the queue has moved on"


def test_with_an_agent_at_work_the_expected_wait_is_told(queue: HotlineProcess) -> None:
    queue.agent("anna", "ready")
    talks = queue.caller().call(frequency=CALLER)
    talks.press("1")
    anna = queue.phones["anna"].rung().answer(ANNA)
    waits = waiting(queue)
    told = was_told(queue, waits, words.wait("en", 5, 8))
    assert told, "one call of four minutes by the plan, and half a standard deviation"
    anna.hang_up()
    queue.phones["anna"].rung().answer(ANNA)
    assert waits.hears(ANNA)


def test_nothing_is_said_while_an_agent_is_rung(queue: HotlineProcess) -> None:
    queue.agent("anna", "ready")
    call = queue.caller().call(frequency=CALLER)
    call.press("1")
    ring = queue.phones["anna"].rung()
    assert call.hears(MUSIC)
    assert not call.sound.hears(0, within=TOLD_EVERY)
    ring.answer(ANNA)
    assert call.hears(ANNA)
    assert {tone for tone in call.sound.tones() if tone not in {MENU, ANNA}} == {MUSIC}
    music = [span for span in call.sound_spans() if abs(span.frequency - MUSIC) < 10]
    assert len(music) == 1, "the music was not interrupted"


def test_who_lost_the_line_calls_again_and_keeps_the_place(queue: HotlineProcess) -> None:
    lost = waiting(queue, "+36301111111")
    other = waiting(queue, "+36302222222")
    lost.hang_up()
    again = queue.caller("+36301111111").call(frequency=CALLER)
    assert again.hears(WELCOME_BACK)
    assert again.hears(QUEUED)
    queue.agent("anna", "ready")
    ring = queue.phones["anna"].rung().answer(ANNA)
    assert "+36301111111" in ring.header("From")
    assert again.hears(ANNA)
    assert not other.sound.hears_now(ANNA)


def test_an_incident_is_told_before_the_menu_as_long_as_it_lasts(queue: HotlineProcess) -> None:
    text = "Cards cannot be used just now."
    queue.ask("POST", "/incidents", {"name": "cards", "message": {"en": text}})
    call = queue.caller().call()
    assert call.hears(INCIDENT_CHOICE)
    assert was_told(queue, call, text)
    call.press("1")
    assert call.hears(MENU)
    queue.ask("DELETE", "/incidents/cards")
    after = queue.caller().call()
    assert after.hears(MENU)
    assert after.sound.tones()[:1] in ([], [MENU])


def test_beyond_the_limit_of_calls_there_is_a_time_to_try_again(queue: HotlineProcess) -> None:
    calls = [queue.caller().call() for _ in range(CALLS)]
    for _ in range(3):
        refused = queue.caller().dial()
        assert refused.is_over()
        assert refused.status == 503
        assert refused.header("Retry-After") == "7"
    assert all(call.is_up() for call in calls)
    assert calls[-1].hears(MENU)
    calls[0].hang_up()
    assert comes_true(lambda: len(queue.calls()) == CALLS - 1)
    assert queue.caller().call().hears(MENU)


def test_out_of_hours_callers_are_told_so(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    closed = f"closed: [{today}, {today + timedelta(days=1)}]"
    plan = PLAN.replace("mon-sun: always", f"mon-sun: always, {closed}")
    with hotline(plan, tmp_path) as process:
        call = process.caller().call()
        assert call.hears(CLOSED)
        assert call.is_over()
        assert call.sound.tones() == [CLOSED]
