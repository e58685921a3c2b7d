"""A hotline as the switchboard sees it: a plan with every name resolved.

Everything here is built once from a plan and never changed. It knows nothing of YAML, of time
passing, or of the calls that will come.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.time import NEVER, Duration, Instant
from firstline.domain.week import Week

FIRST: Final[i64] = 0
"The first queue: served sooner (prospects)."
SECOND: Final[i64] = 1
"The second queue: everyone else, under a guard."

STRICT: Final[i64] = 0
HEAD_START: Final[i64] = 1
ACCUMULATING: Final[i64] = 2


class Prompt:
    """Words that are spoken to a caller, in every language of the hotline."""

    def __init__(self, name: str, lengths: list[i64]) -> None:
        self.name: Final[str] = name
        "Unique in the hotline; the media side finds the sound by name and language."
        self.lengths: Final[vec[i64]] = vec[i64](lengths)
        "How long it takes to say, per language index."


class Action:
    """What a key, silence or a wrong key leads to. One class of KINDS; only its fields are set."""

    def __init__(
        self,
        kind: i64,
        *,
        menu: "Menu | None" = None,
        stream: "Stream | None" = None,
        prompt: Prompt | None = None,
        language: i64 = 0,
    ) -> None:
        self.kind: Final[i64] = kind
        self.menu: Final[Menu | None] = menu
        self.stream: Final[Stream | None] = stream
        self.prompt: Final[Prompt | None] = prompt
        self.language: Final[i64] = language


GO: Final[i64] = 0
"To another menu (`menu`)."
ENQUEUE: Final[i64] = 1
"To an agent (`stream`)."
SAY: Final[i64] = 2
"Say `prompt` and end the call: the caller was served without an agent."
REPEAT: Final[i64] = 3
"Say this menu again."
BACK: Final[i64] = 4
"To the menu before this one; in the first menu, as REPEAT."
LANGUAGE: Final[i64] = 5
"Go on in `language` with `menu`, or with this menu again where it is None."
HANG_UP: Final[i64] = 6
"Say `prompt`, if there is one, and end the call: the caller never chose."


_CODES: Final[i64] = 64
"0-9, * and # have lower codes."
_NO_ACTION: Final = Action(HANG_UP)
_NOT_ASKED: Final = Action(HANG_UP)


class Menu:
    """One level of the voice menu. Its options are set once, after all menus exist."""

    def __init__(
        self,
        name: str,
        *,
        prompt: Prompt,
        barge_in: bool,
        no_input_after: Duration,
        no_input_tries: i64,
        no_match_tries: i64,
        no_input_prompt: Prompt,
        no_match_prompt: Prompt,
    ) -> None:
        self.name: Final[str] = name
        self.index: i64 = 0
        "Its place among the menus of its Hotline, which sets it."
        self.prompt: Final[Prompt] = prompt
        self.asking: Final[list[Prompt]] = [prompt]
        "What is said to ask for a key."
        self.barge_in: Final[bool] = barge_in
        "Whether a key cuts the prompt short. If not, keys are kept until its end."
        self.no_input_after: Final[Duration] = no_input_after
        self.no_input_tries: Final[i64] = no_input_tries
        "How often the prompt is said when nothing is pressed, before `on_no_input`."
        self.no_match_tries: Final[i64] = no_match_tries
        self.no_input_prompt: Final[Prompt] = no_input_prompt
        self.no_match_prompt: Final[Prompt] = no_match_prompt
        self.options: dict[str, Action] = {}
        "By key: 0-9, * and #. The plan has already put in the reserved keys (* back, 0 human)."
        self.on_no_input: Action = Action(HANG_UP)
        self.on_no_match: Action = Action(HANG_UP)
        self._actions: Final[vec[Action]] = vec[Action]([_NOT_ASKED] * int(_CODES))
        "What `options` says, by the code of a key, once it has been asked for."

    def action(self, key: str) -> Action | None:
        """Return what *key* leads to, or None."""
        if len(key) != 1:
            return None
        code: i64 = ord(key)
        if code >= _CODES:
            return self.options.get(key)
        action = self._actions[code]
        if action is _NOT_ASKED:
            action = self.options.get(key, _NO_ACTION)
            self._actions[code] = action
        return None if action is _NO_ACTION else action


class Stream:
    """A kind of demand: who calls about what, and how urgently."""

    def __init__(
        self,
        index: i64,
        name: str,
        *,
        service: str,
        urgency: i64,
        full_at: i64 = NEVER,
        max_wait: Duration = NEVER,
        record: bool = False,
        wrap_up: Duration = NEVER,
        expected_handle: Duration = 240_000_000,
    ) -> None:
        self.index: Final[i64] = index
        self.name: Final[str] = name
        self.service: Final[str] = service
        "What it is about (cards, mortgages); empty for general matters."
        self.urgency: Final[i64] = urgency
        "FIRST or SECOND."
        self.full_at: Final[i64] = full_at
        "This many may wait; the next takes `on_full`."
        self.max_wait: Final[Duration] = max_wait
        "The longest wait; then `on_max_wait`."
        self.record: Final[bool] = record
        self.wrap_up: Final[Duration] = wrap_up
        "After a call of this stream; NEVER means the hotline's own."
        self.expected_handle: Final[Duration] = expected_handle
        "Mean talk + hold + wrap-up before anything was measured; for expected waits only."
        self.on_full: Action = Action(HANG_UP)
        "ENQUEUE elsewhere, SAY or HANG_UP."
        self.on_max_wait: Action = Action(HANG_UP)


class Team:
    """Agents who take the same streams."""

    def __init__(
        self,
        index: i64,
        name: str,
        *,
        levels: list[i64],
        after: list[i64],
        speaks: list[bool],
        transfers_to: list[str],
    ) -> None:
        self.index: Final[i64] = index
        self.name: Final[str] = name
        self.levels: Final[vec[i64]] = vec[i64](levels)
        "Per stream index: 0 does not take it, 1 first choice, 2 and more help out."
        self.after: Final[vec[i64]] = vec[i64](after)
        "Per stream index: takes a call only once it has waited this long."
        self.speaks: Final[list[bool]] = speaks
        "Per language index."
        self.transfers_to: Final[list[str]] = transfers_to
        "Goals (`team:cards`, `stream:cards-new`, `agent:anna`); empty: anywhere."


class Seat:
    """An agent's entry in the plan."""

    def __init__(
        self, index: i64, name: str, *, team: i64, ready_from_start: bool, extension: str = ""
    ) -> None:
        self.index: Final[i64] = index
        self.name: Final[str] = name
        self.team: Final[i64] = team
        self.ready_from_start: Final[bool] = ready_from_start
        self.extension: Final[str] = extension
        "A short number by which colleagues may dial the agent; may be empty."


class Order:
    """How waiting calls are ordered: the discipline and its numbers."""

    def __init__(
        self,
        discipline: i64,
        *,
        rates: list[float],
        guard: Duration = NEVER,
        head_start: Duration = 0,
    ) -> None:
        self.discipline: Final[i64] = discipline
        "STRICT, HEAD_START or ACCUMULATING."
        self.guard: Final[Duration] = guard
        "STRICT: a call that has waited longer comes to the front, by age alone."
        self.head_start: Final[Duration] = head_start
        "HEAD_START: the first queue counts as having waited this much longer."
        self.rates: Final[list[float]] = rates
        "ACCUMULATING: priority gained per second of waiting, per urgency."


class Rules:
    """The hotline's times and limits. Every wait and every list has one."""

    def __init__(
        self,
        *,
        ring_time: Duration,
        wrap_up: Duration,
        no_answer_pause: Duration,
        redial_window: Duration,
        announce_first: Duration,
        announce_every: Duration,
        say_position: bool,
        say_wait: bool,
        transfer_keeps_urgency: bool,
        transfer_keeps_waiting: bool,
        transfer_return_after: Duration,
        transfer_depth: i64,
        max_calls: i64,
        calls_per_second: i64,
        retry_after: Duration,
        max_call: Duration,
        kept_places: i64,
    ) -> None:
        self.ring_time: Final[Duration] = ring_time
        self.wrap_up: Final[Duration] = wrap_up
        self.no_answer_pause: Final[Duration] = no_answer_pause
        "Not ready for so long after a missed call, then ready again. NEVER: until asked."
        self.redial_window: Final[Duration] = redial_window
        "Who leaves the queue and calls again within it keeps the place; 0: no such thing."
        self.announce_first: Final[Duration] = announce_first
        "After so long in the queue the place and the wait are said; NEVER: never."
        self.announce_every: Final[Duration] = announce_every
        self.say_position: Final[bool] = say_position
        self.say_wait: Final[bool] = say_wait
        self.transfer_keeps_urgency: Final[bool] = transfer_keeps_urgency
        self.transfer_keeps_waiting: Final[bool] = transfer_keeps_waiting
        self.transfer_return_after: Final[Duration] = transfer_return_after
        "A transferred call that nobody took goes back to the transferrer after it."
        self.transfer_depth: Final[i64] = transfer_depth
        "At most so many transfers of one call."
        self.max_calls: Final[i64] = max_calls
        "Calls up at once; more are refused."
        self.calls_per_second: Final[i64] = calls_per_second
        "Calls taken per second, with a burst of as many; more are refused."
        self.retry_after: Final[Duration] = retry_after
        "What a refused caller is told."
        self.max_call: Final[Duration] = max_call
        "The longest call, from answer to end."
        self.kept_places: Final[i64] = kept_places
        "How many places of callers who left are remembered at most."


class Notices:
    """The prompts that belong to no menu. None: nothing is said."""

    def __init__(
        self,
        *,
        closed: Prompt,
        incident_choice: Prompt,
        goodbye: Prompt,
        queued: Prompt | None,
        recording: Prompt | None,
        welcome_back: Prompt | None,
        transfer: Prompt | None,
        longer: Prompt | None,
        positions: list[Prompt],
        waits: list[Prompt],
    ) -> None:
        self.closed: Final[Prompt] = closed
        self.incident_choice: Final[Prompt] = incident_choice
        "Said after every incident's message: press 1 if your matter is different."
        self.goodbye: Final[Prompt] = goodbye
        self.queued: Final[Prompt | None] = queued
        "Said once to a caller who has to wait."
        self.recording: Final[Prompt | None] = recording
        "Said before the queue where the stream is recorded; REFUSE_RECORDING refuses."
        self.welcome_back: Final[Prompt | None] = welcome_back
        "Said to a caller who redials and has kept the place."
        self.transfer: Final[Prompt | None] = transfer
        self.longer: Final[Prompt | None] = longer
        "Said before a wait that has become longer than what was said last."
        self.positions: Final[list[Prompt]] = positions
        "positions[n] says 'n callers are ahead of you'; the last says 'more than that'."
        self.waits: Final[list[Prompt]] = waits
        "One per range of firstline.domain.wait.RANGES, same order."


REFUSE_RECORDING: Final = "9"
OTHER_MATTER: Final = "1"


class Incident:
    """Something that makes many people call at once, and what they are told."""

    def __init__(
        self, name: str, *, area: list[str], service: str, prompt: Prompt, until: Instant
    ) -> None:
        self.name: Final[str] = name
        self.area: Final[list[str]] = area
        "Beginnings of calling numbers, as digits; empty: everybody."
        self.service: Final[str] = service
        "With an empty area: told to those who choose this service. Empty: to all, before the menu."
        self.prompt: Final[Prompt] = prompt
        self.until: Final[Instant] = until
        "When it is over by itself; NEVER: when somebody ends it."


class Hotline:
    """The whole hotline."""

    def __init__(
        self,
        name: str,
        *,
        languages: list[str],
        numbers: dict[str, Menu],
        entry: Menu,
        menus: list[Menu],
        streams: list[Stream],
        teams: list[Team],
        seats: list[Seat],
        order: Order,
        rules: Rules,
        notices: Notices,
        week: Week,
        incidents: list[Incident],
        reasons: list[str],
        wrap_up_codes: list[str],
    ) -> None:
        self.name: Final[str] = name
        self.languages: Final[list[str]] = languages
        "ISO 639-1 codes; index 0 is spoken until the caller chooses."
        self.numbers: Final[dict[str, Menu]] = numbers
        "The menu by dialled number. Empty: every number leads to `entry`."
        self.entry: Final[Menu] = entry
        self.menus: Final[list[Menu]] = menus
        for index, menu in enumerate(menus):
            menu.index = index
        self.streams: Final[list[Stream]] = streams
        self.teams: Final[list[Team]] = teams
        self.seats: Final[list[Seat]] = seats
        self.order: Final[Order] = order
        self.rules: Final[Rules] = rules
        self.notices: Final[Notices] = notices
        self.week: Final[Week] = week
        self.incidents: Final[list[Incident]] = incidents
        "Those that are in force from the start, written in the plan."
        self.reasons: Final[list[str]] = reasons
        "Why an agent may be not ready."
        self.wrap_up_codes: Final[list[str]] = wrap_up_codes

    def index_of(self, language: str) -> i64:
        """Return the index of *language*; of the first one where it is not spoken here."""
        return self.languages.index(language) if language in self.languages else 0
