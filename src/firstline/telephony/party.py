"""The parties of a call as the switchboard knows them: somebody who calls, an agent who is rung.

What they report to the journal, and when; not on what they speak: a telephone (parties.py) or a
page (browser/). None of them decides anything.
"""

from typing import Final, Protocol

from firstline.errors import FailureError
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHungUp,
    CallerHungUp,
    CallerLost,
    Event,
    KeyPressed,
)
from firstline.telephony.end import End
from firstline.telephony.leg import Leg

BUSY: Final = "busy"
DECLINED: Final = "declined"
UNREACHABLE: Final = "unreachable"
"Why an agent's phone does not take a call."


class Reports(Protocol):
    """To whom parties report."""

    def tell(self, event: Event) -> None:
        """Something happened that nobody can refuse; too late, it means nothing."""

    def ask(self, event: Event) -> None:
        """Somebody wants something. Raises Refusal where that is not possible."""

    def placed(self, party: "Party") -> None:
        """The party has another place on the patch panel."""

    def left(self, party: "Party") -> None:
        """The party's leg is over: give back what it held."""

    def without_place(self, error: FailureError) -> None:
        """There is no place on the patch panel for a party: its leg ends."""

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        """Whether *leg* is the one on which *agent* asks a colleague."""


class Party:
    """Somebody on a leg, with an end of the patch panel."""

    def __init__(self, reports: Reports, end: End) -> None:
        self.reports: Final = reports
        self.end: Final = end
        self.is_up = False
        "Whether the leg was answered."

    def hang_up(self) -> None:
        """End the leg, if it is not over."""
        raise NotImplementedError

    def renew(self) -> None:
        """The media engine was started anew: take a place there, and be heard again."""
        raise NotImplementedError


class Caller(Party):
    """Somebody who called us."""

    def __init__(self, reports: Reports, end: End, name: str) -> None:
        super().__init__(reports, end)
        self.name: Final = name
        "Known before the switchboard has given the call a number."
        self.number = 0
        self._farewell: type[CallerHungUp | CallerLost] | None = None
        "How it ended, once it has."

    @property
    def gone(self) -> bool:
        """Whether the caller has left."""
        return self._farewell is not None

    def answer(self) -> None:
        """Take the call."""
        raise NotImplementedError

    def refuse(self, why: str, retry_after: int) -> None:
        """Do not take the call. Why is one of the switchboard's limits; times are microseconds."""
        raise NotImplementedError

    def known_as(self, number: int) -> None:
        """The switchboard has a number for the call. Who has left meanwhile leaves now."""
        self.number = number
        if self._farewell is not None:
            self.reports.tell(self._farewell(number))

    def press(self, key: str) -> None:
        """The caller pressed a key."""
        if self.number:
            self.reports.tell(KeyPressed(self.number, key))

    def depart(self, farewell: type[CallerHungUp | CallerLost]) -> None:
        """Report how the call ended on the caller's side."""
        self._farewell = farewell
        if self.number:
            self.reports.tell(farewell(self.number))


class Rung(Party):
    """An agent, rung for a call."""

    def __init__(self, reports: Reports, end: End, agent: str, call: int) -> None:
        super().__init__(reports, end)
        self.agent: Final = agent
        self.call: Final = call

    def pick_up(self) -> None:
        """Report that the agent has answered."""
        self.is_up = True
        self.reports.tell(AgentAnswered(self.agent, self.call))

    def decline(self, why: str) -> None:
        """Report that the phone was not answered."""
        self.reports.tell(AgentDeclined(self.agent, self.call, why))

    def part(self) -> None:
        """Report that the leg is over."""
        if self.is_up:
            self.reports.tell(AgentHungUp(self.agent))
        else:
            self.decline(UNREACHABLE)
