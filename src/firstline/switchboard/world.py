"""The world: what the switchboard asks of it. The counterpart of the switchboard's events.

Live it is phones and screens, simulated it is draws from distributions, in replay it is nothing.
Methods carry out commands; they never call back into the switchboard: what follows comes as events.
"""

from mypy_extensions import i64, mypyc_attr

from firstline.domain.call import Outcome
from firstline.domain.hotline import Incident, Prompt
from firstline.domain.time import Duration
from firstline.switchboard.parties import Agent, Call, Place, Watch


@mypyc_attr(allow_interpreted_subclasses=True)
class World:
    """Every command of the switchboard. The world at rest: it does nothing."""

    def answer(self, call: Call) -> None:
        """Take the call: the caller hears us from now on."""

    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        """Do not take the call. `why` is one of limits.REFUSALS."""

    def play(self, call: Call, prompts: list[Prompt]) -> None:
        """Say *prompts* once, in order, in the caller's language, instead of all else."""

    def hold_music(self, call: Call) -> None:
        """Play music until something else is asked for."""

    def queue(self, place: Place) -> None:
        """Show that the place is in line now (`place.line`, `place.since`)."""

    def ring(self, agent: Agent, place: Place) -> None:
        """Ring the agent's phone for the place: its call, or the colleague who asks.

        A phone that rings for a colleague who asks may be rung anew, without stopping, for the
        colleague's call: the consult was handed over before anybody answered.
        """

    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        """The call is no longer for this agent. `why`: no answer, declined, gone, phone lost."""

    def connect(self, agent: Agent, call: Call) -> None:
        """Join agent and caller: both hear each other from now on."""

    def hold(self, agent: Agent, call: Call) -> None:
        """Part agent and caller; music for the caller."""

    def join(self, agent: Agent, colleague: Agent, call: Call) -> None:
        """Join two agents for a consult; the caller stays on hold."""

    def conference(self, agent: Agent, colleague: Agent, call: Call) -> None:
        """Join caller, agent and colleague: everybody hears both others from now on.

        What follows takes it apart again: hold (the two agents are joined), part (the agent is
        connected with the caller), or a release of either agent.
        """

    def part(self, agent: Agent, colleague: Agent | None, call: Call) -> None:
        """End a consult or a conference: the agent is alone with the caller, held or not.

        The colleague's phone is hung up; None where nobody had answered yet.
        """

    def release(self, agent: Agent, call: Call) -> None:
        """Hang up the agent's phone: the agent's work with this call is over."""

    def hang_up(self, call: Call, outcome: Outcome) -> None:
        """End the call, or note that the caller has ended it."""

    def supervise(self, watch: Watch) -> None:
        """Let a supervisor take part in an agent's call; again, where only the mode changes."""

    def end_supervision(self, watch: Watch, why: str) -> None:
        """The supervisor has no part in it any more."""

    def show_agent(self, agent: Agent) -> None:
        """Show what the agent is doing now (state, reason, team)."""

    def show_incident(self, incident: Incident, active: bool) -> None:
        """Show that an incident has begun or is over."""

    def report_limit(self, limit: str, call: Call | None, value: i64) -> None:
        """Tell that a limit was reached: its name, for which call, and its value."""
