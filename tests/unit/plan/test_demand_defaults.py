"""What callers are like of whom little is said: their own words, those for all, the defaults."""

from dataclasses import fields
from pathlib import Path

from firstline.plan.demand import Again, Agents, HandOver, Pretend
from firstline.plan.demand_defaults import DEFAULT, Traits, traits
from firstline.plan.laws import Law, say_law
from firstline.plan.shares import say_share
from kit.plans import plan

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "plan.md"


def known(demand: str, stream: str = "sales") -> Traits:
    return traits(plan(demand=demand).demand, stream)


def test_a_stream_overrules_all_callers_and_these_the_defaults() -> None:
    said = known("{callers: {talk: 3 min, gives_up: 5 %}, sales: {per_day: 1, gives_up: 0 %}}")
    assert said.gives_up == 0
    assert said.talk.mean == 180
    assert said.wrong_key == 0.02
    assert said.patience.mean == 300
    assert said.wrap_up is None


def test_talk_and_wrap_up_may_depend_on_the_level() -> None:
    said = known("{sales: {per_day: 1, talk: 3 min, talk_at_level: {2: 5 min}, wrap_up: 10 s}}")
    assert [law.mean for law in said.talks()] == [180, 180, 300] + 7 * [180]
    assert [law.mean for law in said.wrap_ups() if law is not None] == 10 * [10]


def test_what_all_pretend_is_not_meant_for_those_whom_they_imitate() -> None:
    demand = (
        "{callers: {pretend: {as: sales, share: 9 %}}, sales: {per_day: 1}, service: {per_day: 1}}"
    )
    assert known(demand).pretend is None
    assert known(demand, "service").pretend is not None


def test_the_reference_states_every_default() -> None:
    text = REFERENCE.read_text(encoding="utf-8").partition("## `demand`")[2]
    after = [part.model_fields["after"].default for part in (Pretend, HandOver, Again)]
    values = [getattr(DEFAULT, field.name, None) for field in fields(Traits)]
    laws = [value for value in [*values, *after, Agents().answer] if isinstance(value, Law)]
    assert {law for law in map(say_law, laws) if f"`{law}`" not in text} == set()
    shares = {say_share(value) for value in values if isinstance(value, float) and value}
    assert {share for share in shares if f"`{share}`" not in text} == set()
