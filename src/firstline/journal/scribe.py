"""The scribe: a world that does nothing but write down what is asked of it.

The only place where objects of the switchboard become values. It decides nothing, and asks the
switchboard for nothing but the instant.
"""

from typing import Final, get_args

from mypy_extensions import i64
from typing_extensions import override

from firstline.domain.agent import AGENT_STATES
from firstline.domain.call import Outcome
from firstline.domain.hotline import FIRST, Incident, Prompt
from firstline.domain.time import Duration
from firstline.journal.commands import (
    Answer,
    Command,
    Conference,
    Connect,
    EndSupervision,
    HangUp,
    Hold,
    HoldMusic,
    Join,
    Mode,
    Part,
    Play,
    Queue,
    Refuse,
    Release,
    ReportLimit,
    Ring,
    ShowAgent,
    ShowIncident,
    SlipValue,
    StopRinging,
    Supervise,
    Urgency,
)
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.switchboard.parties import Agent, Call, Place, Watch
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.world import World

_MODES: Final[dict[str, Mode]] = {mode: mode for mode in get_args(Mode)}


class Scribe(World):
    """Makes an entry of every command, stamped with the switchboard's instant."""

    def __init__(self, languages: list[str], first_seq: int) -> None:
        self.entries: list[Entry] = []
        "Written since they were last taken."
        self.seq = first_seq
        "Of the next entry."
        self._languages: Final = languages
        self._board: Switchboard

    def watch(self, board: Switchboard) -> None:
        """Take the instants from *board*."""
        self._board = board

    def write(self, at: int, what: Event | Command) -> None:
        """Add one entry."""
        self.entries.append(Entry(self.seq, at, what))
        self.seq += 1

    def strike(self) -> None:
        """Take the last entry back: it had no effect."""
        self.entries.pop()
        self.seq -= 1

    def _note(self, command: Command) -> None:
        self.entries.append(Entry(self.seq, self._board.now, command))
        self.seq += 1

    @override
    def answer(self, call: Call) -> None:
        self._note(Answer(call.number))

    @override
    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        self._note(Refuse(call.number, why, retry_after))

    @override
    def play(self, call: Call, prompts: list[Prompt]) -> None:
        names = tuple([prompt.name for prompt in prompts])
        self._note(Play(call.number, names, self._languages[call.language]))

    @override
    def hold_music(self, call: Call) -> None:
        self._note(HoldMusic(call.number))

    @override
    def queue(self, place: Place) -> None:
        call, asker, line, stream = place.call, place.asker, place.line, place.call.stream
        self._note(
            Queue(
                call.number,
                "" if asker is None else asker.name,
                "" if line is None else line.goal,
                "" if stream is None else stream.name,
                "" if stream is None else stream.service,
                _urgency(place),
                self._languages[call.language],
                call.keys,
                place.since,
                place.entered,
            )
        )

    @override
    def ring(self, agent: Agent, place: Place) -> None:
        call, asker, stream = place.call, place.asker, place.call.stream
        self._note(
            Ring(
                agent.name,
                agent.bench.team.name,
                call.number,
                "" if asker is None else asker.name,
                call.calling,
                call.dialled,
                self._languages[call.language],
                call.keys,
                "" if stream is None else stream.name,
                "" if stream is None else stream.service,
                _urgency(place),
                place.since,
                tuple([SlipValue(slip.by, slip.reason, slip.note) for slip in call.slips]),
            )
        )

    @override
    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        asker = place.asker
        name = "" if asker is None else asker.name
        self._note(StopRinging(agent.name, place.call.number, name, why))

    @override
    def connect(self, agent: Agent, call: Call) -> None:
        self._note(Connect(agent.name, agent.bench.team.name, call.number, call.may_record))

    @override
    def hold(self, agent: Agent, call: Call) -> None:
        self._note(Hold(agent.name, call.number))

    @override
    def join(self, agent: Agent, colleague: Agent, call: Call) -> None:
        self._note(Join(agent.name, colleague.name, colleague.bench.team.name, call.number))

    @override
    def conference(self, agent: Agent, colleague: Agent, call: Call) -> None:
        team = colleague.bench.team.name
        self._note(Conference(agent.name, colleague.name, team, call.number))

    @override
    def part(self, agent: Agent, colleague: Agent | None, call: Call) -> None:
        self._note(Part(agent.name, "" if colleague is None else colleague.name, call.number))

    @override
    def release(self, agent: Agent, call: Call) -> None:
        self._note(Release(agent.name, call.number))

    @override
    def hang_up(self, call: Call, outcome: Outcome) -> None:
        self._note(HangUp(call.number, outcome))

    @override
    def supervise(self, watch: Watch) -> None:
        mode = _MODES[watch.mode]
        self._note(Supervise(watch.supervisor, watch.agent.name, watch.call.number, mode))

    @override
    def end_supervision(self, watch: Watch, why: str) -> None:
        self._note(EndSupervision(watch.supervisor, watch.agent.name, watch.call.number, why))

    @override
    def show_agent(self, agent: Agent) -> None:
        self._note(
            ShowAgent(
                agent.name,
                agent.bench.team.name,
                AGENT_STATES[agent.state],
                agent.reason,
                _work_of(agent),
            )
        )

    @override
    def show_incident(self, incident: Incident, active: bool) -> None:
        self._note(
            ShowIncident(
                incident.name,
                active,
                tuple(incident.area),
                incident.service,
                incident.prompt.name,
                incident.until,
            )
        )

    @override
    def report_limit(self, limit: str, call: Call | None, value: i64) -> None:
        self._note(ReportLimit(limit, 0 if call is None else call.number, value))


def _urgency(place: Place) -> Urgency:
    return "first" if place.urgency == FIRST else "second"


def _work_of(agent: Agent) -> int:
    """Return the number of the call that is the agent's work now, or 0."""
    if agent.call is not None:
        return agent.call.number
    return 0 if agent.place is None else agent.place.call.number
