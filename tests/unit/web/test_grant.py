"""What roles and scopes allow, as a table."""

import pytest

from firstline.web.grant import Grant

PERSON = {
    "agent": "acts_for",
    "supervisor": "acts_for may_supervise may_read may_hear",
    "manager": "may_read may_hear may_manage",
    "administrator": "may_administer",
}
TOKEN = {
    "agent:anna": "acts_for",
    "supervisor": "acts_for may_supervise may_read may_hear may_manage may_administer",
    "manager": "may_read may_hear may_manage",
    "administrator": "may_administer",
    "reader": "may_read",
}
ALL = ("may_supervise", "may_read", "may_hear", "may_manage", "may_administer")


def allowed(grant: Grant) -> set[str]:
    """Return what *grant* allows."""
    found = {name for name in ALL if getattr(grant, name)()}
    return found | ({"acts_for"} if grant.acts_for("anna") else set())


@pytest.mark.parametrize(("role", "may"), PERSON.items())
def test_a_role_allows_what_it_is_for(role: str, may: str) -> None:
    agents = frozenset({"anna"} if role == "agent" else ())
    grant = Grant(who="user:kati", roles=frozenset({role}), user="kati", agents=agents)
    assert allowed(grant) == set(may.split())


@pytest.mark.parametrize(("scope", "may"), TOKEN.items())
def test_a_scope_allows_what_it_is_for(scope: str, may: str) -> None:
    grant = Grant.of_token("ab12", frozenset({scope}))
    assert allowed(grant) == set(may.split())
    assert (grant.who, grant.user) == ("token:ab12", "")


def test_an_agent_acts_for_nobody_else() -> None:
    grant = Grant.of_token("ab12", frozenset({"agent:anna"}))
    assert grant.agent == "anna"
    assert not grant.acts_for("bela")
    both = Grant.of_token("ab12", frozenset({"agent:anna", "agent:bela"}))
    assert both.agent == ""
    assert both.acts_for("bela")


def test_a_name_of_an_agent_without_the_role_opens_nothing() -> None:
    grant = Grant(who="user:k", roles=frozenset({"manager"}), user="k", agents=frozenset({"anna"}))
    assert not grant.acts_for("anna")
