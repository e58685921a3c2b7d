"""Who is up: every party of the lines, by call, by agent, by name. It does nothing with them."""

from collections.abc import Iterator
from typing import Any, TypeVar

from firstline.telephony.browser.supervisor import SupervisorParty
from firstline.telephony.leg import Leg
from firstline.telephony.parties import ConsultParty
from firstline.telephony.party import Caller, Party, Rung

_Key = TypeVar("_Key", int, str)
_Party = TypeVar("_Party", bound=Party)


class PartiesUp:
    """All parties whose leg is not over."""

    def __init__(self) -> None:
        self.arriving: dict[str, Caller] = {}
        "Callers of whom the switchboard has not yet said whether they are taken."
        self.callers: dict[int, Caller] = {}
        self.agents: dict[str, Rung] = {}
        self.consults: dict[str, ConsultParty] = {}
        self.supervisors: dict[str, SupervisorParty] = {}
        self._by_session: dict[str, Caller] = {}
        self._sessions: dict[Caller, str] = {}

    def __len__(self) -> int:
        return sum(len(parties) for parties in self._all())

    def __iter__(self) -> Iterator[Party]:
        return iter([party for parties in self._all() for party in parties.values()])

    def arrived(self, number: int) -> Caller | None:
        """Take the caller of this number from those who are arriving."""
        for name, caller in self.arriving.items():
            if caller.number == number:
                del self.arriving[name]
                return caller
        return None

    def placed(self, party: Party) -> None:
        """Note by which session of the media engine a caller's keys will be told."""
        if isinstance(party, Caller):
            self._drop_session(party)
            session = party.end.port.session
            self._by_session[session] = party
            self._sessions[party] = session

    def caller_of(self, session: str) -> Caller | None:
        """Return whose keys are told by *session*."""
        return self._by_session.get(session)

    def asker(self, agent: str) -> Party | None:
        """Return the leg on which *agent* talks with a colleague, or would."""
        return self.consults.get(agent) or self.agents.get(agent)

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        """Whether *leg* is that of the agent's own second call, or the colleague's."""
        consult = self.consults.get(agent)
        return leg is not None and consult is not None and consult.leg is leg

    def asking(self, colleague: Party) -> list[ConsultParty]:
        """Return the legs on which somebody is joined with *colleague* only to ask."""
        return [one for one in self.consults.values() if one.end.meets(colleague.end)]

    def forget(self, party: Party) -> None:
        """Take a party out whose leg is over, unless another is in its place."""
        if isinstance(party, Caller):
            self._drop_session(party)
            _take_out(self.callers, party.number, party)
            if party.number:  # without one, the switchboard is still to hear of the departure
                self.arriving.pop(party.name, None)
        elif isinstance(party, Rung):
            _take_out(self.agents, party.agent, party)
        elif isinstance(party, ConsultParty):
            _take_out(self.consults, party.agent, party)
        elif isinstance(party, SupervisorParty):
            _take_out(self.supervisors, party.supervisor, party)

    def _all(self) -> list[dict[Any, Any]]:
        return [self.arriving, self.callers, self.agents, self.consults, self.supervisors]

    def _drop_session(self, caller: Caller) -> None:
        session = self._sessions.pop(caller, None)
        if session is not None:
            del self._by_session[session]


def _take_out(parties: dict[_Key, _Party], key: _Key, party: Party) -> None:
    if parties.get(key) is party:
        del parties[key]
