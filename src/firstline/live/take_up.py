"""Taking up another version of the plan: who has asked for it, and how far it has come.

The version is made ready in a thread while calls go on; whoever runs the hotline then looks for the
moment. It knows neither calls nor where versions are kept.
"""

import asyncio
from collections.abc import Callable
from enum import Enum
from typing import Final

import structlog
from msgspec import Struct

from firstline.errors import FirstlineError
from firstline.live.preparation import Prepared


class When(Enum):
    """At what moment."""

    IDLE = "idle"
    "As soon as no call is up."
    NOW = "now"
    "After the usual drain: no new calls, and those that are up may finish."


class Stage(Enum):
    """How far it has come."""

    PREPARING = "preparing"
    "Its prompts are spoken."
    WAITING = "waiting"
    "For the moment."
    CLOSING = "closing"
    "The run before it comes to its end."
    FAILED = "failed"
    "It cannot be run; the old version runs on."


class TakingUp(Struct, frozen=True):
    """A version that is being taken up, or could not be."""

    version: int
    when: When
    stage: Stage
    why: str = ""
    "What has failed."


class TakeUp:
    """The wish that another version runs. Lives on the running loop."""

    def __init__(self, prepare: Callable[[int], Prepared]) -> None:
        """*prepare* makes a version ready, and takes its time; it is called in a thread."""
        self._prepare: Final = prepare
        self._log: Final = structlog.get_logger("live")
        self._task: asyncio.Task[None] | None = None
        self._prepared: Prepared | None = None
        self.view: TakingUp | None = None
        "None: nobody has asked."
        self.ready: Final = asyncio.Event()
        "Set while a version waits for its moment."

    @property
    def is_urgent(self) -> bool:
        """Whether it is to be taken up now."""
        return self.view is not None and self.view.when is When.NOW

    def ask(self, version: int, when: When) -> TakingUp:
        """Have *version* taken up; asked for again, at another moment or as another version."""
        view = self.view
        if view is not None and view.version == version and view.stage is not Stage.FAILED:
            view = self.view = TakingUp(version, when, view.stage)
        else:
            self._cancel()
            view = self.view = TakingUp(version, when, Stage.PREPARING)
            self._task = asyncio.get_running_loop().create_task(self._make_ready(version))
        return view

    def withdraw(self) -> None:
        """Let the version that runs run on, unless it is too late for that."""
        if self.view is not None and self.view.stage is not Stage.CLOSING:
            self._cancel()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._prepared = self.view = None
        self.ready.clear()

    def taken(self) -> Prepared | None:
        """Return what is to be run now, and wish for nothing more."""
        prepared, view = self._prepared, self.view
        if prepared is not None and view is not None:
            self._cancel()
            self.view = TakingUp(view.version, view.when, Stage.CLOSING)
        return prepared

    def begun(self) -> None:
        """A run has begun."""
        if self.view is not None and self.view.stage is Stage.CLOSING:
            self.view = None

    async def _make_ready(self, version: int) -> None:
        try:
            self._prepared = await asyncio.to_thread(self._prepare, version)
        except FirstlineError as error:
            self._failed(version, str(error))
        except Exception as error:  # noqa: BLE001 - the hotline runs on, whatever is wrong with it
            self._log.error("a version of the plan cannot be made ready", exc_info=error)
            self._failed(version, f"{type(error).__name__}; the log says more")
        else:
            assert self.view is not None
            self.view = TakingUp(version, self.view.when, Stage.WAITING)
            self.ready.set()

    def _failed(self, version: int, why: str) -> None:
        assert self.view is not None
        self._log.warning("a version of the plan cannot be taken up", version=version, why=why)
        self.view = TakingUp(version, self.view.when, Stage.FAILED, why)
