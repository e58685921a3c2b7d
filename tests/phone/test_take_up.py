"""Another version of the plan is taken up while the hotline runs, and nobody is lost by it."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kit.hotline_process import HotlineProcess, ProblemError, comes_true, healthy, hotline
from kit.phone_call import PhoneCall
from kit.sip_phone import SipPhone
from kit.tone_plan import ANNA, BELA, CALLER, CARDS, MENU, MUSIC, WELCOME_BACK, one_stream

PLAN = f"""{one_stream("gabi: {phone: {password: {env: GABI_PASSWORD}}}")}
# tone/{CARDS}-2s.wav
"""
PASSWORD = "gabi is gabi"


@pytest.fixture
def process(tmp_path: Path) -> Iterator[HotlineProcess]:
    """Return a hotline that runs; Anna is ready."""
    environment = {"GABI_PASSWORD": PASSWORD}
    with hotline(PLAN, tmp_path, "--drain", "2", environment=environment) as running:
        running.agent("anna", "sign-in")
        running.agent("anna", "ready")
        yield running


def other_menu(process: HotlineProcess) -> int:
    """Publish a version whose menu sounds otherwise; return its number."""
    now = process.ask("GET", "/plan")
    text = now["text"].replace(f"say: {{file: tone/{MENU}", f"say: {{file: tone/{CARDS}")
    assert text != now["text"]
    new = {"text": text, "note": "a new menu", "based_on": now["version"]}
    version: int = process.ask("POST", "/plan/versions", new)["version"]
    return version


def runs(process: HotlineProcess, version: int) -> bool:
    """Return whether a version runs; while one follows the other nobody may answer."""
    try:
        return bool(process.ask("GET", "/plan")["running_version"] == version)
    except (OSError, ProblemError):
        return False


def told(process: HotlineProcess, path: str) -> Any:
    """Ask until there is an answer: the old web server may just be closing the door."""
    answers: list[Any] = []

    def is_told() -> bool:
        with suppress(OSError):
            answers.append(process.ask("GET", path))
        return bool(answers)

    assert comes_true(is_told)
    return answers[0]


def is_unready(process: HotlineProcess) -> bool:
    """Return whether the hotline says that it takes no calls now."""
    with suppress(OSError):
        return not healthy(process)
    return False


def waits_in_line(process: HotlineProcess) -> PhoneCall:
    """Return a call that waits with music on, since Anna is away."""
    process.agent("anna", "not-ready", reason="lunch")
    call = process.caller("+36301111111").call(frequency=CALLER)
    call.press("1")
    assert call.hears(MUSIC)
    return call


def test_who_waits_is_not_lost_and_the_new_menu_is_heard_afterwards(
    process: HotlineProcess,
) -> None:
    call = waits_in_line(process)
    version = other_menu(process)
    asked = process.ask("POST", "/plan/take-up", {"when": "idle"})
    assert (asked["version"], asked["when"]) == (version, "idle")
    assert comes_true(lambda: process.ask("GET", "/plan")["taking_up"]["stage"] == "waiting")
    assert process.caller().call().hears(MENU)
    assert not call.is_over(within=1)
    process.agent("anna", "ready")
    ring = process.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    ring.hang_up()
    assert call.is_over()
    for phone in process.callers:
        phone.close()
    process.callers.clear()
    assert comes_true(lambda: runs(process, version), within=20)
    assert process.caller().call(frequency=CALLER).hears(CARDS)
    assert told(process, "/agents/anna")["state"] == "ready"
    assert told(process, "/plan")["taking_up"] is None


def test_now_lets_callers_finish_for_a_while_and_keeps_places(process: HotlineProcess) -> None:
    call = waits_in_line(process)
    process.ask("POST", "/incidents", {"name": "outage", "message": {"en": "All is offline."}})
    version = other_menu(process)
    process.ask("POST", "/plan/take-up", {"when": "now"})
    assert comes_true(lambda: is_unready(process))
    refused = process.caller().dial()
    assert refused.is_over()
    assert refused.status == 503
    assert call.is_over(within=10)
    assert comes_true(lambda: runs(process, version), within=20)
    anna = told(process, "/agents/anna")
    assert (anna["state"], anna["reason"]) == ("not ready", "lunch")
    assert [incident["incident"] for incident in told(process, "/incidents")] == ["outage"]
    again = process.caller("+36301111111").call(frequency=CALLER)
    assert again.hears(WELCOME_BACK)
    assert again.hears(MUSIC)


def test_sip_listens_again_soon_and_knows_the_registered_phones(
    process: HotlineProcess,
) -> None:
    with SipPhone(process.sip, "gabi") as gabi:
        assert gabi.register(PASSWORD) == 200
        process.agent("gabi", "sign-in")
        process.agent("gabi", "ready")
        version = other_menu(process)
        process.ask("POST", "/plan/take-up", {"when": "idle"})
        silence = longest_silence(process, lambda: runs(process, version))
        others = os.getloadavg()[0] / len(os.sched_getaffinity(0))
        assert 0 < silence < 1.0 * max(1.0, others)
        assert told(process, "/agents/gabi")["state"] == "ready"
        process.agent("anna", "not-ready", reason="lunch")
        call = process.caller().call(frequency=CALLER)
        call.press("1")
        gabi.rung().answer(BELA)
        assert call.hears(BELA)
        call.hang_up()


def longest_silence(process: HotlineProcess, is_over: Callable[[], bool]) -> float:
    """Ask the hotline over SIP many times a second; return for how long it never answered."""
    longest, heard, looked = 0.0, time.monotonic(), 0.0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.03)
        for number in range(2_000):
            probe.sendto(options(probe.getsockname()[1], number), process.sip)
            with suppress(OSError):
                probe.recvfrom(4096)
                longest, heard = max(longest, time.monotonic() - heard), time.monotonic()
            time.sleep(0.02)
            if time.monotonic() - looked > 0.5:
                looked = time.monotonic()
                if is_over() and number > 40:
                    return longest
    raise AssertionError("it was never taken up")


def options(port: int, number: int) -> bytes:
    """Return a request that any SIP server answers."""
    return (
        f"OPTIONS sip:hotline@127.0.0.1 SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKprobe{port}x{number};rport\r\n"
        f"From: <sip:probe@127.0.0.1>;tag=probe\r\nTo: <sip:hotline@127.0.0.1>\r\n"
        f"Call-ID: probe-{port}-{number}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
        f"Content-Length: 0\r\n\r\n"
    ).encode()


def test_a_version_that_cannot_be_run_leaves_the_old_one(process: HotlineProcess) -> None:
    other_menu(process)
    (process.folder / f"tone/{CARDS}-2s.wav").unlink()
    process.ask("POST", "/plan/take-up", {"when": "idle"})
    assert comes_true(lambda: process.ask("GET", "/plan")["taking_up"]["stage"] == "failed", 20)
    assert f"{CARDS}-2s.wav" in process.ask("GET", "/plan")["taking_up"]["why"]
    assert process.caller().call().hears(MENU)


def test_the_newest_version_runs_after_a_restart_until_the_file_is_changed(
    process: HotlineProcess,
) -> None:
    version = other_menu(process)
    assert process.stop() == 0
    process.start("--drain", "1")
    assert process.ask("GET", "/plan")["running_version"] == version
    assert process.caller().call().hears(CARDS)
    assert process.stop() == 0
    process.plan.write_text(process.plan.read_text("utf-8") + "# by hand\n", "utf-8")
    process.start("--drain", "1")
    now = process.ask("GET", "/plan")
    assert (now["running_version"], now["based_on"], now["by"]) == (version + 1, None, "file")
    assert process.caller().call().hears(MENU)
