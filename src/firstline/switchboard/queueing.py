"""Into the queue: the stream's line, its limit, and the longest wait."""

from typing import Final

from mypy_extensions import i64

from firstline.domain.call import CallSignal, Outcome
from firstline.domain.hotline import ENQUEUE, SAY, Action, Prompt, Stream
from firstline.domain.menu import MenuStep
from firstline.domain.time import NEVER, Instant
from firstline.errors import Said
from firstline.switchboard.ending import Ending
from firstline.switchboard.limits import MAX_WAIT, QUEUE_FULL
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.offers import Offers
from firstline.switchboard.parties import Call
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchroom import Switchroom, is_waiting
from firstline.switchboard.timer import Due, Timer
from firstline.switchboard.treatment import spoken_length

_MAX_WAIT: Final[i64] = 0
_PART: Final[i64] = 1


class Queueing(Due):
    """Puts callers in line and takes them out when it has taken too long."""

    def __init__(
        self, room: Switchroom, lines: WaitingLines, offers: Offers, ending: Ending
    ) -> None:
        self._room: Final[Switchroom] = room
        self._lines: Final[WaitingLines] = lines
        self._offers: Final[Offers] = offers
        self._ending: Final[Ending] = ending

    def due(self, timer: Timer, now: Instant) -> None:
        """The longest wait is over, or the last words are spoken."""
        call = timer.call
        assert call is not None
        if timer.kind == _PART:
            self._ending.end(call, call.farewell, now)
            return
        call.wait_timer = None
        stream = call.stream
        assert stream is not None
        self._room.world.report_limit(MAX_WAIT, call, stream.max_wait)
        self._offers.take_back(call, now)
        self._room.agenda.cancel(call.return_timer)
        call.return_timer = None
        self._instead(call, stream.on_max_wait, Outcome.GAVE_UP, now)

    def enqueue(
        self, call: Call, stream: Stream, urgency: i64, since: Instant, now: Instant
    ) -> None:
        """Let the call wait for *stream*, as if it had come at *since*; or what the plan says."""
        tries: i64 = len(self._room.hotline.streams)
        while tries > 0:
            tries -= 1
            if stream.full_at == NEVER or self._lines.waiting(stream) < stream.full_at:
                self._enter(call, stream, urgency, since, now)
                return
            self._room.world.report_limit(QUEUE_FULL, call, stream.full_at)
            overflow = stream.on_full.stream
            if stream.on_full.kind != ENQUEUE or overflow is None:
                break
            stream = overflow
        call.stream = stream
        self.say_and_part(call, stream.on_full, Outcome.BLOCKED, now)

    def limit_wait(self, call: Call, now: Instant) -> None:
        """Let a wait that begins now end at the longest that the call's stream allows."""
        stream = call.stream
        if stream is not None and stream.max_wait < NEVER:
            end = now + stream.max_wait
            call.wait_timer = self._room.later(self, _MAX_WAIT, end, call, None)

    def change_urgency(self, call: Call, urgency: i64, now: Instant) -> None:
        """Let a waiting call wait for the same in the other queue, since when it has waited.

        A phone that rings for it goes on ringing. If nobody answers there, the call goes back to
        the queue that is now its own.
        """
        place = call.place
        line = place.line
        if not is_waiting(call) or line is None:
            raise Refusal(Said("call {call} does not wait for an agent", call=call.number))
        if urgency == place.urgency:
            return
        place.urgency = urgency
        if place.stands:
            line.remove(place)
            self._lines.enter(place, self._lines.like(line, urgency), now)
        else:
            place.line = self._lines.like(line, urgency)

    def say_and_part(self, call: Call, action: Action, outcome: Outcome, now: Instant) -> None:
        """Say the action's prompt, or the goodbye, and end the call with *outcome*."""
        call.farewell = outcome
        prompt = action.prompt or self._room.hotline.notices.goodbye
        self.say_farewell(call, [prompt], now)

    def say_farewell(self, call: Call, prompts: list[Prompt], now: Instant) -> None:
        """Say *prompts* and end the call as `call.farewell` says."""
        call.signal(CallSignal.TELL)
        call.step = MenuStep.FAREWELL
        self._room.world.play(call, prompts)
        end = now + spoken_length(prompts, call.language)
        self._room.set(call.step_timer, self, _PART, end)

    def _enter(
        self, call: Call, stream: Stream, urgency: i64, since: Instant, now: Instant
    ) -> None:
        call.signal(CallSignal.QUEUE)
        call.stream = stream
        call.treated = False
        call.place.urgency = urgency
        call.place.since = since
        self._room.quiet(call)
        self.limit_wait(call, now)
        self._lines.enter(call.place, self._lines.of_stream(stream, urgency, call.language), now)

    def _instead(self, call: Call, action: Action, outcome: Outcome, now: Instant) -> None:
        """Carry out what the plan wants instead of more waiting."""
        if action.kind == ENQUEUE and action.stream is not None:
            self.enqueue(call, action.stream, call.place.urgency, call.place.since, now)
        elif action.kind == SAY:
            self.say_and_part(call, action, Outcome.DEFLECTED, now)
        else:
            self.say_and_part(call, action, outcome, now)
