"""Who may call from a page now: as the plan says, and not too often from one network address.

Every limit of calls from pages that the plan does not set is in this one table. What is refused
says what to do. It knows nothing of sockets.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from firstline.domain.time import MINUTE, Instant
from firstline.live.labels import Text
from firstline.plan.model import WebCalls

SOCKETS_OF_ADDRESS: Final = 8
"""Pages that are open at one address."""
SOCKETS_BESIDES: Final = 50
"""Pages that are open anywhere, besides those that may call at once."""
OFFER_AT_MOST: Final = 32 * 1024
"""Characters of what a browser offers; they send some thousand."""
IDLE_PULSES: Final = 120
"""Pulses after which a page without a call is let go: ten minutes."""
ADDRESSES: Final = 4_096
"""Addresses whose calls are remembered; the one heard of longest ago is forgotten first."""


class TurnedAway(Struct, frozen=True):
    """Why somebody cannot call now, and what to do."""

    why: Text
    remedy: Text


SWITCHED_OFF: Final = TurnedAway(
    Text("Erről az oldalról most nem lehet hívni.", "Calls from this page are not taken."),
    Text("Kérjük, hívjon telefonon.", "Please call by telephone."),
)
TOO_MANY: Final = TurnedAway(
    Text("Most túl sokan hívnak erről az oldalról.", "Too many call from this page now."),
    Text(
        "Próbálja újra egy perc múlva, vagy hívjon telefonon.",
        "Try again in a minute, or call by telephone.",
    ),
)
TOO_MANY_OF_ADDRESS: Final = TurnedAway(
    Text("Innen már folyik hívás.", "There are calls from here already."),
    Text("Fejezze be előbb azt.", "End one of them first."),
)
TOO_OFTEN: Final = TurnedAway(
    Text("Innen az elmúlt percben túl sok hívás indult.", "Too many calls were begun from here."),
    Text("Várjon egy percet, és próbálja újra.", "Wait a minute, then try again."),
)


class CallDoor:
    """Counts calls from pages."""

    def __init__(
        self, plan: WebCalls, is_up: Callable[[str], bool], now: Callable[[], Instant]
    ) -> None:
        """*is_up* returns whether the call with a ticket is not over."""
        self._plan: Final = plan
        self._is_up: Final = is_up
        self._now: Final = now
        self._up: Final[dict[str, str]] = {}
        "Addresses by ticket."
        self._begun: Final[OrderedDict[str, deque[Instant]]] = OrderedDict()
        "The latest calls of each address."
        self._sockets: Final[dict[str, int]] = {}

    def is_open_to(self, *, near: bool) -> bool:
        """Return whether the plan lets somebody call who is on this machine, or is not."""
        enabled = self._plan.enabled
        return near if enabled is None else enabled

    def let_in(self, address: str) -> bool:
        """Count a page that was opened; False: there are too many."""
        open_now = self._sockets.get(address, 0)
        most = self._plan.at_most + SOCKETS_BESIDES
        if open_now >= SOCKETS_OF_ADDRESS or sum(self._sockets.values()) >= most:
            return False
        self._sockets[address] = open_now + 1
        return True

    def let_out(self, address: str) -> None:
        """Count a page that was closed."""
        self._sockets[address] -= 1
        if not self._sockets[address]:
            del self._sockets[address]

    def objection(self, address: str, *, near: bool) -> TurnedAway | None:
        """Return why nobody can call from *address* now; None: a call is counted, and may begin."""
        if not self.is_open_to(near=near):
            return SWITCHED_OFF
        self._forget_ended()
        if len(self._up) >= self._plan.at_most:
            return TOO_MANY
        if list(self._up.values()).count(address) >= self._plan.per_address:
            return TOO_MANY_OF_ADDRESS
        return None if self._begin(address) else TOO_OFTEN

    def began(self, ticket: str, address: str) -> None:
        """Take note of a call that has begun."""
        self._up[ticket] = address

    def _forget_ended(self) -> None:
        for ticket in [ticket for ticket in self._up if not self._is_up(ticket)]:
            del self._up[ticket]

    def _begin(self, address: str) -> bool:
        now = self._now()
        begun = self._begun.pop(address, deque(maxlen=self._plan.per_minute))
        self._begun[address] = begun
        if len(self._begun) > ADDRESSES:
            self._begun.popitem(last=False)
        if len(begun) == begun.maxlen and begun[0] > now - MINUTE:
            return False
        begun.append(now)
        return True
