"""The plan over HTTP: checked as it is written, drawn, published, rolled back, taken up.

What is published is never changed again; the newest version is what runs next. How versions are
kept and taken up is not known here.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final, Literal, Self

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import InputError, Said
from firstline.journal.told import iso
from firstline.live.desk import Desk
from firstline.live.plan_versions import OutdatedError, PlanVersion
from firstline.live.plans import NOTE_AT_MOST, TEXT_AT_MOST, Plans
from firstline.live.take_up import TakingUp, When
from firstline.plan.drawing import menu_svg
from firstline.plan.findings import Finding
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.grant import Grant
from firstline.web.problem import ProblemError

SVG: Final = "image/svg+xml"
LAST: Final = 2**31 - 1

Text = Annotated[str, Field(max_length=TEXT_AT_MOST, description="The whole plan, as YAML.")]
Note = Annotated[str, Field(max_length=NOTE_AT_MOST, description="Why, for those who come later.")]
Number = Annotated[int, Path(ge=1, le=LAST, description="The version.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ToCheck(_Body):
    """A text while it is written."""

    text: Text


class ToDraw(_Body):
    """What is to be drawn: a text, a version, or the newest."""

    text: Text | None = None
    version: Annotated[int, Field(ge=1, le=LAST)] | None = None
    language: Literal["hu", "en"] = "en"


class ToPublish(_Body):
    """A text that is to be the newest version."""

    text: Text
    note: Note = ""
    based_on: int = Field(ge=0, le=LAST, description="The version that was changed.")


class ToRestore(_Body):
    """Why an old version is to be the newest again."""

    note: Note = ""


class ToTakeUp(_Body):
    """When the newest version is to run."""

    when: When = Field(description="idle: as soon as no call is up; now: after the drain.")


class Version(BaseModel):
    """A version of the plan, without its text."""

    version: int
    digest: str = Field(description="SHA-256 of the text.")
    note: str
    by: str = Field(description="user:NAME, token:ID; file: it stood in the plan's file.")
    based_on: int | None
    published: str

    @classmethod
    def of(cls, version: PlanVersion) -> Self:
        """Return what is told of a version."""
        told = {name: getattr(version, name) for name in cls.model_fields if name != "published"}
        return cls(published=iso(version.published), **told)


class WholeVersion(Version):
    """A version of the plan."""

    text: str

    @classmethod
    def of(cls, version: PlanVersion) -> Self:
        """Return what is told of a version, with its text."""
        return cls(**Version.of(version).model_dump(), text=version.text)


class TakingUpForm(BaseModel):
    """A version that is being taken up, or could not be."""

    version: int
    when: Literal["idle", "now"]
    stage: Literal["preparing", "waiting", "closing", "failed"]
    why: str


class PresentPlan(BaseModel):
    """The newest version, and which one runs."""

    version: int
    digest: str
    note: str
    by: str
    based_on: int | None
    published: str
    text: str
    running_version: int
    taking_up: TakingUpForm | None


class FindingForm(BaseModel):
    """Something to be said of a place in the text."""

    line: int
    column: int
    what: str
    remedy: str
    severity: Literal["fault", "lint"]
    file: str = Field(description="Where it is in a file that the text names; else empty.")


class Findings(BaseModel):
    """Everything that is to be said of a text."""

    faults: list[FindingForm]


def plan_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of the plan."""
    routes = APIRouter(
        prefix="/plan", tags=["plan"], dependencies=[Depends(access.manager)], responses=ANSWERS
    )
    _add_looking(routes, desk.plans)
    _add_writing(routes, desk.plans, access)
    _add_taking_up(routes, desk.plans)
    return routes


def _add_looking(routes: APIRouter, plans: Plans) -> None:
    alone = asyncio.Lock()

    @routes.get("")
    async def present() -> PresentPlan:
        """Tell the newest version, and which one runs."""
        newest = WholeVersion.of(await asyncio.to_thread(plans.newest))
        return PresentPlan(
            **newest.model_dump(),
            running_version=plans.running,
            taking_up=_form(plans.take_up.view),
        )

    @routes.get("/versions")
    async def versions() -> list[Version]:
        """List the versions, the newest first."""
        return [Version.of(version) for version in await asyncio.to_thread(plans.listed)]

    @routes.get("/versions/{version}")
    async def one(version: Number) -> WholeVersion:
        """Tell one version, with its text."""
        return WholeVersion.of(await _found(plans, version))

    @routes.post("/check")
    async def check(given: ToCheck) -> Findings:
        """Say what is wrong with a text, and what callers would suffer from."""
        async with alone:  # two at once would both take longer
            found = await asyncio.to_thread(plans.findings, given.text)
        return Findings(faults=[_finding(one) for one in found])

    @routes.post("/drawing", response_class=Response, responses={200: {"content": {SVG: {}}}})
    async def drawing(given: ToDraw) -> Response:
        """Draw the menus, streams and teams of a plan."""
        text = await _text(plans, given)
        async with alone:
            drawn = await asyncio.to_thread(_drawn, plans, text, given.language)
        return Response(drawn, media_type=SVG)


async def _text(plans: Plans, given: ToDraw) -> str:
    if given.text is not None:
        return given.text
    if given.version is not None:
        return (await _found(plans, given.version)).text
    return (await asyncio.to_thread(plans.newest)).text


def _drawn(plans: Plans, text: str, language: str) -> str:
    return menu_svg(plans.read(text), language)


def _add_writing(routes: APIRouter, plans: Plans, access: Access) -> None:
    @routes.post("/versions", status_code=HTTPStatus.CREATED)
    async def publish(
        given: ToPublish, grant: Annotated[Grant, Depends(access.manager)]
    ) -> WholeVersion:
        """Publish a new version. It is never changed again, and runs when it is taken up."""
        try:
            made = await asyncio.to_thread(
                plans.publish, given.text, given.note, grant.who, given.based_on
            )
        except OutdatedError as outdated:
            raise _conflict(outdated) from outdated
        return WholeVersion.of(made)

    @routes.post("/versions/{version}/restore", status_code=HTTPStatus.CREATED)
    async def restore(
        version: Number, given: ToRestore, grant: Annotated[Grant, Depends(access.manager)]
    ) -> WholeVersion:
        """Publish an old version's text as the newest version."""
        await _found(plans, version)
        try:
            made = await asyncio.to_thread(plans.restore, version, given.note, grant.who)
        except OutdatedError as outdated:
            raise _conflict(outdated) from outdated
        return WholeVersion.of(made)


def _add_taking_up(routes: APIRouter, plans: Plans) -> None:
    @routes.post("/take-up", status_code=HTTPStatus.ACCEPTED)
    async def take_up(given: ToTakeUp) -> TakingUpForm:
        """Let the newest version run, as soon as no call is up, or after the usual drain."""
        newest = await asyncio.to_thread(plans.newest)
        if newest.version == plans.running:
            raise ProblemError(
                HTTPStatus.CONFLICT,
                Said("Version {version} runs already.", version=newest.version),
                "Publish another.",
            )
        view = _form(plans.ask(newest.version, given.when))
        assert view is not None
        return view

    @routes.delete("/take-up", status_code=HTTPStatus.NO_CONTENT)
    async def think_otherwise() -> Response:
        """Let the version that runs run on."""
        plans.take_up.withdraw()
        return Response(status_code=HTTPStatus.NO_CONTENT)


async def _found(plans: Plans, version: int) -> PlanVersion:
    found = await asyncio.to_thread(plans.one, version)
    if found is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            Said("There is no version {version}.", version=version),
            "Look at /plan/versions.",
        )
    return found


def _finding(found: Finding) -> FindingForm:
    return FindingForm(
        line=found.line,
        column=found.column,
        what=found.what,
        remedy=found.remedy,
        severity=found.severity.value,
        file=found.file,
    )


def _form(view: TakingUp | None) -> TakingUpForm | None:
    if view is None:
        return None
    return TakingUpForm(
        version=view.version, when=view.when.value, stage=view.stage.value, why=view.why
    )


def _conflict(outdated: InputError) -> ProblemError:
    return ProblemError(HTTPStatus.CONFLICT, outdated.message, outdated.remedy)
