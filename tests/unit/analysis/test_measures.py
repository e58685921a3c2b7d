"""Service level: six formulas of one set of calls, and the one that no stoppage can flatter.

The figures of the first test are an example of the field (ICMI QueueTips, March 2005).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.analysis.measures import (
    HEADLINE,
    SERVICE_LEVELS,
    Tally,
    is_abandoned,
    is_answered,
    is_released,
    is_waiting,
    tally,
    waited,
)
from firstline.analysis.metric import Clock, Thresholds
from firstline.domain.call import Outcome
from firstline.journal.records import Contact
from kit.contacts import SECOND, abandoned, answered, ended, queued

LIMITS = Thresholds(within=20 * SECOND, short=5 * SECOND)


def level(key: str, contacts: list[Contact], now: float = 10_000) -> float | None:
    """Return one service level of some contacts."""
    counts = tally(contacts, LIMITS, round(now * SECOND))
    return next(one.share_of(counts) for one in SERVICE_LEVELS if one.id == key)


def the_fields_example() -> list[Contact]:
    """Return 1000 answered, 860 of them in 20 s; 60 abandoned, 20 of them in 20 s, 10 in 5 s."""
    return [
        *(answered(10) for _ in range(860)),
        *(answered(60) for _ in range(140)),
        *(abandoned(3) for _ in range(10)),
        *(abandoned(15) for _ in range(10)),
        *(abandoned(90) for _ in range(40)),
    ]


@pytest.mark.parametrize(
    ("key", "percent"),
    [("F1", 83.0), ("F2", 86.0), ("F3", 81.1), ("F4", 82.7), ("F5", 82.1), ("F6", 81.9)],
)
def test_one_set_of_calls_has_six_service_levels(key: str, percent: float) -> None:
    share = level(key, the_fields_example())
    assert share is not None
    assert round(100 * share, 1) == percent


def test_the_headline_is_the_sixth_while_nobody_waits_too_long() -> None:
    calls = [*the_fields_example(), queued(at=9_990)]
    assert level(HEADLINE, calls) == level("F6", calls)


def test_in_a_total_stoppage_only_the_headline_falls() -> None:
    calls = [answered(5) for _ in range(10)] + [queued(at=0) for _ in range(90)]
    assert level("F2", calls) == level("F6", calls) == 1.0
    assert level(HEADLINE, calls) == 0.1
    assert level(HEADLINE, calls, now=10) == 1.0, "nobody is over T yet"


def test_who_was_sent_away_after_t_counts_as_too_late() -> None:
    sent_away = ended(queued(), 600, Outcome.GAVE_UP)
    at_once = ended(queued(), 4, Outcome.GAVE_UP)
    assert level(HEADLINE, [answered(5), sent_away]) == 0.5
    assert level(HEADLINE, [answered(5), at_once]) == 1.0
    assert level("F3", [answered(5), sent_away]) == 1.0


def test_no_calls_have_no_service_level() -> None:
    assert [one.share_of(tally([], LIMITS, 0)) for one in SERVICE_LEVELS] == [None] * 7
    in_menu = Contact(call=1, seq=1, calling="", dialled="", arrived=0)
    assert level("F1", [in_menu]) is None


def test_the_threshold_itself_is_in_time() -> None:
    assert level("F2", [answered(20)]) == 1.0
    assert level("F2", [answered(20.000001)]) == 0.0


def test_the_arrival_clock_counts_the_menu_too() -> None:
    contact = answered(15, menu=10)
    assert waited(contact, 0, Clock.QUEUE) == 15 * SECOND
    assert waited(contact, 0, Clock.ARRIVAL) == 25 * SECOND
    assert tally([contact], LIMITS, 0, Clock.QUEUE).answered_in_time == 1
    assert tally([contact], LIMITS, 0, Clock.ARRIVAL).answered_in_time == 0


_CONTACTS = st.lists(
    st.one_of(
        st.floats(0, 300).map(answered),
        st.floats(0, 300).map(abandoned),
        st.floats(0, 300).map(lambda after: ended(queued(), after, Outcome.GAVE_UP)),
        st.floats(0, 300).map(lambda at: queued(at=at)),
    ),
    max_size=30,
)


@given(_CONTACTS)
def test_every_queued_contact_ends_in_exactly_one_way(contacts: list[Contact]) -> None:
    for contact in contacts:
        ways = [
            is_answered(contact),
            is_abandoned(contact),
            is_released(contact),
            is_waiting(contact),
        ]
        assert ways.count(True) == 1


@given(_CONTACTS)
def test_counts_add_up_and_formulas_keep_their_order(contacts: list[Contact]) -> None:
    counts = tally(contacts, LIMITS, 400 * SECOND)
    assert isinstance(counts, Tally)
    assert counts.answered == sum(contact.answered is not None for contact in contacts)
    assert counts.abandoned_short <= counts.abandoned_in_time <= counts.abandoned
    values = {one.id: one.share_of(counts) for one in SERVICE_LEVELS}
    assert all(value is None or 0 <= value <= 1 for value in values.values())
    strict, sixth, headline = values["F3"], values["F6"], values[HEADLINE]
    if strict is not None and sixth is not None:
        assert strict <= sixth
    if sixth is not None and headline is not None:
        assert headline <= sixth
