"""What a hotline keeps over a restart, one story a test."""

import pytest

from firstline.domain.hotline import Incident
from firstline.domain.time import MINUTE, NEVER, seconds
from firstline.switchboard.snapshot import AgentAsWas, KeptPlace, Snapshot
from kit.hotlines import Wish, hotline, prompt
from kit.playbook import MONDAY_NOON, Playbook, story

WELCOMING = Wish(welcome_back=prompt("welcome back"))


def restarted(play: Playbook, wish: Wish | None = None, after: float = 5) -> Playbook:
    """Return the same hotline, or another one, begun again with what the old one kept."""
    again = Playbook(hotline(wish))
    again.now = play.now + seconds(after)
    again.board.restore(play.board.snapshot(), again.now)
    return again


def kept_by(name: str, state: str, reason: str = "") -> Snapshot:
    was = AgentAsWas(name, team="cards", state=state, reason=reason)
    return Snapshot(agents=[was], incidents=[], kept=[], last_call=0)


def test_callers_who_wait_at_a_crash_keep_their_places() -> None:
    play = story(WELCOMING).waits("12", "+361").after(30).waits("12", "+362")
    again = restarted(play, WELCOMING).expect_nothing()
    again.arrives("+362").expect("answer 3", "play 3 welcome back").after(4).skip()
    again.arrives("+361").expect("answer 4", "play 4 welcome back").after(4).skip()
    again.on_duty("ana").expect("ring ana 4")


def test_a_caller_who_is_rung_for_or_is_just_back_at_a_crash_keeps_the_place() -> None:
    play = story(WELCOMING).waits("12", "+361").hangs_up(1).skip().arrives("+361").skip()
    play.on_duty("ana").waits("12", "+362")
    again = restarted(play, WELCOMING)
    assert {place.calling for place in again.board.kept.all()} == {"+361", "+362"}


def test_call_numbers_are_never_used_twice() -> None:
    again = restarted(story().arrives().skip().arrives().skip())
    again.arrives().expect("answer 3", "play 3 welcome")


@pytest.mark.parametrize("doing", ["ready", "reserved", "talking", "holding", "wrap-up", "missed"])
def test_who_worked_is_ready_again_once_the_phone_is_back(doing: str) -> None:
    play = story(Wish(no_answer_pause=seconds(60))).on_duty("ana")
    if doing != "ready":
        play.waits()
    if doing == "missed":
        play.after(20).skip()
    elif doing not in {"ready", "reserved"}:
        play.answers("ana", 1).skip()
    if doing == "holding":
        play.does("ana", "agent_holds").skip()
    elif doing == "wrap-up":
        play.hangs_up(1).skip()
    again = restarted(play)
    assert again.is_doing("ana") == "not ready signed in"
    again.does("ana", "phone_on")
    assert again.is_doing("ana") == "ready"


@pytest.mark.parametrize("reason", ["break", "signed in", "no answer", "phone lost"])
def test_who_was_not_ready_is_so_for_the_same_reason(reason: str) -> None:
    play = story(Wish(no_answer_pause=NEVER)).on_duty("ana").does("ben", "sign_in")
    name = "ben" if reason == "signed in" else "ana"
    if reason == "break":
        play.does("ana", "go_not_ready", "break")
    elif reason == "no answer":
        play.waits().after(20).skip()
    elif reason == "phone lost":
        play.does("ana", "phone_off")
    again = restarted(play).does(name, "phone_on")
    assert again.is_doing(name) == ("ready" if reason == "phone lost" else f"not ready {reason}")


def test_who_was_about_to_leave_or_to_rest_does_so() -> None:
    play = story().on_duty("ana", "ben").talks("ana").talks("ben")
    play.does("ana", "sign_out").does("ben", "go_not_ready", "training")
    again = restarted(play).does("ana", "phone_on").does("ben", "phone_on")
    assert (again.is_doing("ana"), again.is_doing("ben")) == ("signed out", "not ready training")


def test_an_agent_who_is_always_here_comes_back_but_not_from_a_break() -> None:
    here = Wish(ready_from_start=True)
    play = story(here).opens().does("ana", "go_not_ready", "break").does("ben", "sign_out")
    again = restarted(play, here)
    for name in ("ana", "ben", "eva"):
        again.does(name, "phone_on")
    assert [again.is_doing(name) for name in ("ana", "ben", "eva")] == [
        "not ready break",
        "ready",
        "ready",
    ]


def test_an_agent_who_is_new_in_the_plan_and_always_here_begins() -> None:
    again = story(Wish(ready_from_start=True))
    again.board.restore(kept_by("ana", "signed out"), again.now)
    assert again.does("eva", "phone_on").is_doing("eva") == "ready"


def test_agents_and_reasons_that_the_plan_no_longer_knows_are_no_fault() -> None:
    again = story()
    again.board.restore(kept_by("xavier", "ready"), again.now)
    again = story()
    again.board.restore(kept_by("ana", "not ready", "lunch"), again.now)
    assert again.is_doing("ana") == "not ready lunch"


def test_incidents_go_on_to_their_end_and_not_beyond() -> None:
    play = story()
    for name, until in (("a", MONDAY_NOON + 1), ("b", MONDAY_NOON + MINUTE), ("c", NEVER)):
        incident = Incident(name, area=[], service="x", prompt=prompt(name), until=until)
        play.board.declare(incident, play.now)
    again = restarted(play.skip(), after=10).expect("incident b on", "incident c on")
    again.after(50).expect("incident b over")


def test_places_that_make_no_sense_any_more_are_passed_over() -> None:
    for stream, language in (("gone", 0), ("new", 7)):
        place = KeptPlace(
            "+361", stream=stream, urgency=0, language=language, since=0, left=MONDAY_NOON
        )
        again = story(WELCOMING)
        again.board.restore(Snapshot(agents=[], incidents=[], kept=[place], last_call=0), again.now)
        again.arrives("+361").expect("answer 1", "play 1 welcome")
        assert again.board.kept.all() == []


def test_a_plan_that_keeps_fewer_places_keeps_the_last_and_tells_of_it() -> None:
    play = story().waits("2", "+361").waits("2", "+362").waits("2", "+363")
    again = restarted(play, Wish(kept_places=2)).expect("limit kept places")
    assert [place.calling for place in again.board.kept.all()] == ["+362", "+363"]


def test_an_agent_who_was_moved_is_in_that_team_after_a_restart() -> None:
    play = story().on_duty("ana", "ben").does("ana", "move", "front").does("ben", "sign_out")
    again = restarted(play.does("ben", "move", "front"))
    assert [again.agent(name).bench.team.name for name in ("ana", "ben", "eva")] == ["front"] * 3
    again.does("ana", "phone_on").waits("2")
    assert again.is_doing("ana") == "reserved"
    assert [bench.on_duty for bench in again.board.room.benches] == [0, 1]


def test_an_agent_whom_nobody_moved_is_where_the_plan_now_says() -> None:
    play = story().on_duty("ana")
    again = restarted(play, Wish(agents=(("ana", 1), ("eva", 1))))
    assert again.agent("ana").bench.team.name == "front"


def test_a_team_that_is_no_more_keeps_nobody() -> None:
    was = AgentAsWas("ana", team="night", state="ready", reason="", moved=True)
    play = Playbook(hotline(None))
    play.board.restore(Snapshot(agents=[was], incidents=[], kept=[], last_call=0), play.now)
    assert play.agent("ana").bench.team.name == "cards"
