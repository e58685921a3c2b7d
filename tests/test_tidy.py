"""The house's laws about form: small functions, small files, true names, nothing from elsewhere.

What ruff can check is in pyproject.toml; what it cannot is here. A failure says what to do.
"""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import lizard
import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
SRC: Final = ROOT / "src" / "firstline"

LONGEST_FUNCTION: Final = 60
MOST_BRANCHED: Final = 8
LONGEST_MODULE: Final = 400
MEDIAN_FUNCTION: Final = 8
USUAL_FUNCTION: Final = 30
"95 of 100 functions are no longer."

VAGUE: Final = {
    "base",
    "common",
    "handler",
    "helper",
    "helpers",
    "manager",
    "misc",
    "util",
    "utils",
}

MAY_ASK_THE_TIME: Final = ("live", "telephony", "cli", "demo")
MAY_DRAW: Final = ("sim/draws.py",)
MAY_PRINT: Final = ("cli",)

TESTED_ELSEWHERE: Final = {
    "build.py": "test_build.py",
}
"""Modules without a test file of the same path, and where they are proved instead."""
TESTED_BY_PHONES: Final = ("live", "telephony", "cli", "demo")
"""Folders whose work is real calls: tests/phone/test_x.py proves x.py as well."""

# The letters in brackets keep these lines from finding themselves.
FROM_ELSEWHERE: Final = {
    "a path of someone's workplace": re.compile(r"(?<![\w.])/w[o]rk/|share[d]/design"),
    "the host of a package registry": re.compile(
        r"pypi\.org|python[h]osted|registry\.npmjs|deb\.debian|crates\.io|proxy\.golang"
    ),
}


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below *folders* of the root."""
    return sorted(found for folder in folders for found in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    """Return *path* as a person would type it at the root."""
    return path.relative_to(ROOT).as_posix()


@cache
def functions() -> list[tuple[str, int, int]]:
    """Return where each function of src is, its length and its cyclomatic complexity."""
    return [
        (f"{name(path)}:{found.start_line} {found.name}", found.length, found.cyclomatic_complexity)
        for path in python_files("src")
        for found in lizard.analyze_file(str(path)).function_list
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = [
        f"{where}: {length} lines" for where, length, _ in functions() if length > LONGEST_FUNCTION
    ]
    assert not long, f"Split into functions of at most {LONGEST_FUNCTION} lines:\n" + "\n".join(
        long
    )


def test_no_function_branches_too_much() -> None:
    branched = [f"{where}: {ccn}" for where, _, ccn in functions() if ccn > MOST_BRANCHED]
    assert not branched, (
        f"Let one function choose and small ones do the work (complexity <= {MOST_BRANCHED}), "
        "or make it a table:\n" + "\n".join(branched)
    )


def test_most_functions_are_small() -> None:
    lengths = [length for _, length, _ in functions()]
    usual = statistics.quantiles(lengths, n=20)[-1]
    longest = sorted(functions(), key=lambda found: -found[1])[: len(lengths) // 20 + 1]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION, (
        "The median function has grown: split some."
    )
    assert usual <= USUAL_FUNCTION, (
        f"95 % of the functions shall have at most {USUAL_FUNCTION} lines, not {usual:.0f}. "
        "Split some of these:\n" + "\n".join(f"{where}: {length}" for where, length, _ in longest)
    )


def test_no_module_is_too_long() -> None:
    sizes = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files("src", "tests", "scripts")
    }
    long = [f"{where}: {size} lines" for where, size in sizes.items() if size > LONGEST_MODULE]
    assert not long, f"Split into modules of at most {LONGEST_MODULE} lines:\n" + "\n".join(long)


def test_every_module_says_what_it_is() -> None:
    silent = [name(path) for path in python_files("src", "tests", "scripts") if says_nothing(path)]
    assert not silent, (
        "Begin the module with a docstring: what it is, and what it does not know:\n"
        + "\n".join(silent)
    )


def says_nothing(path: Path) -> bool:
    return bool(tree(path).body) and not ast.get_docstring(tree(path))


def test_no_file_has_a_vague_name() -> None:
    vague = [
        name(path)
        for path in python_files("src", "tests", "scripts")
        if VAGUE
        & {part.removeprefix("test_") for part in path.relative_to(ROOT).with_suffix("").parts}
    ]
    assert not vague, (
        "Name the file after the thing it holds, in GLOSSARY.md's words:\n" + "\n".join(vague)
    )


def proofs(module: Path) -> list[Path]:
    """Return the places of which one must exist, to prove *module*."""
    inside = module.relative_to(SRC)
    if (elsewhere := TESTED_ELSEWHERE.get(inside.as_posix())) is not None:
        return [ROOT / "tests" / elsewhere]
    places = [ROOT / "tests" / "unit" / inside.with_name(f"test_{inside.name}")]
    if inside.parts[0] in TESTED_BY_PHONES:
        places.append(ROOT / "tests" / "phone" / f"test_{inside.name}")
    return places


def does_something(module: Path) -> bool:
    """Return whether *module* has behaviour to prove, and not only values, tables or a protocol."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name != "__init__"
        and not all(does_nothing(step) for step in node.body)
        for node in ast.walk(tree(module))
    )


def does_nothing(step: ast.stmt) -> bool:
    """Return whether *step* is a docstring, `...`, `pass` or `raise NotImplementedError`."""
    match step:
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return True
        case ast.Raise(exc=ast.expr() as raised):
            return dotted(raised) == "NotImplementedError"
        case _:
            return False


def test_every_module_has_a_test_file_of_the_same_path() -> None:
    public = [
        module
        for module in python_files("src")
        if not module.name.startswith("_") and does_something(module)
    ]
    unproved = [
        f"{name(module)}: {' or '.join(name(place) for place in proofs(module))}"
        for module in public
        if not any(place.exists() for place in proofs(module))
    ]
    assert not unproved, (
        "Write the test file; or, where a story in another file proves the module, name that file "
        "in TESTED_ELSEWHERE:\n" + "\n".join(unproved)
    )


def test_every_exemption_is_still_needed() -> None:
    gone = [
        module
        for module, elsewhere in TESTED_ELSEWHERE.items()
        if not ((SRC / module).exists() and (ROOT / "tests" / elsewhere).exists())
    ]
    assert not gone, f"Take out of TESTED_ELSEWHERE, or correct: {gone}"


def dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=word):
            return word
        case ast.Attribute(value=owner, attr=word):
            return f"{dotted(owner)}.{word}"
        case _:
            return ""


def uses(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each dotted name that *path* imports, calls or reads, with its line."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in names)
            case ast.Attribute() | ast.Name():
                yield node.lineno, dotted(node)
            case _:
                pass


LAWS: Final = [
    (
        "asks the time: take the instant as an argument",
        re.compile(
            r"time\.(time|monotonic|perf_counter)(_ns)?|datetime\.(datetime\.)?(now|utcnow)"
        ),
        MAY_ASK_THE_TIME,
    ),
    (
        "draws a random number: take the draw as an argument",
        re.compile(r"random(\..*)?|numpy\.random(\..*)?|np\.random(\..*)?"),
        MAY_DRAW,
    ),
    (
        "starts a task that may be lost: use a TaskGroup",
        re.compile(r"asyncio\.(create_task|ensure_future)"),
        (),
    ),
    (
        "prints: hand the text up to cli/, or log it",
        re.compile(r"print"),
        MAY_PRINT,
    ),
]


@pytest.mark.parametrize(("law", "banned", "allowed"), LAWS, ids=[law for law, _, _ in LAWS])
def test_no_module_breaks_a_law_of_the_house(
    law: str, banned: re.Pattern[str], allowed: tuple[str, ...]
) -> None:
    breaches = [
        f"{name(path)}:{line}: {used}"
        for path in python_files("src")
        if not path.relative_to(SRC).as_posix().startswith(allowed or "\0")
        for line, used in uses(path)
        if banned.fullmatch(used)
    ]
    assert not breaches, f"This {law}:\n" + "\n".join(breaches)


def test_no_error_is_swallowed() -> None:
    swallowed = [
        f"{name(path)}:{node.lineno}"
        for path in python_files("src", "tests", "scripts")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    assert not swallowed, (
        "Name the error that is meant; and where nothing is to be done, say why with "
        "contextlib.suppress:\n" + "\n".join(swallowed)
    )


def swallows(handler: ast.ExceptHandler) -> bool:
    """Return whether *handler* catches everything, or all errors to no effect."""
    if handler.type is None:
        return True
    catches_all = dotted(handler.type) in {"Exception", "BaseException"}
    return catches_all and all(isinstance(step, ast.Pass | ast.Continue) for step in handler.body)


def test_tests_patch_nothing() -> None:
    patched = [
        f"{name(path)}:{line}: {used}"
        for path in python_files("tests")
        for line, used in uses(path)
        if re.fullmatch(r"(unittest\.)?mock(\..*)?|monkeypatch(\..*)?", used)
    ]
    assert not patched, "Pass the real part in; only time and chance may be faked:\n" + "\n".join(
        patched
    )


@cache
def tracked_texts() -> dict[str, str]:
    """Return every file that git has or would take, with its text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("This is not a git work tree: what belongs to it cannot be known.")
    paths = [ROOT / path for path in listed.stdout.split("\0") if path]
    return {
        name(path): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


@pytest.mark.parametrize("what", FROM_ELSEWHERE)
def test_no_file_names_what_belongs_elsewhere(what: str) -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if FROM_ELSEWHERE[what].search(line)
    ]
    assert not found, f"Take out {what}:\n" + "\n".join(found)


def test_no_tracked_file_is_large() -> None:
    large = [
        f"{path}: {len(text)}" for path, text in tracked_texts().items() if len(text) > 1_000_000
    ]
    assert not large, "Make it when it is needed, instead of keeping it:\n" + "\n".join(large)
