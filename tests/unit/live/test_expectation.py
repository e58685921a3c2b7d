"""The next hour: what the plan says, corrected by today, and agents by Erlang A."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest

from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived, CallerHungUp, KeyPressed, RunStarted
from firstline.journal.exchange import Exchange
from firstline.live.database import sqlite_url
from firstline.live.expectation import SHARE, WITHIN_S, Forecast
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.read import read_text
from firstline.theory.erlang import erlang_c
from kit.stores import PLAN, fill, opened

TEXT = """
hotline: Duna Bank
languages: [en]
timezone: Europe/Budapest
open: {mon-fri: "08:00-20:00"}
menu:
  welcome:
    keys:
      1: {label: a card, stream: cards}
      2: {label: a loan, stream: loans}
streams:
  cards: {}
  loans: {}
teams:
  front: {takes: {cards: 1, loans: 2}, agents: {anna: {address: "sip:a@127.0.0.1"}}}
  desk: {takes: {loans: 1}, agents: {bela: {address: "sip:b@127.0.0.1"}}}
policy: {wrap_up: 0 s}
"""
DEMAND = """
demand:
  callers: {patience: never, talk: {exponential: 180 s}, wrap_up: 0 s}
  cards: {per_day: 2400, curve: even}
  loans: {per_day: 240, curve: even}
  curves: {even: {"00:00": 1}}
"""
MONDAY = int(datetime(2026, 1, 12, 9, 0, tzinfo=UTC).timestamp() * 1e6)
"Ten o'clock in Budapest."
HOUR = 3_600_000_000


def plan(more: str = DEMAND) -> Plan:
    """Return a plan with one stream for each of two teams."""
    return read_text(TEXT + more, "plan.yaml")


def forecast(folder: Path, demand: str = DEMAND, came: int = 0, began: int = 0) -> Forecast:
    """Return the forecast of a hotline that began so long ago, and had so many calls since."""
    made = plan(demand)
    hotline = build(made, {})
    own = Path(mkdtemp(dir=folder))
    url = sqlite_url(own)
    with opened(url) as store:
        run = store.begin(PLAN, None, MONDAY - began, "test")
        entries: list[Entry] = []
        exchange = Exchange(hotline, entries.extend)
        exchange.receive(RunStarted("digest"), MONDAY - began)
        for number in range(1, came + 1):
            at = MONDAY - began + number * began // (came + 1)
            exchange.advance(at)
            exchange.receive(CallArrived("leg", f"+36{number:09d}", "1"), at)
            exchange.receive(KeyPressed(number, "1"), at)
            exchange.receive(CallerHungUp(number), at)
        fill(store, run, entries, 5_000)
    return Forecast(made, hotline, url)


def test_calls_are_the_plans_where_today_is_as_planned(tmp_path: Path) -> None:
    hour = forecast(tmp_path, came=100, began=HOUR).next_hour(MONDAY, {"front": 6, "desk": 1})
    cards, loans = hour.streams
    assert (cards.stream, cards.came, cards.planned) == ("cards", 100, 100.0)
    assert cards.expected == pytest.approx(100, abs=0.1)
    assert (loans.came, loans.planned) == (0, 10.0)
    assert loans.expected == pytest.approx(10 * 30 / 40, abs=0.1)
    assert hour.since == "2026-01-12T09:00:00.000Z"


@pytest.mark.parametrize(("came", "expected"), [(0, 50), (165, 150), (900, 200)])
def test_a_busy_day_is_expected_to_go_on_within_bounds(
    tmp_path: Path, came: int, expected: float
) -> None:
    hour = forecast(tmp_path, came=came, began=HOUR).next_hour(MONDAY, {})
    assert hour.streams[0].expected == pytest.approx(expected, abs=0.1)


def test_a_hotline_that_has_just_begun_goes_by_the_plan(tmp_path: Path) -> None:
    hour = forecast(tmp_path).next_hour(MONDAY, {})
    assert [stream.expected for stream in hour.streams] == [100.0, 10.0]


def test_nobody_is_expected_while_it_is_closed(tmp_path: Path) -> None:
    closed = forecast(tmp_path).next_hour(MONDAY + 10 * HOUR, {"front": 3, "desk": 1})
    assert [stream.expected for stream in closed.streams] == [0.0, 0.0]
    assert [team.needed for team in closed.teams] == [0, 0]
    assert closed.teams[0].service_level is None
    last = forecast(tmp_path).next_hour(MONDAY + 9 * HOUR + HOUR // 2, {})
    assert last.streams[0].expected == 25.0  # half an hour, of a day on which nobody has called


def test_agents_are_those_that_erlang_c_says_where_nobody_gives_up(tmp_path: Path) -> None:
    hour = forecast(tmp_path).next_hour(MONDAY, {"front": 6, "desk": 1})
    front, desk = hour.teams
    # 100 an hour of 180 s are 5 erlangs; the loans go to the team of their best level alone.
    best = next(n for n in range(6, 30) if erlang_c(100 / 3600, 180, n).within(WITHIN_S) >= SHARE)
    assert (front.team, front.on_duty, front.needed) == ("front", 6, best)
    assert front.service_level == pytest.approx(
        erlang_c(100 / 3600, 180, 6).within(WITHIN_S), abs=1e-6
    )
    assert desk.needed == next(
        n for n in range(1, 9) if erlang_c(10 / 3600, 180, n).within(WITHIN_S) >= SHARE
    )


def test_nobody_on_duty_answers_nobody_and_too_few_answer_few(tmp_path: Path) -> None:
    demand = DEMAND.replace("patience: never", "patience: {exponential: 2 min}")
    hour = forecast(tmp_path, demand).next_hour(MONDAY, {"front": 1})
    front, desk = hour.teams
    assert desk.service_level == 0.0
    assert front.service_level is not None
    assert 0 < front.service_level < 0.2
    unstable = forecast(tmp_path).next_hour(MONDAY, {"front": 1})
    assert unstable.teams[0].service_level == 0.0


def test_a_surge_that_is_planned_is_expected(tmp_path: Path) -> None:
    demand = DEMAND + '  surges: {flood: {streams: cards, at: "mon 10:00", for: 1 h, times: 3}}\n'
    hour = forecast(tmp_path, demand).next_hour(MONDAY, {})
    assert [stream.expected for stream in hour.streams] == [300.0, 10.0]


def test_without_a_section_demand_nothing_can_be_expected(tmp_path: Path) -> None:
    assert forecast(tmp_path).is_possible
    assert not forecast(tmp_path, "").is_possible
