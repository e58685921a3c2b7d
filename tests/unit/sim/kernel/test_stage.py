"""What all who act in a simulation share."""

from firstline.domain.hotline import Incident
from firstline.domain.time import NEVER
from firstline.sim.kernel.doors import Doors
from firstline.sim.kernel.laws import Fixed
from firstline.sim.kernel.population import Habits, Population
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.kernel.stage import Stage
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.world import World
from kit.hotlines import Wish, hotline, prompt

NOBODY = Population(matters=[], habits=Habits(Fixed(0), decline=0, no_answer=0), language_keys=[])


def stage(wish: Wish | None = None) -> Stage:
    doors = Doors(Switchboard(hotline(wish), World()))
    return Stage(doors, NOBODY, Rows(Sink()), 1)


def test_an_expected_wait_is_found_among_what_is_said() -> None:
    ground = stage()
    notices = ground.hotline.notices
    assert ground.range_in([notices.positions[2], notices.waits[3]]) == 3
    assert ground.range_in([notices.positions[2], notices.goodbye]) == -1
    assert ground.range_in([]) == -1


def test_callers_dial_the_first_number_of_the_plan() -> None:
    assert stage(Wish(numbers=("3000", "4000"))).number == "3000"
    assert stage().number == ""


def test_every_number_matters_only_where_an_incident_has_an_area() -> None:
    everywhere = Incident("flood", area=[], service="", prompt=prompt("flood"), until=NEVER)
    there = Incident("flood", area=["+361"], service="", prompt=prompt("flood"), until=NEVER)
    assert not stage(Wish(incidents=(everywhere,))).asks_for_numbers
    assert stage(Wish(incidents=(everywhere, there))).asks_for_numbers


def test_breaks_have_a_reason_that_the_plan_knows() -> None:
    ground = stage()
    assert ground.reason_for_breaks() == "break"
    ground.hotline.reasons.remove("break")
    assert ground.reason_for_breaks() == "training"
    ground.hotline.reasons.clear()
    assert ground.reason_for_breaks() == "break"
