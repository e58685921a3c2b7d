"""YAML as a tree with places: what grows, what is refused, and where values stand."""

import pytest

from firstline.plan.faults import PlanFaults, Remark
from firstline.plan.tree import Names, Plain, Source, grow, plain


def grown(text: str) -> Plain:
    root, faults = grow(text, "p")
    assert not faults
    return None if root is None else plain(root)


def refused(text: str) -> str:
    with pytest.raises(PlanFaults) as error:
        grow(text, "p")
    return str(error.value)


def test_every_scalar_stays_the_text_that_was_written() -> None:
    assert grown("{a: 0800, b: NO, c: 1.0, d: 2026-12-24, e: yes, 1: 1}") == {
        "a": "0800",
        "b": "NO",
        "c": "1.0",
        "d": "2026-12-24",
        "e": "yes",
        "1": "1",
    }


def test_nothing_is_nothing_unless_it_is_quoted() -> None:
    assert grown("[~, null, , '', '~']".replace(", ,", ",")) == [None, None, "", "~"]
    assert grown("a:") == {"a": None}


def test_an_empty_file_has_no_tree() -> None:
    assert grow("", "p") == (None, [])
    assert grow("# only a comment\n", "p") == (None, [])


def test_an_alias_stands_for_its_anchor() -> None:
    assert grown("a: &x [1, 2]\nb: *x") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_a_name_given_twice_is_a_fault_at_the_second() -> None:
    root, faults = grow("a: 1\nb: 2\na: 3", "p")
    assert root is not None
    assert plain(root) == {"a": "1", "b": "2"}
    assert str(faults[0]) == "p:3:1: “a” is given twice, first on line 1. Keep one of the two."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "p:1:5: this is not YAML"),
        ("a: b: c", "p:1:5: this is not YAML"),
        ("a: 1\n---\nb: 2", "p:2:1: a second document"),
        ("a: !!python/object:os.system x", "p:1:4: a tag"),
        ("{a: 1}: x", "a name must be a single word"),
        ("[a]: x", "a name must be a single word"),
        ("a: *b", "p:1:4: “*b” stands for nothing"),
        ("a: &a [*a]", "“*a” stands for nothing"),
        ("a: &x {b: c}\nd: {<<: *x}", "merge keys"),
        ('a: "\\0"', "control character"),
        ('a: "\\uD800"', "control character"),
        ("a: \x01", "p:1:4: there is a character"),
        ('a: "\\UFFFFFFFF"', "this is not YAML"),
        ("%YAML 9.9\n---\na: 1", "this is not YAML"),
    ],
)
def test_what_has_no_meaning_in_a_plan_is_refused_with_its_place(text: str, said: str) -> None:
    assert said in refused(text)


def test_deep_nesting_is_refused_and_not_followed() -> None:
    assert "levels deep" in refused("[" * 100_000)
    assert "levels deep" in refused("".join("  " * n + f"a{n}:\n" for n in range(100)))


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    assert "the plan holds more than" in refused("\n".join(lines))


YAML = """\
menu:
  welcome:
    say: Hello
    keys: {1: {go: cards}, 2: {go: x}}
languages: [hu, en]
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("menu", "welcome", "say"), (3, 10)),
        (("menu", "welcome"), (2, 3)),
        (("menu", "welcome", "keys", "2", "go"), (4, 36)),
        (("menu", "welcome", "keys", "2", "stream"), (4, 28)),
        (("languages", 1), (5, 17)),
        (("languages", "en"), (5, 17)),
        (("languages", "de"), (5, 1)),
        (("languages", 7), (5, 1)),
        (("absent",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_a_remark_finds_its_line_and_column(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    root, _ = grow(YAML, "p")
    assert isinstance(root, Names)
    assert Source("p", root).place(path) == place


def test_a_remark_about_a_name_points_at_the_name() -> None:
    root, _ = grow(YAML, "p")
    remark = Remark(("menu", "welcome", "say"), "what", "Remedy.", about_name=True)
    assert str(Source("p", root).fault(remark)) == "p:3:5: what. Remedy."
