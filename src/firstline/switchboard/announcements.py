"""What can be announced to those who wait: their place, and how long it will take.

Nothing is decided here, and nothing is said twice in different words: each announcement is put
together when it is first needed, and used again.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.hotline import Notices, Prompt, Rules
from firstline.policy.estimate import UNKNOWN

_NOT_NEEDED: Final[list[Prompt]] = []
"Stands where an announcement has not been needed yet."


class Announcements:
    """All announcements of a hotline."""

    def __init__(self, rules: Rules, notices: Notices) -> None:
        self._positions: Final[list[Prompt]] = notices.positions if rules.say_position else []
        self._waits: Final[list[Prompt]] = notices.waits if rules.say_wait else []
        self.says_anything: Final[bool] = len(self._positions) > 0 or len(self._waits) > 0
        self.tells_waits: Final[bool] = len(self._waits) > 0
        self._longer: Final[Prompt | None] = notices.longer
        self._known: Final[list[list[Prompt]]] = [
            _NOT_NEEDED for _ in range(2 * (1 + len(notices.positions)) * (1 + len(notices.waits)))
        ]
        "By how many are ahead, then by the wait, then by whether it has grown."

    def words(self, ahead: i64, wait: i64, has_grown: bool) -> list[Prompt]:
        """Return how to say that *ahead* are ahead, and the wait with this index in RANGES.

        Where the wait is UNKNOWN it is left out; nothing at all may be left to say.
        """
        ahead = min(ahead, len(self._positions))
        wait = UNKNOWN if not self._waits else wait
        place = 2 * (ahead * (1 + len(self._waits)) + wait + 1) + (1 if has_grown else 0)
        words = self._known[place]
        if words is _NOT_NEEDED:
            words = self._put_together(ahead, wait, has_grown)
            self._known[place] = words
        return words

    def _put_together(self, ahead: i64, wait: i64, has_grown: bool) -> list[Prompt]:
        words: list[Prompt] = []
        if self._positions:
            words.append(self._positions[min(ahead, len(self._positions) - 1)])
        if wait != UNKNOWN:
            if has_grown and self._longer is not None:
                words.append(self._longer)
            words.append(self._waits[wait])
        return words
