"""The desks that are open: each is shown anew when something of it has changed, and only then.

What has happened concerns those agents whom an entry names, and those who have its call. Whatever
concerns a desk within one turn of the loop is shown at once, whole. The states of colleagues change
all the time: all are told when a desk is opened, and then, gathered for a while, those that have
changed. It decides nothing and knows nothing of sockets.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

import msgspec
from msgspec.structs import fields

from firstline.domain.time import Instant
from firstline.journal.commands import EndSupervision, Ring, ShowAgent, Supervise
from firstline.journal.entry import COMMANDS, EVENTS, Entry
from firstline.journal.told import iso
from firstline.live.colleagues import Colleagues
from firstline.live.desk_view import DeskShown, DeskViews, Rung, SupervisionShown
from firstline.live.labels import Labels
from firstline.live.lookups import Lookups
from firstline.live.trails import Trails
from firstline.switchboard.parties import Agent
from firstline.switchboard.switchboard import Switchboard

COLLEAGUES_EVERY: Final = 2.0
"""Seconds in which changes of colleagues are gathered."""
AT_ONCE: Final = 8
"""Desks shown in one turn of the loop: calls must not wait for pages."""

AGENT: Final = "agent:"
USER: Final = "user:"
"""How the owner of a desk is called: an agent by the plan's name, another person by theirs."""


class Watcher(Protocol):
    """Somebody who looks at a desk."""

    @property
    def owner(self) -> str:
        """Whose desk: `agent:anna`, or `user:kati` for one who answers no calls."""

    @property
    def user(self) -> str:
        """Who looks, for the view itself."""

    def phone(self) -> str:
        """Where the telephone is for this watcher: none, sip, here or elsewhere."""

    def show(self, text: str) -> None:
        """Show the whole desk, which stands for all that was shown before."""

    def tell(self, text: str) -> None:
        """Tell of colleagues or goals, after what was told before."""


class _Seen:
    """What a watcher was shown last."""

    __slots__ = ("body", "goals", "phone", "watcher")

    def __init__(self, watcher: Watcher) -> None:
        self.watcher: Final = watcher
        self.phone = ""
        self.body = b""
        self.goals = ""


class Desks:
    """All that are open. Lives on the running loop."""

    def __init__(
        self,
        board: Switchboard,
        labels: Labels,
        lookups: Lookups,
        now: Callable[[], Instant],
    ) -> None:
        self._board: Final = board
        self._now: Final = now
        self._lookups: Final = lookups
        self._trails: Final = Trails(board.room.hotline, labels)
        self._views: Final = DeskViews(board, labels, self._trails, lookups)
        self._colleagues: Final = Colleagues(board, labels)
        self._open: Final[dict[str, list[_Seen]]] = {}
        "By owner."
        self._rung: Final[dict[str, Rung]] = {}
        "By agent."
        self._supervising: Final[dict[str, SupervisionShown]] = {}
        "By supervisor: the owner's name, whichever kind of owner it is."
        self._calls: Final[dict[str, int]] = {}
        "The call that is shown, by owner."
        self._concerned: Final[dict[int, set[str]]] = {}
        "Owners, by the call that is shown to them."
        self._changed: Final[dict[str, None]] = {}
        "Owners whose desks are to be shown anew, in order."
        self._news: Final[deque[tuple[_Seen, str]]] = deque()
        "Of colleagues, and who is still to be told."
        self._showing: asyncio.Handle | None = None
        self._gathering: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """Return how many watchers there are."""
        return sum(map(len, self._open.values()))

    def open(self, watcher: Watcher) -> None:
        """Show *watcher* the desk, now and whenever it changes."""
        seen = _Seen(watcher)
        self._open.setdefault(watcher.owner, []).append(seen)
        self._show(watcher.owner)
        if self._agent(watcher.owner) is not None:
            watcher.tell(self._colleagues.everybody())

    def close(self, watcher: Watcher) -> None:
        """Show *watcher* nothing more."""
        seen = [one for one in self._open.get(watcher.owner, ()) if one.watcher is not watcher]
        if seen:
            self._open[watcher.owner] = seen
        else:
            self._open.pop(watcher.owner, None)
            self._index(watcher.owner, 0)

    def touch(self, owner: str) -> None:
        """Show the desks of *owner* anew, soon, if they have changed."""
        if owner in self._open:
            self._changed[owner] = None
            self._show_soon()

    def touch_all(self) -> None:
        """Show every desk anew that has changed, bit by bit."""
        for owner in self._open:
            self.touch(owner)

    def take(self, entries: list[Entry]) -> None:
        """See what has happened, and whom it concerns."""
        for entry in entries:
            what = entry.what
            self._trails.take(entry)
            keep = _KEPT.get(type(what))
            if keep is not None:
                keep(self, what)
            if self._open:
                for owner in self._owners(what):
                    self.touch(owner)

    def _owners(self, what: Any) -> Iterable[str]:
        """Return whose desks *what* may have changed."""
        agents, people, has_call = _CONCERNS[type(what)]
        owners = [AGENT + getattr(what, field) for field in agents]
        for field in people:
            name = _name(getattr(what, field))
            owners += [USER + name, AGENT + name]
        if has_call and what.call in self._concerned:
            owners += self._concerned[what.call]
        return owners

    def _rings(self, ring: Ring) -> None:
        call = self._board.call(ring.call)
        self._rung[ring.agent] = Rung(ring, call, self._trails.keys(ring.call))

    def _supervised(self, what: Supervise) -> None:
        shown = SupervisionShown(what.agent, what.call, what.mode)
        self._supervising[_name(what.supervisor)] = shown

    def _not_supervised(self, what: EndSupervision) -> None:
        self._supervising.pop(_name(what.supervisor), None)

    def _colleague_changed(self, shown: ShowAgent) -> None:
        self._colleagues.changed(shown.agent)
        if self._gathering is None and self._open:
            loop = asyncio.get_running_loop()
            self._gathering = loop.call_later(COLLEAGUES_EVERY, self._tell_colleagues)

    def _tell_colleagues(self) -> None:
        self._gathering = None
        news = self._colleagues.news()
        agents = (seen for owner, seen in self._open.items() if self._agent(owner) is not None)
        self._news.extend((one, news) for seen in agents for one in seen)
        self._show_soon()

    def _show_soon(self) -> None:
        if self._showing is None:
            self._showing = asyncio.get_running_loop().call_soon(self._show_some)

    def _show_some(self) -> None:
        """Show a few of the desks that have changed, and let the calls go on before the next."""
        self._showing = None
        for owner in list(self._changed)[:AT_ONCE]:
            del self._changed[owner]
            self._show(owner)
        for _ in range(min(AT_ONCE, len(self._news))):
            seen, news = self._news.popleft()
            seen.watcher.tell(news)
            self._tell_goals(seen)
        if self._changed or self._news:
            self._show_soon()

    def _show(self, owner: str) -> None:
        seen = self._open.get(owner)
        if not seen:
            return
        desk = self._desk(owner)
        self._index(owner, 0 if desk.call is None else desk.call.call)
        if desk.call is not None:
            number, calling = desk.call.call, desk.call.calling
            self._lookups.look_up(number, calling, lambda: self.touch(owner))
        body = msgspec.json.encode(desk)
        for one in seen:
            self._show_one(one, body)
            self._tell_goals(one)

    def _show_one(self, seen: _Seen, body: bytes) -> None:
        phone = seen.watcher.phone()
        if (phone, body) != (seen.phone, seen.body):
            seen.phone, seen.body = phone, body
            begin = {"is": "desk", "at": iso(self._now()), "user": seen.watcher.user}
            text = msgspec.json.encode({**begin, "phone": phone})
            seen.watcher.show((text[:-1] + b"," + body[1:]).decode())

    def _tell_goals(self, seen: _Seen) -> None:
        agent = self._agent(seen.watcher.owner)
        if agent is not None:
            goals = self._colleagues.goals(agent)
            if goals is not seen.goals:
                seen.goals = goals
                seen.watcher.tell(goals)

    def _agent(self, owner: str) -> Agent | None:
        return self._board.agent(_name(owner)) if owner.startswith(AGENT) else None

    def _desk(self, owner: str) -> DeskShown:
        name, agent = _name(owner), self._agent(owner)
        supervising = self._supervising.get(name)
        if agent is None:
            return self._views.without_agent(supervising)
        return self._views.of_agent(agent, self._rung.get(name), supervising)

    def _index(self, owner: str, call: int) -> None:
        """Remember which call is shown to *owner*; 0: none."""
        before = self._calls.pop(owner, 0)
        if before:
            owners = self._concerned[before]
            owners.discard(owner)
            if not owners:
                del self._concerned[before]
        if call:
            self._calls[owner] = call
            self._concerned.setdefault(call, set()).add(owner)


def _name(owner: str) -> str:
    return owner.removeprefix(AGENT).removeprefix(USER)


def _concerns(kind: type[msgspec.Struct]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return which fields of *kind* name agents and supervisors, and whether it is of a call."""
    names = {field.name for field in fields(kind)}
    agents = tuple(name for name in ("agent", "colleague", "asker") if name in names)
    people = tuple(name for name in ("supervisor",) if name in names)
    return agents, people, "call" in names


_KEPT: Final[dict[type, Callable[[Desks, Any], None]]] = {
    Ring: Desks._rings,
    Supervise: Desks._supervised,
    EndSupervision: Desks._not_supervised,
    ShowAgent: Desks._colleague_changed,
}
"""What is kept of each kind of entry, should a desk be opened later."""

_CONCERNS: Final = {kind: _concerns(kind) for kind in (*EVENTS, *COMMANDS)}
