"""Webhooks over HTTP: programs that are told what happens. For administrators.

What is sent and when, is live/webhooks.py's matter; a secret is shown once, when it is made.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import Said
from firstline.live.courier import Answer
from firstline.live.desk import Desk
from firstline.live.messenger import Progress
from firstline.live.state import moment
from firstline.live.webhook_table import URL_AT_MOST, Webhook
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.problem import ProblemError

NAMES_AT_MOST: Final = 100
_Found = TypeVar("_Found")
HookId = Annotated[str, Path(max_length=32, description="As GET /webhooks tells it.")]


class NewWebhook(BaseModel):
    """Whom to tell of what."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(
        max_length=URL_AT_MOST,
        description="POSTs go there; http or https, without a name or a password in it.",
        examples=["https://crm.example/firstline"],
    )
    names: list[Annotated[str, Field(max_length=64)]] = Field(
        default_factory=list,
        max_length=NAMES_AT_MOST,
        description="Of the entries that are wanted (as in /feed); none: all.",
        examples=[["CallArrived", "Connect", "HangUp"]],
    )


class WebhookView(BaseModel):
    """One webhook, and how it does."""

    id: str
    url: str
    names: list[str]
    created: str
    delivered: int = Field(description="The last entry it was told of, as it is kept.")
    paused: str = Field(description="Why nothing is sent; empty: it is.")
    deliveries: int = Field(description="Since the hotline began to work.")
    failures: int
    failures_in_a_row: int
    last: str = Field(description="What was wrong with the last delivery; empty: nothing.")


class MadeWebhook(WebhookView):
    """A new webhook with its secret, which is never shown again."""

    secret: str = Field(
        description="Of the header `Firstline-Signature: t=SECONDS,v1=HEX`: HEX is the HMAC with "
        "SHA-256 of `SECONDS.BODY` and this secret."
    )


class Tested(BaseModel):
    """What came of a test."""

    taken: bool
    status: int | None = Field(description="HTTP's; null: there was no answer.")
    why: str = Field(description="What was wrong.")
    took_s: float


def webhook_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of webhooks."""
    routes = APIRouter(
        prefix="/webhooks",
        tags=["administration"],
        dependencies=[Depends(access.administrator)],
        responses=ANSWERS,
    )
    webhooks = desk.audience.webhooks

    @routes.get("")
    async def list_them() -> list[WebhookView]:
        """List the webhooks, and how each does."""
        found = await asyncio.to_thread(webhooks.all)
        return [WebhookView.model_validate(_shown(*each)) for each in found]

    @routes.post("", status_code=HTTPStatus.CREATED)
    async def add(new: NewWebhook) -> MadeWebhook:
        """Tell somebody what happens from now on: a JSON list of entries with each POST.

        Whatever is not answered with a status of 200 to 299 is sent again, in order; so an entry
        may come twice: its `seq` tells. Redirects are not followed.
        """
        hook = await asyncio.to_thread(webhooks.add, new.url, new.names, desk.now())
        return MadeWebhook.model_validate({**_shown(hook, Progress()), "secret": hook.secret})

    @routes.post("/{hook_id}/test")
    async def test(hook_id: HookId) -> Tested:
        """Send something that is no entry (`kind` is `test`); taken, it ends a pause."""
        answer = await webhooks.test(hook_id, desk.now())
        return _tested(_found(hook_id, answer))

    @routes.delete("/{hook_id}", status_code=HTTPStatus.NO_CONTENT)
    async def remove(hook_id: HookId) -> Response:
        """Tell it nothing more."""
        was_there = await asyncio.to_thread(webhooks.remove, hook_id)
        _found(hook_id, hook_id if was_there else None)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes


def _found(hook_id: str, found: _Found | None) -> _Found:
    if found is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            Said("There is no webhook {hook_id!r}.", hook_id=hook_id),
            "Look at /webhooks.",
        )
    return found


def _tested(answer: Answer) -> Tested:
    return Tested(
        taken=answer.is_taken, status=answer.status, why=answer.why, took_s=round(answer.took_s, 3)
    )


def _shown(hook: Webhook, progress: Progress) -> dict[str, object]:
    return {
        "id": hook.id,
        "url": hook.url,
        "names": sorted(hook.names),
        "created": moment(hook.created),
        "delivered": hook.delivered,
        "paused": hook.paused,
        "deliveries": progress.deliveries,
        "failures": progress.failures,
        "failures_in_a_row": progress.in_a_row,
        "last": "" if progress.last is None else progress.last.why,
    }
