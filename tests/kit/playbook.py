"""Tell a story to a switchboard and check what it asks for, step by step.

Commands are words: `ring ana 1`, `play 1 welcome`. What is shown on screens is left out; whatever
else is not expected fails the next step.
"""

from typing import Self

from firstline.domain.agent import AGENT_STATES
from firstline.domain.call import Outcome
from firstline.domain.hotline import Hotline, Incident, Prompt
from firstline.domain.time import Duration, Instant, seconds
from firstline.switchboard.parties import Agent, Call, Place, Watch
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.world import World
from kit.hotlines import Wish, hotline

MONDAY_NOON = Instant(1_767_610_800_000_000)
"2026-01-05 12:00 in Budapest."


class Script(World):
    """A world that only writes down what it is asked for."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def answer(self, call: Call) -> None:
        self.lines.append(f"answer {call.number}")

    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        self.lines.append(f"refuse {call.number} {why}")

    def play(self, call: Call, prompts: list[Prompt]) -> None:
        self.lines.append(f"play {call.number} {' + '.join(p.name for p in prompts)}")

    def hold_music(self, call: Call) -> None:
        self.lines.append(f"music {call.number}")

    def queue(self, place: Place) -> None:
        assert place.line is not None
        asker = f" for {place.asker.name}" if place.asker else ""
        self.lines.append(f"queue {place.call.number} {place.line.goal}{asker}")

    def ring(self, agent: Agent, place: Place) -> None:
        asker = f" for {place.asker.name}" if place.asker else ""
        self.lines.append(f"ring {agent.name} {place.call.number}{asker}")

    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        self.lines.append(f"stop {agent.name} {place.call.number} {why}")

    def connect(self, agent: Agent, call: Call) -> None:
        self.lines.append(f"connect {agent.name} {call.number}")

    def hold(self, agent: Agent, call: Call) -> None:
        self.lines.append(f"hold {agent.name} {call.number}")

    def join(self, agent: Agent, colleague: Agent, call: Call) -> None:
        self.lines.append(f"join {agent.name} {colleague.name}")

    def conference(self, agent: Agent, colleague: Agent, call: Call) -> None:
        self.lines.append(f"confer {agent.name} {colleague.name} {call.number}")

    def part(self, agent: Agent, colleague: Agent | None, call: Call) -> None:
        self.lines.append(f"part {agent.name} {colleague.name if colleague else 'nobody'}")

    def release(self, agent: Agent, call: Call) -> None:
        self.lines.append(f"release {agent.name} {call.number}")

    def hang_up(self, call: Call, outcome: Outcome) -> None:
        self.lines.append(f"end {call.number} {outcome.value}")

    def supervise(self, watch: Watch) -> None:
        self.lines.append(f"supervise {watch.supervisor} {watch.agent.name} {watch.mode}")

    def end_supervision(self, watch: Watch, why: str) -> None:
        self.lines.append(f"leave {watch.supervisor} {watch.agent.name} {why}")

    def show_agent(self, agent: Agent) -> None:
        pass

    def show_incident(self, incident: Incident, active: bool) -> None:
        self.lines.append(f"incident {incident.name} {'on' if active else 'over'}")

    def report_limit(self, limit: str, call: Call | None, value: int) -> None:
        self.lines.append(f"limit {limit}")


class Playbook:
    """The steps of a story. Every step first checks that the one before said nothing unexpected."""

    def __init__(self, hotline: Hotline) -> None:
        self.script = Script()
        self.board = Switchboard(hotline, self.script)
        self.now: int = MONDAY_NOON
        self._calls: dict[int, Call] = {}

    def opens(self) -> Self:
        self._fresh()
        self.board.open(self.now)
        return self

    def arrives(self, calling: str = "+3612345678", dialled: str = "3000") -> Self:
        self._fresh()
        call = self.board.arrive(calling, dialled, self.now)
        self._calls[int(call.number)] = call
        return self

    def presses(self, number: int, *keys: str) -> Self:
        self._fresh()
        for key in keys:
            self.board.press(self._calls[number], key, self.now)
        return self

    def hangs_up(self, number: int) -> Self:
        self._fresh()
        self.board.hang_up(self._calls[number], self.now)
        return self

    def loses(self, number: int) -> Self:
        self._fresh()
        self.board.lose(self._calls[number], self.now)
        return self

    def on_duty(self, *names: str) -> Self:
        """Sign the agents in, with their phones, one second apart, ready."""
        self._fresh()
        for name in names:
            self.after(1)
            agent = self.agent(name)
            self.board.sign_in(agent, self.now)
            self.board.phone_on(agent, self.now)
            self.board.go_ready(agent, self.now)
        return self

    def waits(self, keys: str = "12", calling: str = "+3612345678") -> Self:
        """A caller arrives, chooses and waits; what is said meanwhile is of no interest."""
        return self.arrives(calling).skip().presses(max(self._calls), *keys).skip()

    def talks(self, name: str, keys: str = "12") -> Self:
        """A caller arrives and talks to the agent, who is rung at once."""
        self.waits(keys)
        return self.answers(name, max(self._calls)).expect(f"connect {name} {max(self._calls)}")

    def answers(self, name: str, number: int) -> Self:
        self._fresh()
        self.board.agent_answers(self.agent(name), self._calls[number], self.now)
        return self

    def declines(self, name: str, number: int, why: str = "declined") -> Self:
        self._fresh()
        self.board.agent_declines(self.agent(name), self._calls[number], why, self.now)
        return self

    def does(self, name: str, act: str, *words: str) -> Self:
        """Let an agent do something: `does("ana", "go_not_ready", "break")`."""
        self._fresh()
        getattr(self.board, act)(self.agent(name), *words, self.now)
        return self

    def cannot(self, name: str, act: str, *words: str) -> str:
        """Let an agent try something impossible, and return why it is refused."""
        self._fresh()
        try:
            getattr(self.board, act)(self.agent(name), *words, self.now)
        except Refusal as refusal:
            assert not self.script.lines, "a refused act must change nothing"
            return refusal.reason
        raise AssertionError(f"{name} could {act}")

    def supervises(self, supervisor: str, name: str, mode: str = "listen") -> Self:
        self._fresh()
        self.board.supervise(supervisor, self.agent(name), mode, self.now)
        return self

    def leaves(self, supervisor: str) -> Self:
        """A supervisor wants to hear nobody any more."""
        self._fresh()
        self.board.end_supervision(supervisor, self.now)
        return self

    def urges(self, number: int, urgency: int) -> Self:
        """A supervisor puts a call into another queue."""
        self._fresh()
        self.board.change_urgency(self._calls[number], urgency, self.now)
        return self

    def after(self, length: float) -> Self:
        self._fresh()
        self.now += seconds(length)
        self.board.advance(self.now)
        return self

    def expect(self, *lines: str) -> Self:
        assert self.script.lines == list(lines), f"it said {self.script.lines}"
        self.script.lines = []
        return self

    def expect_nothing(self) -> Self:
        return self.expect()

    def skip(self) -> Self:
        """Pass over what was said: the story is about what comes next."""
        self.script.lines = []
        return self

    def agent(self, name: str) -> Agent:
        agent = self.board.agent(name)
        assert agent is not None
        return agent

    def is_doing(self, name: str) -> str:
        """Return what an agent does, and why where there is a reason."""
        agent = self.agent(name)
        return f"{AGENT_STATES[agent.state]} {agent.reason}".strip()

    def call(self, number: int) -> Call:
        return self._calls[number]

    def _fresh(self) -> None:
        assert not self.script.lines, f"not expected: {self.script.lines}"


def story(wish: Wish | None = None) -> Playbook:
    """Return a playbook of the small hotline as *wish* would have it."""
    return Playbook(hotline(wish))
