"""Timers: what somebody wants to be told of later. The agenda keeps those that are set."""

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64, mypyc_attr

from firstline.domain.time import NEVER, Instant

if TYPE_CHECKING:
    from firstline.switchboard.parties import Agent, Call

NOWHERE: Final[i64] = -1
"The place of a timer that is not set."


@mypyc_attr(allow_interpreted_subclasses=True)
class Due:
    """Something that has timers, and is told when one of them is due."""

    def due(self, timer: "Timer", now: Instant) -> None:
        """Act on a timer that has run out at *now*, the instant for which it was set."""
        raise NotImplementedError


NOBODY: Final = Due()
"Owns timers that are not set."


@mypyc_attr(free_list_len=1)
class Timer:
    """One entry of the agenda: whom to tell, of what kind, about which call or agent.

    It can be set again and again: whoever needs one timer at a time needs only one Timer.
    """

    def __init__(
        self, owner: Due, kind: i64, call: "Call | None" = None, agent: "Agent | None" = None
    ) -> None:
        self.owner: Due = owner
        self.kind: i64 = kind
        self.call: Call | None = call
        self.agent: Final[Agent | None] = agent
        self.at: Instant = NEVER
        self.serial: i64 = 0
        "Counts the settings of its agenda; equal instants go by it."
        self.place: i64 = NOWHERE
        "Where the agenda keeps it: in its heap, or IN_WHEEL."

    def is_set(self) -> bool:
        """Whether it is in the agenda."""
        return self.place != NOWHERE


NO_TIMER: Final = Timer(NOBODY, 0)
"Lies where no timer is."
