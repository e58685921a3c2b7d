"""A farm of agents' phones: answers at once, talks for a random time, hangs up, and is rung again.

Run as a program, it says its port. It measures the time from an agent's BYE to the next INVITE that
the kernel receives for the same agent, in milliseconds.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from bench.process import Measuring, measuring, obey
from bench.wire import Dialog, Message, Wire, description, response

BYE_AGAIN: Final = 0.5
SEED: Final = 8231


@dataclass(slots=True)
class Talk:
    """One call of one agent."""

    agent: str
    invite: Message
    answer: bytes
    tag: str
    over: bool = False
    talking: bool = False


class Farm:
    """All agents' phones, at one port."""

    def __init__(self, wire: Wire, media: int, shortest: float, longest: float) -> None:
        self._wire = wire
        self._draw = random.Random(SEED)
        self._length = (shortest, longest)
        self._talks: dict[str, Talk] = {}
        self._free_since: dict[str, int] = {}
        self._description = description(media)
        self.free_to_ring_ms: list[float] = []
        self._socket = wire.open(self._arrived)
        self.port: int = self._socket.getsockname()[1]
        self._hotline = ("", 0)

    def _arrived(self, data: bytes, sender: tuple[str, int], at: int) -> None:
        message = Message(data)
        self._hotline = sender
        call_id = message.header("Call-ID")
        talk = self._talks.get(call_id)
        if message.status:
            if message.method == "BYE":
                self._talks.pop(call_id, None)
        elif message.method == "INVITE":
            self._invited(call_id, talk, message, at)
        elif message.method == "ACK":
            if talk is not None and not talk.talking:
                talk.talking = True
                self._wire.after(self._draw.uniform(*self._length), lambda: self._hang_up(talk))
        else:
            self._send(response(message, "200 OK", "farm", self._contact()))
            if message.method in {"BYE", "CANCEL"}:
                self._talks.pop(call_id, None)

    def _invited(self, call_id: str, talk: Talk | None, invite: Message, at: int) -> None:
        if talk is not None:  # it comes again
            self._send(talk.answer)
            return
        agent = invite.first.split()[1].partition(":")[2].partition("@")[0]
        since = self._free_since.pop(agent, None)
        if since is not None:
            self.free_to_ring_ms.append((at - since) / 1e6)
        tag = f"farm{len(self._talks)}-{call_id[:8]}"
        answer = response(invite, "200 OK", tag, self._contact(), self._description)
        self._talks[call_id] = Talk(agent, invite, answer, tag)
        self._send(answer)

    def _hang_up(self, talk: Talk) -> None:
        call_id = talk.invite.header("Call-ID")
        if self._talks.get(call_id) is not talk:
            return
        if not talk.over:
            talk.over = True
            self._free_since[talk.agent] = time.time_ns()
        dialog = Dialog(
            call_id,
            local=f"{talk.invite.header('To')};tag={talk.tag}",
            remote=talk.invite.header("From"),
            target=talk.invite.header("Contact").strip("<>"),
            address=self._socket.getsockname(),
        )
        self._send(dialog.request("BYE", 2))
        self._wire.after(BYE_AGAIN, lambda: self._hang_up(talk))

    def _contact(self) -> str:
        return f"sip:agent@127.0.0.1:{self.port}"

    def _send(self, data: bytes) -> None:
        self._socket.sendto(data, self._hotline)


@contextmanager
def farm(media: int, shortest: float, longest: float) -> Iterator[Measuring]:
    """Run a farm in a process of its own; all its sound goes to the port *media*."""
    with measuring("bench.farm", str(media), str(shortest), str(longest)) as process:
        yield process


def main() -> None:
    """Be a farm until the input ends."""
    media, shortest, longest = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    wire = Wire()
    phones = Farm(wire, media, shortest, longest)
    print(phones.port, flush=True)
    obey(wire, phones.free_to_ring_ms.clear, lambda: phones.free_to_ring_ms)


if __name__ == "__main__":
    main()
