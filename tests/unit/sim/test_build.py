"""The population of a plan: every trait, every way, and who passes whom on."""

import math
from datetime import date
from pathlib import Path

import pytest

from firstline.domain.time import MINUTE, NEVER
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.read import read
from firstline.sim.build import law, population, span
from firstline.sim.kernel.population import (
    PRETENDER,
    STRAIGHT_TO_ZERO,
    TRUTHFUL,
    Matter,
    Population,
)
from firstline.sim.staffed import staffed
from kit.plans import plan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def everybody(made: Plan) -> Population:
    return population(made, build(made, {}))


def matter(demand: str, **changes: str) -> Matter:
    """Return the first stream's callers."""
    found = everybody(plan(demand=demand, **changes)).matters[0]
    assert found is not None
    return found


def test_a_stream_without_demand_has_no_matter() -> None:
    assert everybody(plan(demand="{service: {per_day: 5}}")).matters[0] is None


@pytest.mark.parametrize(
    ("written", "mean"),
    [
        ("4 min", 240),
        ("{exponential: 4 min}", 240),
        ("{lognormal: {mean: 4 min, sd: 3 min}}", 240),
        ("{gamma: {mean: 4 min, sd: 3 min}}", 240),
        ("{weibull: {shape: 1.5, scale: 4 min}}", 240 * math.gamma(1 + 1 / 1.5)),
        ("{uniform: {from: 1 min, to: 3 min}}", 120),
        ("{empirical: [10 s, 20 s, 60 s]}", 30),
        ("never", math.inf),
    ],
)
def test_every_law_of_a_plan_becomes_one_with_the_same_mean(written: str, mean: float) -> None:
    written_law = plan(demand=f"{{sales: {{per_day: 1, patience: {written}}}}}").demand
    said = written_law.streams["sales"].patience
    assert said is not None
    assert law(said).mean() == pytest.approx(mean)
    assert said.mean == pytest.approx(mean)


def test_defaults_stand_where_the_plan_says_nothing() -> None:
    found = matter("{sales: {per_day: 5}}")
    assert found.patience.mean() == 300
    assert [talk.mean() for talk in found.talk] == [240] * 10
    assert list(found.wrap_up) == [None] * 10
    assert (found.wrong_key, found.gives_up, found.straight_to_zero) == (0.02, 0.01, 0)
    assert list(found.languages) == [1.0]
    assert found.pretence is None
    assert (found.balk_over, found.balk_share) == (NEVER, 0)
    assert found.redial.share == 0


def test_what_a_plan_says_is_handed_on() -> None:
    found = matter(
        "{sales: {per_day: 5, pretend: {as: service, share: 5 %, recognised: 40 %, after: 30 s, "
        "talk: 110 %}, balk: {over: 5 min, share: 40 %}, redial: {share: 30 %, after: 1 min, "
        "at_most: 3}, talk_at_level: {2: 9 min}, wrap_up_at_level: {2: 9 s}}}"
    )
    pretence = found.pretence
    assert pretence is not None
    assert (pretence.stream, pretence.share, pretence.recognised) == (1, 0.05, 0.4)
    assert (pretence.after.mean(), pretence.talk) == (30, 1.1)
    assert (found.balk_over, found.balk_share) == (5 * MINUTE, 0.4)
    assert (found.redial.share, found.redial.after.mean(), found.redial.at_most) == (0.3, 60, 3)
    assert found.talk[2].mean() == 540
    wrap_up = found.wrap_up[2]
    assert wrap_up is not None
    assert wrap_up.mean() == 9


def test_languages_add_up_by_the_order_of_the_hotline() -> None:
    menu = "{w: {say: {hu: Szia, en: Hi}, keys: {9: {language: en}}}}"
    found = matter(
        "{sales: {per_day: 5, languages: {en: 30 %, hu: 70 %}}}",
        languages="[hu, en]",
        menu=menu,
    )
    assert list(found.languages) == [0.7, 1.0]


def test_each_path_has_its_keys() -> None:
    found = matter("{sales: {per_day: 5, pretend: {as: service, share: 5 %}}}")
    keys = [found.ways[int(path)][0].by_menu for path in (TRUTHFUL, PRETENDER, STRAIGHT_TO_ZERO)]
    assert keys == [{"welcome": "1"}, {"welcome": "2"}, {"welcome": "0"}]


def test_only_callers_in_the_wrong_language_press_its_key() -> None:
    bank = everybody(staffed(read(EXAMPLES / "bank.yaml")))
    assert [keys.by_menu for keys in bank.language_keys] == [{}, {"welcome": "9"}]


TEAMS = """{reception: {takes: [service], transfers_to: [shop]}, shop: {takes: [sales]},
  expert: {takes: [special], transfers_to: [special]}, special: {takes: [special]}}"""
STREAMS = "{sales: {caller: prospect}, service: {}, special: {}}"


def test_agents_send_on_whom_their_team_does_not_take_where_they_may() -> None:
    found = matter("{sales: {per_day: 5}}", teams=TEAMS, streams=STREAMS)
    assert list(found.specialists) == ["stream:sales", "stream:sales", "", "stream:sales"]
    reception, shop, expert, _ = found.handovers
    assert reception is not None
    assert (reception.goal, reception.after.mean()) == ("stream:sales", 60)
    assert shop is None
    assert expert is None


def test_specialists_to_whom_a_matter_is_passed_on_do_not_send_it_back() -> None:
    found = matter(
        "{sales: {per_day: 5, transfer: {shop: {to: 'stream:special', share: 20 %, after: 90 s}}}}",
        teams=TEAMS,
        streams=STREAMS,
    )
    assert list(found.specialists) == ["stream:sales", "stream:sales", "", ""]
    handover = found.handovers[1]
    assert handover is not None
    assert (handover.goal, handover.share, handover.after.mean()) == ("stream:special", 0.2, 90)


@pytest.mark.parametrize("example", ["bank", "isp"])
def test_a_week_of_an_example_has_callers_and_agents(example: str) -> None:
    made = staffed(read(EXAMPLES / f"{example}.yaml"))
    hotline = build(made, {})
    people = population(made, hotline)
    week = span(made, hotline, people, date(2026, 6, 8), 7, 1)
    callers = sum(source.rates.total() for source in week.sources)
    assert 15_000 < callers < 50_000
    assert len(week.duties) == len(hotline.seats)
    assert all(list(duty.at) == sorted(duty.at) for duty in week.duties)
    assert len({source.index for source in week.sources}) == len(week.sources)
    assert (week.end - week.begin) // MINUTE == 7 * 1440
