"""Events and commands are told apart, and every one has a name of its own."""

from firstline.journal.commands import Answer
from firstline.journal.entry import COMMANDS, EVENTS, Entry, event_of
from firstline.journal.events import CallerHungUp


def test_only_what_came_from_outside_is_an_event() -> None:
    event = CallerHungUp(1)
    assert event_of(Entry(1, 2, event)) is event
    assert event_of(Entry(1, 2, Answer(1))) is None


def test_no_event_is_called_like_a_command() -> None:
    names = [kind.__name__ for kind in (*EVENTS, *COMMANDS)]
    assert len(names) == len(set(names))
