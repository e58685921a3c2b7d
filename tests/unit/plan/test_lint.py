"""Warnings: each rule finds what it is about; the small plan has none."""

import pytest

from firstline.plan.lint import lint
from kit.plans import plan, warnings

AGENT = "agents: {anna: {address: 'sip:anna@127.0.0.1'}}"
SALES = "{w: {say: Hi, keys: {1: {label: a, stream: sales}}}}"


def test_a_sound_plan_has_no_warnings() -> None:
    assert warnings() == []


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"operator": None}, "there is no operator behind 0"),
        (
            {"menu": "{w: {say: A, keys: {1: {label: b, stream: sales}, 0: {label: a, say: C}}}}"},
            "in menu “w” 0 does not lead to a human",
        ),
        (
            {
                "languages": "[en, hu]",
                "menu": "{w: {say: {en: Hi, hu: Szia}, keys: {1: {label: {en: a, hu: b}, "
                "stream: sales}}}}",
            },
            "no key leads to the language “hu”",
        ),
        (
            {"policy": "{order: strict}"},
            "while callers of the first queue wait, the second is never served",
        ),
        (
            {"policy": "{order: {discipline: strict, guard: never}}"},
            "while callers of the first queue wait, the second is never served",
        ),
        (
            {"policy": "{order: {accumulating: {first: 1, second: 0}}}"},
            "waiting gains nothing in the second queue: it may never be served",
        ),
        (
            {"policy": "{order: {head_start: 1 h}}"},
            "with such a head start the second queue is hardly ever served",
        ),
        (
            {"teams": "{all: {takes: [sales, service], agents: {a: {phone: {password: x}}}}}"},
            "a password is written in the plan",
        ),
        ({"trunks": "{a: {user: x, password: y}}"}, "a password is written in the plan"),
        (
            {"trunks": "{a: {address: 0.0.0.0/0}}"},
            "trunk “a” takes calls from 0.0.0.0/0: from strangers",
        ),
        (
            {
                "teams": "{all: {takes: [sales, service], agents: {a: {address: 'sip:a@b'}, "
                "b: {address: 'sip:a@b'}}}}"
            },
            "agents “a” and “b” have the same phone",
        ),
        ({"teams": "{all: {takes: [sales, service]}}"}, "team “all” has no agents"),
        (
            {
                "teams": f"{{all: {{takes: [sales, service], {AGENT}}}, "
                "b: {agents: {ben: {address: 'sip:b@b'}}}}"
            },
            "no call can reach team “b”",
        ),
        (
            {
                "streams": "{sales: {caller: prospect}, service: {}, x: {}}",
                "teams": f"{{all: {{takes: [sales, service, x], {AGENT}}}}}",
            },
            "no key leads to stream “x”, and no team transfers to it",
        ),
        (
            {
                "teams": f"{{all: {{takes: {{sales: 2, service: 1}}, {AGENT}}}}}",
                "policy": "{widen: {2: 1 min}}",
            },
            "stream “sales” is nobody's first choice: its callers always wait",
        ),
        ({"policy": "{ring_time: 2 s}"}, "“ring_time” is unusual"),
        ({"policy": "{announce: {every: 5 s}}"}, "“every” is unusual"),
        (
            {"menu": SALES.replace("say: Hi", "say: Hi, no_input: {after: 1 s}")},
            "callers have hardly time to press a key",
        ),
        ({"open": '{mon-fri: "08:00-20:00"}'}, "the opening hours are taken as UTC"),
        ({"recording": "{say: We record.}"}, "no stream is recorded"),
        (
            {"streams": "{sales: {caller: prospect, on_full: hang_up}, service: {}}"},
            "this never happens",
        ),
        (
            {"streams": "{sales: {caller: prospect, on_max_wait: hang_up}, service: {}}"},
            "this never happens",
        ),
    ],
)
def test_a_rule_warns_of_what_it_is_about(changes: dict[str, str | None], warning: str) -> None:
    assert warnings(**changes) == [warning]


def test_a_menu_without_a_human_is_a_warning_and_so_is_the_missing_operator() -> None:
    menu = "{a: {say: A, keys: {1: {label: b, go: b}, 2: {label: s, stream: sales}}}, b: {say: B, "
    menu += "keys: {1: {label: c, say: We are open from eight.}}}}"
    streams, teams = "{sales: {}}", f"{{all: {{takes: sales, {AGENT}}}}}"
    assert warnings(operator=None, menu=menu, streams=streams, teams=teams) == [
        "there is no operator behind 0",
        "from menu “b” no human can be reached",
    ]


def test_one_queue_needs_no_guard() -> None:
    assert warnings(policy="{order: strict}", streams="{sales: {}, service: {}}") == []


def test_specialists_are_reached_by_transfer() -> None:
    teams = (
        f"{{all: {{takes: [sales, service], transfers_to: b, {AGENT}}}, "
        "b: {takes: x, agents: {ben: {address: 'sip:b@b'}}}}"
    )
    streams = "{sales: {caller: prospect}, service: {}, x: {}}"
    assert warnings(streams=streams, teams=teams) == []


def test_a_warning_has_its_place_in_the_file() -> None:
    (warning,) = lint(plan(policy="{order: strict}"))
    assert (warning.file, warning.line) == ("plan.yaml", 6)
