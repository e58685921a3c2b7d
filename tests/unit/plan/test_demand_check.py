"""What is impossible in the section `demand`: one fault for one slip, with its place."""

from pathlib import Path

import pytest

from kit.plans import faults, faults_in, text


def surge(keys: str, stream: str = "sales") -> str:
    """Return a demand with one surge."""
    return f"{{{stream}: {{per_day: 5}}, surges: {{a: {{at: tue 9:00, times: 3, {keys}}}}}}}"


@pytest.mark.parametrize(
    ("demand", "fault"),
    [
        ("{sale: {per_day: 5}}", "there is no stream “sale”. Did you mean “sales”?"),
        ("{surge: {per_day: 5}}", "there is no stream “surge”. Did you mean “surges”?"),
        ("{sales: {}}", "how many call about “sales” is not said. Add “per_day”, or “counts”"),
        (
            "{sales: {per_day: 5, curve: bank-dya}}",
            "there is no curve “bank-dya”. Did you mean “bank-day”?",
        ),
        (
            "{sales: {per_day: 5, days: {moon: 1}}}",
            "“moon” is neither a day nor days of the week. Did you mean “mon”?",
        ),
        (
            "{sales: {per_day: 5, days: {mon-fri: 1, tue: 2}}}",
            "tue is in “mon-fri” and in “tue”. Give each day its weight once.",
        ),
        (
            '{sales: {per_day: 5}, curves: {flat: {"08:00": 1}}}',
            "“flat” is built in. Give yours another name.",
        ),
        (
            '{sales: {per_day: 5}, curves: {x: {"08:00": 0}}}',
            "by curve “x” nobody ever calls. Write a number above 0",
        ),
        (
            "{sales: {per_day: 5, languages: {en: 90 %}}}",
            "the languages add up to 90 %. Together they must be 100 %.",
        ),
        (
            "{callers: {languages: {ne: 100 %}}, sales: {per_day: 5}}",
            "the hotline does not speak “ne”. Languages: en.",
        ),
        (
            "{sales: {per_day: 5, pretend: {as: srvice, share: 5 %}}}",
            "there is no stream “srvice”. Did you mean “service”?",
        ),
        (
            "{sales: {per_day: 5, pretend: {as: sales, share: 5 %}}}",
            "callers of “sales” cannot pretend to be themselves.",
        ),
        (
            "{sales: {per_day: 5, straight_to_zero: 60 %, pretend: {as: service, share: 50 %}}}",
            "“straight_to_zero” and “pretend” are 110 % of the callers.",
        ),
        (
            "{sales: {per_day: 5, transfer: {al: {to: 'stream:sales', share: 5 %}}}}",
            "there is no team “al”. Did you mean “all”?",
        ),
        (
            "{sales: {per_day: 5, transfer: {all: {to: all, share: 5 %}}}}",
            "team “all” cannot pass calls on to itself.",
        ),
        (
            "{sales: {per_day: 5, transfer: {all: {to: 'stream:servce', share: 5 %}}}}",
            "there is no stream “servce”. Did you mean “service”?",
        ),
        (
            "{sales: {per_day: 5, transfer: {all: {to: 'agent:anna', share: 5 %}}}}",
            "a matter is passed on to a team or a stream, not to “agent:anna”.",
        ),
        (
            surge("for: 1 h"),
            "surge “a” must say who calls. Write “service: …”, or “streams: […]”",
        ),
        (
            surge("service: good, for: 1 h"),
            "there is no service “good”. Did you mean “goods”?",
        ),
        (
            surge("service: goods, for: 1 h", stream="service"),
            "no stream of service “goods” has demand. Add one of sales to “demand”.",
        ),
        (
            surge("streams: [service], for: 1 h"),
            "stream “service” has no demand that could be multiplied.",
        ),
        (
            surge("streams: [salse], for: 1 h"),
            "there is no stream “salse”. Did you mean “sales”?",
        ),
        (
            surge("streams: sales"),
            "surge “a” takes no time. Add “for”, “half_life” or both.",
        ),
        (
            surge("streams: sales, for: 1 h, area: x"),
            "“x” is not the beginning of a number. Write it like “+36 52”.",
        ),
    ],
)
def test_what_is_impossible_is_one_fault(demand: str, fault: str) -> None:
    found = faults(demand=demand)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_a_stream_may_not_be_called_like_a_word_of_the_section() -> None:
    streams = "{sales: {}, service: {}, agents: {}}"
    teams = "{all: {takes: [sales, service, agents]}}"
    assert faults(streams=streams, teams=teams) == []
    found = faults(streams=streams, teams=teams, demand="{sales: {per_day: 5}}")
    assert found == [
        "“agents” has a meaning of its own in “demand”. Call the stream something else."
    ]


def test_nobody_can_press_a_key_that_is_not_there() -> None:
    menu = "{w: {say: Hi, keys: {1: {label: sales, stream: sales}}}}"
    pretend = "{sales: {per_day: 5, pretend: {as: service, share: 5 %}}}"
    assert faults(menu=menu, operator=None, demand=pretend) == [
        "no key leads to stream “service”: nobody can press it. Name a stream that a key leads to."
    ]
    for demand in ("{service: {per_day: 5}}", "{sales: {per_day: 5, straight_to_zero: 5 %}}"):
        (found,) = faults(menu=menu, operator=None, demand=demand)
        assert "cannot press 0: there is no operator" in found


def test_a_team_may_transfer_only_where_the_plan_lets_it() -> None:
    teams = """{first: {takes: [sales, service], transfers_to: [expert]},
        expert: {takes: [sales]}, boss: {takes: [service]}}"""
    demand = "{{sales: {{per_day: 5, transfer: {{first: {{to: {to}, share: 5 %}}}}}}}}"
    assert faults(teams=teams, demand=demand.format(to="expert")) == []
    assert faults(teams=teams, demand=demand.format(to="'stream:sales'")) == []
    assert faults(teams=teams, demand=demand.format(to="boss")) == [
        "team “first” may not transfer to “boss”. It may to: stream:sales, team:expert."
    ]


def test_counts_stand_instead_of_the_other_ways_to_say_it(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("date,08:00,08:30\n2026-06-08,1,2\n", encoding="utf-8")
    assert faults(demand=f"{{sales: {{counts: {{file: {file}}}}}}}") == []
    found = faults(demand=f"{{sales: {{per_day: 5, curve: flat, counts: {{file: {file}}}}}}}")
    assert found == [
        f"“{name}” has no meaning beside “counts”. Keep one of the two."
        for name in ("per_day", "curve")
    ]


def test_a_file_of_counts_has_its_own_faults_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    demand = f"{{sales: {{counts: {{file: {file}}}}}}}"
    assert faults(demand=demand) == [
        "there is no file “calls.csv”. Paths start from the plan's folder."
    ]
    file.write_text("date,08:00,08:30\n2026-06-08,1,-2\n2026-06-09,1,\n", encoding="utf-8")
    places = [(it.file, it.line, it.column) for it in faults_in(text(demand=demand))]
    assert places == [(str(file), 2, 14), (str(file), 3, 14)]


def test_of_very_many_faults_in_a_file_the_first_are_told(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    rows = "".join(f"2026-06-{day:02},x,y\n" for day in range(1, 29))
    file.write_text("date,08:00,08:30\n" + rows, encoding="utf-8")
    found = faults(demand=f"{{sales: {{counts: {{file: {file}}}}}}}")
    assert len(found) == 21
    assert any("has 36 more faults" in fault for fault in found)


def test_a_plan_without_demand_has_none_of_these_faults() -> None:
    assert faults() == []
