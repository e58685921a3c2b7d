"""Makes a `Hotline` from a plan: every name resolved, every default put in, nothing left to ask.

The plan must be without faults, as read.py gives it. It knows the domain's hotline and nothing of
what will be done with it.
"""

from collections.abc import Mapping
from datetime import UTC
from typing import Final
from zoneinfo import ZoneInfo

from mypy_extensions import i64

from firstline.domain import hotline as domain
from firstline.domain.time import NEVER, Duration
from firstline.domain.wait import RANGES
from firstline.plan import opening, prompts, ways
from firstline.plan.model import Incident, Menu, Plan, Stream, Target, Team
from firstline.plan.names import area, dialled, goal
from firstline.plan.staff import after, speaks
from firstline.plan.words import POSITIONS

Lengths = Mapping[tuple[str, str], Duration]
"How long a prompt takes to say, by its name and language."


def build(plan: Plan, lengths: Lengths) -> domain.Hotline:
    """Return the hotline of *plan*; a prompt without a known length gets an estimate."""
    return _Builder(plan, lengths).hotline()


class _Builder:
    """Resolves names: first everything that has one, then what they lead to."""

    def __init__(self, plan: Plan, lengths: Lengths) -> None:
        self._plan: Final = plan
        self._prompts: Final = _prompts(plan, lengths)
        self._streams: Final = {
            name: _stream(number, name, stream)
            for number, (name, stream) in enumerate(plan.streams.items())
        }
        self._menus: Final = {name: self._menu(name, menu) for name, menu in plan.menu.items()}
        for name, menu in plan.menu.items():
            self._connect(name, menu)
        for name, stream in plan.streams.items():
            self._overflow(name, stream)

    def hotline(self) -> domain.Hotline:
        """Return the whole."""
        plan = self._plan
        return domain.Hotline(
            plan.hotline,
            languages=list(plan.languages),
            numbers={dialled(n): self._menus[menu] for n, menu in plan.numbers.items()},
            entry=self._menus[ways.entries(plan)[0] if not plan.numbers else next(iter(plan.menu))],
            menus=list(self._menus.values()),
            streams=list(self._streams.values()),
            teams=_teams(plan),
            seats=_seats(plan),
            order=_order(plan),
            rules=_rules(plan),
            notices=self._notices(),
            week=opening.week(plan),
            incidents=[self._incident(name, it) for name, it in plan.incidents.items()],
            reasons=list(plan.not_ready),
            wrap_up_codes=list(plan.wrap_up_codes),
        )

    def _menu(self, name: str, menu: Menu) -> domain.Menu:
        return domain.Menu(
            name,
            prompt=self._prompts[prompts.menu_prompt(name)],
            barge_in=menu.barge_in,
            no_input_after=menu.no_input.after,
            no_input_tries=menu.no_input.tries,
            no_match_tries=menu.no_match.tries,
            no_input_prompt=self._prompts[prompts.no_input_prompt(name, menu)],
            no_match_prompt=self._prompts[prompts.no_match_prompt(name, menu)],
        )

    def _connect(self, name: str, menu: Menu) -> None:
        """Let the keys of a menu lead somewhere, now that everything exists."""
        resolved = self._menus[name]
        resolved.options = {
            key: self._action(target, prompts.key_prompt(name, key))
            for key, target in ways.keys(self._plan, menu).items()
        }
        otherwise = ways.human(self._plan)
        resolved.on_no_input = self._action(
            menu.no_input.then or otherwise, prompts.no_input_then(name)
        )
        resolved.on_no_match = self._action(
            menu.no_match.then or otherwise, prompts.no_match_then(name)
        )

    def _overflow(self, name: str, stream: Stream) -> None:
        resolved = self._streams[name]
        if stream.on_full is not None:
            resolved.on_full = self._action(stream.on_full, prompts.full_prompt(name))
        else:
            resolved.on_full = domain.Action(domain.SAY, prompt=self._prompts["full"])
        then = stream.on_max_wait or Target(hang_up=True)
        resolved.on_max_wait = self._action(then, prompts.max_wait_prompt(name))

    def _action(self, target: Target, said: str) -> domain.Action:
        """Return what *target* leads to; *said* is the name of its own prompt."""
        if target.language is not None:
            return self._in_language(target.language, target.go)
        if target.go is not None:
            return domain.Action(domain.GO, menu=self._menus[target.go])
        if target.stream is not None:
            return domain.Action(domain.ENQUEUE, stream=self._streams[target.stream])
        if target.say is not None:
            return domain.Action(domain.SAY, prompt=self._prompts[said])
        if target.repeat or target.back:
            return domain.Action(domain.REPEAT if target.repeat else domain.BACK)
        return domain.Action(domain.HANG_UP, prompt=self._prompts["goodbye"])

    def _in_language(self, language: str, menu: str | None) -> domain.Action:
        return domain.Action(
            domain.LANGUAGE,
            menu=self._menus[menu] if menu is not None else None,
            language=self._plan.languages.index(language),
        )

    def _notices(self) -> domain.Notices:
        said = self._prompts
        return domain.Notices(
            closed=said["closed"],
            incident_choice=said["incident-choice"],
            goodbye=said["goodbye"],
            queued=said["queued"],
            recording=said["recording"],
            welcome_back=said["welcome-back"],
            transfer=said["transfer"],
            longer=said["longer"],
            positions=[said[prompts.position_prompt(n)] for n in range(POSITIONS + 2)],
            waits=[said[prompts.wait_prompt(n)] for n in range(len(RANGES))],
        )

    def _incident(self, name: str, incident: Incident) -> domain.Incident:
        until = incident.until
        if until is not None and until.tzinfo is None:
            until = until.replace(tzinfo=ZoneInfo(self._plan.timezone))
        return domain.Incident(
            name,
            area=[area(beginning) for beginning in incident.area],
            service=incident.service,
            prompt=self._prompts[prompts.incident_prompt(name)],
            until=NEVER if until is None else round(until.astimezone(UTC).timestamp()) * 1_000_000,
        )


def _prompts(plan: Plan, lengths: Lengths) -> dict[str, domain.Prompt]:
    spoken: dict[str, list[Duration]] = {}
    for prompt in prompts.prompts(plan):
        known = lengths.get((prompt.name, prompt.language))
        length = prompts.estimate(prompt) if known is None else known
        spoken.setdefault(prompt.name, []).append(length)
    return {name: domain.Prompt(name, by_language) for name, by_language in spoken.items()}


def _stream(index: int, name: str, stream: Stream) -> domain.Stream:
    return domain.Stream(
        index,
        name,
        service=stream.service,
        urgency=domain.FIRST if stream.first else domain.SECOND,
        full_at=NEVER if stream.full_at is None else stream.full_at,
        max_wait=stream.max_wait,
        record=stream.record,
        wrap_up=NEVER if stream.wrap_up is None else stream.wrap_up,
        expected_handle=stream.expected_handle,
    )


def _teams(plan: Plan) -> list[domain.Team]:
    return [_team(plan, index, name) for index, name in enumerate(plan.teams)]


def _team(plan: Plan, index: int, name: str) -> domain.Team:
    team = plan.teams[name]
    levels, waits = [0] * len(plan.streams), [0] * len(plan.streams)
    for number, stream in enumerate(plan.streams):
        if stream in team.takes:
            levels[number] = team.takes[stream].level
            waits[number] = after(plan, team.takes[stream])
    return domain.Team(
        index,
        name,
        levels=list[i64](levels),
        after=list[i64](waits),
        speaks=[language in speaks(plan, team) for language in plan.languages],
        transfers_to=_goals(plan, team),
    )


def _goals(plan: Plan, team: Team) -> list[str]:
    """Return where *team* may pass calls on to: whoever may reach a team may use its streams."""
    goals = dict.fromkeys(goal(written) for written in team.transfers_to or ())
    for name, other in plan.teams.items():
        if f"team:{name}" in goals:
            goals |= dict.fromkeys(f"stream:{stream}" for stream in other.takes)
    return list(goals)


def _seats(plan: Plan) -> list[domain.Seat]:
    agents = [
        (number, name, agent)
        for number, team in enumerate(plan.teams.values())
        for name, agent in team.agents.items()
    ]
    return [
        domain.Seat(
            index,
            name,
            team=team,
            ready_from_start=agent.ready_from_start,
            extension=agent.extension,
        )
        for index, (team, name, agent) in enumerate(agents)
    ]


def _order(plan: Plan) -> domain.Order:
    order = plan.policy.order
    if order.accumulating is not None:
        rates = [order.accumulating.first, order.accumulating.second]
        return domain.Order(domain.ACCUMULATING, rates=rates)
    if order.head_start is not None:
        return domain.Order(domain.HEAD_START, head_start=order.head_start, rates=[1.0, 1.0])
    guard = NEVER if order.guard is None else order.guard
    return domain.Order(domain.STRICT, guard=guard, rates=[1.0, 1.0])


def _rules(plan: Plan) -> domain.Rules:
    policy, limits = plan.policy, plan.limits
    return domain.Rules(
        ring_time=policy.ring_time,
        wrap_up=policy.wrap_up,
        no_answer_pause=policy.no_answer.pause,
        redial_window=policy.redial.keeps_place,
        announce_first=policy.announce.first,
        announce_every=policy.announce.every,
        say_position=policy.announce.position,
        say_wait=policy.announce.wait,
        transfer_keeps_urgency=policy.transfer.keeps_urgency,
        transfer_keeps_waiting=policy.transfer.keeps_waiting,
        transfer_return_after=policy.transfer.return_after,
        transfer_depth=policy.transfer.depth,
        max_calls=limits.calls,
        calls_per_second=limits.per_second,
        retry_after=limits.retry_after,
        max_call=limits.call_length,
        kept_places=limits.kept_places,
    )
