"""The build says what it is, and never hides a source behind an older compiled module."""

import os
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import firstline
from firstline.build import (
    DIGESTS,
    PACKAGE,
    core_sources,
    has_compiled_twin,
    stale,
    write_digests,
)

ROOT = Path(__file__).resolve().parents[1]


def is_gcc() -> bool:
    """Return whether `cc` is GCC."""
    if shutil.which("cc") is None:
        return False
    told = subprocess.run(["cc", "-v"], capture_output=True, text=True, check=False)
    return "gcc version" in told.stderr


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a small package with a core of two modules."""
    for name in ("domain/word.py", "switchboard/switchboard.py"):
        source = tmp_path / "firstline" / name
        source.parent.mkdir(parents=True)
        source.write_text(f'"""{name}"""\n', encoding="utf-8")
        source.with_name("__init__.py").touch()
    return tmp_path / "firstline"


@pytest.mark.skipif(
    os.environ.get("FIRSTLINE_COMPILE") != "require",
    reason="the core may run interpreted here: only make test asks for a compiled one",
)
def test_the_core_runs_compiled_where_that_is_required() -> None:
    assert firstline.compiled()
    assert [source for source in core_sources() if not has_compiled_twin(source)] == []


def test_the_core_runs_all_compiled_or_not_at_all() -> None:
    assert len({has_compiled_twin(source) for source in core_sources()}) == 1


def test_every_compiled_module_has_a_source() -> None:
    suffix = EXTENSION_SUFFIXES[0]
    twins = {source.with_suffix(suffix) for source in core_sources()}
    assert set(PACKAGE.rglob(f"*{suffix}")) <= twins


def test_packages_are_left_out_of_the_core(package: Path) -> None:
    names = [source.name for source in core_sources(package)]
    assert names == ["word.py", "switchboard.py"]


def test_what_was_never_compiled_is_not_stale(package: Path) -> None:
    assert stale(package) == []


def test_a_fresh_build_is_not_stale(package: Path) -> None:
    write_digests(package)
    assert stale(package) == []


def test_a_source_changed_since_the_build_is_stale(package: Path) -> None:
    write_digests(package)
    (package / "domain" / "word.py").write_text('"""Changed."""\n', encoding="utf-8")
    assert stale(package) == ["domain/word.py"]


def test_a_source_new_or_gone_since_the_build_is_stale(package: Path) -> None:
    write_digests(package)
    (package / "domain" / "word.py").rename(package / "domain" / "words.py")
    assert stale(package) == ["domain/word.py", "domain/words.py"]


def test_a_compiled_module_of_unknown_origin_is_stale(package: Path) -> None:
    (package / "domain" / "word").with_suffix(EXTENSION_SUFFIXES[0]).touch()
    assert stale(package) == ["domain/word.py"]


def build(tree: Path, wish: str, compiler: str = "cc") -> subprocess.CompletedProcess[str]:
    """Build the package of *tree* in place, as make compiled does."""
    return subprocess.run(
        [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"],
        cwd=tree,
        env=os.environ | {"FIRSTLINE_COMPILE": wish, "CC": compiler},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of what the build needs, with a core of one small module."""
    source = tmp_path / "src" / "firstline"
    (source / "domain").mkdir(parents=True)
    for name in ("pyproject.toml", "setup.py"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("__init__.py", "build.py"):
        shutil.copy(PACKAGE / name, source)
    for name in ("README.md", "LICENSE"):
        (tmp_path / name).touch()
    (source / "domain" / "__init__.py").touch()
    (source / "domain" / "word.py").write_text(
        "def double(x: int) -> int:\n    return 2 * x\n", encoding="utf-8"
    )
    return tmp_path


def compiled_modules(tree: Path) -> list[str]:
    return sorted(found.name.split(".")[0] for found in tree.glob("src/**/*.so"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")
def test_a_type_error_fails_the_build_and_leaves_no_compiled_module(tree: Path) -> None:
    done = build(tree, "auto")
    assert (done.returncode, compiled_modules(tree)) == (0, ["firstline__mypyc", "word"])
    assert (tree / "src" / "firstline" / DIGESTS).exists()

    with (tree / "src/firstline/domain/word.py").open("a", encoding="utf-8") as source:
        source.write('\nTWICE: int = double("two")\n')
    done = build(tree, "auto")
    assert done.returncode != 0
    assert "word.py:4" in done.stdout + done.stderr
    assert compiled_modules(tree) == []
    assert not (tree / "src" / "firstline" / DIGESTS).exists()


@pytest.mark.parametrize("wish", ["auto", "no"])
def test_an_interpreted_build_says_so(tree: Path, wish: str) -> None:
    done = build(tree, wish, compiler="no-such-compiler")
    assert done.returncode == 0
    assert "INTERPRETED" in done.stderr


def test_a_required_build_fails_without_a_compiler(tree: Path) -> None:
    done = build(tree, "require", compiler="no-such-compiler")
    assert done.returncode != 0
    assert "C compiler" in done.stderr


def test_an_unknown_wish_is_a_clear_error(tree: Path) -> None:
    done = build(tree, "perhaps")
    assert done.returncode != 0
    assert "require, auto, once or no" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not is_gcc(), reason="profiles are GCC's")
@pytest.mark.parametrize(
    ("training", "complaint"),
    [
        ("from firstline.domain.word import double\nassert double(2) == 4\n", ""),
        ("raise SystemExit('no bank here')\n", "without a profile, a fifth slower: no bank here"),
    ],
)
def test_the_core_is_compiled_with_what_a_training_has_counted(
    tree: Path, training: str, complaint: str
) -> None:
    (tree / "scripts").mkdir()
    (tree / "scripts" / "training.py").write_text(training, encoding="utf-8")
    # Twice: what an earlier build has left must not keep the next from counting.
    for done in (build(tree, "require"), build(tree, "require")):
        assert (done.returncode, compiled_modules(tree)) == (0, ["firstline__mypyc", "word"])
        assert complaint in done.stderr
        assert ("without a profile" in done.stderr) == bool(complaint)
    core = tree / "src" / f"firstline__mypyc{EXTENSION_SUFFIXES[0]}"
    assert b"gcda" not in core.read_bytes()
    assert bool(list((tree / "build").rglob("*.gcda"))) == (not complaint)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")
def test_whoever_is_in_a_hurry_compiles_once(tree: Path) -> None:
    done = build(tree, "once")
    assert (done.returncode, compiled_modules(tree)) == (0, ["firstline__mypyc", "word"])
    assert "simulating" not in done.stderr
