"""Random days at a hotline, from one seed: busy or quiet, kind or cruel.

The seed draws first how likely everything is, then what happens. So some days have nothing but
transfers, and some have no answer at all.
"""

import random
from typing import Final

from firstline.domain.hotline import (
    ACCUMULATING,
    HEAD_START,
    STRICT,
    Hotline,
    Incident,
    Order,
)
from firstline.domain.time import MINUTE, NEVER, SECOND, seconds
from firstline.switchboard.supervision import MODES
from kit.hotlines import Wish, hotline, prompt
from kit.laws import asking, at_work, rung, state_survives_a_restart, up
from kit.storm import Storm, Word

AGENTS: Final = (("ana", 0), ("ben", 0), ("eva", 1), ("ida", 1), ("zoe", 1))
NAMES: Final = [name for name, _ in AGENTS]
NUMBERS: Final = [f"+361000000{digit}" for digit in range(6)] + [""]
GOALS: Final = [
    *("stream:new", "stream:service", "stream:general", "team:cards", "team:front", "201"),
    *(f"agent:{name}" for name in NAMES),
]
SUPERVISORS: Final = ["kati", "lili", "mari", "nora", "olga"]
ORDERS: Final = [
    Order(STRICT, rates=[2.0, 1.0]),
    Order(STRICT, guard=30 * SECOND, rates=[2.0, 1.0]),
    Order(HEAD_START, head_start=20 * SECOND, rates=[2.0, 1.0]),
    Order(ACCUMULATING, rates=[2.0, 0.5]),
]


def any_hotline(draw: random.Random) -> Hotline:
    """Return a hotline with rules that nobody would think of together."""
    pick = draw.choice
    return hotline(
        Wish(
            agents=AGENTS,
            order=pick(ORDERS),
            barge_in=pick([True, False]),
            wrap_up=pick([0, 10, 30]),
            service_wrap_up=pick([NEVER, 0, seconds(5)]),
            no_answer_pause=pick([seconds(20), NEVER]),
            redial_window=pick([0, 60, 600]),
            announce_first=pick([NEVER, seconds(3)]),
            announce_every=pick([NEVER, seconds(10)]),
            return_after=pick([10, 60]),
            keeps_urgency=pick([True, False]),
            keeps_waiting=pick([True, False]),
            max_calls=pick([5, 100]),
            calls_per_second=pick([1, 100]),
            max_call=pick([120, 900]),
            kept_places=pick([2, 100]),
            full_at=pick([1, 3, NEVER]),
            max_wait=pick([seconds(30), NEVER]),
            on_full=pick(["", "general", "say"]),
            on_max_wait=pick(["", "general", "say"]),
            record=pick([True, False]),
            recording=pick([None, prompt("recorded")]),
            queued=pick([None, prompt("queued")]),
            transfer=pick([None, prompt("transfer")]),
            welcome_back=pick([None, prompt("welcome back")]),
            helps_after=pick([0, 5, 25]),
            speaks=pick([((True, True), (True, True)), ((True, False), (False, True))]),
            transfers_to=pick([(), ("team:front", "stream:service")]),
            ready_from_start=pick([True, False]),
        )
    )


class Weather:
    """Lets things happen to a storm, one after the other."""

    def __init__(self, seed: int) -> None:
        self._draw: Final = random.Random(seed)
        self.storm: Final = Storm(any_hotline(self._draw))
        self._weights: Final = [self._draw.choice([0, 1, 2, 4, 8]) for _ in range(9)]
        self._weights[0] = self._draw.choice([1, 2, 8])
        for kind in (3, 5, 6):
            self._weights[kind] += self._draw.choice([1, 8])
        for name in NAMES:
            self._come(name)

    def go_on(self) -> None:
        """Let one thing happen, mostly after a while."""
        self.storm.wait(round(self._draw.choice([0, 0, 0.5, 1, 2, 5, 10]) * 1e6))
        kinds = [
            self._somebody_calls,
            self._a_caller_acts,
            self._a_caller_leaves,
            self._an_agent_is_rung,
            self._an_agent_is_at_work,
            self._an_agent_consults,
            self._duty_changes,
            self._something_else,
            self._a_supervisor_acts,
        ]
        self._draw.choices(kinds, self._weights)[0]()

    def _somebody_calls(self) -> None:
        self.storm.do("arrive", self._draw.choice(NUMBERS), "3000")
        for key in self._draw.choice(["", "11", "12", "12", "2", "0", "912"]):
            self.storm.do("press", max(self.storm.calls), key)

    def _a_caller_acts(self) -> None:
        if calls := up(self.storm):
            self.storm.do("press", self._draw.choice(calls), self._draw.choice("0123789*#"))

    def _a_caller_leaves(self) -> None:
        if calls := up(self.storm):
            how = self._draw.choice(["hang_up", "hang_up", "lose"])
            self.storm.do(how, self._draw.choice(calls))

    def _an_agent_is_rung(self) -> None:
        if phones := rung(self.storm):
            name, number = self._draw.choice(phones)
            if self._draw.random() < 0.8:
                self.storm.do("agent_answers", name, number)
            else:
                self.storm.do("agent_declines", name, number, "busy")

    def _an_agent_is_at_work(self) -> None:
        if names := at_work(self.storm):
            name, goal = self._draw.choice(names), self._draw.choice(GOALS)
            acts: list[tuple[str, ...]] = [
                ("agent_hangs_up", name),
                ("agent_holds", name),
                ("agent_resumes", name),
                ("transfer", name, goal, "a question", ""),
                ("go_not_ready", name, "break"),
                ("sign_out", name),
            ]
            self.storm.do(*self._draw.choice(acts))

    def _an_agent_consults(self) -> None:
        if names := asking(self.storm):
            acts = ["complete", "complete", "cancel_consult", "agent_resumes", "agent_hangs_up"]
            acts += ["confer", "confer", "confer"]
            self.storm.do(self._draw.choice(acts), self._draw.choice(names))
        elif names := at_work(self.storm):
            goal = self._draw.choice(GOALS)
            self.storm.do("consult", self._draw.choice(names), goal, "a question", "")

    def _duty_changes(self) -> None:
        name = self._draw.choice(NAMES)
        acts: list[tuple[str, ...]] = [
            ("phone_off", name),
            ("phone_on", name),
            ("sign_out", name),
            ("go_not_ready", name, "break"),
            ("finish_wrap_up", name, "sold"),
        ]
        if self._draw.random() < 0.7:
            self._come(name)
        else:
            self.storm.do(*self._draw.choice(acts))

    def _something_else(self) -> None:
        if self._draw.random() < 0.05:
            state_survives_a_restart(self.storm)
        elif self._draw.random() < 0.5:
            self.storm.do("end_incident", "flood")
        else:
            self.storm.do("declare", self._flood())

    def _a_supervisor_acts(self) -> None:
        draw, name = self._draw, self._draw.choice(NAMES)
        working = at_work(self.storm) or [name]
        supervisor = draw.choice(SUPERVISORS)
        acts: list[tuple[Word, ...]] = [
            ("move", name, draw.choice(["cards", "front"])),
            ("supervise", supervisor, draw.choice(working), draw.choice(MODES)),
            ("supervise", supervisor, draw.choice(working), draw.choice(MODES)),
            ("end_supervision", supervisor),
        ]
        if calls := up(self.storm):
            acts += [("change_urgency", draw.choice(calls), draw.choice(["first", "second"]))] * 3
        what, *words = draw.choice(acts)
        self.storm.do(str(what), *words)

    def _flood(self) -> Incident:
        until = self.storm.now + self._draw.choice([10 * SECOND, MINUTE])
        area = self._draw.choice([[], [], ["361000000"]])
        service = self._draw.choice(["", "cards"])
        return Incident("flood", area=area, service=service, prompt=prompt("flood"), until=until)

    def _come(self, name: str) -> None:
        for act in ("sign_in", "phone_on", "go_ready"):
            self.storm.do(act, name)


def said_on_days(seeds: range, steps: int) -> list[str]:
    """Return all that is asked for on some days, to compare two switchboards by."""
    said = []
    for seed in seeds:
        weather = Weather(seed)
        for _ in range(steps):
            weather.go_on()
        said += weather.storm.lines
    return said
