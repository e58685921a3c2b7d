"""The wish that another version runs: asked, made ready, taken, or thought better of."""

import asyncio
import threading
from pathlib import Path

from firstline.errors import InputError
from firstline.live.preparation import PlanText, Prepared, prepare
from firstline.live.take_up import Stage, TakeUp, TakingUp, When
from kit.plans import text


class Kitchen:
    """Makes versions ready, when it is let."""

    def __init__(self, folder: Path) -> None:
        path = folder / "plan.yaml"
        self._folder = folder
        self._path = path
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def ready(self, version: int) -> Prepared:
        """Return a version ready to be run; 13 cannot be, and 14 breaks."""
        assert self.may_go_on.wait(20)
        if version == 13:
            raise InputError("There is no version 13.")
        if version == 14:
            raise ZeroDivisionError
        source = PlanText(text(), self._path, version=version)
        return prepare(source, self._folder, lambda done, total: None)


async def stage(take_up: TakeUp, wanted: Stage) -> TakingUp:
    """Wait until it has come so far."""
    for _ in range(1000):
        if take_up.view is not None and take_up.view.stage is wanted:
            return take_up.view
        await asyncio.sleep(0.02)
    raise AssertionError(take_up.view)


def test_a_version_is_made_ready_and_taken(tmp_path: Path) -> None:
    async def life() -> None:
        take_up = TakeUp(Kitchen(tmp_path).ready)
        assert take_up.taken() is None
        assert take_up.ask(2, When.IDLE).stage is Stage.PREPARING
        await stage(take_up, Stage.WAITING)
        assert not take_up.is_urgent
        assert take_up.ask(2, When.NOW).stage is Stage.WAITING
        assert take_up.is_urgent
        prepared = take_up.taken()
        assert prepared is not None
        assert prepared.version == 2
        assert not take_up.ready.is_set()
        await stage(take_up, Stage.CLOSING)
        take_up.withdraw()
        await stage(take_up, Stage.CLOSING)
        take_up.begun()
        assert take_up.view is None

    asyncio.run(life())


def test_what_cannot_be_made_ready_is_told(tmp_path: Path) -> None:
    async def life() -> None:
        take_up = TakeUp(Kitchen(tmp_path).ready)
        for version in (13, 14):
            take_up.ask(version, When.IDLE)
            assert (await stage(take_up, Stage.FAILED)).why
            assert take_up.taken() is None
        take_up.ask(2, When.IDLE)
        await stage(take_up, Stage.WAITING)

    asyncio.run(life())


def test_another_wish_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async def life() -> None:
        kitchen = Kitchen(tmp_path)
        kitchen.may_go_on.clear()
        take_up = TakeUp(kitchen.ready)
        take_up.ask(2, When.IDLE)
        take_up.ask(3, When.IDLE)
        take_up.ask(3, When.NOW)
        kitchen.may_go_on.set()
        assert (await stage(take_up, Stage.WAITING)).when is When.NOW
        prepared = take_up.taken()
        assert prepared is not None
        assert prepared.version == 3
        take_up.begun()
        take_up.ask(2, When.IDLE)
        take_up.withdraw()
        assert take_up.view is None
        await asyncio.sleep(0.2)
        assert not take_up.ready.is_set()

    asyncio.run(life())
