"""Kept places, one story a test."""

from firstline.domain.time import seconds
from kit.hotlines import Wish
from kit.playbook import MONDAY_NOON, Playbook, story


def kept(play: Playbook) -> list[str]:
    return [place.calling for place in play.board.kept.all()]


def test_the_oldest_place_is_forgotten_beyond_the_limit() -> None:
    play = story(Wish(kept_places=2))
    for number, calling in enumerate(("+361", "+362", "+363"), start=1):
        play.waits("2", calling).hangs_up(number)
        limit = ["limit kept places"] if number == 3 else []
        play.expect(*limit, f"end {number} abandoned")
    assert kept(play) == ["+362", "+363"]


def test_a_place_that_is_kept_anew_is_the_youngest() -> None:
    play = story(Wish(kept_places=2)).waits("2", "+361").waits("2", "+361").waits("2", "+362")
    for number in (1, 3, 2):
        play.hangs_up(number).skip()
    assert kept(play) == ["+362", "+361"]


def test_a_place_that_was_used_is_not_kept() -> None:
    play = story().waits("2").hangs_up(1).skip().on_duty("eva").arrives().skip()
    play.answers("eva", 2).skip().hangs_up(2).skip()
    assert kept(play) == []


def test_whoever_is_rung_for_and_hangs_up_keeps_the_place() -> None:
    play = story().on_duty("eva").waits("2").hangs_up(1).skip()
    assert kept(play) == ["+3612345678"]


def test_a_caller_who_is_lost_keeps_the_place() -> None:
    assert kept(story().waits("2").loses(1).skip()) == ["+3612345678"]


def test_a_caller_without_a_number_keeps_none() -> None:
    assert kept(story().waits("2", calling="").hangs_up(1).skip()) == []


def test_who_was_answered_or_never_chose_keeps_none() -> None:
    play = story().on_duty("eva").talks("eva", "2").hangs_up(1).skip()
    assert kept(play) == []
    assert kept(story().arrives().skip().hangs_up(1).skip()) == []


def test_where_the_plan_keeps_no_places_none_is_kept() -> None:
    assert kept(story(Wish(redial_window=0)).waits("2").hangs_up(1).skip()) == []


def test_a_place_is_good_to_the_end_of_the_window() -> None:
    for length, line in ((600, "queue 2 stream:general"), (600.1, "play 2 welcome")):
        play = story().waits("2").hangs_up(1).skip().after(length).arrives()
        assert play.script.lines[1] == line


def test_a_place_keeps_its_stream_urgency_language_and_waiting() -> None:
    play = story().waits("911").after(30).hangs_up(1).skip().after(10).arrives().skip()
    call = play.call(2)
    assert (call.language, call.place.urgency, call.place.since) == (1, 0, MONDAY_NOON)
    assert call.place.entered == MONDAY_NOON + seconds(40)


def test_a_transferred_caller_who_hangs_up_keeps_the_place() -> None:
    play = story().on_duty("eva").talks("eva", "2")
    play.does("eva", "transfer", "team:cards", "", "").skip().hangs_up(1).skip()
    assert kept(play) == ["+3612345678"]
