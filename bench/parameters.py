"""A hotline, its population and one span as text, for the hand-written program in limit/.

So nothing of a plan is written down twice. The order is that of limit/parameters.hpp: numbers and
words with spaces between; a list begins with its length. It simulates nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

from firstline.domain.hotline import Action, Hotline, Menu, Prompt, Stream, Team
from firstline.domain.time import HOUR, NEVER
from firstline.domain.wait import RANGES
from firstline.sim.draws import stream_key
from firstline.sim.kernel import purposes, run
from firstline.sim.kernel.laws import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Law,
    Lognormal,
    Never,
    Uniform,
    Weibull,
)
from firstline.sim.kernel.population import (
    Duty,
    Handover,
    Keys,
    Matter,
    Population,
    Pretence,
    Source,
    Span,
)

Word = int | float | str
_Kind = TypeVar("_Kind")
_KEYS: Final = "1234567890*#"
_NO_KEY: Final = -1
_LINE: Final = 20
"Words on a line."


def write(
    path: Path, hotline: Hotline, population: Population, span: Span, *, seed: int, interval: int
) -> None:
    """Write everything that the program needs to simulate *span*."""
    _check(hotline, span)
    content: list[Word] = [seed, span.begin, span.end, interval, *_numbers()]
    content += _hotline(hotline)
    content += _population(hotline, population)
    content += _each(span.sources, lambda source: _source(source, seed))
    content += _each(span.duties, _duty)
    content.append("end")
    path.write_text("\n".join(_lines(content)) + "\n", encoding="ascii")


def _check(hotline: Hotline, span: Span) -> None:
    """Raise ValueError for what the program does not know."""
    if not all(hotline.week.is_open(at) for at in range(span.begin, span.end, HOUR)):
        raise ValueError("limit/full.cpp knows only hotlines that are always open")
    if hotline.incidents or hotline.numbers:
        raise ValueError("limit/full.cpp knows neither incidents nor several numbers")
    if not all(menu.barge_in for menu in hotline.menus):
        raise ValueError("limit/full.cpp knows only menus that a key cuts short")


def _lines(content: Sequence[Word]) -> Iterator[str]:
    for begin in range(0, len(content), _LINE):
        yield " ".join(str(word) for word in content[begin : begin + _LINE])


def _each(values: Iterable[_Kind], written: Callable[[_Kind], Iterable[Word]]) -> list[Word]:
    known = list(values)
    return [len(known), *(word for value in known for word in written(value))]


def _list(values: Iterable[Word]) -> list[Word]:
    known = list(values)
    return [len(known), *known]


def _numbers() -> list[Word]:
    """Return the constants that the program shares with the simulator, by name."""
    found = {
        name: value
        for name, value in vars(purposes).items()
        if name.isupper() and isinstance(value, int)
    }
    found["NEVER"] = NEVER
    return _each(list(found.items()), lambda pair: pair)


def _hotline(hotline: Hotline) -> list[Word]:
    notices = hotline.notices
    content: list[Word] = [len(hotline.languages), *_rules(hotline)]
    for notice in (
        notices.queued,
        notices.transfer,
        notices.recording,
        notices.welcome_back,
        notices.longer,
        notices.goodbye,
    ):
        content += _prompt(notice)
    content += _each(notices.positions, _prompt)
    content += _each(notices.waits, _prompt)
    content += _list(low for low, _ in RANGES)
    content += _list(high for _, high in RANGES)
    content += _each(hotline.streams, lambda stream: _stream(hotline, stream))
    content += _each(hotline.menus, lambda menu: _menu(hotline, menu))
    content.append(hotline.menus.index(hotline.entry))
    content += _each(hotline.teams, _team)
    content += _list(seat.team for seat in hotline.seats)
    content += _list(int(seat.ready_from_start) for seat in hotline.seats)
    return content


def _rules(hotline: Hotline) -> list[Word]:
    rules, order = hotline.rules, hotline.order
    content: list[Word] = [order.discipline, order.guard, order.head_start, *order.rates]
    content += [rules.ring_time, rules.wrap_up, rules.no_answer_pause, rules.redial_window]
    content += [rules.announce_first, rules.announce_every]
    content += [int(rules.say_position), int(rules.say_wait)]
    content += [int(rules.transfer_keeps_urgency), int(rules.transfer_keeps_waiting)]
    content += [rules.transfer_return_after, rules.transfer_depth]
    content += [rules.max_calls, rules.calls_per_second, rules.max_call]
    return content


def _prompt(prompt: Prompt | None) -> list[Word]:
    return _list([] if prompt is None else prompt.lengths)


def _action(hotline: Hotline, action: Action | None) -> list[Word]:
    if action is None:
        return [-1, -1, -1, 0, 0]
    menu = -1 if action.menu is None else hotline.menus.index(action.menu)
    stream = -1 if action.stream is None else action.stream.index
    return [action.kind, menu, stream, action.language, *_prompt(action.prompt)]


def _stream(hotline: Hotline, stream: Stream) -> list[Word]:
    return [
        stream.urgency,
        stream.full_at,
        stream.max_wait,
        int(stream.record),
        stream.wrap_up,
        stream.expected_handle,
        *_action(hotline, stream.on_full),
        *_action(hotline, stream.on_max_wait),
    ]


def _menu(hotline: Hotline, menu: Menu) -> list[Word]:
    content: list[Word] = [*_prompt(menu.prompt), *_prompt(menu.no_input_prompt)]
    content += _prompt(menu.no_match_prompt)
    content += [menu.no_input_after, menu.no_input_tries, menu.no_match_tries]
    for key in _KEYS:
        content += _action(hotline, menu.options.get(key))
    content += _action(hotline, menu.on_no_input)
    content += _action(hotline, menu.on_no_match)
    return content


def _team(team: Team) -> list[Word]:
    return [*_list(team.levels), *_list(team.after), *_list(int(it) for it in team.speaks)]


def _population(hotline: Hotline, population: Population) -> list[Word]:
    habits = population.habits
    content: list[Word] = [*law(habits.answer), habits.decline, habits.no_answer]
    content += _keys(hotline, population.language_keys)
    known = [matter for matter in population.matters if matter is not None]
    content += _list(-1 if matter is None else known.index(matter) for matter in population.matters)
    content += _each(known, lambda matter: _matter(hotline, matter))
    return content


def _keys(hotline: Hotline, ways: Iterable[Keys]) -> list[Word]:
    return _list(
        _KEYS.index(keys.by_menu[menu.name]) if keys.by_menu.get(menu.name) else _NO_KEY
        for keys in ways
        for menu in hotline.menus
    )


def _matter(hotline: Hotline, matter: Matter) -> list[Word]:
    content: list[Word] = [matter.stream, *law(matter.patience), *law(matter.key_time)]
    content += _each(matter.talk, law)
    content += _list(int(it is not None) for it in matter.wrap_up)
    content += _each([it or Fixed(0.0) for it in matter.wrap_up], law)
    content += [matter.wrong_key, matter.gives_up, matter.straight_to_zero]
    content += _list(matter.languages)
    content += _pretence(matter.pretence)
    content += _each(matter.handovers, lambda handover: _handover(hotline, handover))
    content += [matter.balk_over, matter.balk_share]
    redial = matter.redial
    content += [redial.share, *law(redial.after), redial.at_most]
    content += _keys(hotline, [keys for path in matter.ways for keys in path])
    content += _each(matter.specialists, lambda goal: _goal(hotline, goal))
    return content


def _pretence(pretence: Pretence | None) -> list[Word]:
    if pretence is None:
        return [0]
    return [1, pretence.share, pretence.recognised, pretence.talk, *law(pretence.after)]


def _handover(hotline: Hotline, handover: Handover | None) -> list[Word]:
    if handover is None:
        return [0]
    return [1, *_goal(hotline, handover.goal), handover.share, *law(handover.after)]


def _goal(hotline: Hotline, goal: str) -> list[Word]:
    """Return the kind (0 nowhere, 1 a stream, 2 a team) and the index."""
    kind, _, name = goal.partition(":")
    if kind == "stream":
        return [1, [stream.name for stream in hotline.streams].index(name)]
    if kind == "team":
        return [2, [team.name for team in hotline.teams].index(name)]
    if goal:
        raise ValueError(f"limit/full.cpp cannot transfer to {goal}")
    return [0, 0]


def _source(source: Source, seed: int) -> list[Word]:
    rates = source.rates
    key = stream_key(seed, run._SOURCES + source.index, 0)
    content: list[Word] = [source.index, source.matter.stream, key, len(rates.starts)]
    for step in zip(rates.starts, rates.per_hour, rates.expected, strict=True):
        content += step
    return content


def _duty(duty: Duty) -> list[Word]:
    return [duty.seat, *_list(duty.at), *_list(duty.what)]


def law(law: Law) -> list[Word]:
    """Return the kind of a law and its numbers."""
    if isinstance(law, Empirical):
        return ["empirical", *_list(law.lengths)]
    kind, numbers = _LAWS[type(law)]
    return [kind, *(getattr(law, name) for name in numbers)]


_LAWS: Final[dict[type[Law], tuple[str, tuple[str, ...]]]] = {
    Fixed: ("fixed", ("length",)),
    Never: ("never", ()),
    Exponential: ("exponential", ("scale",)),
    Weibull: ("weibull", ("scale", "power")),
    Lognormal: ("lognormal", ("centre", "width")),
    Gamma: ("gamma", ("scale", "power", "size", "slope")),
    Uniform: ("uniform", ("low", "range")),
}
"What limit/draws.hpp calls each law, and which of its numbers it reads."
