"""What people may type to name a goal."""

import pytest

from firstline.switchboard.goals import Goals
from firstline.switchboard.refusal import Refusal
from kit.hotlines import Wish
from kit.playbook import story


def line_of(name: str, wish: Wish | None = None) -> str:
    play = story(wish).does("ben", "sign_in")
    goals = Goals(play.board.room, play.board.lines)
    return goals.line(goals.find(name, play.agent("ana")), 0, 0).goal


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("agent:ben", "agent:ben"),
        ("agent:201", "agent:ben"),
        ("ben", "agent:ben"),
        ("201", "agent:ben"),
        ("team:front", "team:front"),
        ("front", "team:front"),
        ("stream:new", "stream:new"),
        ("new", "stream:new"),
        ("cards", "team:cards"),
    ],
)
def test_a_goal_is_found_by_kind_and_name_or_by_name_alone(name: str, goal: str) -> None:
    assert line_of(name) == goal


@pytest.mark.parametrize("name", ["", ":", "agent:", "team:ben", "planet:mars", "agent:xavier"])
def test_what_is_not_there_is_not_found(name: str) -> None:
    with pytest.raises(Refusal, match="nobody here is called"):
        line_of(name)


def test_an_agent_may_be_reached_through_the_team_that_is_allowed() -> None:
    wish = Wish(transfers_to=("team:cards",))
    assert line_of("agent:ben", wish) == "agent:ben"
    for name in ("team:front", "stream:new"):
        with pytest.raises(Refusal, match="transfers only to team:cards"):
            line_of(name, wish)


def test_an_agent_may_be_allowed_alone() -> None:
    wish = Wish(transfers_to=("agent:ben", "stream:new"))
    assert line_of("201", wish) == "agent:ben"
    assert line_of("stream:new", wish) == "stream:new"
    with pytest.raises(Refusal, match="transfers only to agent:ben, stream:new"):
        line_of("team:cards", wish)
