"""Callers: what each wants, which keys they press, how long they wait, whether they call again.

A caller knows what a caller can know: what is said, whether somebody answers. Everything that is a
matter of chance comes from the numbers of this caller's attempt.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.call import CallState
from firstline.domain.hotline import OTHER_MATTER, Menu, Prompt, Stream
from firstline.domain.menu import MenuStep
from firstline.domain.time import NEVER, Instant
from firstline.domain.wait import LONGEST, SHORTEST
from firstline.sim.draws import chance, keyed, stream_key
from firstline.sim.kernel.population import (
    PRETENDER,
    STRAIGHT_TO_ZERO,
    TRUTHFUL,
    Matter,
    Source,
)
from firstline.sim.kernel.purposes import (
    ASKED,
    BALK,
    GIVES_UP,
    KEY_TIME,
    LANGUAGE,
    PATH,
    PATIENCE,
    QUEUED,
    REDIAL,
    REDIAL_AFTER,
    WRONG_KEY,
    nth,
)
from firstline.sim.kernel.rows import NONE, Column
from firstline.sim.kernel.stage import Stage
from firstline.switchboard.outlook import on_duty
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.timer import Due, Timer
from firstline.switchboard.treatment import spoken_length

_DIAL: Final[i64] = 0
_PRESS: Final[i64] = 1
_HANG_UP: Final[i64] = 2
_BE_TRANSFERRED: Final[i64] = 3

_ATTEMPTS_AT_MOST: Final[i64] = 8
"As many as have random numbers of their own."
_KEYS: Final = "1234567890*#"


class Caller(Due):
    """One caller, from the first call to the last redial; then somebody else."""

    def __init__(self, stage: Stage, matter: Matter) -> None:
        self.stage: Final[Stage] = stage
        self.call: Call | None = None
        self.id: i64 = 0
        self.attempt: i64 = 0
        self.key: i64 = 0
        "Of the random numbers of this attempt."
        self.matter: Matter = matter
        self.path: i64 = TRUTHFUL
        self.language: i64 = 0
        self.source: i64 = 0
        self.calling: str = ""
        self.is_news_seeker: bool = False
        "Calls because of what made many call: who is told the news has no other matter."
        self._next_key: str = ""
        self.behind: Caller | None = None
        "The next of those whose matter is over."
        # what has happened in this call
        self.asked: i64 = 0
        self.waits: i64 = 0
        self.rung: i64 = 0
        self.connected: i64 = 0
        self.was_handed_over: bool = False
        self.goal: str = ""
        "Where the agent will transfer the call."
        self.talking_since: Instant = 0
        self.talk: i64 = 0
        self.first_stream: i64 = NONE
        self.urgency: i64 = NONE
        self.queued: Instant = NONE
        self.ahead: i64 = NONE
        self.servers: i64 = NONE
        self.answered: Instant = NONE
        self.reached: Instant = NONE
        self.level: i64 = 0
        self.last_agent: i64 = NONE
        self.told: i64 = NONE
        self.told_high: i64 = NONE
        # What points back comes last: all else is then known to be there when it is read.
        self.timer: Final[Timer] = Timer(self, _DIAL)
        "What the caller will do next."

    def become(self, source: Source, number: i64) -> None:
        """Be the next caller of *source*, who has not called yet."""
        matter = source.matter
        self.matter = matter
        self.source = source.index
        self.id = source.index * 4_294_967_296 + number
        self.is_news_seeker = source.is_surge
        self.attempt = 0
        key = stream_key(self.stage.seed, self.id, 0)
        self.key = key
        self.calling = ""
        if self.stage.asks_for_numbers or chance(key, REDIAL, matter.redial.share):
            self.calling = source.calling + str(number * 1000 + source.index)
        self.path = TRUTHFUL
        if matter.pretence is not None or matter.straight_to_zero > 0.0:
            self.path = _path_of(matter, keyed(key, PATH))
        self.language = 0
        if len(matter.languages) > 1:
            self.language = _index_of(matter.languages, keyed(key, LANGUAGE))

    def dial(self, now: Instant) -> None:
        """Call."""
        self._begin_attempt()
        self.stage.calling = self
        self.stage.doors.arrive(self.calling, self.stage.number, now)

    def due(self, timer: Timer, now: Instant) -> None:
        """Do what the caller was going to do."""
        call = self.call
        if timer.kind == _DIAL:
            self.dial(now)
        elif call is None:
            return
        elif timer.kind == _PRESS:
            self.stage.doors.press(call, self._next_key, now)
        elif timer.kind == _HANG_UP:
            self.stage.doors.hang_up(call, now)
        else:
            self._be_transferred(call, now)

    def hear(self, call: Call, prompts: list[Prompt]) -> None:
        """Listen to what is said."""
        now = self.stage.board.now
        if call.state == CallState.MENU:
            self._be_asked(call, now)
        elif call.state == CallState.MESSAGE:
            self._hear_message(call, now)
        elif call.state == CallState.WAITING:
            self._hear_expected_wait(call, prompts, now)

    def wait(self, place: Place) -> None:
        """Stand in line."""
        line = place.line
        assert line is not None
        now = self.stage.board.now
        if self.queued == NONE:
            stream = line.stream
            self.first_stream = NONE if stream is None else stream.index
            self.urgency = place.urgency
            self.queued = now
            self.ahead = line.length - 1
            self.servers = on_duty(line)
        matter = self.matter
        if self.waits > self.connected:
            return  # from one line to another, with nobody in between: the same wait goes on
        patience = matter.patience.draw(self.key, nth(QUEUED, self.waits) + PATIENCE)
        self.waits += 1
        if patience < NEVER:
            self._later(_HANG_UP, now + patience)
        else:
            self.stage.diary.cancel(self.timer)

    def talk_for(self, length: i64, now: Instant) -> None:
        """Talk, and hang up when everything is said."""
        self.reached = now
        self._later(_HANG_UP, now + length)

    def be_transferred_after(self, length: i64, goal: str, now: Instant) -> None:
        """Talk, until the agent passes the call on to *goal*."""
        self.goal = goal
        self._later(_BE_TRANSFERRED, now + length)

    def be_connected(self, agent: Agent, stream: Stream | None) -> None:
        """Note who talks now."""
        now = self.stage.board.now
        self.connected += 1
        self.talking_since = now
        self.last_agent = agent.seat.index
        if self.answered == NONE:
            self.answered = now
            if stream is not None:
                self.level = agent.bench.team.levels[stream.index]

    def be_released(self, now: Instant) -> None:
        """Note that the talk is over."""
        self.talk += now - self.talking_since

    def end(self, call: Call, outcome: i64, now: Instant) -> None:
        """The call is over: tell of it."""
        stage = self.stage
        stage.diary.cancel(self.timer)
        self.call = None
        call.caller = None
        self._tell(call, outcome, now)

    def calls_again(self, now: Instant) -> bool:
        """Whether the caller, who did not get through, will call again; if so, when is decided."""
        matter = self.matter
        redial = matter.redial
        if self.attempt >= min(redial.at_most, _ATTEMPTS_AT_MOST - 1):
            return False
        if not chance(self.key, REDIAL, redial.share):
            return False
        self._later(_DIAL, now + redial.after.draw(self.key, REDIAL_AFTER))
        self.attempt += 1
        self.key = stream_key(self.stage.seed, self.id, self.attempt)
        return True

    def _begin_attempt(self) -> None:
        self.asked = 0
        self.waits = 0
        self.rung = 0
        self.connected = 0
        self.was_handed_over = False
        self.talk = 0
        self.first_stream = NONE
        self.urgency = NONE
        self.queued = NONE
        self.ahead = NONE
        self.servers = NONE
        self.answered = NONE
        self.reached = NONE
        self.level = 0
        self.last_agent = NONE
        self.told = NONE
        self.told_high = NONE

    def _be_asked(self, call: Call, now: Instant) -> None:
        """Decide which key to press, and when."""
        menu = call.menu
        matter = self.matter
        assert menu is not None
        numbers = nth(ASKED, self.asked)
        self.asked += 1
        at = now + matter.key_time.draw(self.key, numbers + KEY_TIME)
        key = self._key_on(menu, call, matter)
        if not key or chance(self.key, numbers + GIVES_UP, matter.gives_up):
            self._later(_HANG_UP, at)
            return
        self._next_key = key
        if chance(self.key, numbers + WRONG_KEY, matter.wrong_key):
            self._next_key = _wrong_key(menu)
        self._later(_PRESS, at)

    def _key_on(self, menu: Menu, call: Call, matter: Matter) -> str:
        """Return the key that leads to where the caller wants to go; nothing if there is none."""
        if call.language != self.language:
            key = self.stage.population.language_keys[self.language].on(menu)
            if key:
                return key
        return matter.ways[self.path][call.language].on(menu)

    def _hear_message(self, call: Call, now: Instant) -> None:
        if call.step == MenuStep.INCIDENT and not self.is_news_seeker:
            self._next_key = OTHER_MATTER
            numbers = nth(ASKED, self.asked)
            self.asked += 1
            self._later(_PRESS, now + self.matter.key_time.draw(self.key, numbers + KEY_TIME))
        else:
            self.stage.diary.cancel(self.timer)

    def _hear_expected_wait(self, call: Call, prompts: list[Prompt], now: Instant) -> None:
        index = self.stage.range_in(prompts)
        if index < 0:
            return
        low = SHORTEST[index]
        if self.told == NONE:
            self.told = low
            self.told_high = LONGEST[index]
        matter = self.matter
        balks = low >= matter.balk_over and chance(self.key, BALK, matter.balk_share)
        if balks and call.place.asker is None:
            at = now + spoken_length(prompts, call.language)
            if not self.timer.is_set() or at < self.timer.at:
                self._later(_HANG_UP, at)

    def _be_transferred(self, call: Call, now: Instant) -> None:
        agent = call.agent
        if agent is not None:
            self.stage.doors.transfer(agent, self.goal, now)

    def _later(self, kind: i64, at: Instant) -> None:
        self.timer.kind = kind
        self.stage.diary.set(self.timer, at)

    def _tell(self, call: Call, outcome: i64, now: Instant) -> None:
        rows = self.stage.rows
        matter = self.matter
        stream = call.stream
        row = rows.next_row()
        cells = rows.cells
        cells[row + Column.CALLER] = self.id
        cells[row + Column.ATTEMPT] = self.attempt
        cells[row + Column.MATTER] = matter.stream
        cells[row + Column.PATH] = self.path
        cells[row + Column.SOURCE] = self.source
        cells[row + Column.ARRIVED] = call.arrived
        cells[row + Column.STREAM] = NONE if stream is None else stream.index
        cells[row + Column.FIRST_STREAM] = self.first_stream
        cells[row + Column.URGENCY] = self.urgency
        cells[row + Column.QUEUED] = self.queued
        cells[row + Column.ANSWERED] = self.answered
        cells[row + Column.REACHED] = self.reached
        cells[row + Column.ENDED] = now
        cells[row + Column.OUTCOME] = outcome
        cells[row + Column.TRANSFERS] = len(call.slips)
        cells[row + Column.OFFERS] = self.rung
        cells[row + Column.TALK] = self.talk
        cells[row + Column.AGENT] = self.last_agent
        cells[row + Column.TOLD] = self.told
        cells[row + Column.TOLD_HIGH] = self.told_high
        cells[row + Column.AHEAD] = self.ahead
        cells[row + Column.SERVERS] = self.servers
        cells[row + Column.LEVEL] = self.level


def _path_of(matter: Matter, number: float) -> i64:
    """Return the path of the caller whose number for it is *number*."""
    if number < matter.straight_to_zero:
        return STRAIGHT_TO_ZERO
    pretence = matter.pretence
    if pretence is not None and number < matter.straight_to_zero + pretence.share:
        return PRETENDER
    return TRUTHFUL


def _index_of(up_to: vec[float], number: float) -> i64:
    index: i64 = 0
    last: i64 = len(up_to) - 1
    while index < last and number >= up_to[index]:
        index += 1
    return index


def _wrong_key(menu: Menu) -> str:
    """Return a key that the menu does not have; any key where it has them all."""
    for key in _KEYS:
        if key not in menu.options:
            return key
    return "#"
