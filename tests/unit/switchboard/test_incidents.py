"""Incidents in force, one story a test."""

import pytest

from firstline.domain.hotline import Incident
from firstline.domain.time import MINUTE, NEVER
from firstline.switchboard.limits import INCIDENTS_AT_MOST
from firstline.switchboard.refusal import Refusal
from kit.hotlines import Wish, prompt
from kit.playbook import MONDAY_NOON, Playbook, story


def flood(name: str = "flood", until: int = NEVER, **where: object) -> Incident:
    area, service = where.get("area", []), where.get("service", "")
    assert isinstance(area, list)
    return Incident(name, area=area, service=str(service), prompt=prompt(name), until=until)


def declared(*incidents: Incident) -> Playbook:
    play = story()
    for incident in incidents:
        play.board.declare(incident, play.now)
    return play.skip()


def names(play: Playbook) -> list[str]:
    return [incident.name for incident in play.board.incidents.all()]


def test_an_incident_is_declared_and_ended_by_hand() -> None:
    play = story()
    play.board.declare(flood(), play.now)
    play.expect("incident flood on")
    play.arrives().expect("answer 1", "play 1 flood + press one if different")
    play.board.end_incident("flood", play.now)
    play.expect("incident flood over")
    play.arrives().expect("answer 2", "play 2 welcome")


def test_an_incident_of_the_same_name_is_replaced_with_its_end() -> None:
    play = declared(flood(until=MONDAY_NOON + MINUTE))
    play.board.declare(flood(), play.now)
    play.skip().after(3600).expect_nothing()
    assert names(play) == ["flood"]


def test_an_incident_that_was_ended_leaves_no_timer_behind() -> None:
    play = story()
    for _ in range(1000):
        play.board.declare(flood(until=play.now + MINUTE), play.now)
        play.board.end_incident("flood", play.now)
    assert len(play.board.room.agenda) == 0


def test_what_makes_no_sense_is_refused() -> None:
    play = story()
    with pytest.raises(Refusal, match="over before it begins"):
        play.board.declare(flood(until=play.now), play.now)
    with pytest.raises(Refusal, match="no incident called flood"):
        play.board.end_incident("flood", play.now)
    play.expect_nothing()


def test_there_is_a_limit_to_misfortune() -> None:
    play = declared(*(flood(f"flood {n}") for n in range(INCIDENTS_AT_MOST)))
    with pytest.raises(Refusal, match="end one first"):
        play.board.declare(flood(), play.now)
    play.board.declare(flood("flood 7"), play.now)
    assert len(names(play)) == INCIDENTS_AT_MOST


def test_a_plan_with_too_many_or_old_incidents_still_opens_and_tells_of_it() -> None:
    many = [flood(f"flood {n}") for n in range(INCIDENTS_AT_MOST + 1)]
    play = story(Wish(incidents=(flood("old", until=MONDAY_NOON), *many))).opens()
    assert play.script.lines[-1] == "limit incidents"
    assert len(names(play)) == INCIDENTS_AT_MOST
    assert "old" not in names(play)


def test_two_incidents_end_each_at_its_own_time() -> None:
    play = declared(flood("a", until=MONDAY_NOON + MINUTE), flood("b", until=MONDAY_NOON + MINUTE))
    play.after(60).expect("incident a over", "incident b over")


@pytest.mark.parametrize(
    ("area", "calling", "is_told"),
    [
        (["361"], "+3612345", True),
        (["+361"], "3612345", True),
        (["361", "3662"], "+3662123", True),
        (["361"], "+3620123", False),
        (["361"], "", False),
        ([], "", True),
    ],
)
def test_an_area_is_a_beginning_of_the_number(area: list[str], calling: str, is_told: bool) -> None:
    play = declared(flood(area=area)).arrives(calling)
    assert ("play 1 flood + press one if different" in play.script.lines) is is_told


def test_an_incident_of_a_service_and_an_area_is_told_by_area() -> None:
    play = declared(flood(area=["361"], service="cards"))
    play.arrives("+361").expect("answer 1", "play 1 flood + press one if different")
    play.arrives("+362").expect("answer 2", "play 2 welcome")
    play.presses(2, "1", "2").expect("play 2 cards", "queue 2 stream:service", "music 2")
