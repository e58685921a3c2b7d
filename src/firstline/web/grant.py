"""What somebody may do: the roles of a person, or the scopes of a token, and what they allow.

It knows neither passwords nor secrets nor HTTP: who somebody is, was found out before.
"""

from typing import Final, Self

import msgspec

from firstline.domain.time import NEVER, Instant

AGENT: Final = "agent"
SUPERVISOR: Final = "supervisor"
MANAGER: Final = "manager"
ADMINISTRATOR: Final = "administrator"
READER: Final = "reader"
"Of tokens only: looks, and changes nothing."

OF_AGENT: Final = "agent:"
"How a token's scope for one agent begins; the agent's name follows."

EVERYTHING: Final = frozenset({SUPERVISOR, MANAGER, ADMINISTRATOR, READER})
"What a token of scope `supervisor` may (docs/decisions/0004)."


class Grant(msgspec.Struct, frozen=True):
    """What a person who has signed in, or the bearer of a token, may do."""

    who: str
    "user:NAME or token:ID, for the audit."
    roles: frozenset[str]
    user: str = ""
    "The person's name; empty for a token."
    agents: frozenset[str] = frozenset()
    "Those whose own acts are allowed."
    language: str = ""
    must_change: bool = False
    "Nothing is allowed but to choose a new password."
    session: str = ""
    "The digest of the session; empty for a token."
    until: Instant = NEVER
    "When it is over at the latest."

    @classmethod
    def of_token(cls, token_id: str, scopes: frozenset[str]) -> Self:
        """Return what the bearer of a token with these scopes may do."""
        agents = frozenset(
            scope.removeprefix(OF_AGENT) for scope in scopes if scope.startswith(OF_AGENT)
        )
        named = {scope for scope in scopes if not scope.startswith(OF_AGENT)}
        roles = {*named, *(EVERYTHING if SUPERVISOR in named else ()), *([AGENT] if agents else ())}
        return cls(who=f"token:{token_id}", roles=frozenset(roles), agents=agents)

    @property
    def token(self) -> str:
        """Return the token's id; empty for a person."""
        return "" if self.user else self.who.partition(":")[2]

    @property
    def agent(self) -> str:
        """Return the agent whose desk this is; empty where there is none, or several."""
        return next(iter(self.agents)) if len(self.agents) == 1 else ""

    def may_supervise(self) -> bool:
        """Whether the board may be seen and agents, calls and incidents be acted upon."""
        return SUPERVISOR in self.roles

    def may_read(self) -> bool:
        """Whether state, contacts and reports may be read."""
        return not self.roles.isdisjoint({SUPERVISOR, MANAGER, READER})

    def may_hear(self) -> bool:
        """Whether recordings may be played."""
        return not self.roles.isdisjoint({SUPERVISOR, MANAGER})

    def may_manage(self) -> bool:
        """Whether the plan may be changed, and what-ifs be tried."""
        return MANAGER in self.roles

    def may_administer(self) -> bool:
        """Whether people, tokens and webhooks may be changed, and the audit be read."""
        return ADMINISTRATOR in self.roles

    def acts_for(self, agent: str) -> bool:
        """Whether this is the agent of that name, or may act in the agent's stead."""
        return self.may_supervise() or (AGENT in self.roles and agent in self.agents)
