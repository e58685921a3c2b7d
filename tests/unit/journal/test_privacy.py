"""A journal without calling numbers has none, and is otherwise the same."""

import doctest

from hypothesis import given

from firstline.journal import privacy as module
from firstline.journal.entry import Entry
from firstline.journal.privacy import masked, masked_number
from firstline.journal.recorder import Recorder
from firstline.journal.text import line_of
from kit.entries import any_entry
from kit.journals import Traffic


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(any_entry())
def test_masking_twice_masks_no_more(entry: Entry) -> None:
    assert masked(masked(entry)) == masked(entry)
    assert (masked(entry).seq, masked(entry).at) == (entry.seq, entry.at)


def test_no_calling_number_is_left_in_a_masked_journal() -> None:
    entries = Traffic(1).go_on(600)
    numbers = {c for entry in entries if (c := getattr(entry.what, "calling", ""))}
    text = b"".join(line_of(masked(entry)) for entry in entries).decode()
    assert numbers
    assert not any(number in text for number in numbers)
    assert all(masked_number(number) in text for number in numbers)


def test_records_of_a_masked_journal_are_masked() -> None:
    recorder = Recorder()
    for entry in Traffic(1).go_on(200):
        recorder.take(masked(entry))
    contacts = recorder.changes().contacts
    assert contacts
    assert all(contact.calling.endswith("xxxx") for contact in contacts)
