"""What a page has to know of the hotline: its names and labels, and for callers its languages.

Nothing here changes while the hotline runs. It tells no state.
"""

from typing import Final

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from firstline.domain.hotline import FIRST
from firstline.live.desk import Desk
from firstline.live.labels import Text
from firstline.web.access import Access, is_near
from firstline.web.agents import ANSWERS
from firstline.web.call_socket import dialled_by_page


class LabelForm(BaseModel):
    """The same in both languages of the pages."""

    hu: str
    en: str


class StreamForm(BaseModel):
    """A stream of the plan."""

    name: str
    label: LabelForm
    service: str
    urgency: str = Field(description="The queue: `first` or `second`.")


class TeamForm(BaseModel):
    """A team of the plan, with its agents as the plan has them."""

    team: str
    label: LabelForm
    agents: list[str]


class HotlineForm(BaseModel):
    """The names of the plan that runs."""

    hotline: str
    languages: list[str]
    number: str = Field(description="Which number calls from the page count as having dialled.")
    streams: list[StreamForm]
    teams: list[TeamForm]
    services: list[str]
    reasons: list[str] = Field(description="Why an agent may be not ready.")
    codes: list[str] = Field(description="What a call was about.")


class CallersHotlineForm(BaseModel):
    """What anybody may know who is about to call."""

    hotline: str
    languages: list[str]
    takes_calls: bool = Field(description="Whether whoever asks may call from the page.")
    stun: str = Field(
        description="Where a browser learns its own address (RFC 8489): HOST:PORT, :PORT on the "
        "page's own host, or empty."
    )


SAYS: Final = "Say what everybody may know: the name, the languages, whether one can call here."


def hotline_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses that tell of the plan."""
    routes = APIRouter(tags=["hotline"])
    told = _told(desk)

    @routes.get("/hotline", dependencies=[Depends(access.anybody)], responses=ANSWERS)
    async def hotline() -> HotlineForm:
        """Tell the names of the plan that runs: streams, teams, services, reasons, codes."""
        return told

    @routes.get("/call/hotline", description=SAYS)
    async def for_callers(request: Request) -> CallersHotlineForm:
        enabled = desk.plan.web_calls.enabled
        takes = is_near(request) if enabled is None else enabled
        return CallersHotlineForm(
            hotline=told.hotline,
            languages=told.languages,
            takes_calls=takes and desk.web_callers is not None,
            stun=desk.stun,
        )

    return routes


def _told(desk: Desk) -> HotlineForm:
    hotline, labels = desk.hotline, desk.labels
    return HotlineForm(
        hotline=hotline.name,
        languages=hotline.languages,
        number=dialled_by_page(desk),
        streams=[
            StreamForm(
                name=stream.name,
                label=_form(labels.stream(stream.name)),
                service=stream.service,
                urgency="first" if stream.urgency == FIRST else "second",
            )
            for stream in hotline.streams
        ],
        teams=[
            TeamForm(
                team=team.name,
                label=_form(labels.team(team.name)),
                agents=[seat.name for seat in hotline.seats if seat.team == team.index],
            )
            for team in hotline.teams
        ],
        services=sorted({stream.service for stream in hotline.streams} - {""}),
        reasons=hotline.reasons,
        codes=hotline.wrap_up_codes,
    )


def _form(text: Text) -> LabelForm:
    return LabelForm(hu=text.hu, en=text.en)
