"""The interface over HTTP, put together: agents, incidents, state, contacts.

Everything runs in the hotline's own loop and thread, so that a request sees the switchboard between
two events, never in the middle of one. What may take its time goes to another thread.
"""

from typing import Final

from fastapi import FastAPI
from starlette.types import ASGIApp

from firstline import __version__
from firstline.live.desk import Desk
from firstline.web.access import Access
from firstline.web.agents import agent_routes
from firstline.web.contacts import contact_routes
from firstline.web.guard import Guard
from firstline.web.incidents import incident_routes
from firstline.web.problem import answer_with_problems
from firstline.web.state import state_routes
from firstline.web.tokens import Tokens

DESCRIPTION: Final = """\
What a desk phone cannot say to a running hotline, and what a supervisor wants to see of it.

Every address but `/health` needs a token of `firstline token create`, sent as
`Authorization: Bearer TOKEN`. Whatever goes wrong is answered with problem details (RFC 9457):
`detail` says what is wrong, `remedy` what to do.
"""


def interface(desk: Desk, tokens: Tokens) -> ASGIApp:
    """Return the application that serves *desk* to the bearers of *tokens*."""
    app = FastAPI(
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
    access = Access(tokens, desk.now)
    for routes in (agent_routes, incident_routes, state_routes, contact_routes):
        app.include_router(routes(desk, access))
    answer_with_problems(app)
    return Guard(app)
