"""What-ifs over HTTP: the newest version of the plan, and the same with something changed.

The same callers meet both worlds, as with `firstline compare --what-if`. The work is done by a
process of its own, one what-if after the other; here it is asked for, looked at, and taken back.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import InputError
from firstline.live.desk import Desk
from firstline.live.preparation import PlanText
from firstline.live.what_ifs import Asked, WhatIf, WhatIfs
from firstline.study.comparing.job import Job, worlds_of
from firstline.study.comparing.what_if import FORMS
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.problem import ProblemError

DAYS: Final = 7
DAYS_AT_MOST: Final = 28
"""That are simulated."""
CHANGES_AT_MOST: Final = 4
"""Worlds that are compared with the plan as it is."""
RETRY_S: Final = 30
JSON: Final = "application/json"

Change = Annotated[str, Field(min_length=1, max_length=500)]
Id = Annotated[str, Path(max_length=64)]


class NewWhatIf(BaseModel):
    """What is to be tried."""

    model_config = ConfigDict(extra="forbid")

    what_if: list[Change] = Field(
        min_length=1,
        max_length=CHANGES_AT_MOST,
        description="Worlds to be compared with the plan as it is; /what-ifs/forms says how.",
        examples=[["agents cards +2"]],
    )
    days: int = Field(DAYS, ge=1, le=DAYS_AT_MOST)
    seed: int = Field(1, ge=0, le=2**53, description="Another one: other callers.")


class FormOfChange(BaseModel):
    """One way to write a change."""

    usage: str
    meaning: str


class Begun(BaseModel):
    """A what-if that is going to be tried."""

    id: str


class WhatIfForm(BaseModel):
    """A what-if, and how far it has come."""

    id: str
    what_if: list[str]
    days: int
    seed: int
    version: int = Field(description="Of the plan.")
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    ahead: int = Field(description="What-ifs that come first.")
    done: int
    of: int = Field(description="Units of simulation, of all worlds; 0: not known yet.")
    now: str = Field(description="The world that is simulated.")
    why: str
    remedy: str


class WholeWhatIf(WhatIfForm):
    """A what-if, and what came of it."""

    result: dict[str, Any] | None = Field(
        description="Both worlds' tables, the differences with the halves of their 95 % "
        "intervals, and what they mean in a sentence."
    )


def what_if_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of what-ifs."""
    routes = APIRouter(
        prefix="/what-ifs",
        tags=["what-ifs"],
        dependencies=[Depends(access.manager)],
        responses=ANSWERS,
    )
    what_ifs = desk.plans.what_ifs

    @routes.get("/forms")
    async def forms() -> list[FormOfChange]:
        """Say how changes are written."""
        return [FormOfChange(usage=form.usage, meaning=form.meaning) for form in FORMS]

    @routes.get("")
    async def list_them() -> list[WhatIfForm]:
        """List what-ifs, the newest last; what came of one is forgotten after an hour."""
        return [WhatIfForm(**_told(known)) for known in what_ifs.all()]

    @routes.post("", status_code=HTTPStatus.ACCEPTED)
    async def ask(new: NewWhatIf) -> Begun:
        """Try changes of the plan: look at the address of the new what-if how far it is."""
        source = await asyncio.to_thread(desk.plans.source)
        asked = Asked(new.what_if, new.days, new.seed, source.version)
        job = _job(asked, source)
        await asyncio.to_thread(worlds_of, msgspec.convert(job, Job))
        try:
            return Begun(id=what_ifs.ask(asked, job).id)
        except InputError as error:
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                error.message,
                error.remedy,
                {"Retry-After": str(RETRY_S)},
            ) from error

    @routes.get("/{id}", response_model=WholeWhatIf)
    async def look(id: Id) -> Response:
        """Tell how far a what-if is, and in the end what came of it."""
        known = _found(what_ifs, id)
        told = msgspec.json.encode({**_told(known), "result": known.result})
        return Response(told, media_type=JSON)

    @routes.delete("/{id}", status_code=HTTPStatus.NO_CONTENT)
    async def cancel(id: Id) -> Response:
        """Take a what-if back, or forget what came of it."""
        what_ifs.cancel(_found(what_ifs, id).id)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes


def _found(what_ifs: WhatIfs, name: str) -> WhatIf:
    known = what_ifs.one(name)
    if known is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            "There is no such what-if.",
            "What came of one is forgotten after an hour: ask again.",
        )
    return known


def _told(known: WhatIf) -> dict[str, Any]:
    asked = msgspec.to_builtins(known.asked)
    progress = {name: getattr(known, name) for name in ("id", "ahead", "done", "of", "now")}
    return {**asked, **progress, "state": known.state.value, "why": known.why,
            "remedy": known.remedy}  # fmt: skip


def _job(asked: Asked, source: PlanText) -> dict[str, object]:
    return {
        "text": source.text,
        "file": str(source.file),
        "everything": source.reach.is_everything,
        "known": sorted(source.reach.known),
        "closed": [str(folder) for folder in source.reach.closed],
        "what_if": asked.what_if,
        "days": asked.days,
        "seed": asked.seed,
    }
