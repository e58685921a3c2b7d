"""The sink swallows what is sent to it, and can stir a pair of ports."""

import socket

import pytest

from firstline.telephony.sink import COMFORT_NOISE, Sink


@pytest.fixture
def listener() -> tuple[socket.socket, socket.socket]:
    for _ in range(100):
        rtp, rtcp = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for each in (rtp, rtcp):
            each.settimeout(1)
        rtp.bind(("127.0.0.1", 0))
        try:
            rtcp.bind(("127.0.0.1", rtp.getsockname()[1] + 1))
        except OSError:
            rtp.close()
            rtcp.close()
        else:
            return rtp, rtcp
    pytest.fail("No two neighbouring ports are free.")


def test_a_flood_into_the_sink_costs_its_sender_nothing() -> None:
    sink = Sink("127.0.0.1")
    address, port = sink.name.split()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        for number in (int(port), int(port) + 1):
            for _ in range(2000):
                assert sender.sendto(bytes(172), (address, number)) == 172
    sink.close()


def test_stirring_reaches_a_port_and_its_neighbour(
    listener: tuple[socket.socket, socket.socket],
) -> None:
    rtp, rtcp = listener
    sink = Sink("127.0.0.1")
    sink.stir("127.0.0.1", rtp.getsockname()[1])
    assert rtp.recv(100) == rtcp.recv(100) == COMFORT_NOISE
    rtp.close()
    rtcp.close()
    sink.stir("127.0.0.1", 9)
    sink.close()


def test_sinks_are_apart() -> None:
    sinks = [Sink("127.0.0.1") for _ in range(20)]
    assert len({sink.name for sink in sinks}) == len(sinks)
    for sink in sinks:
        sink.close()
