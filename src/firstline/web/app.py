"""The interface over HTTP, put together: pages, people, agents, incidents, state, contacts.

Everything runs in the hotline's own loop and thread, so that a request sees the switchboard between
two events, never in the middle of one. What may take its time goes to another thread.
"""

from typing import Final

from fastapi import FastAPI
from fastapi.dependencies import models
from starlette.types import ASGIApp

from firstline import __version__
from firstline.live.desk import Desk
from firstline.web.access import Access
from firstline.web.agents import agent_routes
from firstline.web.audit import audit_routes
from firstline.web.bearers import bearer_routes
from firstline.web.board import board_routes
from firstline.web.call_socket import call_socket
from firstline.web.callers import caller_routes
from firstline.web.contacts import contact_routes
from firstline.web.desk_socket import desk_socket
from firstline.web.document import Documented
from firstline.web.feed import feed_routes
from firstline.web.guard import Guard
from firstline.web.hotline import hotline_routes
from firstline.web.house import House
from firstline.web.incidents import incident_routes
from firstline.web.plans import plan_routes
from firstline.web.problem import answer_with_problems
from firstline.web.recordings import recording_routes
from firstline.web.reports import report_routes
from firstline.web.sign_in import session_routes
from firstline.web.state import state_routes
from firstline.web.static import page_routes
from firstline.web.supervision import supervision_routes
from firstline.web.users import user_routes
from firstline.web.visit import Visits
from firstline.web.webhooks import webhook_routes
from firstline.web.what_ifs import what_if_routes

DESCRIPTION: Final = """\
What a desk phone cannot say to a running hotline, and what a supervisor wants to see of it.

Every address but `/health` needs a session of `POST /session`, or a token of `firstline token
create`, sent as `Authorization: Bearer TOKEN`. In a session, whatever changes something needs the
header `X-CSRF-Token`. Whatever goes wrong is answered with problem details (RFC 9457): `detail`
says what is wrong, `remedy` what to do.
"""

ROUTES: Final = (
    session_routes,
    agent_routes,
    incident_routes,
    state_routes,
    contact_routes,
    recording_routes,
    report_routes,
    plan_routes,
    what_if_routes,
    user_routes,
    bearer_routes,
    board_routes,
    feed_routes,
    supervision_routes,
    webhook_routes,
    audit_routes,
    desk_socket,
    call_socket,
    hotline_routes,
    caller_routes,
)
"""What makes the addresses of each part, given the desk and who may do what."""


def application(desk: Desk, house: House) -> FastAPI:
    """Return what serves *desk* to whom *house* knows, without what surrounds it."""
    _forget_those_before()
    app = Documented(
        title="Firstline",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    access = Access(house)
    for routes in ROUTES:
        app.include_router(routes(desk, access))
    app.include_router(page_routes(house.site))
    answer_with_problems(app)
    return app


def interface(desk: Desk, house: House) -> ASGIApp:
    """Return the application that serves *desk* to whom *house* knows."""
    return Guard(Visits(application(desk, house), house.audit), house.site)


def _forget_those_before() -> None:
    """Let go of what was served before, a whole hotline with each plan that was taken up.

    FastAPI remembers the last few thousand functions it was given, and so all they stand on.
    """
    for known in vars(models).values():
        if hasattr(known, "cache_clear"):
            known.cache_clear()
