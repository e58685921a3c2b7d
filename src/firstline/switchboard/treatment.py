"""What a waiting caller hears: music, and from time to time the place and the expected wait.

Nothing is begun while an agent is being rung, and whoever is connected hears the agent at once. The
promise is monotone: a wait that has become longer than what was said is said to have become longer.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.call import CallState
from firstline.domain.hotline import Prompt, Rules
from firstline.domain.time import NEVER, SECOND, Duration, Instant
from firstline.domain.wait import LONGEST
from firstline.policy.estimate import UNKNOWN
from firstline.switchboard.announcements import Announcements
from firstline.switchboard.outlook import Outlook
from firstline.switchboard.parties import Call
from firstline.switchboard.switchroom import Switchroom, is_waiting
from firstline.switchboard.timer import Due, Timer

_SPOKEN: Final[i64] = 0
_ANNOUNCE: Final[i64] = 1
_GREETED: Final[i64] = 2

_GRACE: Final[i64] = 30 * SECOND
"A promise may slip by so much before it is called longer."


class Treatment(Due):
    """Speaks to those who wait."""

    def __init__(self, room: Switchroom, outlook: Outlook) -> None:
        self._room: Final[Switchroom] = room
        self._outlook: Final[Outlook] = outlook
        self._rules: Final[Rules] = room.hotline.rules
        notices = room.hotline.notices
        self._announcements: Final[Announcements] = Announcements(room.hotline.rules, notices)
        transfer = notices.queued if notices.transfer is None else notices.transfer
        self._greeting: Final[list[Prompt]] = _as_list(notices.queued)
        self._greeting_after_transfer: Final[list[Prompt]] = _as_list(transfer)

    def due(self, timer: Timer, now: Instant) -> None:
        """An announcement is over, or it is time for one."""
        call = timer.call
        assert call is not None
        if timer.kind == _GREETED:
            self._room.world.hold_music(call)
            self._announce_first(call, now)
        elif timer.kind == _SPOKEN:
            self._room.world.hold_music(call)
            self._announce_later(call, self._rules.announce_every, now)
        elif call.state == CallState.WAITING:
            self._announce(call, now)
        else:
            self._announce_later(call, self._rules.announce_every, now)

    def begin(self, call: Call, now: Instant) -> None:
        """Greet a caller who has to wait."""
        call.treated = True
        words = self._greeting_after_transfer if call.was_answered else self._greeting
        if words:
            self._say(call, words, _GREETED, now)
        else:
            self._room.world.hold_music(call)
            self._announce_first(call, now)

    def music_only(self, call: Call, now: Instant) -> None:
        """Bridge the time in which an agent is rung at once."""
        call.treated = True
        self._room.world.hold_music(call)
        self._announce_first(call, now)

    def _announce(self, call: Call, now: Instant) -> None:
        words = self._words(call, now) if self._announcements.says_anything else []
        if words:
            self._say(call, words, _SPOKEN, now)
        else:
            self._announce_later(call, self._rules.announce_every, now)

    def _words(self, call: Call, now: Instant) -> list[Prompt]:
        """Return how to say the place and the expected wait, as far as they are said."""
        ahead = self._outlook.ahead(call.place, now)
        wait = UNKNOWN
        if self._announcements.tells_waits:
            wait = self._outlook.wait(call.place, ahead)
        has_grown = wait != UNKNOWN and self._promise(call, _end_of(wait, now))
        return self._announcements.words(ahead, wait, has_grown)

    def _promise(self, call: Call, until: Instant) -> bool:
        """Remember what the caller is told, and return whether it is more than was told before."""
        has_grown = call.told_until < NEVER and until > call.told_until + _GRACE
        call.told_until = until if has_grown else min(call.told_until, until)
        return has_grown

    def _say(self, call: Call, prompts: list[Prompt], kind: i64, now: Instant) -> None:
        self._room.world.play(call, prompts)
        end = now + spoken_length(prompts, call.language)
        self._room.set(call.step_timer, self, kind, end)

    def _announce_first(self, call: Call, now: Instant) -> None:
        """Announce as long after the entry into the line as the plan says, greeted or not."""
        first = self._rules.announce_first
        if first < NEVER:
            self._announce_later(call, max(call.place.entered + first - now, 0), now)

    def _announce_later(self, call: Call, delay: Duration, now: Instant) -> None:
        if delay >= NEVER or not is_waiting(call):
            return
        self._room.set(call.step_timer, self, _ANNOUNCE, now + delay)


def _as_list(prompt: Prompt | None) -> list[Prompt]:
    return [] if prompt is None else [prompt]


def _end_of(index: i64, now: Instant) -> Instant:
    """Return when a wait in the range *index* is over at the latest; before NEVER."""
    longest = LONGEST[index]
    return NEVER - 1 if longest == NEVER else now + longest


def spoken_length(prompts: list[Prompt], language: i64) -> Duration:
    """Return how long it takes to say *prompts* in a language."""
    total: i64 = 0
    for prompt in prompts:
        total += prompt.lengths[language]
    return total
