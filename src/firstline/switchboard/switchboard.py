"""The switchboard: events in, commands out.

One method per event, in the order of a call's life. Each takes the instant at which it happens and
returns when everything that follows at that instant is done. A person's act that is not possible
raises Refusal before anything has changed; what phones report too late is no fault and changes
nothing. Between events there is `deadline` and `advance`: what was planned takes effect at its
planned instant, however late the driver is.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.call import CallSignal, CallState, Outcome
from firstline.domain.hotline import Hotline, Incident
from firstline.domain.time import NEVER, Instant
from firstline.switchboard.admission import Admission
from firstline.switchboard.consults import Consults
from firstline.switchboard.dispatcher import Dispatcher
from firstline.switchboard.ending import Ending
from firstline.switchboard.incidents import Incidents
from firstline.switchboard.kept import KeptPlaces
from firstline.switchboard.limits import MAX_CALL
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.offers import Offers
from firstline.switchboard.outlook import Outlook
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.queueing import Queueing
from firstline.switchboard.reception import Reception
from firstline.switchboard.restart import restore, take_snapshot
from firstline.switchboard.roster import PHONE_LOST, Roster
from firstline.switchboard.snapshot import Snapshot
from firstline.switchboard.supervision import Supervision
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer
from firstline.switchboard.transfers import Transfers
from firstline.switchboard.treatment import Treatment
from firstline.switchboard.world import World

_MAX_CALL: Final[i64] = 0


class Switchboard(Due):
    """All parts together."""

    def __init__(self, hotline: Hotline, world: World) -> None:
        room = Switchroom(hotline, world)
        self.room: Final[Switchroom] = room
        self.now: Instant = 0
        "The instant of what is being handled."
        self.lines: Final[WaitingLines] = WaitingLines(room)
        self.dispatcher: Final[Dispatcher] = Dispatcher(room)
        self.outlook: Final[Outlook] = Outlook(room, self.lines, self.dispatcher)
        self.incidents: Final[Incidents] = Incidents(room)
        self.kept: Final[KeptPlaces] = KeptPlaces(room)
        self._supervision: Final[Supervision] = Supervision(room)
        self._roster: Final[Roster] = Roster(room, self._supervision)
        self._offers: Final[Offers] = Offers(
            room, self.dispatcher, self._roster, Treatment(room, self.outlook)
        )
        self._consults: Final[Consults] = Consults(room, self.lines, self._roster, self._offers)
        self._ending: Final[Ending] = Ending(
            room, self._roster, self._offers, self._consults, self.kept
        )
        self._queueing: Final[Queueing] = Queueing(room, self.lines, self._offers, self._ending)
        self._transfers: Final[Transfers] = Transfers(
            room, self.lines, self._roster, self._offers, self._consults, self._queueing
        )
        self._reception: Final[Reception] = Reception(
            room, self.incidents, self.kept, self._queueing
        )
        self._admission: Final[Admission] = Admission(room)
        self._last_call: i64 = 0

    def deadline(self) -> Instant:
        """Return when `advance` is next due, or NEVER."""
        return self.room.agenda.deadline()

    def advance(self, now: Instant) -> None:
        """Let everything happen that is due by *now*, each thing at its own instant."""
        agenda = self.room.agenda
        while agenda.deadline() <= now < NEVER:
            timer = agenda.pop()
            at = timer.at  # who is told may set it anew
            self.now = at
            timer.owner.due(timer, at)
            self._settle(at)

    def due(self, timer: Timer, now: Instant) -> None:
        """The oldest call may have reached the longest time that a call may last."""
        call = self.room.calls.oldest
        longest = self.room.hotline.rules.max_call
        if call is not None and call.arrived + longest <= now:
            self.room.world.report_limit(MAX_CALL, call, longest)
            self._end(call, Outcome.GAVE_UP, now)
            call = self.room.calls.oldest
        if call is not None:
            self._watch(call)

    def call(self, number: i64) -> Call | None:
        """Return the call with *number*, if it is up."""
        return self.room.calls.get(number)

    def agent(self, name: str) -> Agent | None:
        """Return the agent called *name*, if the plan has one."""
        return self.room.by_name.get(name)

    def snapshot(self) -> Snapshot:
        """Return what outlives a restart."""
        return take_snapshot(self.room, self.incidents, self.kept, self._last_call, self.now)

    def open(self, now: Instant) -> None:
        """Begin for the first time: the plan's incidents, and those agents who are always here."""
        self.now = now
        self.incidents.begin(self.room.hotline.incidents, now)
        for agent in self.room.agents:
            if agent.seat.ready_from_start:
                self._roster.stand_by(agent, now)
        self._settle(now)

    def restore(self, snapshot: Snapshot, now: Instant) -> None:
        """Begin again with what outlived the restart."""
        self.now = now
        self._last_call = snapshot.last_call
        restore(snapshot, self.room, self._roster, self.incidents, self.kept, now)
        self._settle(now)

    def close(self, now: Instant) -> None:
        """Take no more calls; those that are up go on."""
        self.now = now
        self.room.closing = True

    def declare(self, incident: Incident, now: Instant) -> None:
        """Put an incident in force."""
        self.now = now
        self.incidents.declare(incident, now)

    def end_incident(self, name: str, now: Instant) -> None:
        """Take an incident out of force."""
        self.now = now
        self.incidents.end(name)

    def arrive(self, calling: str, dialled: str, now: Instant, language: str = "") -> Call:
        """A call came in. It is taken and greeted, or refused and already over.

        It is spoken to in *language* where the hotline speaks it, else in the hotline's first.
        """
        self.now = now
        self._last_call += 1
        call = Call(self._last_call, calling, dialled, now)
        if language:
            call.language = self.room.hotline.index_of(language)
        why = self._admission.refusal(dialled, now)
        if why:
            call.signal(CallSignal.END)
            call.outcome = Outcome.BLOCKED
            self.room.world.refuse(call, why, self.room.hotline.rules.retry_after)
            return call
        self.room.calls.add(call)
        if not self.room.longest.is_set():
            self._watch(call)
        self.room.world.answer(call)
        self._reception.greet(call, now)
        self._settle(now)
        return call

    def press(self, call: Call, key: str, now: Instant) -> None:
        """The caller pressed a key. Outside menus and messages it means nothing."""
        self.now = now
        if call.state == CallState.MENU or call.state == CallState.MESSAGE:
            self._reception.press(call, key, now)
            self._settle(now)

    def hang_up(self, call: Call, now: Instant) -> None:
        """The caller hung up."""
        self.now = now
        self._reception.forget(call)
        self._ending.caller_left(call, now)
        self._settle(now)

    def lose(self, call: Call, now: Instant) -> None:
        """The caller's leg failed for a technical reason."""
        self.now = now
        self._reception.forget(call)
        self._ending.lost(call, now)
        self._settle(now)

    def agent_answers(self, agent: Agent, call: Call, now: Instant) -> None:
        """The agent picked up for *call*."""
        self.now = now
        self._offers.answer(agent, call, now)

    def agent_declines(self, agent: Agent, call: Call, why: str, now: Instant) -> None:
        """The agent's phone was busy, declined, or could not be reached."""
        self.now = now
        self._offers.decline(agent, call, why, now)
        self._settle(now)

    def agent_hangs_up(self, agent: Agent, now: Instant) -> None:
        """The agent hung up: the end of the call, of a consult, or the hand-over after one."""
        self.now = now
        call = agent.call
        if call is None:
            return
        if call.agent is not agent:
            self._consults.leave(agent, now)
        elif agent.consult is not None:
            self._transfers.complete(agent, now)
        else:
            self._end(call, Outcome.ANSWERED, now)
        self._settle(now)

    def agent_holds(self, agent: Agent, now: Instant) -> None:
        """The agent put the caller on hold."""
        self.now = now
        self._consults.hold(agent, now)

    def agent_resumes(self, agent: Agent, now: Instant) -> None:
        """The agent took the caller off hold."""
        self.now = now
        self._consults.resume(agent, now)

    def phone_on(self, agent: Agent, now: Instant) -> None:
        """The agent's phone can be rung."""
        self.now = now
        self._roster.phone_on(agent, now)
        self._settle(now)

    def phone_off(self, agent: Agent, now: Instant) -> None:
        """The agent's phone cannot be rung any more."""
        self.now = now
        if agent.place is not None:
            self._offers.decline(agent, agent.place.call, PHONE_LOST, now)
        self._roster.phone_off(agent, now)
        self._settle(now)

    def sign_in(self, agent: Agent, now: Instant) -> None:
        """Begin the agent's duty."""
        self.now = now
        self._roster.sign_in(agent, now)

    def sign_out(self, agent: Agent, now: Instant) -> None:
        """End the agent's duty; what rings goes on to another, a call that is up is finished."""
        self.now = now
        self._offers.withdraw(agent, now)
        self._roster.sign_out(agent, now)
        self._settle(now)

    def go_ready(self, agent: Agent, now: Instant) -> None:
        """Let the agent be given calls."""
        self.now = now
        self._roster.go_ready(agent, now)
        self._settle(now)

    def go_not_ready(self, agent: Agent, reason: str, now: Instant) -> None:
        """Let the agent be given no calls, for *reason*."""
        self.now = now
        self._roster.check_reason(reason)
        self._offers.withdraw(agent, now)
        self._roster.go_not_ready(agent, reason, now)
        self._settle(now)

    def finish_wrap_up(self, agent: Agent, code: str, now: Instant) -> None:
        """Note the wrap-up code and end the wrap-up."""
        self.now = now
        self._roster.finish_wrap_up(agent, code, now)
        self._settle(now)

    def transfer(self, agent: Agent, goal: str, reason: str, note: str, now: Instant) -> None:
        """Transfer the agent's caller without consulting."""
        self.now = now
        self._transfers.blind(agent, goal, reason, note, now)
        self._settle(now)

    def consult(self, agent: Agent, goal: str, reason: str, note: str, now: Instant) -> None:
        """Ask a colleague while the caller is on hold."""
        self.now = now
        self._transfers.consult(agent, goal, reason, note, now)
        self._settle(now)

    def complete(self, agent: Agent, now: Instant) -> None:
        """Hand the caller over to the colleague."""
        self.now = now
        self._transfers.complete(agent, now)
        self._settle(now)

    def cancel_consult(self, agent: Agent, now: Instant) -> None:
        """Let the colleague go and keep the caller."""
        self.now = now
        self._transfers.cancel(agent, now)
        self._settle(now)

    def confer(self, agent: Agent, now: Instant) -> None:
        """Let caller, agent and colleague talk together."""
        self.now = now
        self._consults.confer(agent, now)

    def move(self, agent: Agent, team: str, now: Instant) -> None:
        """Put the agent into another team."""
        self.now = now
        self._roster.move(agent, team)
        self._settle(now)

    def change_urgency(self, call: Call, urgency: i64, now: Instant) -> None:
        """Put a waiting call into the other queue."""
        self.now = now
        self._queueing.change_urgency(call, urgency, now)
        self._settle(now)

    def supervise(self, supervisor: str, agent: Agent, mode: str, now: Instant) -> None:
        """Let a supervisor listen to the agent's call, whisper to the agent, or join in."""
        self.now = now
        self._supervision.ask(supervisor, agent, mode)

    def end_supervision(self, supervisor: str, now: Instant) -> bool:
        """Let a supervisor hear nobody any more; return whether that changes anything."""
        self.now = now
        return self._supervision.end(supervisor)

    def _settle(self, now: Instant) -> None:
        """Restore the law that nobody waits beside an agent who could help."""
        room = self.room
        if room.freed.count + room.arrivals.count > 0:
            self._offers.match(now)
        while not room.is_settled:
            room.is_settled = True
            bounced, room.bounced = room.bounced, []
            for place in bounced:
                self._transfers.bounce(place, now)
            departed, room.departed = room.departed, []
            for agent in departed:
                self._transfers.signed_out(agent, now)
            self._offers.match(now)

    def _watch(self, call: Call) -> None:
        """Look again when *call* has lasted as long as a call may."""
        end = call.arrived + self.room.hotline.rules.max_call
        self.room.set(self.room.longest, self, _MAX_CALL, end)

    def _end(self, call: Call, outcome: Outcome, now: Instant) -> None:
        self._reception.forget(call)
        self._ending.end(call, outcome, now)
