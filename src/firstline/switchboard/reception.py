"""The reception: messages before the menu, the menus themselves, and where they lead.

What a signal does in which step is the table of domain/menu.py; here are the moves.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.call import CallSignal, Outcome
from firstline.domain.hotline import (
    BACK,
    ENQUEUE,
    GO,
    LANGUAGE,
    OTHER_MATTER,
    REFUSE_RECORDING,
    REPEAT,
    SAY,
    Action,
    Incident,
    Menu,
    Notices,
    Prompt,
    Stream,
)
from firstline.domain.menu import MenuMove, MenuSignal, MenuStep, move_of
from firstline.domain.time import SECOND, Instant
from firstline.switchboard.incidents import Incidents
from firstline.switchboard.kept import KeptPlaces
from firstline.switchboard.limits import (
    KEYS_AHEAD,
    KEYS_AHEAD_AT_MOST,
    KEYS_KEPT,
    KEYS_KEPT_AT_MOST,
    MENU_DEPTH,
    MENU_DEPTH_AT_MOST,
)
from firstline.switchboard.parties import Call, Visited
from firstline.switchboard.queueing import Queueing
from firstline.switchboard.snapshot import KeptPlace
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer
from firstline.switchboard.treatment import spoken_length

_SPOKEN: Final[i64] = 0
_SILENCE: Final[i64] = 1

_INCIDENT_SILENCE: Final[i64] = 5 * SECOND
"How long a caller may think after an incident's message."
_TO_MENU: Final = "*"


class Reception(Due):
    """Walks every caller through messages and menus."""

    def __init__(
        self, room: Switchroom, incidents: Incidents, kept: KeptPlaces, queueing: Queueing
    ) -> None:
        self._room: Final[Switchroom] = room
        self._notices: Final[Notices] = room.hotline.notices
        self._languages: Final[list[str]] = room.hotline.languages
        self._incidents: Final[Incidents] = incidents
        self._kept: Final[KeptPlaces] = kept
        self._queueing: Final[Queueing] = queueing
        self._entered: Final[vec[Visited]] = vec[Visited](
            [Visited(menu, None) for menu in room.hotline.menus]
        )
        "Where callers are who have gone down from a first menu, by that menu."

    def due(self, timer: Timer, now: Instant) -> None:
        """A message is over, or the caller has been silent for too long."""
        call = timer.call
        assert call is not None
        signal: i64 = MenuSignal.SPOKEN if timer.kind == _SPOKEN else MenuSignal.SILENCE
        self._move(call, signal, "", now)

    def greet(self, call: Call, now: Instant) -> None:
        """Say what has to be said before the menu; then the menu."""
        if not self._room.hotline.week.is_open(now):
            call.farewell = Outcome.DEFLECTED
            self._queueing.say_farewell(call, [self._notices.closed], now)
            return
        place = self._kept.take(call, now)
        if place is not None and self._welcome_back(call, place, now):
            return
        incident = self._incidents.for_caller(call)
        if incident is not None:
            self._tell_incident(call, incident, now)
        else:
            self._enter(call, self._first_menu(call), now)

    def press(self, call: Call, key: str, now: Instant) -> None:
        """The caller pressed a key in a menu or message."""
        if len(call.keys) < KEYS_KEPT_AT_MOST:
            call.keys = call.keys + key if call.keys else key
        else:
            self._room.world.report_limit(KEYS_KEPT, call, KEYS_KEPT_AT_MOST)
        self._move(call, MenuSignal.KEY, key, now)

    def forget(self, call: Call) -> None:
        """The call is over."""
        self._kept.put_back(call)

    def _move(self, call: Call, signal: i64, key: str, now: Instant) -> None:
        move = move_of(call.step, signal)
        if move == MenuMove.CHOOSE:
            self._choose(call, key, now)
        elif move == MenuMove.KEEP_KEY:
            self._keep_key(call, key)
        elif move == MenuMove.LISTEN:
            self._listen(call, now)
        elif move == MenuMove.NO_INPUT:
            self._no_input(call, now)
        else:
            self._move_in_message(call, move, key, now)

    def _move_in_message(self, call: Call, move: i64, key: str, now: Instant) -> None:
        if move == MenuMove.ANSWER_INCIDENT:
            self._answer_incident(call, key, now)
        elif move == MenuMove.LISTEN_INCIDENT:
            self._await_key(call, MenuStep.INCIDENT_LISTENING, _INCIDENT_SILENCE, now)
        elif move == MenuMove.DEFLECT:
            call.farewell = Outcome.DEFLECTED
            self._queueing.say_farewell(call, [self._notices.goodbye], now)
        elif move == MenuMove.ANSWER_RECORDING:
            self._answer_recording(call, key, now)
        elif move == MenuMove.QUEUE:
            self._queue(call, now)
        else:
            self._move_in_welcome(call, move, key, now)

    def _move_in_welcome(self, call: Call, move: i64, key: str, now: Instant) -> None:
        if move == MenuMove.TAKE_PLACE:
            self._take_place(call, now)
        elif move == MenuMove.ANSWER_WELCOME_BACK and key == _TO_MENU:
            self._kept.use(call)
            self._enter(call, self._first_menu(call), now)

    def _first_menu(self, call: Call) -> Menu:
        hotline = self._room.hotline
        return (
            hotline.numbers.get(call.dialled, hotline.entry) if hotline.numbers else hotline.entry
        )

    def _enter(self, call: Call, menu: Menu, now: Instant) -> None:
        """Go to *menu*."""
        call.menu = menu
        call.silences = 0
        call.mistakes = 0
        call.signal(CallSignal.ASK)
        self._say_menu(call, menu, now)

    def _say_menu(self, call: Call, menu: Menu, now: Instant) -> None:
        """Say the menu. Keys pressed ahead are used before anything is said, where a key may."""
        if call.ahead and menu.barge_in:
            self._use_key_ahead(call, now)
        else:
            self._ask(call, menu, menu.asking, now)

    def _ask(self, call: Call, menu: Menu, prompts: list[Prompt], now: Instant) -> None:
        step = MenuStep.PROMPT if menu.barge_in else MenuStep.PROMPT_TO_THE_END
        self._say(call, step, prompts, now)

    def _listen(self, call: Call, now: Instant) -> None:
        if call.ahead:
            self._use_key_ahead(call, now)
            return
        menu = call.menu
        assert menu is not None
        self._await_key(call, MenuStep.LISTENING, menu.no_input_after, now)

    def _use_key_ahead(self, call: Call, now: Instant) -> None:
        key, call.ahead = call.ahead[0], call.ahead[1:]
        self._choose(call, key, now)

    def _keep_key(self, call: Call, key: str) -> None:
        if len(call.ahead) < KEYS_AHEAD_AT_MOST:
            call.ahead += key
        else:
            self._room.world.report_limit(KEYS_AHEAD, call, KEYS_AHEAD_AT_MOST)

    def _choose(self, call: Call, key: str, now: Instant) -> None:
        menu = call.menu
        assert menu is not None
        action = menu.action(key)
        if action is not None:
            self._act(call, menu, action, now)
            return
        call.ahead = ""
        call.mistakes += 1
        if call.mistakes >= menu.no_match_tries:
            self._act(call, menu, menu.on_no_match, now)
        else:
            self._ask(call, menu, [menu.no_match_prompt, menu.prompt], now)

    def _no_input(self, call: Call, now: Instant) -> None:
        menu = call.menu
        assert menu is not None
        call.silences += 1
        if call.silences >= menu.no_input_tries:
            self._act(call, menu, menu.on_no_input, now)
        else:
            self._ask(call, menu, [menu.no_input_prompt, menu.prompt], now)

    def _act(self, call: Call, menu: Menu, action: Action, now: Instant) -> None:
        """Carry out what *menu* says a key or silence leads to."""
        if action.kind == GO and action.menu is not None:
            self._go_down(call, menu)
            self._enter(call, action.menu, now)
        elif action.kind == BACK:
            self._go_back(call, menu, now)
        elif action.kind == REPEAT:
            self._say_menu(call, menu, now)
        elif action.kind == LANGUAGE:
            call.language = action.language
            self._enter(call, action.menu or menu, now)
        else:
            self._leave_menus(call, action, now)

    def _leave_menus(self, call: Call, action: Action, now: Instant) -> None:
        if action.kind == ENQUEUE and action.stream is not None:
            self._choose_stream(call, action.stream, now)
        else:
            outcome = Outcome.DEFLECTED if action.kind == SAY else Outcome.GAVE_UP
            self._queueing.say_and_part(call, action, outcome, now)

    def _go_down(self, call: Call, menu: Menu) -> None:
        path = call.path
        if path is None:
            call.path = self._entered[menu.index]
        elif path.depth < MENU_DEPTH_AT_MOST:
            call.path = Visited(menu, path)
        else:
            self._room.world.report_limit(MENU_DEPTH, call, MENU_DEPTH_AT_MOST)

    def _go_back(self, call: Call, menu: Menu, now: Instant) -> None:
        path = call.path
        if path is None:
            self._enter(call, menu, now)
        else:
            call.path = path.before
            self._enter(call, path.menu, now)

    def _choose_stream(self, call: Call, stream: Stream, now: Instant) -> None:
        call.stream = stream
        call.place.since = now
        call.place.urgency = stream.urgency
        incident = self._incidents.for_service(stream.service)
        if incident is not None and call.incident != incident.name:
            self._tell_incident(call, incident, now)
        else:
            self._tell_recording(call, stream, now)

    def _tell_recording(self, call: Call, stream: Stream, now: Instant) -> None:
        call.may_record = stream.record
        if stream.record and self._notices.recording is not None:
            call.farewell = Outcome.LEFT_MENU
            call.signal(CallSignal.TELL)
            self._say(call, MenuStep.RECORDING, [self._notices.recording], now)
        else:
            self._queue(call, now)

    def _answer_recording(self, call: Call, key: str, now: Instant) -> None:
        if key == REFUSE_RECORDING:
            call.may_record = False
            self._queue(call, now)

    def _queue(self, call: Call, now: Instant) -> None:
        stream = call.stream
        assert stream is not None
        self._kept.use(call)
        self._queueing.enqueue(call, stream, call.place.urgency, call.place.since, now)

    def _tell_incident(self, call: Call, incident: Incident, now: Instant) -> None:
        call.incident = incident.name
        call.farewell = Outcome.DEFLECTED
        call.signal(CallSignal.TELL)
        self._say(call, MenuStep.INCIDENT, [incident.prompt, self._notices.incident_choice], now)

    def _answer_incident(self, call: Call, key: str, now: Instant) -> None:
        if key != OTHER_MATTER:
            return
        if call.stream is not None:
            self._tell_recording(call, call.stream, now)
        else:
            self._enter(call, self._first_menu(call), now)

    def _welcome_back(self, call: Call, place: KeptPlace, now: Instant) -> bool:
        """Offer the caller the kept place; False where the plan has changed too much since."""
        if self._stream(place.stream) is None or place.language >= len(self._languages):
            self._kept.use(call)
            return False
        call.language = place.language
        call.farewell = Outcome.LEFT_MENU
        call.signal(CallSignal.TELL)
        welcome = self._notices.welcome_back
        if welcome is None:
            self._take_place(call, now)
        else:
            self._say(call, MenuStep.WELCOME_BACK, [welcome], now)
        return True

    def _take_place(self, call: Call, now: Instant) -> None:
        place = call.kept
        assert place is not None
        stream = self._stream(place.stream)
        assert stream is not None
        call.stream = stream
        call.place.urgency = place.urgency
        call.place.since = place.since
        self._tell_recording(call, stream, now)

    def _stream(self, name: str) -> Stream | None:
        for stream in self._room.hotline.streams:
            if stream.name == name:
                return stream
        return None

    def _say(self, call: Call, step: i64, prompts: list[Prompt], now: Instant) -> None:
        call.step = step
        self._room.world.play(call, prompts)
        end = now + spoken_length(prompts, call.language)
        self._room.set(call.step_timer, self, _SPOKEN, end)

    def _await_key(self, call: Call, step: i64, length: i64, now: Instant) -> None:
        call.step = step
        self._room.set(call.step_timer, self, _SILENCE, now + length)
