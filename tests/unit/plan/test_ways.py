"""Ways through the menu: what keys lead to, and what can be reached."""

from firstline.plan import ways
from firstline.plan.model import Target
from kit.plans import plan

DEEP = (
    "{a: {say: A, keys: {1: {label: b, go: b}, 2: {label: c, go: c}, 0: {stream: service}}}, "
    "b: {say: B, keys: {1: {label: c, go: c}, 3: {label: s, stream: sales}, '*': repeat}}, "
    "c: {say: C, keys: {1: {label: a, go: a}}}}"
)


def test_calls_enter_at_the_first_menu_or_where_their_number_leads() -> None:
    assert ways.entries(plan(menu=DEEP)) == ["a"]
    assert ways.entries(plan(menu=DEEP, numbers="{'1': c, '2': a, '3': c}")) == ["c", "a"]


def test_the_operator_is_named_or_behind_the_first_menus_0() -> None:
    assert ways.operator(plan(operator="sales")) == "sales"
    assert ways.operator(plan(operator=None, menu=DEEP)) == "service"
    assert ways.operator(plan(operator=None)) is None


def test_reserved_keys_are_put_in_where_the_plan_says_nothing() -> None:
    deep = plan(menu=DEEP)
    keys = ways.keys(deep, deep.menu["b"])
    assert keys["0"] == Target(stream="service")
    assert keys["#"] == Target(repeat=True)
    assert keys["*"].repeat  # the plan's own
    assert ways.keys(deep, deep.menu["c"])["*"] == Target(back=True)


def test_silence_leads_to_a_human_or_to_the_end() -> None:
    assert ways.human(plan()) == Target(stream="service")
    assert ways.human(plan(operator=None)) == Target(hang_up=True)


def test_each_key_is_found_by_the_shortest_way() -> None:
    found = {way.target.stream: way.keys for way in ways.explore(plan(menu=DEEP), "a")}
    assert found["sales"] == ("1", "3")
    assert found["service"] == ("0",)
    keys = [way.keys for way in ways.explore(plan(menu=DEEP), "a")]
    assert ("2", "1") in keys
    assert ("1", "1", "1") not in keys  # menu c is nearer


def test_menus_can_be_reached_and_lead_on() -> None:
    deep = plan(menu=DEEP)
    assert ways.reachable(deep) == {"a", "b", "c"}
    assert ways.leading_to(deep, {"b"}) == {"a", "b", "c"}


def test_a_key_is_called_by_its_label() -> None:
    deep = plan(menu=DEEP)
    assert ways.label(deep, ways.Press("b", "3"), "en") == "s"
    assert ways.label(deep, ways.Press("a", "0"), "en") == ""
