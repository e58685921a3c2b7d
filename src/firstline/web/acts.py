"""What agents do that a desk phone cannot say: one table, for HTTP and for the desk's socket alike.

Most acts are one event. Whether it is possible now is for the switchboard to say. It knows nothing
of who asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import Said
from firstline.journal.events import (
    NOTE_AT_MOST,
    WORDS_AT_MOST,
    AgentDeclined,
    AgentHeld,
    AgentHungUp,
    AgentResumed,
    AgentSignedIn,
    AgentSignedOut,
    AgentWentNotReady,
    AgentWentReady,
    ConferenceAsked,
    ConsultAsked,
    ConsultCancelled,
    ConsultCompleted,
    Event,
    TransferAsked,
    WrapUpFinished,
)
from firstline.live.desk import Desk
from firstline.live.desks import AGENT
from firstline.live.state import AgentView
from firstline.telephony.party import DECLINED
from firstline.web.problem import ProblemError


class Reason(BaseModel):
    """Why an agent takes no calls: one of the plan's reasons."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=WORDS_AT_MOST, examples=["break"])


class Handing(BaseModel):
    """To whom a call is to go, and what goes with it."""

    model_config = ConfigDict(extra="forbid")

    to: str = Field(
        min_length=1,
        max_length=WORDS_AT_MOST,
        description="team:NAME, stream:NAME, agent:NAME, a name alone, or an agent's extension.",
        examples=["team:mortgages"],
    )
    reason: str = Field("", max_length=WORDS_AT_MOST)
    note: str = Field("", max_length=NOTE_AT_MOST)


class WrapUp(BaseModel):
    """What the call was about."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field("", max_length=WORDS_AT_MOST, examples=["solved"])
    note: str = Field("", max_length=NOTE_AT_MOST)


class Nothing(BaseModel):
    """An act that needs no words."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Act:
    """One of them."""

    path: str
    "Its address below that of the agent."
    says: str
    do: Callable[[Desk, str, Any], None]
    "Lets the agent of that name do it, in the words of `form`; raises what is to be answered."
    form: type[BaseModel] = Nothing


def known(desk: Desk, agent: str) -> AgentView:
    """Return what *agent* is doing, if there is such a one."""
    view = desk.agent(agent)
    if view is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            Said("The plan has no agent {agent!r}.", agent=agent),
            "Look at /state.",
        )
    return view


def _event(make: Callable[[str, Any], Event]) -> Callable[[Desk, str, Any], None]:
    def act(desk: Desk, agent: str, form: Any) -> None:
        desk.act(make(agent, form))

    return act


def _of(kind: Callable[[str], Event]) -> Callable[[Desk, str, Any], None]:
    return _event(lambda agent, _: kind(agent))


def _answer(desk: Desk, agent: str, _: object) -> None:
    if desk.phones is None or not desk.phones.has(AGENT + agent):
        raise _not_now("Your telephone is not in the browser.", "Pick up the telephone that rings.")
    desk.phones.answer(agent)


def _decline(desk: Desk, agent: str, _: object) -> None:
    if desk.phones is not None and desk.phones.has(AGENT + agent):
        desk.phones.decline(agent)
        return
    view = known(desk, agent)
    if view.state != "reserved" or view.call is None:
        raise _not_now("Nothing rings at your telephone.", "Wait for a call.")
    desk.act(AgentDeclined(agent, view.call.call, DECLINED))


def _hang_up(desk: Desk, agent: str, _: object) -> None:
    if known(desk, agent).state not in {"talking", "holding"}:
        raise _not_now("You have no call.", "What rings can be declined.")
    desk.act(AgentHungUp(agent))


def _not_now(why: str, remedy: str) -> ProblemError:
    return ProblemError(HTTPStatus.CONFLICT, why, remedy)


ACTS: Final[Mapping[str, Act]] = {
    "sign-in": Act(
        "/sign-in", "Begin the agent's duty: not ready, until asked for.", _of(AgentSignedIn)
    ),
    "sign-out": Act(
        "/sign-out",
        "End the agent's duty: now, or when the present call is over.",
        _of(AgentSignedOut),
    ),
    "ready": Act("/ready", "Take calls from now on.", _of(AgentWentReady)),
    "not-ready": Act(
        "/not-ready",
        "Take no calls, for a reason: from now on, or when the present call is over.",
        _event(lambda agent, why: AgentWentNotReady(agent, why.reason)),
        Reason,
    ),
    "answer": Act(
        "/answer", "Pick up in the browser. A telephone of its own is answered there.", _answer
    ),
    "decline": Act("/decline", "Send away what rings: it goes to another agent.", _decline),
    "hang-up": Act(
        "/hang-up",
        "End the call; after consulting, hand it over; as a colleague, leave.",
        _hang_up,
    ),
    "hold": Act("/hold", "Put the caller on hold.", _of(AgentHeld)),
    "resume": Act("/resume", "Talk with the held caller again.", _of(AgentResumed)),
    "transfer": Act(
        "/transfer",
        "Pass the caller on without asking first.",
        _event(lambda agent, it: TransferAsked(agent, it.to, it.reason, it.note)),
        Handing,
    ),
    "consult": Act(
        "/consult",
        "Ask a colleague while the caller is on hold.",
        _event(lambda agent, it: ConsultAsked(agent, it.to, it.reason, it.note)),
        Handing,
    ),
    "complete": Act(
        "/consult/complete", "Hand the caller over to the colleague.", _of(ConsultCompleted)
    ),
    "cancel": Act(
        "/consult/cancel", "Let the colleague go and keep the caller.", _of(ConsultCancelled)
    ),
    "conference": Act(
        "/consult/conference",
        "Bring caller and colleague together: all three talk.",
        _of(ConferenceAsked),
    ),
    "wrap-up": Act(
        "/wrap-up",
        "Note what the call was about, and end the wrap-up.",
        _event(lambda agent, work: WrapUpFinished(agent, work.code, work.note)),
        WrapUp,
    ),
}
"""By the name that the desk's socket uses."""
