"""Every count of the hotline is a metric, under one name and no other."""

from dataclasses import fields

from firstline.live.tally import Counts
from firstline.web.metrics import ENDED, OTHERS


def test_every_count_is_told_once() -> None:
    told = [*ENDED, *OTHERS]
    assert sorted(told) == sorted(field.name for field in fields(Counts))
