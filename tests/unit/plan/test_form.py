"""The form of a plan: pydantic's errors in a colleague's words, and what is left without them."""

from pathlib import Path

import pytest

from firstline.plan.form import shape
from firstline.plan.tree import Plain
from kit.plans import faults


def said(data: dict[str, Plain]) -> list[str]:
    return [f"{remark.what}. {remark.remedy}" for remark in shape(data, Path()).remarks]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"strems": "{}"}, "“strems” means nothing here. Did you mean “streams”?"),
        (
            {"policy": "{order: {gaurd: 5 min}}"},
            "“gaurd” means nothing here. Did you mean “guard”?",
        ),
        (
            {"teams": "{all: {takes: [sales, service], agents: {anna: {adress: x}}}}"},
            "“adress” means nothing here. Did you mean “address”?",
        ),
        (
            {"streams": "{sales: {urgency: frist}, service: {}}"},
            "“urgency” must be 'first' or 'second', not “frist”. Did you mean “first”?",
        ),
        (
            {"limits": "{calls: many}"},
            "“calls” must be a whole number, not “many”. Write digits only.",
        ),
        ({"limits": "{calls: 0}"}, "“calls” must be at least 1, not “0”. Write a larger number."),
        ({"menu": "[a, b]"}, "“menu” must be a mapping, not a list."),
        ({"streams": "{sales: 5, service: {}}"}, "“sales” must be a mapping, not “5”."),
        ({"hotline": "{a: b}"}, "“hotline” must be a text, not a mapping."),
        ({"policy": "{ring_time: 20}"}, "“20” is not a length of time. Write the unit"),
        ({"incidents": "{storm: {area: '+36'}}"}, "“say” is missing. Add it."),
        ({"languages": "{en: hu}"}, "“languages” must be a list, not a mapping."),
        ({"languages": "[en, [hu]]"}, "item 2 must be a text, not a list."),
        ({"voices": "{en: 'rm -rf /'}"}, "“en” cannot be “rm -rf /”."),
    ],
)
def test_what_is_malformed_is_said_in_words(changes: dict[str, str], fault: str) -> None:
    found = faults(**changes)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_one_slip_does_not_hide_the_others() -> None:
    found = faults(
        limits="{calls: many}",
        streams="{sales: {urgency: frist}, service: {}}",
        operator="servce",
        timezone="Nowhere",
    )
    assert len(found) == 4


def test_a_malformed_stream_is_still_known_by_its_name() -> None:
    assert faults(streams="{sales: 5, service: {}}") == [
        "“sales” must be a mapping, not “5”. Write names and values below it: label, service, "
        "caller, urgency, full_at, on_full, max_wait, on_max_wait, record, wrap_up, "
        "expected_handle."
    ]


def test_passwords_are_not_repeated_in_faults() -> None:
    teams = (
        "{all: {takes: [sales, service], agents: {anna: {phone: {password: {env: 'my secret!'}}}}}}"
    )
    found = faults(teams=teams)
    assert found
    assert "my secret" not in "".join(found)


def test_what_has_no_form_at_all_gives_no_plan_but_remarks() -> None:
    form = shape({"hotline": {"a": {"b": "c"}}, "menu": ["x"], "open": "5"}, Path())
    assert form.plan is not None
    assert len(form.remarks) == 3
