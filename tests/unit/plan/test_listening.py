"""How a menu is to listen to: each rule finds what it is about, and nothing else."""

import pytest

from firstline.plan.listening import to_a_human
from kit.plans import plan, warnings

CHAIN = (
    "{a: {say: A, keys: {1: {label: b, go: b}}}, b: {say: B, keys: {1: {label: c, go: c}}}, "
    "c: {say: C, keys: {1: {label: d, go: d}}}, d: {say: D, keys: {1: {label: s, stream: sales}}}}"
)
LONG = " ".join(["word"] * 130)


@pytest.mark.parametrize(
    ("menu", "warning"),
    [
        (CHAIN, "key 1 is 4 menus deep"),
        (
            "{w: {say: Hi, keys: {"
            + ", ".join(f"{n}: {{label: x{n}, stream: sales}}" for n in range(1, 7))
            + "}}}",
            "menu “w” reads out 6 options",
        ),
        (f"{{w: {{say: {LONG}}}}}", "in en this menu takes some 45 seconds to say"),
        (
            "{w: {say: Press 1 for sales., keys: {1: {stream: sales}}}}",
            "“Press 1 for” names the key first",
        ),
        ("{w: {say: Hi, keys: {3: {stream: sales}}}}", "no caller is told of key 3"),
        (
            "{w: {say: Hi, keys: {1: {label: a, stream: sales}, 2: {label: a, stream: service}}}}",
            "keys 1 and 2 are both called “a”",
        ),
    ],
)
def test_what_is_hard_to_listen_to_is_a_warning(menu: str, warning: str) -> None:
    teams = "{all: {takes: [sales, service], agents: {a: {address: 'sip:a@b'}}, transfers_to: all}}"
    assert warnings(menu=menu, teams=teams) == [warning]


@pytest.mark.parametrize(
    ("language", "said", "is_wrong"),
    [
        ("hu", "Nyomja meg az 1-es gombot, ha kártyája van.", True),
        ("hu", "Nyomjon egyet, ha kártyája van.", True),
        ("hu", "Az egyes gombot, ha kártyája van.", True),
        ("hu", "Ha kártyája van, nyomja meg az egyes gombot.", False),
        ("hu", "Bankkártya: egyes gomb.", False),
        ("en", "Press one for cards.", True),
        ("en", "Press the 1 key if you have a card.", True),
        ("en", "For cards, press one. For loans, press two.", False),
    ],
)
def test_the_key_must_not_come_before_what_it_is_for(
    language: str,
    said: str,
    is_wrong: bool,
) -> None:
    menu = f"{{w: {{say: '{said}', keys: {{1: {{stream: sales}}}}}}}}"
    found = warnings(languages=f"[{language}]", menu=menu)
    assert any("names the key first" in warning for warning in found) == is_wrong


def test_it_may_take_too_long_until_the_key_to_a_human_is_said() -> None:
    half = " ".join(["word"] * 90)
    menu = (
        f"{{a: {{say: {half}, keys: {{1: {{label: b, go: b}}}}}}, "
        f"b: {{say: {half}, keys: {{1: {{label: c, go: c}}}}}}, "
        f"c: {{say: {half}, keys: {{1: {{label: s, stream: sales}}}}}}}}"
    )
    assert any("seconds of listening to get here" in warning for warning in warnings(menu=menu))


def test_the_time_to_a_human_ends_when_the_key_has_been_said() -> None:
    times = to_a_human(plan(), "en")
    assert times["sales"] == pytest.approx(len("Hello.For sales, press one.") * 0.065 + 3 * 0.3)
    assert times["sales"] < times["service"]
