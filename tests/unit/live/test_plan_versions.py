"""Versions of the plan are never changed, follow each other, and nobody overwrites another's."""

import threading

import pytest

from firstline.live.plan_versions import IMPORTER, OutdatedError, PlanVersions
from kit.journals import START
from kit.stores import begun


def test_versions_follow_each_other_and_stay_as_they_are(url: str) -> None:
    with begun(url):
        versions = PlanVersions(url)
        assert versions.newest() is None
        assert versions.imported() is None
        first = versions.bring_in("one", "plan.yaml", START)
        assert (first.version, first.by, first.based_on) == (1, IMPORTER, None)
        second = versions.publish("two", "better", "user:kati", based_on=1, at=START + 1)
        assert versions.newest() == second
        assert versions.imported() == first
        assert versions.one(1) == first
        assert versions.one(3) is None
        assert [one.version for one in versions.listed()] == [2, 1]
        versions.close()


def test_whoever_has_not_seen_the_newest_is_told(url: str) -> None:
    with begun(url):
        versions = PlanVersions(url)
        versions.bring_in("one", "", START)
        versions.publish("two", "", "user:kati", based_on=1, at=START)
        with pytest.raises(OutdatedError) as outdated:
            versions.publish("mine", "", "user:bela", based_on=1, at=START)
        assert outdated.value.newest == 2
        assert outdated.value.remedy
        versions.close()


def test_of_many_at_once_one_is_published(url: str) -> None:
    with begun(url):
        versions = PlanVersions(url)
        versions.bring_in("one", "", START)
        outdated: list[int] = []

        def publish(number: int) -> None:
            try:
                versions.publish(f"by {number}", "", "user:x", based_on=1, at=START)
            except OutdatedError:
                outdated.append(number)

        threads = [threading.Thread(target=publish, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(outdated) == 3
        assert len(versions.listed()) == 2
        versions.close()
