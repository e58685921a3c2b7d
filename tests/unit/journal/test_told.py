"""Records are told to programs in ISO 8601 and seconds."""

import doctest

from firstline.domain.call import Outcome
from firstline.journal import told as module
from firstline.journal.records import Contact
from firstline.journal.told import told


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


def test_a_contact_is_told_with_its_units() -> None:
    contact = Contact(
        call=1,
        seq=2,
        calling="+361",
        dialled="+362",
        arrived=1_767_225_600_000_000,
        outcome=Outcome.LEFT_MENU,
        talk=1_500_000,
    )
    facts = told(contact)
    assert facts["arrived"] == "2026-01-01T00:00:00.000Z"
    assert (facts["talk_s"], facts["wait_s"], facts["queued"]) == (1.5, None, None)
    assert (facts["outcome"], facts["ended_by"]) == ("left menu", "")
