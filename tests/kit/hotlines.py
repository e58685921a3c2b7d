"""Small hotlines for tests, built by hand: two menus, three streams, two teams, a few agents."""

from dataclasses import dataclass, field, replace

from firstline.domain.hotline import (
    BACK,
    ENQUEUE,
    FIRST,
    GO,
    HANG_UP,
    LANGUAGE,
    REPEAT,
    SAY,
    SECOND,
    STRICT,
    Action,
    Hotline,
    Incident,
    Menu,
    Notices,
    Order,
    Prompt,
    Rules,
    Seat,
    Stream,
    Team,
)
from firstline.domain.time import NEVER, seconds
from firstline.domain.wait import RANGES
from firstline.domain.week import Week, always_open

ZONE = "Europe/Budapest"


def prompt(name: str, length: float = 4) -> Prompt:
    """Return a prompt of *length* seconds in both languages."""
    return Prompt(name, [seconds(length), seconds(length)])


@dataclass(frozen=True)
class Wish:
    """What a test wants to be different."""

    order: Order = field(default_factory=lambda: Order(STRICT, rates=[2.0, 1.0]))
    week: Week = field(default_factory=lambda: always_open(ZONE))
    barge_in: bool = True
    cards_barge_in: bool | None = None
    "In menu cards; None: as everywhere."
    ring_time: float = 20
    wrap_up: float = 30
    no_answer_pause: int = seconds(60)
    redial_window: float = 600
    announce_first: int = NEVER
    announce_every: int = NEVER
    return_after: float = 60
    keeps_urgency: bool = True
    keeps_waiting: bool = True
    max_calls: int = 100
    calls_per_second: int = 100
    max_call: float = 7200
    kept_places: int = 100
    full_at: int = NEVER
    max_wait: int = NEVER
    record: bool = False
    queued: Prompt | None = None
    transfer: Prompt | None = None
    welcome_back: Prompt | None = None
    recording: Prompt | None = None
    incidents: tuple[Incident, ...] = ()
    helps_after: float = 0
    numbers: tuple[str, ...] = ()
    ready_from_start: bool = False
    transfers_to: tuple[str, ...] = ()
    transfer_depth: int = 3
    agents: tuple[tuple[str, int], ...] = (("ana", 0), ("ben", 0), ("eva", 1))
    "Name and team."
    speaks: tuple[tuple[bool, bool], ...] = ((True, True), (True, True))
    "Per team: Hungarian, English."
    on_full: str = ""
    "What happens instead in stream service: the name of a stream, `say`, or nothing: goodbye."
    on_max_wait: str = ""
    service_wrap_up: int = NEVER
    say_position: bool = True
    say_wait: bool = True

    def but(self, **changes: object) -> "Wish":
        """Return the same wish with *changes*."""
        return replace(self, **changes)  # type: ignore[arg-type]


def hotline(wish: Wish | None = None) -> Hotline:
    """Return the small hotline.

    Menu `welcome`: 1 to menu `cards` (1 new, 2 service), 2 to stream general, 8 the message
    `address`, 9 English. Team cards (ana, ben) takes new and service; team front (eva) takes
    general, and helps with service.
    """
    wish = wish or Wish()
    streams = _streams(wish)
    welcome, cards = _menus(wish, streams)
    return Hotline(
        "Test Bank",
        languages=["hu", "en"],
        numbers=dict.fromkeys(wish.numbers, welcome),
        entry=welcome,
        menus=[welcome, cards],
        streams=streams,
        teams=_teams(wish),
        seats=[
            Seat(i, name, team=team, ready_from_start=wish.ready_from_start, extension=f"20{i}")
            for i, (name, team) in enumerate(wish.agents)
        ],
        order=wish.order,
        rules=_rules(wish),
        notices=_notices(wish),
        week=wish.week,
        incidents=list(wish.incidents),
        reasons=["break", "training"],
        wrap_up_codes=["sold", "solved"],
    )


def _streams(wish: Wish) -> list[Stream]:
    new = Stream(0, "new", service="cards", urgency=FIRST)
    service = Stream(
        1,
        "service",
        service="cards",
        urgency=SECOND,
        full_at=wish.full_at,
        max_wait=wish.max_wait,
        record=wish.record,
        wrap_up=wish.service_wrap_up,
    )
    general = Stream(2, "general", service="", urgency=SECOND)
    streams = [new, service, general]
    service.on_full = _instead(wish.on_full, streams)
    service.on_max_wait = _instead(wish.on_max_wait, streams)
    return streams


def _instead(wish: str, streams: list[Stream]) -> Action:
    if wish == "say":
        return Action(SAY, prompt=prompt("write to us"))
    for stream in streams:
        if stream.name == wish:
            return Action(ENQUEUE, stream=stream)
    return Action(HANG_UP)


def _menus(wish: Wish, streams: list[Stream]) -> tuple[Menu, Menu]:
    in_cards = wish.barge_in if wish.cards_barge_in is None else wish.cards_barge_in
    welcome, cards = (
        Menu(
            name,
            prompt=prompt(name),
            barge_in=barge_in,
            no_input_after=seconds(5),
            no_input_tries=2,
            no_match_tries=3,
            no_input_prompt=prompt("no input", 1),
            no_match_prompt=prompt("no match", 1),
        )
        for name, barge_in in (("welcome", wish.barge_in), ("cards", in_cards))
    )
    common = {"0": Action(ENQUEUE, stream=streams[2]), "*": Action(BACK), "#": Action(REPEAT)}
    welcome.options = common | {
        "1": Action(GO, menu=cards),
        "2": Action(ENQUEUE, stream=streams[2]),
        "8": Action(SAY, prompt=prompt("address")),
        "9": Action(LANGUAGE, language=1),
    }
    cards.options = common | {
        "1": Action(ENQUEUE, stream=streams[0]),
        "2": Action(ENQUEUE, stream=streams[1]),
    }
    for menu in (welcome, cards):
        menu.on_no_input = Action(ENQUEUE, stream=streams[2])
    return welcome, cards


def _teams(wish: Wish) -> list[Team]:
    return [
        Team(
            0,
            "cards",
            levels=[1, 1, 0],
            after=[0, 0, 0],
            speaks=list(wish.speaks[0]),
            transfers_to=list(wish.transfers_to),
        ),
        Team(
            1,
            "front",
            levels=[0, 2, 1],
            after=[0, seconds(wish.helps_after), 0],
            speaks=list(wish.speaks[1]),
            transfers_to=[],
        ),
    ]


def _rules(wish: Wish) -> Rules:
    return Rules(
        ring_time=seconds(wish.ring_time),
        wrap_up=seconds(wish.wrap_up),
        no_answer_pause=wish.no_answer_pause,
        redial_window=seconds(wish.redial_window),
        announce_first=wish.announce_first,
        announce_every=wish.announce_every,
        say_position=wish.say_position,
        say_wait=wish.say_wait,
        transfer_keeps_urgency=wish.keeps_urgency,
        transfer_keeps_waiting=wish.keeps_waiting,
        transfer_return_after=seconds(wish.return_after),
        transfer_depth=wish.transfer_depth,
        max_calls=wish.max_calls,
        calls_per_second=wish.calls_per_second,
        retry_after=seconds(5),
        max_call=seconds(wish.max_call),
        kept_places=wish.kept_places,
    )


def _notices(wish: Wish) -> Notices:
    return Notices(
        closed=prompt("closed"),
        incident_choice=prompt("press one if different", 2),
        goodbye=prompt("goodbye", 1),
        queued=wish.queued,
        recording=wish.recording,
        welcome_back=wish.welcome_back,
        transfer=wish.transfer,
        longer=prompt("longer", 1),
        positions=[prompt(f"{n} ahead", 1) for n in range(6)],
        waits=[prompt(f"wait {n}", 1) for n in range(len(RANGES))],
    )
