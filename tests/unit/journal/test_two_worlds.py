"""Two worlds hear the same, the first of them first."""

from typing import Any, Final

import pytest

from firstline.domain.call import Outcome
from firstline.domain.hotline import Incident
from firstline.domain.time import NEVER
from firstline.journal.two_worlds import TwoWorlds
from firstline.switchboard.parties import Agent, Call, Watch
from firstline.switchboard.world import World
from kit.hotlines import prompt
from kit.playbook import Script, story

COMMANDS: Final = {
    "answer": "call",
    "refuse": "call why length",
    "play": "call prompts",
    "hold_music": "call",
    "queue": "place",
    "ring": "agent place",
    "stop_ringing": "agent place why",
    "connect": "agent call",
    "hold": "agent call",
    "join": "agent colleague call",
    "conference": "agent colleague call",
    "part": "agent colleague call",
    "release": "agent call",
    "hang_up": "call outcome",
    "supervise": "watch",
    "end_supervision": "watch why",
    "show_agent": "agent",
    "show_incident": "incident is_active",
    "report_limit": "why call length",
}
"Every command of a world, and what it is told."


class Page(Script):
    """A world that also writes down what is shown of agents."""

    def show_agent(self, agent: Agent) -> None:
        self.lines.append(f"show {agent.name}")


class Echo(World):
    """A world that repeats what is on another's page when it is told the same."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.seen: list[str] = []

    def hang_up(self, call: Call, outcome: Outcome) -> None:
        self.seen += self.page.lines


def something() -> dict[str, Any]:
    """Return one of everything that a world is told of."""
    board = story().board
    call = Call(1, "+361", "3000", 0)
    call.place.line = board.lines.of_stream(board.room.hotline.streams[0], 0, 0)
    return {
        "watch": Watch("kati", board.room.agents[0], call, "listen"),
        "call": call,
        "place": call.place,
        "agent": board.room.agents[0],
        "colleague": board.room.agents[1],
        "prompts": [prompt("welcome")],
        "why": "busy",
        "length": 5,
        "outcome": Outcome.ANSWERED,
        "incident": Incident("flood", area=[], service="", prompt=prompt("flood"), until=NEVER),
        "is_active": True,
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_both_hear_every_command_once(command: str) -> None:
    things = something()
    told = [things[name] for name in COMMANDS[command].split()]
    first, second, alone = Page(), Page(), Page()
    getattr(TwoWorlds(first, second), command)(*told)
    getattr(alone, command)(*told)
    assert first.lines == second.lines == alone.lines
    assert len(alone.lines) == 1


def test_there_is_no_command_besides() -> None:
    assert {name for name in vars(World) if not name.startswith("_")} == set(COMMANDS)


def test_the_first_hears_it_first() -> None:
    page = Page()
    echo = Echo(page)
    TwoWorlds(page, echo).hang_up(Call(1, "", "", 0), Outcome.ANSWERED)
    assert echo.seen == ["end 1 answered"]
