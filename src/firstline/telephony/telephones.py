"""The lines' SIP side: who calls from a telephone, which telephones are there, how one is rung.

It hears of calls and registrations, and makes parties of them. What becomes of a party is told by
the journal, to deeds.py.
"""

from collections.abc import Callable

from firstline.journal.commands import Ring
from firstline.journal.events import CallArrived, ConsultAsked, PhoneConnected, PhoneLost
from firstline.switchboard.refusal import Refusal
from firstline.telephony.address import Address
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.leg import Leg
from firstline.telephony.listener import Invite
from firstline.telephony.parties import AgentParty, CallerParty, ConsultParty, spoken
from firstline.telephony.parties_up import PartiesUp
from firstline.telephony.party import Reports
from firstline.telephony.phones import Phones
from firstline.telephony.registrar import Contact
from firstline.telephony.sip import Sip


class Telephones:
    """Takes calls in from telephones, and rings them."""

    def __init__(
        self,
        reports: Reports,
        up: PartiesUp,
        phones: Phones,
        new_end: Callable[[str], End],
        in_browser: Callable[[str], bool],
    ) -> None:
        """*new_end* is told from where the SIP comes; *in_browser*, whose phone is a page too."""
        self._reports = reports
        self._up = up
        self._phones = phones
        self._new_end = new_end
        self._in_browser = in_browser
        self._serial = 0
        self.sip: Sip
        "To be set before anybody is rung."

    def open(self) -> None:
        """Report the telephones that are always there."""
        for agent in self._phones.fixed():
            self._reports.tell(PhoneConnected(agent))

    def has(self, agent: str) -> bool:
        """Whether the agent has a telephone that can be rung now."""
        return self._phones.target(agent) is not None

    def invited(self, leg: InboundLeg, invite: Invite) -> None:
        """Somebody calls: an agent who wants a colleague, or a caller."""
        agent = self._phones.agent_of(invite.agent or "") or self._phones.agent_at(invite.source)
        if agent is not None and agent in self._up.agents:
            self._consult(leg, invite, agent)
            return
        if invite.replaces is not None:
            leg.refuse(603, "Calls Are Not Handed Over Here")
            return
        self._serial += 1
        end, name = self._new_end(invite.source[0]), f"leg{self._serial}"
        caller = CallerParty(self._reports, end, leg, invite, name)
        leg.on = caller
        self._up.arriving[caller.name] = caller
        self._reports.tell(CallArrived(caller.name, invite.calling, invite.dialled))

    def registered(self, user: str, contact: Contact) -> None:
        """An agent's phone is there."""
        agent = self._phones.agent_of(user)
        if agent is not None:
            self._reports.tell(PhoneConnected(agent))

    def unregistered(self, user: str) -> None:
        """An agent's phone is gone."""
        agent = self._phones.agent_of(user)
        if agent is not None and not self._phones.has_fixed(agent) and not self._in_browser(agent):
            self._reports.tell(PhoneLost(agent))

    def ring(self, command: Ring, codec: Codec) -> AgentParty | None:
        """Ring the agent's telephone; None where there is none."""
        target = self._phones.target(command.agent)
        if target is None:
            return None

        def dial(party: AgentParty, here: Address) -> Leg:
            return self.sip.dial(
                uri=target.uri,
                hop=target.address,
                calling=command.calling or "anonymous",
                display=command.stream,
                here=here,
                codecs=(codec,),
                on=party,
            )

        host = target.address[0]
        party = AgentParty(
            self._reports, self._new_end(host), host, command.agent, command.call, dial
        )
        party.take_place(None, codec)
        return party

    def _consult(self, leg: InboundLeg, invite: Invite, agent: str) -> None:
        end = self._new_end(invite.source[0])
        party = ConsultParty(self._reports, end, leg, invite, agent)
        leg.on = party
        try:
            self._reports.ask(ConsultAsked(agent, invite.dialled, "", ""))
        except Refusal as refusal:
            leg.refuse(403, refusal.reason)
            return
        self._up.consults[agent] = party
        leg.progress()
        party.take_place(invite.offer, spoken(invite.offer))
