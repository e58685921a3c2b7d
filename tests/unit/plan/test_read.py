"""Reading a plan: a file that is none, and thousands of plans that somebody spoilt."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.plan.build import build
from firstline.plan.drawing import menu_svg
from firstline.plan.explain import explain
from firstline.plan.faults import Fault, PlanFaults
from firstline.plan.lint import lint
from firstline.plan.model import Plan
from firstline.plan.read import read, read_text
from firstline.plan.tree import Plain, grow, plain
from kit.plans import text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
BANK = (EXAMPLES / "bank.yaml").read_bytes()
ISP = (EXAMPLES / "isp.yaml").read_bytes()


def refused(path: Path) -> str:
    with pytest.raises(PlanFaults) as error:
        read(path)
    assert len(error.value.faults) == 1
    return str(error.value)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_sound_plan_is_read(tmp_path: Path) -> None:
    assert read(written(tmp_path / "plan.yaml", text().encode())).hotline == "Test"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read(written(tmp_path / "plan.yaml", b"\xef\xbb\xbf" + text().encode()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "1:1: the plan is empty."),
        (b"# nothing\n", "1:1: the plan is empty."),
        (b"~", "1:1: the plan is empty."),
        (b"- a\n- b", "1:1: a plan is a mapping of sections"),
        (b"hello", "1:1: a plan is a mapping of sections"),
        (b"a: b\nc: \xff\xfe", "2:4: this is not UTF-8 text."),
        (b"hotline: x\n  menu: {", "this is not YAML"),
        (b"x" * 10_000_000, "the plan is larger than 1,000,000 bytes."),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(written(tmp_path / "plan.yaml", content))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read (no such file" in refused(tmp_path / "absent.yaml")
    assert "this is a folder" in refused(tmp_path)
    assert "this is not a file" in refused(Path("/dev/zero"))
    assert "cannot be read" in refused(Path("x" * 5_000))
    assert "cannot be read" in refused(Path("a\0b"))


def test_faults_name_the_file_as_it_was_given(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.yaml", text(operator="x").encode())
    with pytest.raises(PlanFaults) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:2:11: there is no stream “x”.")


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(PlanFaults, match="larger than"):
        read_text("x" * 1_000_001, "p")


@pytest.mark.slow
def test_thousands_of_faults_take_time_in_proportion() -> None:
    names = ", ".join(f"s{n}" for n in range(10_000))
    items = ", ".join(f"x{n}: 1" for n in range(10_000))
    written = text(
        teams=f"{{all: {{takes: [sales, service, {names}]}}}}",
        streams=f"{{sales: {{}}, service: {{}}, {items}}}",
    )
    with pytest.raises(PlanFaults) as error:
        read_text(written, "p")
    assert len(error.value.faults) == 20_000


def use(plan: Plan) -> None:
    """Do with a sound plan everything that can be done with one."""
    lint(plan)
    assert build(plan, {}).menus
    for language in ("hu", "en"):
        assert explain(plan, language)
        assert menu_svg(plan, language)


def plan_or_faults(content: str) -> None:
    """Read *content*; anything but a plan or its faults fails the test."""
    faults: tuple[Fault, ...] = ()
    try:
        use(read_text(content, str(EXAMPLES / "spoilt.yaml")))
    except PlanFaults as error:
        faults = error.faults or (Fault("", 0, 0, "", ""),)
    for fault in faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.what
        assert fault.remedy.endswith((".", "?", "]", "$")), fault.remedy
        assert "\n" not in str(fault)


@given(
    st.sampled_from([BANK, ISP]),
    st.lists(
        st.tuples(st.integers(0, 9_000), st.integers(0, 30), st.binary(max_size=12)),
        min_size=1,
        max_size=4,
    ),
)
def test_bytes_deleted_inserted_or_replaced_give_a_plan_or_faults(
    content: bytes, cuts: list[tuple[int, int, bytes]]
) -> None:
    for place, length, new in cuts:
        content = content[:place] + new + content[place + length :]
    plan_or_faults(content.decode("utf-8", errors="replace"))


WORDS = st.sampled_from(
    ["~", "5", "-1", "x", "[]", "{}", "[a, b]", "{a: b}", "sip:a@b", "20 s", "never", "''", "é",
     "{1: {go: x}}", "true", "99999999999999999999", "1e999", ".nan", "*", "'#'", "&a b", "*a",
     "hu", "2026-99-99", "08:00-99:00", "{file: /dev/zero}", "{env: A}", "+36", "[[[[]]]]"]
)  # fmt: skip


@given(
    st.sampled_from([BANK.decode(), ISP.decode()]),
    st.lists(st.tuples(st.integers(0, 2_000), WORDS), min_size=1, max_size=3),
)
def test_values_replaced_by_others_give_a_plan_or_faults(
    content: str, changes: list[tuple[int, str]]
) -> None:
    for number, word in changes:
        pieces = content.split(": ")
        at = number % (len(pieces) - 1) + 1
        value, comma, rest = pieces[at].partition(",")
        pieces[at] = word + comma + rest if comma else f"{word}\n{value.partition(chr(10))[2]}"
        content = ": ".join(pieces)
    plan_or_faults(content)


def parsed(content: bytes) -> Plain:
    root, _ = grow(content.decode(), "p")
    assert root is not None
    return plain(root)


def holders(data: Plain) -> list[Plain]:
    """Return every list and mapping in *data* that holds something."""
    if not data or isinstance(data, str):
        return []
    below = data.values() if isinstance(data, dict) else data
    return [data, *(holder for item in below for holder in holders(item))]


NODES: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.text(max_size=20) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.sampled_from([BANK, ISP]),
    st.lists(
        st.tuples(st.integers(0), st.integers(0), st.sampled_from(["cut", "put", "add"]), NODES),
        min_size=1,
        max_size=4,
    ),
)
def test_nodes_deleted_inserted_or_replaced_give_a_plan_or_faults(
    content: bytes, changes: list[tuple[int, int, str, Plain]]
) -> None:
    data = parsed(content)
    for which, place, change, node in changes:
        found = holders(data)
        holder = found[which % len(found)] if found else None
        if isinstance(holder, list):
            at = place % len(holder)
            holder[at : at + (change != "add")] = [] if change == "cut" else [node]
        elif isinstance(holder, dict):
            name = list(holder)[place % len(holder)]
            holder[f"{name}x" if change == "add" else name] = node
            if change == "cut":
                del holder[name]
    plan_or_faults(json.dumps(data))


@given(
    st.sampled_from([BANK.decode(), ISP.decode()]),
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=3),
)
def test_lines_deleted_or_moved_give_a_plan_or_faults(
    content: str, moves: list[tuple[int, int]]
) -> None:
    lines = content.splitlines()
    for start, to in moves:
        line = lines.pop(start % len(lines))
        if to < 400:
            lines.insert(to % len(lines), line)
    plan_or_faults("\n".join(lines))


@given(st.text(max_size=300))
def test_any_text_gives_a_plan_or_faults(content: str) -> None:
    plan_or_faults(content)
