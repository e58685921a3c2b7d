"""The simulated world: it carries commands out, counts the agents' time, and uses callers again."""

from firstline.domain.call import Outcome
from firstline.domain.time import HOUR
from firstline.sim.kernel.doors import Doors
from firstline.sim.kernel.laws import Fixed
from firstline.sim.kernel.population import Redial
from firstline.sim.kernel.run import Run
from firstline.sim.kernel.world import OUTCOMES, SimulatedWorld
from firstline.switchboard.switchboard import Switchboard
from kit.crowds import Collected
from kit.hotlines import Wish
from kit.scripted import Scene, matter


def callers_in_memory(scene: Scene) -> int:
    """Return how many caller objects a run has needed."""
    hotline, population, span = scene.people()
    world = SimulatedWorld()
    doors = Doors(Switchboard(hotline, world))
    sink = Collected()
    run = Run(world, doors, population, span, seed=scene.seed, sink=sink, interval=HOUR)
    run.finish()
    count, caller = 0, world._idle
    while caller is not None:
        count, caller = count + 1, caller.behind
    return count


def test_who_is_over_becomes_somebody_else() -> None:
    hurried = matter(patience=Fixed(1))
    one_by_one = Scene([(hurried, range(0, 3000, 10))])
    assert callers_in_memory(one_by_one) == 1
    assert callers_in_memory(one_by_one.but(callers=[(hurried, [10, 11, 12, 40])])) == 3


def test_who_will_call_again_stays_themselves() -> None:
    again = matter(patience=Fixed(1), redial=Redial(1.0, Fixed(100), 1))
    scene = Scene([(again, [10, 50])], duties=[], wish=Wish(redial_window=0))
    assert [row.tell("caller", "attempt", "arrived") for row in scene.play()] == [
        (0, 0, 10),
        (0, 1, 115),
        (1, 0, 50),
        (1, 1, 155),
    ]
    assert callers_in_memory(scene) == 2


def test_outcomes_are_counted_in_the_order_of_their_definition() -> None:
    assert list(Outcome) == OUTCOMES
    answered, refused = Scene([(matter(), [10, 20])], wish=Wish(max_calls=1)).play()
    assert (answered.outcome, answered["outcome"]) == (Outcome.ANSWERED, 0)
    assert (refused.outcome, refused["outcome"]) == (Outcome.BLOCKED, 3)
