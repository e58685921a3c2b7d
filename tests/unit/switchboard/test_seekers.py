"""Who looks for somebody: all who were added, once each, until the next match."""

from firstline.switchboard.parties import NO_CALL, NO_PLACE, Agent, Bench, Place
from firstline.switchboard.seekers import Arrivals, Freed
from kit.hotlines import hotline


def test_all_arrivals_look_in_the_order_in_which_they_came() -> None:
    arrivals, places = Arrivals(), [Place(NO_CALL) for _ in range(5)]
    for place in places:
        arrivals.add(place)
    assert [arrivals.places[index] for index in range(arrivals.count)] == places


def test_after_a_match_the_room_is_used_again_and_no_place_is_kept() -> None:
    arrivals, place = Arrivals(), Place(NO_CALL)
    arrivals.add(Place(NO_CALL))
    arrivals.add(Place(NO_CALL))
    arrivals.clear()
    assert list(arrivals.places) == [NO_PLACE, NO_PLACE]
    arrivals.add(place)
    assert arrivals.count == 1
    assert list(arrivals.places) == [place, NO_PLACE]


def test_freed_agents_look_until_the_next_match() -> None:
    plan = hotline()
    bench = Bench(plan.teams[0])
    freed, agents = Freed(), [Agent(seat, bench) for seat in plan.seats[:2]]
    for agent in agents:
        freed.add(agent)
    assert [freed.agents[index] for index in range(freed.count)] == agents
    freed.clear()
    freed.add(agents[1])
    assert freed.count == 1
    assert freed.agents[0] is agents[1]
