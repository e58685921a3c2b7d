"""The service from its start to its end: ready, one at a time, drained, begun again."""

import os
import resource
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.hotline_process import HotlineProcess, ProblemError, comes_true, hotline
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, CALLER, INCIDENT_CHOICE, MUSIC, WELCOME_BACK, one_stream

PLAN = one_stream('bela: {address: "sip:bela@phone"}')

LONG = "30"
"""Seconds to drain: more than any test waits."""


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[HotlineProcess]:
    """Return a hotline that has not been started."""
    process = HotlineProcess(PLAN, tmp_path)
    yield process
    process.close()


def ready(process: HotlineProcess, agent: str = "anna") -> None:
    """Let an agent be ready."""
    process.agent(agent, "sign-in")
    process.agent(agent, "ready")


def talk(process: HotlineProcess) -> tuple[PhoneCall, PhoneCall]:
    """Let anna talk with a caller; return both parts of the call."""
    ready(process)
    call = process.caller().call(frequency=CALLER)
    call.press("1")
    ring = process.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    return call, ring


def wait_in_line(process: HotlineProcess, number: str) -> PhoneCall:
    """Return a call that waits with music on."""
    call = process.caller(number).call(frequency=CALLER)
    call.press("1")
    assert call.hears(MUSIC)
    return call


def refused(process: HotlineProcess) -> int:
    """Call in vain, and return the status of the answer."""
    call = process.caller().dial()
    assert call.is_over()
    return call.status


def test_a_second_hotline_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with hotline(PLAN, tmp_path) as process:
        status, _, said = process.serve_in_vain("--sip", "127.0.0.1:5999", "--http", "127.0.0.1:0")
        assert status == 3
        assert f"process {process.pid}" in said
        assert "--data" in said
        assert process.ask("GET", "/health")["ready"]


def test_a_hotline_that_is_to_end_lets_its_callers_finish(tmp_path: Path) -> None:
    with hotline(PLAN, tmp_path, "--drain", LONG) as process:
        call, ring = talk(process)
        os.kill(process.pid, signal.SIGTERM)
        assert comes_true(lambda: "closing" in process.said())
        with pytest.raises(ProblemError) as unready:
            process.ask("GET", "/health")
        assert unready.value.status == 503
        assert refused(process) == 503
        assert call.hears(ANNA)
        began = time.monotonic()
        ring.hang_up()
        assert call.is_over()
        assert comes_true(lambda: not process.runs())
        assert time.monotonic() - began < 10


def test_asked_twice_it_ends_at_once(tmp_path: Path) -> None:
    with hotline(PLAN, tmp_path, "--drain", LONG) as process:
        call, ring = talk(process)
        os.kill(process.pid, signal.SIGINT)
        assert comes_true(lambda: "closing" in process.said())
        os.kill(process.pid, signal.SIGINT)
        assert call.is_over()
        assert ring.is_over()
        assert comes_true(lambda: not process.runs())


def test_when_the_time_is_over_the_calls_are(tmp_path: Path) -> None:
    with hotline(PLAN, tmp_path, "--drain", "1") as process:
        call, ring = talk(process)
        began = time.monotonic()
        assert process.stop() == 0
        assert 0.9 < time.monotonic() - began < 10
        assert call.is_over()
        assert ring.is_over()


def test_over_a_restart_agents_incidents_and_places_are_kept(stopped: HotlineProcess) -> None:
    process = stopped
    process.start()
    ready(process, "anna")
    process.agent("anna", "not-ready", reason="lunch")
    ready(process, "bela")
    outage = {"name": "outage", "message": {"en": "All of Debrecen is offline."}, "area": ["+3652"]}
    process.ask("POST", "/incidents", outage)
    process.agent("bela", "not-ready", reason="lunch")
    wait_in_line(process, "+36301111111")
    process.agent("bela", "sign-out")
    assert process.stop() == 0

    process.start()
    seen = {agent["agent"]: agent for agent in process.state()["now"]["agents"]}
    assert (seen["anna"]["state"], seen["anna"]["reason"]) == ("not ready", "lunch")
    assert seen["bela"]["state"] == "signed out"
    assert [incident["incident"] for incident in process.ask("GET", "/incidents")] == ["outage"]
    assert process.caller("+3652123456").call().hears(INCIDENT_CHOICE, within=10)
    again = process.caller("+36301111111").call(frequency=CALLER)
    assert again.hears(WELCOME_BACK)
    assert again.hears(MUSIC)
    (waits,) = [call for call in process.calls() if call["goal"]]
    assert waits["waited_s"] > 1
    assert process.stop() == 0


def test_after_a_crash_everything_but_the_calls_is_there_again(stopped: HotlineProcess) -> None:
    process = stopped
    process.start()
    ready(process)
    process.agent("anna", "not-ready", reason="lunch")
    wait_in_line(process, "+36301111111")
    process.kill()

    process.start()
    assert "cut off" in process.said()
    seen = {agent["agent"]: agent["state"] for agent in process.state()["now"]["agents"]}
    assert seen["anna"] == "not ready"
    again = process.caller("+36301111111").call(frequency=CALLER)
    assert again.hears(WELCOME_BACK)
    (lost,) = [
        contact for contact in process.ask("GET", "/contacts") if contact["outcome"] == "failed"
    ]
    assert lost["calling"] == "+36301111111"
    assert process.stop() == 0


def test_a_full_disk_keeps_new_callers_out_and_parts_nobody(tmp_path: Path) -> None:
    with hotline(PLAN, tmp_path) as process:
        call, ring = talk(process)
        largest = max(path.stat().st_size for path in process.data.glob("firstline.db*"))
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (largest, hard))
        assert comes_true(lambda: not accepts(process), within=10)
        assert call.hears(ANNA)
        assert refused(process) == 503
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert comes_true(lambda: healthy(process), within=15)
        ring.hang_up()
        assert call.is_over()
        talk(process)


def accepts(process: HotlineProcess) -> bool:
    """Do something that has to be remembered; return whether the hotline takes it."""
    try:
        process.agent("bela", "sign-in")
        process.agent("bela", "sign-out")
    except ProblemError as problem:
        return not (problem.status == 503 and "store" in problem.problem["detail"])
    return True


def healthy(process: HotlineProcess) -> bool:
    """Return whether the hotline says that it is ready."""
    try:
        return bool(process.ask("GET", "/health")["ready"])
    except ProblemError:
        return False
