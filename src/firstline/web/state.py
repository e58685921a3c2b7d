"""The state of the hotline over HTTP, for wallboards, watchdogs and Prometheus.

It changes nothing.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from pydantic import TypeAdapter

from firstline.live.desk import Desk, Picture
from firstline.live.health import Report
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.metrics import registry

CALLS: Final = 100
CALLS_AT_MOST: Final = 1000

_PICTURE: Final = TypeAdapter(Picture)
_REPORT: Final = TypeAdapter(Report)
_JSON: Final = "application/json"


def state_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses that only look."""
    routes = APIRouter(tags=["state"])
    metrics = registry(desk, access)

    @routes.get("/health", response_model=Report, responses={503: {"model": Report}})
    async def health() -> Response:
        """Say whether the hotline does its work: 200, or 503 with the reasons."""
        report = desk.health.report()
        status = 200 if report.ready else 503
        return Response(_REPORT.dump_json(report), status_code=status, media_type=_JSON)

    @routes.get(
        "/state",
        response_model=Picture,
        responses=ANSWERS,
        dependencies=[Depends(access.reader)],
    )
    async def state(
        calls: Annotated[
            int, Query(ge=0, le=CALLS_AT_MOST, description="Calls to be listed at most.")
        ] = CALLS,
    ) -> Response:
        """Tell queues, agents, calls, incidents, counts, and what happened last."""
        return Response(_PICTURE.dump_json(desk.picture(calls)), media_type=_JSON)

    @routes.get(
        "/metrics",
        response_class=Response,
        responses={**ANSWERS, 200: {"content": {CONTENT_TYPE_LATEST: {}}}},
        dependencies=[Depends(access.near_reader)],
    )
    async def metrics_now() -> Response:
        """Tell all figures as Prometheus takes them; from this machine without a token."""
        return Response(generate_latest(metrics), media_type=CONTENT_TYPE_LATEST)

    return routes
