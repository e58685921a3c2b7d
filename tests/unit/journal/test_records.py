"""Records: their words."""

from firstline.journal.records import End, Kind, segment_id


def test_a_segment_is_named_after_its_call() -> None:
    assert segment_id(17, 3) == "17.3"


def test_no_two_ends_or_kinds_read_alike() -> None:
    assert len({end.value for end in End}) == len(End)
    assert len({kind.value for kind in Kind}) == len(Kind)
