"""What the switchboard asks of the world, as values: in the imperative, one per method of World.

Each carries everything that whoever carries it out, and whoever reads the journal, needs: names
and numbers, never an object of the switchboard. The counterpart of commands are events.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

from firstline.domain.call import Outcome

Urgency: TypeAlias = Literal["first", "second"]
"The queue by urgency."

Mode: TypeAlias = Literal["listen", "whisper", "join"]
"How a supervisor takes part: unheard, heard by the agent only, or heard by both."


class _Command(
    Struct, frozen=True, tag=True, tag_field="name", forbid_unknown_fields=True, gc=False
):
    """Something to be done."""


class SlipValue(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What goes with a transferred call."""

    by: str
    reason: str
    note: str


class Answer(_Command, frozen=True):
    """Take the call: the caller hears us from now on."""

    call: int


class Refuse(_Command, frozen=True):
    """Do not take the call."""

    call: int
    why: str
    retry_after: int


class Play(_Command, frozen=True):
    """Say prompts once, one after the other, instead of all else."""

    call: int
    prompts: tuple[str, ...]
    language: str


class HoldMusic(_Command, frozen=True):
    """Play music until something else is asked for."""

    call: int


class Queue(_Command, frozen=True):
    """Show that a call, or an agent who asks for a colleague, is in line now."""

    call: int
    asker: str
    "The agent who consults; empty where the caller waits."
    goal: str
    "What it waits for: stream:x, team:y or agent:z."
    stream: str
    "What the call is about; empty where it never chose."
    service: str
    urgency: Urgency
    language: str
    keys: str
    since: int
    "Counts as waiting from here; earlier than `entered` where waiting is credited."
    entered: int


class Ring(_Command, frozen=True):
    """Ring the agent's phone, and show who waits."""

    agent: str
    team: str
    call: int
    asker: str
    "The colleague who asks; empty where it is the caller."
    calling: str
    dialled: str
    language: str
    keys: str
    stream: str
    service: str
    urgency: Urgency
    since: int
    slips: tuple[SlipValue, ...]


class StopRinging(_Command, frozen=True):
    """The call is no longer for this agent."""

    agent: str
    call: int
    asker: str
    why: str


class Connect(_Command, frozen=True):
    """Join agent and caller: both hear each other from now on."""

    agent: str
    team: str
    call: int
    record: bool
    "Whether their talk is to be recorded."


class Hold(_Command, frozen=True):
    """Part agent and caller; music for the caller."""

    agent: str
    call: int


class Join(_Command, frozen=True):
    """Join two agents for a consult; the caller stays on hold."""

    agent: str
    colleague: str
    team: str
    "The colleague's."
    call: int


class Conference(_Command, frozen=True):
    """Join caller, agent and colleague: everybody hears both others from now on."""

    agent: str
    colleague: str
    team: str
    "The colleague's."
    call: int


class Part(_Command, frozen=True):
    """End a consult or a conference: hang up the colleague's phone."""

    agent: str
    colleague: str
    "Empty where nobody had answered yet."
    call: int


class Release(_Command, frozen=True):
    """Hang up the agent's phone: the agent's work with this call is over."""

    agent: str
    call: int


class HangUp(_Command, frozen=True):
    """End the call, or note that the caller has ended it."""

    call: int
    outcome: Outcome


class Supervise(_Command, frozen=True):
    """Let a supervisor take part in what an agent hears and says, from now on in this mode."""

    supervisor: str
    agent: str
    call: int
    mode: Mode


class EndSupervision(_Command, frozen=True):
    """The supervisor has no part in it any more: hang up the supervisor's phone."""

    supervisor: str
    agent: str
    call: int
    why: str


class ShowAgent(_Command, frozen=True):
    """Show what the agent is doing now."""

    agent: str
    team: str
    state: str
    "One of AGENT_STATES."
    reason: str
    call: int
    "The call that the agent is reserved for, talks to or holds; 0 without one."


class ShowIncident(_Command, frozen=True):
    """Show that an incident has begun or is over."""

    incident: str
    active: bool
    area: tuple[str, ...]
    service: str
    prompt: str
    until: int


class ReportLimit(_Command, frozen=True):
    """Tell that a limit was reached."""

    limit: str
    call: int
    "0 where it is not about a call."
    value: int


Command: TypeAlias = (
    Answer
    | Refuse
    | Play
    | HoldMusic
    | Queue
    | Ring
    | StopRinging
    | Connect
    | Hold
    | Join
    | Conference
    | Part
    | Release
    | HangUp
    | Supervise
    | EndSupervision
    | ShowAgent
    | ShowIncident
    | ReportLimit
)
