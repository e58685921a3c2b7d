"""A world that insists on the protocol of commands, and on the order in which calls are served.

It keeps its own record of what every caller hears and every phone does, from the commands alone.
The switchboard's choices are checked against an obvious model (kit.obvious) at every ring.
"""

from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from firstline.domain.agent import AGENT_STATES
from firstline.domain.call import Outcome
from firstline.domain.hotline import Prompt
from firstline.domain.time import Duration
from firstline.switchboard.parties import Agent, Call, Place, Watch
from firstline.switchboard.switchboard import Switchboard
from kit.obvious import Choice, candidates, ready_agents, served_next
from kit.playbook import Script

AND: Final = " and "
"Between those whom a caller hears at once."


@dataclass
class Phone:
    """What an agent's phone does, and for which call; `asker` is set while it is a consult's."""

    doing: str
    "rung, up"
    call: int
    asker: str


class StrictWorld(Script):
    """Fails at once when a command makes no sense after those before it."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Switchboard
        self.hears: Final[dict[int, str]] = {}
        "What each caller who is up hears: words, music, an agent's name, or nothing."
        self.phones: Final[dict[str, Phone]] = {}
        "Every phone that is not on its hook."
        self.watched: Final[dict[str, tuple[str, int]]] = {}
        "Whom each supervisor hears, in which call."
        self.outcomes: Final[dict[int, Outcome]] = {}
        self.arrived = 0

    def stamped(self, start: int) -> list[str]:
        """Return what was asked for since the line *start*."""
        return self.lines[start:]

    def picked_up(self, agent: str) -> None:
        """An agent picks the phone up; the commands that follow say for what."""
        self.phones[agent].doing = "up"

    @override
    def answer(self, call: Call) -> None:
        super().answer(call)
        assert call.number not in self.hears
        assert call.number not in self.outcomes
        self.hears[call.number] = "nothing"
        self.arrived += 1

    @override
    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        super().refuse(call, why, retry_after)
        assert call.number not in self.hears
        assert call.number not in self.outcomes
        self.arrived += 1
        self.outcomes[call.number] = Outcome.BLOCKED

    @override
    def play(self, call: Call, prompts: list[Prompt]) -> None:
        super().play(call, prompts)
        assert prompts
        assert self.hears[call.number] in {"nothing", "words", "music"}
        assert not [phone for phone in self.rung_for(call) if not phone.asker], (
            "nothing is said while an agent is rung"
        )
        self.hears[call.number] = "words"

    @override
    def hold_music(self, call: Call) -> None:
        super().hold_music(call)
        assert self.hears[call.number] in {"nothing", "words", "music"}
        self.hears[call.number] = "music"

    @override
    def queue(self, place: Place) -> None:
        super().queue(place)
        assert place.stands
        if place.asker is None:
            assert self.hears[place.call.number] in {"nothing", "words", "music"}
        else:
            phone = self.phones[place.asker.name]
            assert (phone.doing, phone.call) == ("up", place.call.number)
            assert self.hears[place.call.number] == "music"

    @override
    def ring(self, agent: Agent, place: Place) -> None:
        super().ring(agent, place)
        number = place.call.number
        assert self.hears[number] in {"nothing", "words", "music"} or place.asker is not None
        asker = "" if place.asker is None else place.asker.name
        handed_over = self.phones.get(agent.name)
        if handed_over is None:
            self._check_order(agent, place)
        else:
            assert handed_over.doing == "rung", "no phone is rung that is in use"
            assert (handed_over.call, bool(handed_over.asker), asker) == (number, True, "")
        rivals = [phone for name, phone in self._of(number) if name != agent.name]
        assert not [phone for phone in rivals if phone.asker == asker], "no call has two agents"
        self.phones[agent.name] = Phone("rung", number, asker)

    @override
    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        super().stop_ringing(agent, place, why)
        phone = self.phones.pop(agent.name)
        asker = "" if place.asker is None else place.asker.name
        assert (phone.doing, phone.call, phone.asker) == ("rung", place.call.number, asker)

    @override
    def connect(self, agent: Agent, call: Call) -> None:
        super().connect(agent, call)
        phone = self.phones[agent.name]
        assert (phone.doing, phone.call) == ("up", call.number)
        assert self.hears[call.number] != agent.name
        phone.asker = ""
        self.hears[call.number] = agent.name

    @override
    def hold(self, agent: Agent, call: Call) -> None:
        super().hold(agent, call)
        assert self.phones[agent.name].call == call.number
        assert self.hears[call.number].split(AND)[0] == agent.name
        self.hears[call.number] = "music"

    @override
    def join(self, agent: Agent, colleague: Agent, call: Call) -> None:
        super().join(agent, colleague, call)
        assert self.hears[call.number] == "music"
        assert self.phones[agent.name] == Phone("up", call.number, "")
        assert self.phones[colleague.name] == Phone("up", call.number, agent.name)

    @override
    def conference(self, agent: Agent, colleague: Agent, call: Call) -> None:
        super().conference(agent, colleague, call)
        assert self.hears[call.number] in {"music", agent.name}
        assert self.phones[agent.name] == Phone("up", call.number, "")
        assert self.phones[colleague.name] == Phone("up", call.number, agent.name)
        self.hears[call.number] = f"{agent.name}{AND}{colleague.name}"

    @override
    def supervise(self, watch: Watch) -> None:
        super().supervise(watch)
        phone = self.phones[watch.agent.name]
        assert phone == Phone("up", watch.call.number, ""), "only who has a caller is supervised"
        work = watch.agent.name, watch.call.number
        assert self.watched.get(watch.supervisor, work) == work
        self.watched[watch.supervisor] = work

    @override
    def end_supervision(self, watch: Watch, why: str) -> None:
        super().end_supervision(watch, why)
        assert self.watched.pop(watch.supervisor) == (watch.agent.name, watch.call.number)
        assert watch.call.number in self.hears

    @override
    def part(self, agent: Agent, colleague: Agent | None, call: Call) -> None:
        super().part(agent, colleague, call)
        assert self.phones[agent.name] == Phone("up", call.number, "")
        if colleague is not None:
            assert self.phones.pop(colleague.name) == Phone("up", call.number, agent.name)
            self._take_apart(call, colleague)
        assert not [phone for _, phone in self._of(call.number) if phone.asker == agent.name]

    @override
    def release(self, agent: Agent, call: Call) -> None:
        super().release(agent, call)
        phone = self.phones.pop(agent.name)
        assert (phone.doing, phone.call) == ("up", call.number)
        self._take_apart(call, agent)

    @override
    def hang_up(self, call: Call, outcome: Outcome) -> None:
        super().hang_up(call, outcome)
        del self.hears[call.number]
        assert not self._of(call.number), "nobody is left alone on the phone"
        assert call.number not in [number for _, number in self.watched.values()]
        assert call.number not in self.outcomes, "a call ends once"
        self.outcomes[call.number] = outcome

    @override
    def show_agent(self, agent: Agent) -> None:
        self.lines.append(f"show {agent.name} {AGENT_STATES[agent.state]} {agent.reason}")

    def rung_for(self, call: Call) -> list[Phone]:
        """Return the phones that ring for *call*, or for a consult about it."""
        return [phone for _, phone in self._of(call.number) if phone.doing == "rung"]

    def _take_apart(self, call: Call, agent: Agent) -> None:
        """Whoever heard *agent* hears nobody, until somebody is connected."""
        if agent.name in self.hears[call.number].split(AND):
            self.hears[call.number] = "nothing"

    def _of(self, number: int) -> list[tuple[str, Phone]]:
        return [(name, phone) for name, phone in self.phones.items() if phone.call == number]

    def _check_order(self, agent: Agent, place: Place) -> None:
        """Every ring must be what somebody would choose who looks at all calls and agents."""
        hotline, room, now = self.board.room.hotline, self.board.room, self.board.now
        places, agents = [*candidates(room), place], [*ready_agents(room), agent]
        assert served_next(hotline, places, [agent], now) == Choice(agent.name, place), (
            "the agent takes the first in line"
        )
        assert served_next(hotline, [place], agents, now) == Choice(agent.name, place), (
            "the call goes to the best agent"
        )
