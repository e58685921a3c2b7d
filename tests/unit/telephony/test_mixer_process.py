"""The mixer's floor, one tick at a time, in this process: what goes in, and what comes out."""

import socket
from collections.abc import Iterator

import numpy as np
import pytest

from firstline.telephony.g711 import FRAME, Codec, Samples, decode, encode
from firstline.telephony.mixer_jitter import CUSHION
from firstline.telephony.mixer_process import LOUDEST, Floor
from firstline.telephony.mixer_rtp import Sender, audio_in

KEPT_BACK = CUSHION // FRAME


class Stage:
    """A floor, and those who are there."""

    def __init__(self) -> None:
        self.floor = Floor()
        self.all: list[Far] = []

    def enters(self, number: int, codec: Codec = Codec.PCMU) -> "Far":
        self.all.append(Far(self.floor, number, codec))
        self.floor.take(["face", number], [])
        return self.all[-1]

    def hears(self, number: int, *whom: int) -> None:
        self.floor.take(["hear", number, list(whom)], [])

    def passes(self) -> None:
        """Let so much time pass that what was said comes out."""
        for _ in range(KEPT_BACK + 1):
            self.floor.tick()


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.floor.close()
    for far in made.all:
        far.close()


class Far:
    """The far side of a seat on a floor."""

    def __init__(self, floor: Floor, number: int, codec: Codec) -> None:
        self.codec = codec
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._sender = Sender(int(codec))
        floor.take(["seat", number, int(codec)], [theirs])

    def say(self, level: int) -> None:
        samples = np.full(FRAME, level, np.int16)
        self._line.send(self._sender.packet(encode(self.codec, samples)))

    def close(self) -> None:
        self._line.close()

    def send(self, datagram: bytes) -> None:
        self._line.send(datagram)

    def heard(self) -> Samples:
        """Return what the last packet held."""
        self._line.setblocking(False)
        last = b""
        while True:
            try:
                last = self._line.recv(2048)
            except BlockingIOError:
                found = audio_in(last)
                assert found is not None
                assert found[0].kind == self.codec
                return decode(self.codec, found[1])

    def level(self) -> int:
        """Return how loud the last packet was, all through."""
        (level,) = set(self.heard().tolist())
        return int(level)


def test_everybody_hears_the_sum_of_those_who_are_theirs(stage: Stage) -> None:
    ana, ben, eva = stage.enters(1), stage.enters(2, Codec.PCMA), stage.enters(3)
    stage.hears(1, 2, 3)
    stage.hears(2, 1)
    for far, level in ((ana, 1000), (ben, 2000), (eva, 4000)):
        far.say(level)
    stage.passes()
    assert abs(ana.level() - 6000) < 200
    assert abs(ben.level() - 1000) < 40
    assert abs(eva.level()) < 10


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_that_is_too_loud_is_cut_off_and_does_not_turn_over(stage: Stage, sign: int) -> None:
    loud = [stage.enters(number) for number in range(1, 7)]
    stage.hears(1, 2, 3, 4, 5, 6)
    for far in loud:
        far.say(sign * 30_000)
    stage.passes()
    assert sign * loud[0].level() > 0.97 * LOUDEST


def test_who_has_left_is_neither_heard_nor_missed(stage: Stage) -> None:
    ana, ben = stage.enters(1), stage.enters(2)
    stage.hears(1, 2, 9)
    ben.say(3000)
    stage.floor.take(["leave", 2], [])
    stage.passes()
    assert abs(ana.level()) < 10
    stage.floor.take(["leave", 1], [])
    stage.floor.take(["leave", 1], [])
    assert stage.floor.empty


def test_nothing_but_audio_is_taken_in_and_no_command_unknown(stage: Stage) -> None:
    ana, ben = stage.enters(1), stage.enters(2)
    stage.hears(1, 2)
    for datagram in (b"x", b"\x80\x65" + b"\0" * 14, b"\xff" * 200):
        ben.send(datagram)
    for words in (["sing"], [], ["seat", 7], ["face", 8], ["hear", "1", [2]]):
        stage.floor.take(list(words), [])
    stage.passes()
    assert abs(ana.level()) < 10


def test_what_was_sent_before_a_seat_faces_anybody_is_from_a_stranger(stage: Stage) -> None:
    ana, ben = stage.enters(1), Far(stage.floor, 2, Codec.PCMU)
    stage.all.append(ben)
    stage.hears(1, 2)
    ben.say(9000)
    stage.floor.take(["face", 2], [])
    stage.passes()
    assert abs(ana.level()) < 10
