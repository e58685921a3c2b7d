"""Journals to test with: a small bank, a desk at which things happen to it, and random traffic.

Nothing here is faked but time and chance: the journals come from a real exchange.
"""

import random
from contextlib import suppress
from typing import Final

from firstline.domain.agent import AgentState
from firstline.domain.hotline import (
    ENQUEUE,
    FIRST,
    GO,
    SECOND,
    STRICT,
    Action,
    Hotline,
    Menu,
    Notices,
    Order,
    Prompt,
    Rules,
    Seat,
    Stream,
    Team,
)
from firstline.domain.time import HOUR, MINUTE
from firstline.domain.time import SECOND as A_SECOND
from firstline.domain.week import always_open
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHeld,
    AgentHungUp,
    AgentMoved,
    AgentResumed,
    AgentSignedIn,
    AgentWentReady,
    CallArrived,
    CallerHungUp,
    CallerLost,
    ConferenceAsked,
    ConsultAsked,
    ConsultCancelled,
    ConsultCompleted,
    Event,
    KeyPressed,
    PhoneConnected,
    PhoneLost,
    RunStarted,
    SupervisionAsked,
    SupervisionEnded,
    TransferAsked,
    UrgencyChanged,
    WrapUpFinished,
)
from firstline.journal.exchange import Exchange
from firstline.switchboard.refusal import Refusal

START: Final = 1_767_225_600_000_000
"2026-01-01T00:00:00Z"
ANNA, BELA, CILI = "anna", "bela", "cili"


def prompt(name: str) -> Prompt:
    """Return a prompt of two seconds in both languages."""
    return Prompt(name, [2 * int(A_SECOND), 2 * int(A_SECOND)])


def menu(name: str) -> Menu:
    """Return a menu without options."""
    return Menu(
        name,
        prompt=prompt(name),
        barge_in=True,
        no_input_after=5 * A_SECOND,
        no_input_tries=2,
        no_match_tries=2,
        no_input_prompt=prompt("no-input"),
        no_match_prompt=prompt("no-match"),
    )


def small_bank() -> Hotline:
    """Return a hotline with two streams, a first line (anna, bela) and a specialist (cili).

    Keys 1 1: a new card (first queue, recorded). Keys 1 2: a card one has (second queue).
    """
    new = Stream(0, "cards-new", service="cards", urgency=FIRST, record=True, full_at=20)
    service = Stream(
        1, "cards-service", service="cards", urgency=SECOND, full_at=20, max_wait=10 * MINUTE
    )
    welcome, cards = menu("welcome"), menu("cards")
    welcome.options = {"1": Action(GO, menu=cards), "0": Action(ENQUEUE, stream=service)}
    cards.options = {"1": Action(ENQUEUE, stream=new), "2": Action(ENQUEUE, stream=service)}
    front = Team(0, "front", levels=[1, 1], after=[0, 0], speaks=[True, True], transfers_to=[])
    experts = Team(1, "experts", levels=[0, 0], after=[0, 0], speaks=[True, True], transfers_to=[])
    names = [(ANNA, 0), (BELA, 0), (CILI, 1)]
    return Hotline(
        "Small Bank",
        languages=["hu", "en"],
        numbers={},
        entry=welcome,
        menus=[welcome, cards],
        streams=[new, service],
        teams=[front, experts],
        seats=[
            Seat(index, name, team=team, ready_from_start=False)
            for index, (name, team) in enumerate(names)
        ],
        order=Order(STRICT, guard=5 * MINUTE, rates=[2.0, 1.0]),
        rules=small_rules(),
        notices=small_notices(),
        week=always_open("Europe/Budapest"),
        incidents=[],
        reasons=["lunch"],
        wrap_up_codes=["sold", "helped"],
    )


def small_rules() -> Rules:
    """Return round numbers."""
    return Rules(
        ring_time=20 * A_SECOND,
        wrap_up=30 * A_SECOND,
        no_answer_pause=60 * A_SECOND,
        redial_window=5 * MINUTE,
        announce_first=20 * A_SECOND,
        announce_every=45 * A_SECOND,
        say_position=True,
        say_wait=False,
        transfer_keeps_urgency=True,
        transfer_keeps_waiting=True,
        transfer_return_after=60 * A_SECOND,
        transfer_depth=3,
        max_calls=200,
        calls_per_second=50,
        retry_after=5 * A_SECOND,
        max_call=1 * HOUR,
        kept_places=50,
    )


def small_notices() -> Notices:
    """Return every prompt but those that are seldom said."""
    return Notices(
        closed=prompt("closed"),
        incident_choice=prompt("incident-choice"),
        goodbye=prompt("goodbye"),
        queued=prompt("queued"),
        recording=None,
        welcome_back=None,
        transfer=None,
        longer=None,
        positions=[prompt(f"position-{ahead}") for ahead in range(5)],
        waits=[],
    )


class Desk:
    """An exchange to which things happen, one after the other; `entries` is its journal."""

    def __init__(self, hotline: Hotline | None = None, *, first_seq: int = 1) -> None:
        self.entries: Final[list[Entry]] = []
        self.exchange: Final = Exchange(
            hotline or small_bank(), self.entries.extend, first_seq=first_seq
        )
        self.now = START

    def on(self, *events: Event) -> "Desk":
        """Let *events* happen now."""
        for event in events:
            self.exchange.receive(event, self.now)
        return self

    def after(self, seconds: float) -> "Desk":
        """Let time pass."""
        self.now += round(seconds * 1_000_000)
        self.exchange.advance(self.now)
        return self

    def call(self, calling: str = "+36301234567", keys: str = "") -> int:
        """Let a call arrive, press *keys*, and return its number."""
        self.on(CallArrived("leg", calling, "+3612345678"))
        number = last_call(self.entries)
        self.on(*(KeyPressed(number, key) for key in keys))
        return number


def open_desk(*ready: str) -> Desk:
    """Return a desk of the small bank at which *ready* are ready."""
    desk = Desk()
    desk.on(RunStarted("digest"))
    for agent in ready:
        desk.on(PhoneConnected(agent), AgentSignedIn(agent), AgentWentReady(agent))
    return desk


def last_call(entries: list[Entry]) -> int:
    """Return the number of the call that arrived last."""
    return next(
        entry.what.call for entry in reversed(entries) if isinstance(entry.what, CallArrived)
    )


class Traffic:
    """Random things that happen to a desk, from one seed: callers, agents, lost phones."""

    def __init__(self, seed: int, desk: Desk | None = None) -> None:
        self.desk: Final = desk or open_desk(ANNA, BELA, CILI)
        self._draw: Final = random.Random(seed)

    def go_on(self, steps: int) -> list[Entry]:
        """Let *steps* things happen, and return the whole journal."""
        for _ in range(steps):
            self.desk.after(self._draw.choice([0, 0.3, 1, 2, 5]))
            event = self._one()
            with suppress(Refusal):
                self.desk.on(event)
        return self.desk.entries

    def _one(self) -> Event:
        kinds = [self._arrival, self._of_caller, self._of_agent, self._of_supervisor]
        return self._draw.choices(kinds, [4, 16, 20, 1])[0]()

    def _arrival(self) -> Event:
        calling = f"+3630{self._draw.randrange(40):07d}"
        return CallArrived("leg", calling, "+3612345678")

    def _of_caller(self) -> Event:
        calls = sorted(self.desk.exchange.board.room.calls)
        if not calls:
            return self._arrival()
        call = self._draw.choice(calls)
        events: list[Event] = [
            KeyPressed(call, self._draw.choice("11112220*")),
            CallerHungUp(call),
            CallerLost(call),
        ]
        return self._draw.choices(events, [30, 2, 1])[0]

    def _of_agent(self) -> Event:
        name = self._draw.choice([ANNA, BELA, CILI])
        agent = self.desk.exchange.board.agent(name)
        assert agent is not None
        if self._draw.random() < 0.1:
            return PhoneLost(name)
        if agent.state == AgentState.RESERVED and agent.place is not None:
            return self._of_rung(name, agent.place.call.number)
        if agent.state in {AgentState.TALKING, AgentState.HOLDING}:
            return self._of_talking(name)
        events: list[Event] = [
            PhoneConnected(name),
            AgentSignedIn(name),
            AgentWentReady(name),
            WrapUpFinished(name, self._draw.choice(["sold", "helped", ""]), "a note"),
            AgentHungUp(name),
        ]
        return self._draw.choice(events)

    def _of_supervisor(self) -> Event:
        draw, board = self._draw, self.desk.exchange.board
        agent = draw.choice([ANNA, BELA, CILI])
        events: list[Event] = [
            AgentMoved(agent, draw.choice(["front", "experts"])),
            SupervisionAsked("kati", agent, draw.choice(["listen", "whisper", "join"])),
            SupervisionAsked("lili", agent, "listen"),
            SupervisionEnded("kati"),
        ]
        if calls := sorted(board.room.calls):
            events.append(UrgencyChanged(draw.choice(calls), draw.choice(["first", "second"])))
        return draw.choice(events)

    def _of_rung(self, name: str, call: int) -> Event:
        answers: list[Event] = [AgentAnswered(name, call), AgentDeclined(name, call, "busy")]
        return self._draw.choices(answers, [9, 1])[0]

    def _of_talking(self, name: str) -> Event:
        goal = self._draw.choice(["team:experts", "agent:bela", "stream:cards-new"])
        events: list[Event] = [
            AgentHungUp(name),
            AgentHeld(name),
            AgentResumed(name),
            TransferAsked(name, goal, "needs an expert", "says hello"),
            ConsultAsked(name, goal, "a question", ""),
            ConsultAsked(name, goal, "another question", ""),
            ConsultCompleted(name),
            ConsultCancelled(name),
            ConferenceAsked(name),
        ]
        return self._draw.choice(events)
