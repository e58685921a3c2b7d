"""Shares and multiples: as people write them, and refused with what to write instead."""

import pytest
from pydantic_core import PydanticCustomError

from firstline.plan.shares import read_multiple, read_share


@pytest.mark.parametrize(
    ("written", "share"),
    [("15 %", 0.15), ("15%", 0.15), ("0.15", 0.15), ("100 %", 1.0), ("1", 1.0), ("0", 0.0)],
)
def test_a_share_is_written_in_per_cent_or_as_a_part_of_one(written: str, share: float) -> None:
    assert read_share(written) == share


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("15", "15 is more than all of them", "Write “15 %”."),
        ("1500", "1500 is more than all of them", "Write it like “15 %” or 0.15."),
        ("130 %", "“130 %” is more than all of them", "Write at most “100 %”."),
        ("-5 %", "“-5 %” is less than nothing", "Write it like “15 %” or 0.15."),
        ("0,15", "“0,15” is not a share", "Write it like “15 %” or 0.15."),
        ("most", "“most” is not a share", "Write it like “15 %” or 0.15."),
        ([], "a list is not a share", "Write it like “15 %” or 0.15."),
    ],
)
def test_what_is_no_share_is_refused_with_a_remedy(written: object, what: str, remedy: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_share(written)
    assert refused.value.context == {"what": what, "remedy": remedy}


@pytest.mark.parametrize(("written", "times"), [("110 %", 1.1), ("1.1", 1.1), ("1000 %", 10.0)])
def test_a_multiple_may_be_more_than_all(written: str, times: float) -> None:
    assert read_multiple(written) == times


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("110", "Write “110 %”, if that is meant."), ("1001 %", "Write at most “1000 %”.")],
)
def test_an_absurd_multiple_is_refused(written: str, remedy: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_multiple(written)
    assert refused.value.context is not None
    assert refused.value.context["remedy"] == remedy
