"""What every event is: something that happens by a call or an agent, or leaves no trace."""

import pytest
from typing_extensions import override

from firstline.domain.time import Instant
from firstline.journal.happening import ForCall, OfAgent, OfCall, agent_called
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard
from kit.journals import ANNA, START, open_desk


class Hummed(OfCall, frozen=True):
    """The caller hummed."""

    @override
    def _on(self, board: Switchboard, call: Call, now: Instant) -> None:
        call.keys += "hm"


class Sneezed(OfAgent, frozen=True):
    """An agent sneezed."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        agent.reason = "a cold"


class Laughed(ForCall, frozen=True):
    """An agent laughed about a call."""

    @override
    def _for(self, board: Switchboard, agent: Agent, call: Call, now: Instant) -> None:
        call.keys += agent.name


def test_what_a_caller_does_happens_to_the_call() -> None:
    desk = open_desk()
    board, number = desk.exchange.board, desk.call()
    assert Hummed(number).happen(board, START) == Hummed(number)
    call = board.call(number)
    assert call is not None
    assert call.keys == "hm"
    assert Hummed(9).happen(board, START) is None


def test_what_an_agent_does_happens_to_the_agent() -> None:
    board = open_desk().exchange.board
    assert Sneezed(ANNA).happen(board, START) == Sneezed(ANNA)
    assert agent_called(ANNA, board).reason == "a cold"
    with pytest.raises(Refusal, match="nobody here is called otto"):
        Sneezed("otto").happen(board, START)


def test_what_a_phone_does_for_a_call_needs_both() -> None:
    desk = open_desk()
    board, number = desk.exchange.board, desk.call()
    assert Laughed(ANNA, number).happen(board, START) == Laughed(ANNA, number)
    assert Laughed("otto", number).happen(board, START) is None
    assert Laughed(ANNA, 9).happen(board, START) is None
