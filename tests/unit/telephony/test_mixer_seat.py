"""A seat is two neighbouring ports; what is heard there comes from one port alone."""

import socket

import pytest

from firstline.telephony.g711 import Codec
from firstline.telephony.mixer_seat import Seat

INSIDE = "127.77.4.7"


def seat(done: list[str], address: str = INSIDE) -> Seat:
    return Seat(
        *(1, "room", Codec.PCMU, address),
        on_face=lambda seat: done.append(f"faces {seat.faces}"),
        on_close=lambda seat: done.append("closed"),
    )


def test_a_seat_tells_once_whom_it_faces_and_that_it_is_given_up() -> None:
    done: list[str] = []
    made = seat(done)
    made.face(40_000)
    made.face(40_000)
    made.face(40_002)
    made.close()
    made.close()
    made.face(40_004)
    assert done == ["faces 40000", "faces 40002", "closed"]


def test_the_port_above_is_taken_as_well_until_the_seat_is_given_up() -> None:
    made = seat([])
    for port in (made.port, made.port + 1):
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other,
            pytest.raises(OSError, match="in use"),
        ):
            other.bind((INSIDE, port))
    made.close()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind((INSIDE, made.port + 1))


def test_only_the_port_that_is_faced_is_heard() -> None:
    made = seat([])
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as friend,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
        socket.socket(fileno=socket.dup(made.descriptor)) as mixer,
    ):
        friend.bind((INSIDE, 0))
        made.face(friend.getsockname()[1])
        stranger.sendto(b"stranger", (INSIDE, made.port))
        friend.sendto(b"friend", (INSIDE, made.port))
        mixer.settimeout(1.0)
        assert mixer.recv(100) == b"friend"
        mixer.setblocking(False)
        with pytest.raises(BlockingIOError):
            mixer.recv(100)
    made.close()


def test_an_address_of_another_machine_has_no_seats() -> None:
    with pytest.raises(OSError, match="no two neighbouring ports"):
        seat([], "203.0.113.9")
