"""Who talks with whom, agent by agent: two by a plain patch, more of them in a room of the mixer.

A supervisor who listens, whispers or joins in makes a room of any talk. Nobody waits for the mixer:
where it cannot take somebody in, caller and agent talk on as if nobody else were there. It knows
parties and their ends; why they talk is not its business.
"""

from collections.abc import Sequence
from typing import Final

import structlog

from firstline.journal.commands import Mode
from firstline.telephony.browser.supervisor import SupervisorParty
from firstline.telephony.conference import ears
from firstline.telephony.mixer import Mixer, MixerDownError
from firstline.telephony.mixer_seat import Seat
from firstline.telephony.party import Party

ALONE: Final = 1
A_PAIR: Final = 2


class Talk:
    """One agent's conversation, and those who supervise it."""

    def __init__(self, agent: str) -> None:
        self.agent: Final = agent
        self.talkers: list[Party] = []
        self.me: Party | None = None
        "The agent's own party: the one who is whispered to."
        self.modes: dict[Party, Mode] = {}
        "Of supervisors."


class Rooms:
    """All conversations."""

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer
        self._talks: dict[str, Talk] = {}
        self._part_in: dict[Party, Talk] = {}
        "Nobody takes part in two."
        self._seats: dict[Party, Seat] = {}
        self._log = structlog.get_logger("rooms")

    def talk(self, agent: str, me: Party, *others: Party) -> None:
        """Let *agent*, on the leg *me*, talk with *others*, and all of them with nobody else."""
        mine, together = self._talk(agent), {me, *others}
        for party in together:
            talk = self._part_in.get(party, mine)
            if talk is not mine:
                self._leave(talk, together)
        self._dismiss(mine, together)
        mine.me, mine.talkers = me, [*others, me]
        self._part_in.update(dict.fromkeys(together, mine))
        self._arrange(mine)

    def are_together(self, one: Party, other: Party) -> bool:
        """Whether the two talk with each other."""
        talk = self._part_in.get(one)
        return talk is not None and {one, other} <= set(talk.talkers)

    def over(self, agent: str) -> None:
        """The agent talks with nobody any more."""
        talk = self._talks.get(agent)
        if talk is not None:
            self._dismiss(talk, set())
            talk.me, talk.talkers = None, []
            self._arrange(talk)

    def supervise(self, agent: str, supervisor: SupervisorParty, mode: Mode) -> None:
        """Let *supervisor* take part in what *agent* says and hears."""
        talk = self._talk(agent)
        talk.modes[supervisor] = mode
        self._part_in[supervisor] = talk
        self._arrange(talk)

    def left(self, party: Party) -> None:
        """A leg is over: whoever is left talks on."""
        talk = self._part_in.get(party)
        if talk is not None:
            self._leave(talk, {party})
        self._stand_up(party)

    def hears_apart(self, party: Party) -> None:
        """The party is to hear something of its own: it takes part in no talk for now."""
        self._stand_up(party)

    def _talk(self, agent: str) -> Talk:
        return self._talks.setdefault(agent, Talk(agent))

    def _dismiss(self, talk: Talk, stay: set[Party]) -> None:
        """Let those who talk no more hear nothing of the others."""
        for party in talk.talkers:
            if party not in stay:
                del self._part_in[party]
                self._stand_up(party)

    def _leave(self, talk: Talk, parties: set[Party]) -> None:
        talk.talkers = [one for one in talk.talkers if one not in parties]
        for party in parties:
            if self._part_in.get(party) is talk:
                del self._part_in[party]
                talk.modes.pop(party, None)
        if talk.me in parties:
            talk.me = None
        self._arrange(talk)

    def _arrange(self, talk: Talk) -> None:
        """Let everybody hear whom they should."""
        if not talk.talkers and not talk.modes:
            self._talks.pop(talk.agent, None)
        if (talk.modes or len(talk.talkers) > A_PAIR) and self._seat_all(talk):
            self._let_hear(talk)
        else:
            self._patch(talk.talkers)

    def _seat_all(self, talk: Talk) -> bool:
        """Give everybody a seat; return whether there was one for each."""
        for party in (*talk.talkers, *talk.modes):
            if not self._seat(party, talk.agent):
                for one in (*talk.talkers, *talk.modes):
                    self._stand_up(one)
                return False
        return True

    def _seat(self, party: Party, room: str) -> bool:
        seat = self._seats.get(party)
        if seat is not None and (seat.room != room or seat.codec is not party.end.codec):
            self._stand_up(party)
            seat = None
        if seat is None:
            found = self._mixer.seat(room, party.end.codec)
            error = found.exception()
            if isinstance(error, MixerDownError):
                self._log.warning("no seat in the mixer", room=room, error=error.message)
                return False
            seat = self._seats[party] = found.result()
        party.end.sit(seat)
        return True

    def _let_hear(self, talk: Talk) -> None:
        me = talk.me
        if me is None:
            for party in talk.modes:
                self._mixer.hear(talk.agent, self._seats[party], [])
            return
        for party, heard in ears(talk.talkers, me, talk.modes).items():
            seats = [self._seats[one] for one in heard]
            self._mixer.hear(talk.agent, self._seats[party], seats)

    def _patch(self, talkers: Sequence[Party]) -> None:
        for party in talkers:
            self._stand_up(party)
        if len(talkers) >= A_PAIR:
            talkers[-1].end.meet(talkers[0].end)
        elif len(talkers) == ALONE:
            talkers[0].end.hear_nothing()

    def _stand_up(self, party: Party) -> None:
        seat = self._seats.pop(party, None)
        if seat is not None:
            party.end.leave_seat()
            seat.close()
