"""The end of a call, from whatever state, in one place: everything it held is given back."""

from typing import Final

from firstline.domain.call import CallSignal, CallState, Outcome
from firstline.domain.time import Instant
from firstline.switchboard.consults import Consults
from firstline.switchboard.kept import KeptPlaces
from firstline.switchboard.offers import Offers
from firstline.switchboard.parties import Call
from firstline.switchboard.roster import Roster
from firstline.switchboard.switchroom import Switchroom, is_waiting

_ABANDONED: Final = Outcome.ABANDONED
_ANSWERED: Final = Outcome.ANSWERED
_LEFT_MENU: Final = Outcome.LEFT_MENU


class Ending:
    """Ends calls."""

    def __init__(
        self,
        room: Switchroom,
        roster: Roster,
        offers: Offers,
        consults: Consults,
        kept: KeptPlaces,
    ) -> None:
        self._room: Final[Switchroom] = room
        self._roster: Final[Roster] = roster
        self._offers: Final[Offers] = offers
        self._consults: Final[Consults] = consults
        self._kept: Final[KeptPlaces] = kept

    def end(self, call: Call, outcome: Outcome, now: Instant) -> None:
        """End *call* with *outcome*; whoever was once answered has been answered."""
        if call.state == CallState.ENDED:
            return
        self._room.stop_timers(call)
        if is_waiting(call):
            self._offers.forget(call.place, now)
        else:
            self._free_agent(call, now)
        call.agent = None
        call.signal(CallSignal.END)
        call.outcome = _ANSWERED if call.was_answered else outcome
        self._room.calls.remove(call)
        if self._room.calls.oldest is None:
            self._room.agenda.cancel(self._room.longest)
        self._room.world.hang_up(call, call.outcome)
        call.let_go()

    def caller_left(self, call: Call, now: Instant) -> None:
        """The caller hung up, wherever the call was."""
        if is_waiting(call):
            self._kept.keep(call, now)
            self.end(call, _ABANDONED, now)
        elif call.state == CallState.MESSAGE:
            self.end(call, call.farewell, now)
        else:
            self.end(call, _LEFT_MENU, now)

    def lost(self, call: Call, now: Instant) -> None:
        """The caller's leg failed: no fault of the caller's, who may call again."""
        if is_waiting(call):
            self._kept.keep(call, now)
        self.end(call, Outcome.FAILED, now)

    def _free_agent(self, call: Call, now: Instant) -> None:
        agent = call.agent
        if agent is None:
            return
        self._consults.drop(agent, now)
        self._room.world.release(agent, call)
        self._roster.wrap_up(agent, now)
