"""The simple model on the real switchboard: two streams, one team, and no delays.

Callers press their key at once, agents answer at once, there is no wrap-up and nothing is said:
what is left is M/M/50+M. The general simulator runs it; nothing here is simulated.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from bench.simple_model import ARRIVALS, FIRST_SHARE, PATIENCE, SERVERS, TALK
from firstline.domain.hotline import (
    ENQUEUE,
    FIRST,
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
from firstline.domain.time import NEVER, seconds
from firstline.domain.week import always_open
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Exponential, Fixed, Never
from firstline.sim.kernel.population import (
    ARRIVE,
    Duty,
    Habits,
    Keys,
    Matter,
    Population,
    Redial,
    Source,
    Span,
)

BEGIN: Final = seconds(1_780_272_000)
_SILENCE: Final = Prompt("silence", [0])
_LONG: Final = NEVER // 4
_SHARES: Final = {FIRST: FIRST_SHARE, SECOND: 1.0 - FIRST_SHARE}


def hotline() -> Hotline:
    """Return the hotline."""
    streams = [
        Stream(index, name, service="", urgency=index) for index, name in enumerate(("new", "old"))
    ]
    return Hotline(
        "M/M/50+M",
        languages=["en"],
        numbers={},
        entry=(menu := _menu(streams)),
        menus=[menu],
        streams=streams,
        teams=[Team(0, "all", levels=[1, 1], after=[0, 0], speaks=[True], transfers_to=[])],
        seats=[
            Seat(index, f"agent-{index}", team=0, ready_from_start=False)
            for index in range(SERVERS)
        ],
        order=Order(STRICT, rates=[1.0, 1.0]),
        rules=_rules(),
        notices=_notices(),
        week=always_open("UTC"),
        incidents=[],
        reasons=[],
        wrap_up_codes=[],
    )


def population() -> Population:
    """Return the callers and agents."""
    return Population(
        matters=[_matter(index) for index in _SHARES],
        habits=Habits(Fixed(0.0), decline=0.0, no_answer=0.0),
        language_keys=[Keys({})],
    )


def span(population: Population, minutes: float) -> Span:
    """Return so many minutes."""
    end = BEGIN + seconds(minutes * 60.0)
    rates = {
        index: Rates(vec[i64]([BEGIN]), vec[float]([ARRIVALS * share * 60.0]), end)
        for index, share in _SHARES.items()
    }
    sources = [
        Source(index, matter, rates[index], calling="", is_surge=False)
        for index, matter in enumerate(population.matters)
        if matter is not None
    ]
    duties = [Duty(seat, vec[i64]([BEGIN]), vec[i64]([ARRIVE])) for seat in range(SERVERS)]
    return Span(BEGIN, end, sources=sources, duties=duties)


def _menu(streams: list[Stream]) -> Menu:
    menu = Menu(
        "welcome",
        prompt=_SILENCE,
        barge_in=True,
        no_input_after=_LONG,
        no_input_tries=1,
        no_match_tries=1,
        no_input_prompt=_SILENCE,
        no_match_prompt=_SILENCE,
    )
    menu.options = {str(stream.index + 1): Action(ENQUEUE, stream=stream) for stream in streams}
    return menu


def _rules() -> Rules:
    return Rules(
        ring_time=seconds(20.0),
        wrap_up=0,
        no_answer_pause=NEVER,
        redial_window=0,
        announce_first=NEVER,
        announce_every=NEVER,
        say_position=False,
        say_wait=False,
        transfer_keeps_urgency=True,
        transfer_keeps_waiting=True,
        transfer_return_after=seconds(60.0),
        transfer_depth=0,
        max_calls=1_000_000,
        calls_per_second=1_000_000,
        retry_after=seconds(5.0),
        max_call=_LONG,
        kept_places=0,
    )


def _notices() -> Notices:
    return Notices(
        closed=_SILENCE,
        incident_choice=_SILENCE,
        goodbye=_SILENCE,
        queued=None,
        recording=None,
        welcome_back=None,
        transfer=None,
        longer=None,
        positions=[],
        waits=[],
    )


def _matter(index: int) -> Matter:
    keys = [Keys({"welcome": str(index + 1)})]
    return Matter(
        index,
        patience=Exponential(PATIENCE * 60.0),
        talk=[Exponential(TALK * 60.0)] * 2,
        wrap_up=[None, None],
        key_time=Fixed(0.0),
        wrong_key=0.0,
        gives_up=0.0,
        languages=[1.0],
        straight_to_zero=0.0,
        pretence=None,
        handovers=[None],
        balk_over=NEVER,
        balk_share=0.0,
        redial=Redial(0.0, Never(), 0),
        ways=[keys, keys, keys],
        specialists=[""],
    )
