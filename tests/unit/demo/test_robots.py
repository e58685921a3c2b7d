"""Robots: agents who pick up and speak, callers who dial and press keys, and all of them go."""

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstline.demo.robots import Robots, free_port, keys_by
from kit.hotline_process import comes_true
from kit.phone_call import Stage
from kit.sip_phone import SipPhone

pytestmark = pytest.mark.phone


@pytest.fixture
def robots(tmp_path: Path) -> Iterator[Robots]:
    """Return robots that are gone in the end."""
    made = Robots(tmp_path / "robots")
    yield made
    made.stop()


def test_an_agent_picks_up_and_speaks_what_the_caller_can_hear(robots: Robots) -> None:
    port = free_port(socket.SOCK_DGRAM)
    robots.start_agents(port)
    with SipPhone(("127.0.0.1", port)) as phone:
        call = phone.call("anna")
        assert call.is_up()
        assert comes_true(lambda: len(call.sound.sound()) > 8000)
        assert call.sound.sound().std() > 100
        # The agent hangs up, after eight seconds at least and twenty at most.
        assert call.is_over(within=25)
    assert not robots.fault()


def test_an_agents_phone_stops_ringing_when_the_call_goes_elsewhere(robots: Robots) -> None:
    port = free_port(socket.SOCK_DGRAM)
    robots.start_agents(port)
    with SipPhone(("127.0.0.1", port)) as phone:
        call = phone.dial("anna")
        assert call.until(lambda call: call.stage is Stage.RINGING)
        time.sleep(0.3)  # SIPp takes a CANCEL amiss in the first moments of ringing
        call.hang_up()
        assert call.is_over()
        assert call.status == 487


def test_callers_dial_and_take_no_for_an_answer(robots: Robots) -> None:
    robots.start_agents(free_port(socket.SOCK_DGRAM))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hotline:
        hotline.bind(("127.0.0.1", 0))
        hotline.settimeout(10)
        listed = [("+36201234567", "12")]
        robots.start_callers(hotline.getsockname(), "hotline", listed, 60)
        invite, caller = hotline.recvfrom(4096)
        assert invite.startswith(b"INVITE sip:hotline@127.0.0.1")
        assert b"<sip:+36201234567@" in invite
        hotline.sendto(refusal(invite), caller)
        ack = hotline.recv(4096)
        assert ack.startswith(b"ACK ")
        assert b";tag=no" in ack
        robots.stop_callers()
    assert not robots.fault()


def refusal(invite: bytes) -> bytes:
    """Return the answer of a hotline that has too many calls."""
    head = invite.split(b"\r\n\r\n", maxsplit=1)[0].split(b"\r\n")
    kept = [line for line in head if line.split(b":")[0] in {b"Via", b"From", b"Call-ID", b"CSeq"}]
    to = next(line for line in head if line.startswith(b"To:"))
    lines = [b"SIP/2.0 503 Too Many Calls", *kept, to + b";tag=no", b"Content-Length: 0", b"", b""]
    return b"\r\n".join(lines)


def test_robots_that_are_gone_are_told_of(robots: Robots) -> None:
    robots.start_agents(1)  # a port that needs a privilege, or is taken: SIPp ends
    agent = robots._children[0]
    agent.ask(signal.SIGKILL)
    agent.wait(5)
    assert "agent robots" in robots.fault()


def test_keys_are_sent_in_a_way_that_this_user_may_use() -> None:
    assert keys_by() in {"rtp", "info"}


def test_a_taken_port_is_replaced_by_a_free_one() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert free_port(socket.SOCK_DGRAM, port) != port
    assert free_port(socket.SOCK_DGRAM, port) == port
