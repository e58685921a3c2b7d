"""Who takes what, and from when."""

from firstline.domain.time import MINUTE
from firstline.plan.staff import level, speaks, takers
from kit.plans import plan

TEAMS = (
    "{a: {takes: {service: 3}}, b: {takes: {sales: 2, service: {level: 2, after: 5 min}}}, "
    "c: {takes: [sales, service], speaks: hu}}"
)
BOTH = {"languages": "[hu, en]", "menu": "{w: {say: {hu: Szia, en: Hi}}}", "teams": TEAMS}


def test_first_choice_comes_first_and_helpers_after_their_time() -> None:
    small = plan(**BOTH, policy="{widen: {2: 1 min, level 3: 3 min}}")
    assert [(t.name, t.level, t.after) for t in takers(small, "service")] == [
        ("c", 1, 0),
        ("b", 2, 5 * MINUTE),
        ("a", 3, 3 * MINUTE),
    ]
    assert [(t.name, t.after) for t in takers(small, "sales")] == [("c", 0), ("b", MINUTE)]


def test_without_widening_helpers_help_at_once() -> None:
    assert [taker.after for taker in takers(plan(**BOTH), "sales")] == [0, 0]


def test_a_team_speaks_all_languages_unless_it_says_which() -> None:
    small = plan(**BOTH)
    assert speaks(small, small.teams["a"]) == ("hu", "en")
    assert speaks(small, small.teams["c"]) == ("hu",)


def test_levels_that_help_are_2_to_9() -> None:
    assert [level(name) for name in ("2", "level 9", "level2", "1", "10", "x")] == [
        2,
        9,
        2,
        None,
        None,
        None,
    ]
