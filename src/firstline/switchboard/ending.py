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
        if call.state is CallState.ENDED:
            return
        self._stop_timers(call)
        if is_waiting(call):
            self._offers.forget(call.place, now)
        else:
            self._free_agent(call, now)
        call.agent = None
        call.signal(CallSignal.END)
        call.outcome = Outcome.ANSWERED if call.was_answered else outcome
        del self._room.calls[int(call.number)]
        self._room.world.hang_up(call, call.outcome)

    def caller_left(self, call: Call, now: Instant) -> None:
        """The caller hung up, wherever the call was."""
        if is_waiting(call):
            self._kept.keep(call, now)
            self.end(call, Outcome.ABANDONED, now)
        elif call.state is CallState.MESSAGE:
            self.end(call, call.farewell, now)
        else:
            self.end(call, Outcome.LEFT_MENU, now)

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

    def _stop_timers(self, call: Call) -> None:
        agenda = self._room.agenda
        for timer in (
            call.step_timer,
            call.widen_timer,
            call.wait_timer,
            call.return_timer,
            call.limit_timer,
        ):
            agenda.cancel(timer)
        call.step_timer = None
        call.widen_timer = None
        call.wait_timer = None
        call.return_timer = None
        call.limit_timer = None
