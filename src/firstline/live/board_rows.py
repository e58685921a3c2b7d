"""The rows of the wallboard, as they go out: one value each, equal where nothing has changed.

Instants are in ISO 8601; labels are by language. They know nothing of how they came to be.
"""

from collections.abc import Hashable, Mapping
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from firstline.live.labels import Text

Message: TypeAlias = dict[str, str]
"What callers are told, by language."


class QueueRow(Struct, frozen=True):
    """Everybody who waits for one goal: a stream, a team or an agent."""

    goal: str
    label: Text
    service: str
    urgency: str
    "The stream's own; empty for a team or an agent."
    first: int
    second: int
    first_since: str | None
    "Since when the one counts as waiting who has waited longest; null: nobody waits."
    second_since: str | None
    ready: int
    "Agents who could be rung for it now."
    on_duty: int
    "Agents at work who take it, ready or not."


class TeamRow(Struct, frozen=True):
    """A team."""

    team: str
    label: Text


class AgentRow(Struct, frozen=True):
    """What an agent is doing."""

    agent: str
    team: str
    state: str
    reason: str
    since: str
    "Empty: the agent was not here yet."
    call: int | None
    stream: str
    "What the call is about."
    has_phone: bool


class WaitingRow(Struct, frozen=True):
    """A caller who waits, rung for or not."""

    call: int
    calling: str
    stream: str
    goal: str
    urgency: str
    since: str
    language: str


class IncidentRow(Struct, frozen=True):
    """An incident in force."""

    incident: str
    area: tuple[str, ...]
    service: str
    until: str
    "Empty: until somebody ends it."
    message: Message


_Key = TypeVar("_Key", bound=Hashable)
_Row = TypeVar("_Row", bound=Struct)


class Section(Generic[_Key, _Row]):
    """Rows that were told, by key: what is told next is what differs from them."""

    def __init__(self) -> None:
        self._told: Final[dict[_Key, _Row]] = {}

    def news(self, rows: Mapping[_Key, _Row | None]) -> list[object]:
        """Return those of *rows* that differ; those that are None now, if told, as gone."""
        news: list[object] = []
        gone: list[_Key] = []
        for key, row in rows.items():
            if row is None:
                if self._told.pop(key, None) is not None:
                    gone.append(key)
            elif self._told.get(key) != row:
                self._told[key] = row
                news.append(row)
        return [*news, {"gone": gone}] if gone else news

    def all_news(self, rows: Mapping[_Key, _Row]) -> list[object]:
        """Return what differs, where *rows* are all that there are."""
        return self.news({**dict.fromkeys(self._told.keys() - rows.keys()), **rows})
