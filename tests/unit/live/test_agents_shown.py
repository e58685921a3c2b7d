"""Agents as they are shown, and how many of a team are ready and on duty."""

import random

from firstline.domain.agent import AGENT_STATES
from firstline.journal.commands import ShowAgent
from firstline.live.agents_shown import OFF_DUTY, READY, AgentsShown
from kit.journals import ANNA, BELA, CILI, START, small_bank


def test_counts_are_as_if_counted_anew() -> None:
    agents, draw = AgentsShown(small_bank(), lambda _: ""), random.Random(5)
    for step in range(500):
        name, team = draw.choice([ANNA, BELA, CILI]), draw.choice(["front", "experts"])
        agents.show(ShowAgent(name, team, draw.choice(AGENT_STATES), "", 0), START + step)
        rows = list(agents.rows.values())
        for team in ("front", "experts"):
            mine = [row for row in rows if row.team == team]
            assert agents.ready[team] == sum(row.state == READY for row in mine)
            assert agents.on_duty[team] == sum(row.state not in OFF_DUTY for row in mine)


def test_since_moves_only_with_what_the_agent_is_doing() -> None:
    agents = AgentsShown(small_bank(), lambda call: f"about {call}" if call else "")
    agents.show(ShowAgent(ANNA, "front", "talking", "", 4), START)
    agents.show(ShowAgent(ANNA, "front", "talking", "", 5), START + 1_000_000)
    row = agents.rows[ANNA]
    assert (row.since, row.call, row.stream) == ("2026-01-01T00:00:00.000Z", 5, "about 5")
    agents.show(ShowAgent(ANNA, "front", "wrap-up", "", 0), START + 1_000_000)
    assert agents.rows[ANNA].since == "2026-01-01T00:00:01.000Z"
    assert agents.of(ANNA) == (0, 1)
    assert agents.of("nobody") == (0, 0)


def test_agents_and_teams_that_the_plan_does_not_have_are_passed_over() -> None:
    agents = AgentsShown(small_bank(), lambda _: "")
    agents.changed.clear()
    agents.show(ShowAgent("nobody", "front", "ready", "", 0), START)
    agents.move(ANNA, "nowhere")
    agents.lose_phone(ANNA)
    agents.connect_phone("nobody")
    assert not agents.changed
    agents.connect_phone(ANNA)
    agents.move(ANNA, "experts")
    assert agents.changed == {ANNA}
    assert (agents.rows[ANNA].has_phone, agents.rows[ANNA].team) == (True, "experts")
