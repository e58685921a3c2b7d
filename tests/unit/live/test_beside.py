"""What runs beside the hotline: one after the other, and no fault of it is the hotline's."""

import asyncio
from pathlib import Path

from firstline.live.beside import Beside
from firstline.live.desk import Desk
from kit.office import office


class Companion:
    """Works until it is stopped, or fails at once."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.works = False
        self._stopped = asyncio.Event()

    @property
    def found_at(self) -> str:
        """Return where it can be found."""
        return "http 127.0.0.1:80"

    async def serve(self) -> None:
        """Work."""
        if self.fails:
            raise ZeroDivisionError
        self.works = True
        await self._stopped.wait()
        self.works = False

    def stop(self) -> None:
        """Come to an end."""
        self._stopped.set()


def test_one_follows_the_other_and_a_fault_is_nobodys_else(tmp_path: Path) -> None:
    async def life() -> None:
        made = [Companion(), Companion(fails=True), Companion()]
        waiting = list(made)
        seen: list[Desk] = []

        def make(desk: Desk) -> Companion:
            seen.append(desk)
            return waiting.pop(0)

        async with office(tmp_path) as place:
            beside = Beside(make)
            beside.begin_again()
            assert beside.begin(place.desk) == "http 127.0.0.1:80"
            await asyncio.sleep(0)
            assert made[0].works
            beside.begin_again()
            await asyncio.sleep(0.01)
            assert not made[0].works
            for _ in range(1000):
                if made[2].works:
                    break
                await asyncio.sleep(0.02)
            assert made[2].works
            await beside.end()
            assert not made[2].works
            assert seen == [place.desk] * 3

    asyncio.run(life())
