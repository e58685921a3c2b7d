"""The chain of one contact's segments while it grows.

Knows no commands and no events: it is told who waits, rings, talks and asks, and when.
"""

from typing import Any, Final

from msgspec.structs import replace

from firstline.domain.call import Outcome
from firstline.journal.records import INITIAL, Contact, End, Kind, Segment, segment_id

_AND: Final = ", "
"Between supervisors."


class Chain:
    """A contact that is up, and its segments; the last of the chain proper is `current`."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.main = 0
        "The place of `current` among the segments."
        self.consult: int | None = None
        "The place of the consult that is running."
        self.rung: Final[dict[str, int]] = {}
        "Agents whose phones ring for the caller, and since when."
        self.slip: dict[str, str] = {}
        "What goes with the call, for every segment from now on."
        self.consult_slip: dict[str, str] = {}
        "What goes with the call if the consult becomes a hand-over."
        self.left_by = End.OPEN
        "Who has hung up just now."
        self._segments: Final[list[Segment]] = []
        self._touched: Final[set[int]] = set()
        self._held: int | None = None
        self._joined: int | None = None
        self._add(Kind.MENU, contact.arrived)

    @property
    def current(self) -> Segment:
        """The segment in which the caller is."""
        return self._segments[self.main]

    def taken(self) -> list[Segment]:
        """Return the segments that have changed since they were last taken."""
        changed = [self._segments[place] for place in sorted(self._touched)]
        self._touched.clear()
        return changed

    def note(self, **facts: Any) -> None:
        """Change the contact."""
        self.contact = replace(self.contact, **facts)

    def wait(self, at: int, goal: str) -> None:
        """The caller waits for *goal*."""
        self._go_on(Kind.WAITING, at, self._way_to(goal), holder=goal)

    def ring(self, at: int, agent: str) -> None:
        """An agent's phone rings for the caller, who may have been handed over to it just now."""
        if self.current.kind is Kind.TALK and self.consult is not None:
            self.wait(at, self._segments[self.consult].holder)
        self.rung[agent] = at
        self._change(self.main, offers=self.current.offers + 1)
        self.note(offers=self.contact.offers + 1)

    def stop_ringing(self, at: int, agent: str, missed: int) -> None:
        """It rings no more."""
        since = self.rung.pop(agent, at)
        segment = self.current
        self._change(
            self.main, ringing=segment.ringing + at - since, missed=segment.missed + missed
        )
        self.note(missed=self.contact.missed + missed)

    def talk(self, at: int, agent: str, team: str) -> None:
        """The caller is with *agent*: from the line, or handed over by a colleague."""
        self.stop_ringing(at, agent, 0)
        end = End.ANSWERED if self.current.kind is Kind.WAITING else End.HANDED_OVER
        self._go_on(Kind.TALK, at, end, holder=agent, team=team)
        self.note(agent=agent, team=team, reached=at, to_right_human=at - self.contact.arrived)
        if self.contact.answered is None:
            self.note(answered=at)
            self._wait_over(at)

    def hold(self, at: int) -> None:
        """The caller is on hold from now on."""
        if self._held is None:
            self._held = at

    def resume(self, at: int) -> None:
        """The caller is no longer on hold."""
        if self._held is not None:
            self._change(self.main, hold=self.current.hold + at - self._held)
            self._held = None

    def begin_consult(self, at: int, goal: str) -> None:
        """The agent looks for a colleague."""
        self.end_consult(at, End.DROPPED)
        self.consult = self._add(
            Kind.CONSULT, at, previous=self.current.id, holder=goal, **self.consult_slip
        )
        self.note(consults=self.contact.consults + 1)

    def ring_colleague(self) -> None:
        """A colleague's phone rings."""
        if self.consult is not None:
            offers = self._segments[self.consult].offers + 1
            self._change(self.consult, offers=offers)

    def colleague_missed(self, missed: int) -> None:
        """It rings no more."""
        if self.consult is not None:
            missed += self._segments[self.consult].missed
            self._change(self.consult, missed=missed)

    def join(self, at: int, colleague: str, team: str) -> None:
        """The colleague is there."""
        if self.consult is not None and self._joined is None:
            self._joined = at
            self._change(self.consult, holder=colleague, team=team)

    def confer(self, at: int, colleague: str, team: str) -> None:
        """Caller, agent and colleague talk together from now on."""
        self.resume(at)
        self.join(at, colleague, team)
        if self.consult is not None:
            self._change(self.consult, conference=True)

    def supervise(self, supervisor: str) -> None:
        """A supervisor takes part in what the agent has with the caller."""
        known = self.current.supervisors
        if supervisor not in known.split(_AND):
            self._change(self.main, supervisors=f"{known}{_AND}{supervisor}".removeprefix(_AND))

    def change_urgency(self, urgency: str) -> None:
        """The queue is another one, although the caller is not in line at the moment: it rings."""
        self.note(urgency=urgency)
        self._change(self.main, urgency=urgency)

    def give_up_consult(self, at: int) -> None:
        """The agent is with the caller again; nobody is looked for any more."""
        if self._joined is None:
            self.end_consult(at, End.DROPPED)

    def end_consult(self, at: int, end: End) -> None:
        """The consult, if there is one, is over."""
        if self.consult is not None:
            self._finish(self.consult, at, end)
            self.consult = None
            self._joined = None

    def release(self, at: int, agent: str) -> None:
        """The agent's part is over; what ends it is told next."""
        consult = self.consult
        if consult is not None and self._segments[consult].holder == agent:
            self.end_consult(at, End.DROPPED)
        elif self.current.kind is Kind.TALK and self.current.holder == agent:
            self._measure(self.main, at)

    def wrap_up(self, place: int, length: int) -> None:
        """Work after a segment is over."""
        segment = self._segments[place]
        self._change(place, wrap_up=segment.wrap_up + length)
        if segment.kind is Kind.TALK:
            self.note(wrap_up=self.contact.wrap_up + length)

    def code(self, place: int, code: str, note: str) -> None:
        """The agent said what it was about; what is empty says nothing new."""
        said = {"wrap_up_code": code, "note": note}
        facts = {name: words for name, words in said.items() if words}
        self._change(place, **facts)
        if self._segments[place].kind is Kind.TALK:
            self.note(**facts)

    def hang_up(self, at: int, outcome: Outcome, by: End) -> None:
        """The call is over."""
        self.end_consult(at, End.DROPPED)
        self._finish(self.main, at, by)
        self.note(ended=at, outcome=outcome, ended_by=by)
        if self.current.kind is not Kind.TALK:
            self.note(to_right_human=None)
        if self.contact.answered is None:
            self._wait_over(at)

    def _way_to(self, goal: str) -> End:
        """Return how the current segment ends where the caller waits for *goal* next."""
        if self.current.kind is Kind.MENU:
            return End.QUEUED
        if self.current.kind is Kind.TALK:
            return End.TRANSFERRED if self.consult is None else End.HANDED_OVER
        back = self.contact.transfers > 0 and goal == f"agent:{self.slip.get('slip_by')}"
        return End.RETURNED if back else End.MOVED

    def _go_on(self, kind: Kind, at: int, end: End, **facts: str) -> None:
        """End the current segment and begin the next."""
        before = self.main
        self._finish(before, at, end)
        # A hand-over comes out of the consult, not out of the talk that the consult interrupted.
        source = before
        if end is End.HANDED_OVER and self.consult is not None:
            self.slip, source = self.consult_slip, self.consult
            self.end_consult(at, end)
        self.main = self._add(kind, at, previous=self._segments[source].id, **(self.slip | facts))
        for place in {before, source}:
            self._change(place, next=self.current.id)
        self._count(end)
        self.left_by = End.OPEN

    def _count(self, end: End) -> None:
        if end in {End.TRANSFERRED, End.HANDED_OVER}:
            self.note(transfers=self.contact.transfers + 1, to_right_human=None)
        elif end is End.RETURNED:
            self.note(returns=self.contact.returns + 1)

    def _wait_over(self, at: int) -> None:
        """The caller's first wait has ended, with an answer or without."""
        queued = self.contact.queued
        self.note(
            wait=None if queued is None else at - queued,
            wait_from_arrival=at - self.contact.arrived,
        )

    def _add(
        self, kind: Kind, at: int, *, previous: str = "", holder: str = "", **facts: str
    ) -> int:
        place = len(self._segments)
        call = self.contact.call
        segment = Segment(
            id=segment_id(call, place + INITIAL),
            call=call,
            ordinal=place + INITIAL,
            kind=kind,
            holder=holder,
            stream=self.contact.stream,
            urgency=self.contact.urgency,
            began=at,
            initial=segment_id(call, INITIAL),
            previous=previous,
        )
        self._segments.append(replace(segment, **facts) if facts else segment)
        self._touched.add(place)
        return place

    def _change(self, place: int, **facts: Any) -> None:
        self._segments[place] = replace(self._segments[place], **facts)
        self._touched.add(place)

    def _finish(self, place: int, at: int, end: End) -> None:
        """End a segment, if it has not ended yet; say how, if that has not been said yet."""
        if self._segments[place].ended is None:
            self._measure(place, at)
        if self._segments[place].end is End.OPEN:
            self._change(place, end=end)

    def _measure(self, place: int, at: int) -> None:
        """Set the end of a segment and what depends on it."""
        if place == self.main:
            self.resume(at)
        segment = self._segments[place]
        talk = 0
        if segment.kind is Kind.TALK:
            talk = at - segment.began - segment.hold
            contact = self.contact
            self.note(talk=contact.talk + talk, hold=contact.hold + segment.hold)
        elif segment.kind is Kind.CONSULT and self._joined is not None:
            talk = at - self._joined
        self._change(place, ended=at, talk=talk)
