"""Two worlds that are told of every command, the first of them first. Decides nothing."""

from typing import Final

from mypy_extensions import i64
from typing_extensions import override

from firstline.domain.call import Outcome
from firstline.domain.hotline import Incident, Prompt
from firstline.domain.time import Duration
from firstline.switchboard.parties import Agent, Call, Place, Watch
from firstline.switchboard.world import World


class TwoWorlds(World):
    """One world, then the other."""

    def __init__(self, first: World, second: World) -> None:
        self._worlds: Final = (first, second)

    @override
    def answer(self, call: Call) -> None:
        for world in self._worlds:
            world.answer(call)

    @override
    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        for world in self._worlds:
            world.refuse(call, why, retry_after)

    @override
    def play(self, call: Call, prompts: list[Prompt]) -> None:
        for world in self._worlds:
            world.play(call, prompts)

    @override
    def hold_music(self, call: Call) -> None:
        for world in self._worlds:
            world.hold_music(call)

    @override
    def queue(self, place: Place) -> None:
        for world in self._worlds:
            world.queue(place)

    @override
    def ring(self, agent: Agent, place: Place) -> None:
        for world in self._worlds:
            world.ring(agent, place)

    @override
    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        for world in self._worlds:
            world.stop_ringing(agent, place, why)

    @override
    def connect(self, agent: Agent, call: Call) -> None:
        for world in self._worlds:
            world.connect(agent, call)

    @override
    def hold(self, agent: Agent, call: Call) -> None:
        for world in self._worlds:
            world.hold(agent, call)

    @override
    def join(self, agent: Agent, colleague: Agent, call: Call) -> None:
        for world in self._worlds:
            world.join(agent, colleague, call)

    @override
    def conference(self, agent: Agent, colleague: Agent, call: Call) -> None:
        for world in self._worlds:
            world.conference(agent, colleague, call)

    @override
    def part(self, agent: Agent, colleague: Agent | None, call: Call) -> None:
        for world in self._worlds:
            world.part(agent, colleague, call)

    @override
    def release(self, agent: Agent, call: Call) -> None:
        for world in self._worlds:
            world.release(agent, call)

    @override
    def hang_up(self, call: Call, outcome: Outcome) -> None:
        for world in self._worlds:
            world.hang_up(call, outcome)

    @override
    def supervise(self, watch: Watch) -> None:
        for world in self._worlds:
            world.supervise(watch)

    @override
    def end_supervision(self, watch: Watch, why: str) -> None:
        for world in self._worlds:
            world.end_supervision(watch, why)

    @override
    def show_agent(self, agent: Agent) -> None:
        for world in self._worlds:
            world.show_agent(agent)

    @override
    def show_incident(self, incident: Incident, active: bool) -> None:
        for world in self._worlds:
            world.show_incident(incident, active)

    @override
    def report_limit(self, limit: str, call: Call | None, value: i64) -> None:
        for world in self._worlds:
            world.report_limit(limit, call, value)
