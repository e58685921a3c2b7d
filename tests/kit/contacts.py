"""Contacts, talks and stints written out by hand, for measures."""

from msgspec.structs import replace

from firstline.domain.call import Outcome
from firstline.journal.records import Contact, Kind, Segment, Stint, segment_id

SECOND = 1_000_000


def queued(call: int = 1, at: float = 0, menu: float = 0, **more: object) -> Contact:
    """Return a contact that entered its first line at a second, after so long in the menu."""
    begin = round((at - menu) * SECOND)
    contact = Contact(call=call, seq=call, calling="", dialled="", arrived=begin)
    contact = replace(contact, queued=round(at * SECOND), stream="x", urgency="second")
    return replace(contact, **more)


def answered(after: float, call: int = 1, at: float = 0, menu: float = 0) -> Contact:
    """Return a contact that was answered after so many seconds in line."""
    instant = round((at + after) * SECOND)
    return queued(call, at, menu, answered=instant, reached=instant)


def ended(contact: Contact, after: float, outcome: Outcome) -> Contact:
    """Return *contact*, over after so many seconds in line."""
    assert contact.queued is not None
    return replace(contact, ended=contact.queued + round(after * SECOND), outcome=outcome)


def abandoned(after: float, call: int = 1, at: float = 0, menu: float = 0) -> Contact:
    """Return a contact whose caller left the line after so many seconds."""
    return ended(queued(call, at, menu), after, Outcome.ABANDONED)


def talk(agent: str, seconds: float, hold: float = 0, wrap_up: float = 0) -> Segment:
    """Return an agent's talk that began at 0."""
    return Segment(
        id=segment_id(1, 3),
        call=1,
        ordinal=3,
        kind=Kind.TALK,
        holder=agent,
        team="front",
        began=0,
        ended=round((seconds + hold) * SECOND),
        initial=segment_id(1, 1),
        talk=round(seconds * SECOND),
        hold=round(hold * SECOND),
        wrap_up=round(wrap_up * SECOND),
    )


def stints(agent: str, *states: tuple[str, float], team: str = "front") -> list[Stint]:
    """Return an agent's stints from 0 on: a state and how many seconds it lasted, one by one."""
    made, begin = [], 0
    for state, seconds in states:
        end = begin + round(seconds * SECOND)
        made.append(Stint(agent=agent, began=begin, ended=end, team=team, state=state, reason=""))
        begin = end
    return made
