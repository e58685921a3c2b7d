"""The mixer as the parent sees it: rooms of seats, and the child process that mixes their sound.

The media engine cannot mix; two are joined by its patch panel, and only three or more come here.
A seat's sockets belong to the parent and are lent to the child (mixer_process.py). So a child that
dies takes no seat with it: the next one is lent the same sockets, is told the same, and sound is
missing for the moment in between. Nobody's inside has to be pointed anew. It knows no call.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

import structlog

from firstline.errors import FailureError
from firstline.telephony.g711 import Codec
from firstline.telephony.mixer_life import MixerLife
from firstline.telephony.mixer_seat import Seat

START_LIMIT: Final = 10.0
"Seconds within which the first child must be up."

PULSE: Final = 1.0
"Seconds between two looks at whether the child still answers."

SILENT_PULSES: Final = 3
"After so many looks without an answer the child is killed, and replaced."

FIRST_PAUSE: Final = 0.1
"Seconds before a child that died soon after the one before is replaced;"

LONGEST_PAUSE: Final = 5.0
"and the most that this grows to, doubling each time."

CALM: Final = 60.0
"Seconds of life after which the death of a child is the first again."

SEATS_AT_MOST: Final = 240
"Seats at once: what one processor mixes every 20 ms with room to spare."


class MixerDownError(FailureError):
    """Nobody can sit down in a room just now."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The mixer takes nobody in: {why}.",
            "Caller and agent talk on; try the conference or the supervision again shortly.",
        )


def _nothing() -> None:
    """Where nobody wants to be told."""


class Mixer:
    """All rooms. Lives on the running loop."""

    def __init__(
        self,
        inside: str,
        *,
        on_lost: Callable[[], None] = _nothing,
        on_back: Callable[[], None] = _nothing,
    ) -> None:
        """*inside*: the address where legs meet (MediaEngine.inside). Nothing runs yet."""
        self._inside: Final = inside
        self._on_lost: Final = on_lost
        self._on_back: Final = on_back
        self._log = structlog.get_logger("mixer")
        self._seats: Final[dict[int, Seat]] = {}
        self._hears: Final[dict[int, list[int]]] = {}
        self._life: MixerLife | None = None
        self._is_up = False
        self._started: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._unanswered = 0
        self._born = 0.0
        self._pause = 0.0
        self._serial = 0
        self.losses = 0
        "How many children were lost so far."

    @property
    def up(self) -> bool:
        """Whether somebody mixes just now."""
        return self._is_up

    @property
    def process_id(self) -> int | None:
        """The child, for those who measure or kill it."""
        return None if self._life is None else self._life.process_id

    @property
    def seats(self) -> int:
        """How many are taken."""
        return len(self._seats)

    async def start(self) -> None:
        """Start the child and return when it is up."""
        self._started = asyncio.get_running_loop().create_future()
        self._begin()
        try:
            async with asyncio.timeout(START_LIMIT):
                await self._started
        except TimeoutError:
            await self.stop()
            raise FailureError(
                "The mixer cannot be started. It did not answer in time.",
                "See what it wrote on standard error.",
            ) from None

    async def stop(self) -> None:
        """End the child; every seat is given up."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        life, self._life = self._life, None
        self._is_up = False
        if life is not None:
            life.end()
        for seat in list(self._seats.values()):
            seat.close()

    def seat(self, room: str, codec: Codec) -> asyncio.Future[Seat]:
        """Take a seat in *room*, in which *codec* is spoken; the result is there at once.

        It may be MixerDownError instead. A room begins with its first seat and ends with its last.
        """
        found: asyncio.Future[Seat] = asyncio.get_running_loop().create_future()
        try:
            found.set_result(self._take(room, codec))
        except MixerDownError as error:
            found.set_exception(error)
        return found

    def hear(self, room: str, who: Seat, whom: Sequence[Seat]) -> None:
        """Let *who* hear *whom*, summed, instead of all else; only those of the same room."""
        if who.number not in self._seats or who.room != room:
            return
        heard = [seat.number for seat in whom if seat.room == room and seat.number in self._seats]
        self._hears[who.number] = heard
        self._tell(["hear", who.number, heard])

    # Seats.

    def _take(self, room: str, codec: Codec) -> Seat:
        if self._life is None:
            raise MixerDownError("it does not run")
        if len(self._seats) >= SEATS_AT_MOST:
            raise MixerDownError(f"{SEATS_AT_MOST} seats are taken, which is the limit")
        self._serial += 1
        try:
            seat = Seat(self._serial, room, codec, self._inside, self._faced, self._left)
        except OSError as error:
            raise MixerDownError(f"no UDP ports are free ({error})") from error
        self._seats[seat.number] = seat
        self._lend(seat)
        return seat

    def _lend(self, seat: Seat) -> None:
        if self._life is not None:
            self._life.tell(["seat", seat.number, int(seat.codec)], seat.descriptor)

    def _faced(self, seat: Seat) -> None:
        self._tell(["face", seat.number])

    def _left(self, seat: Seat) -> None:
        self._seats.pop(seat.number, None)
        self._hears.pop(seat.number, None)
        self._tell(["leave", seat.number])

    def _tell(self, words: list[object]) -> None:
        if self._life is not None:
            self._life.tell(words)

    # The child's life.

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        self._born, self._unanswered = loop.time(), 0
        try:
            self._life = MixerLife(on_words=self._told, on_end=self._lost)
        except OSError as error:  # no process, or no file descriptor, to be had just now
            self._again(str(error))
            return
        for seat in self._seats.values():
            self._lend(seat)
            if seat.faces:
                self._faced(seat)
        for number, heard in self._hears.items():
            self._tell(["hear", number, heard])
        self._timer = loop.call_later(PULSE, self._pulse)

    def _told(self, words: list[object]) -> None:
        """The child answers the pulse, or is up."""
        self._unanswered = 0
        if words != ["up"]:
            return
        self._is_up = True
        self._log.info("mixer up", process=self.process_id)
        if self._started is not None and not self._started.done():
            self._started.set_result(None)
        else:
            self._on_back()

    def _pulse(self) -> None:
        if self._life is None:
            return
        if self._unanswered >= SILENT_PULSES:
            self._log.error("mixer does not answer", process=self.process_id)
            self._lost()
            return
        if self._is_up:
            self._unanswered += 1
            self._life.tell(["pulse"])
        self._timer = asyncio.get_running_loop().call_later(PULSE, self._pulse)

    def _lost(self) -> None:
        """The child is dead, or as good as dead: replace it."""
        life, self._life = self._life, None
        if life is None:
            return
        was_up, self._is_up = self._is_up, False
        if self._timer is not None:
            self._timer.cancel()
        self.losses += 1
        self._again(f"ended with status {life.end()}")
        if was_up:
            self._on_lost()

    def _again(self, why: str) -> None:
        loop = asyncio.get_running_loop()
        calm = loop.time() - self._born > CALM
        pause, self._pause = self._pause, min(max(FIRST_PAUSE, 2 * self._pause), LONGEST_PAUSE)
        if calm:
            pause, self._pause = 0.0, FIRST_PAUSE
        self._log.error("mixer lost", why=why, restart_in=round(pause, 1))
        self._timer = loop.call_later(pause, self._begin)
