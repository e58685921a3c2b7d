"""The doors lead straight into the switchboard."""

from firstline.domain.agent import AGENT_STATES
from firstline.domain.time import NEVER, SECOND
from firstline.sim.kernel.doors import Doors
from kit.hotlines import Wish
from kit.playbook import Playbook, story


class Entrance(Doors):
    """The doors of a playbook's switchboard, by its clock and its names."""

    def __init__(self, play: Playbook) -> None:
        super().__init__(play.board)
        self.play = play

    def state_of(self, name: str) -> str:
        """Return what an agent does."""
        return AGENT_STATES[self.play.agent(name).state]


def entrance(wish: Wish | None = None) -> Entrance:
    doors = Entrance(story(wish))
    doors.open(doors.play.now)
    return doors


def test_an_agent_comes_pauses_goes_on_and_leaves() -> None:
    doors = entrance()
    ana, now = doors.play.agent("ana"), doors.play.now
    doors.come(ana, now)
    assert doors.state_of("ana") == "ready"
    doors.pause(ana, "training", now)
    assert (doors.state_of("ana"), ana.reason) == ("not ready", "training")
    doors.go_on(ana, now)
    assert doors.state_of("ana") == "ready"
    doors.leave(ana, now)
    assert doors.state_of("ana") == "signed out"


def test_a_call_goes_from_the_menu_to_two_agents_and_ends() -> None:
    doors = entrance()
    play, now = doors.play, doors.play.now
    for name in ("ana", "eva"):
        doors.come(play.agent(name), now)
    ana, eva = play.agent("ana"), play.agent("eva")
    doors.arrive("+361", "3000", now)
    call = doors.board.call(1)
    assert call is not None
    play.expect("answer 1", "play 1 welcome")
    doors.press(call, "1", now)
    doors.press(call, "2", now)
    play.expect("play 1 cards", "queue 1 stream:service", "music 1", "ring ana 1")
    doors.decline(ana, call, "declined", now)
    play.expect("stop ana 1 declined", "ring eva 1")
    doors.answer(eva, call, now)
    doors.transfer(eva, "team:front", now)
    play.expect("connect eva 1", "release eva 1", "queue 1 team:front", "music 1")
    doors.finish_wrap_up(eva, now)
    play.expect("ring eva 1")
    doors.hang_up(call, now)
    play.expect("stop eva 1 gone", "end 1 answered")


def test_what_the_exchange_does_by_itself_is_due_there() -> None:
    doors = entrance()
    assert doors.board.deadline() == NEVER
    doors.arrive("+361", "3000", doors.play.now)
    said = doors.play.now + 4 * SECOND
    assert doors.board.deadline() == said
    doors.advance(said)
    assert doors.board.deadline() == said + 5 * SECOND
