"""What all parts share."""

from firstline.domain.call import CALL_STATES, CallState
from firstline.domain.time import MINUTE, NEVER
from firstline.switchboard.parties import Call
from firstline.switchboard.switchroom import Switchroom, is_waiting
from firstline.switchboard.timer import Due
from firstline.switchboard.world import World
from kit.hotlines import Wish, hotline


def room() -> Switchroom:
    return Switchroom(hotline(Wish()), World())


def test_a_finished_call_weighs_a_tenth() -> None:
    shared = room()
    stream = shared.hotline.streams[0]
    assert shared.handle_times[0] == 4 * MINUTE
    shared.learn_handle_time(stream, 14 * MINUTE)
    assert shared.handle_times[0] == 5 * MINUTE


def test_a_call_that_is_quiet_has_no_step_to_come() -> None:
    shared, call = room(), Call(1, "", "", 0)
    shared.set(call.step_timer, Due(), 0, 5)
    assert shared.agenda.deadline() == 5
    shared.quiet(call)
    shared.quiet(call)
    assert shared.agenda.deadline() == NEVER


def test_who_waits_waits_rung_for_or_not() -> None:
    call = Call(1, "", "", 0)
    waiting = set()
    for state in range(len(CALL_STATES)):
        call.state = state
        if is_waiting(call):
            waiting.add(state)
    assert waiting == {CallState.WAITING, CallState.OFFERED}


def test_everybody_is_at_the_bench_of_their_team() -> None:
    shared = room()
    assert [(agent.name, agent.bench.team.name) for agent in shared.agents] == [
        ("ana", "cards"),
        ("ben", "cards"),
        ("eva", "front"),
    ]
    assert shared.by_name["eva"] is shared.agents[2]


def test_a_team_at_work_is_found_by_its_name() -> None:
    shared = room()
    assert shared.bench("front") is shared.benches[1]
    assert shared.bench("night") is None
