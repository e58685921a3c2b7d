"""Whose telephone and desk it is: an agent's, or that of a person who answers no calls.

It knows nothing of what either may do.
"""

from firstline.live.desk import Desk
from firstline.live.desks import AGENT, USER
from firstline.web.grant import Grant


def owner_of(desk: Desk, grant: Grant) -> str:
    """Return the owner of the telephone: `agent:anna`, or `user:kati`."""
    if grant.agent and desk.agent(grant.agent) is not None:
        return AGENT + grant.agent
    return USER + (grant.user or grant.who.replace(":", "-"))


def supervisor_of(owner: str) -> str:
    """Return by which name the owner of a telephone listens to others."""
    return owner.partition(":")[2]
