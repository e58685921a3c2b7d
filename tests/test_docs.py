"""The documents are true: links lead somewhere, blocks are sound, named files and words exist.

What can be run for real is run in tests/phone/test_tutorial.py and tests/phone/test_api_docs.py.
"""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from typer.testing import CliRunner

from firstline.cli.main import COMMANDS, app
from firstline.live.courier import signature
from firstline.plan.faults import PlanFaults
from firstline.plan.read import read_text
from firstline.sim.kernel.rows import COLUMNS
from firstline.study.running.calls import Names, table
from firstline.telephony.methods import ALLOW, SUPPORTED
from firstline.telephony.within import ANSWERS
from kit.documents import DOCS, ROOT, Block, Document, documents, read_document, table_rows
from kit.plans import SECTIONS

SRC: Final = ROOT / "src" / "firstline"
PAGES: Final = documents()
BLOCKS: Final = [block for page in PAGES for block in page.blocks()]
LANGUAGES: Final = {"sh", "text", "yaml", "json", "ini", "python", "html", ""}
README_AT_MOST: Final = 120
RUN: Final = CliRunner()

MADE_BY_PEOPLE_AND_TOOLS: Final = {"my-hotline.yaml", "src/firstline/compiled.sha256"}
"Files that are named and not kept here."

OTHER_PROGRAMS: Final = {
    ".": "the shell's own",
    "ask": "defined in docs/api.md",
    "curl": "",
    "export": "the shell's own",
    "grep": "",
    "make": "",
    "sed": "",
    "sipp": "",
}
"What may stand in a block of commands besides firstline."


def name(page: Document) -> str:
    return page.name


def where(block: Block) -> str:
    return block.where


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading_of_ours(page: Document) -> None:
    for link in page.links():
        if page.path.name == "template.md":  # its links are to be filled in
            continue
        path, _, anchor = link.partition("#")
        target = (page.path.parent / path).resolve() if path else page.path
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in read_document(target).anchors(), f"{link}: there is no such heading"


@pytest.mark.parametrize("block", BLOCKS, ids=where)
def test_every_block_says_what_it_is(block: Block) -> None:
    assert block.language in LANGUAGES


def test_every_document_can_be_found_from_their_index() -> None:
    index = read_document(DOCS / "README.md")
    named = {(index.path.parent / link).resolve() for link in index.links()}
    lost = [
        page.name
        for page in PAGES
        if page.path.is_relative_to(DOCS)
        and page.path.parent.name not in {"decisions", "benchmarks"}
        and page.path not in {index.path, *named}
    ]
    assert not lost


def test_the_readme_is_short() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= README_AT_MOST


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if block.language == "yaml" and block.tag != "my-hotline.yaml"],
    ids=where,
)
def test_a_plan_in_a_document_is_sound_or_part_of_a_sound_one(block: Block) -> None:
    given = set(re.findall(r"^(\w+):", block.text, re.MULTILINE))
    rest = "".join(f"{name}: {it}\n" for name, it in SECTIONS.items() if name not in given)
    try:
        read_text(block.text + rest, str(DOCS / "plan.yaml"))
    except PlanFaults as faults:
        pytest.fail(f"{block.where}: {faults}")


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language == "json"], ids=where
)
def test_json_in_a_document_is_json(block: Block) -> None:
    assert json.loads(block.text)


def test_what_checks_a_webhook_tells_a_right_signature_from_all_others() -> None:
    (block,) = [block for block in BLOCKS if block.tag == "webhook"]
    names: dict[str, Any] = {}
    exec(compile(block.text, block.where, "exec"), names)
    is_ours, body = names["is_from_firstline"], b'[{"seq": 7}]'
    header = signature("secret", 1_769_850_000, body)
    assert is_ours(header, body, "secret", 1_769_850_010)
    assert not is_ours(header, body, "another", 1_769_850_010)
    assert not is_ours(header, body + b" ", "secret", 1_769_850_010)
    assert not is_ours(header, body, "secret", 1_769_860_000)
    assert not is_ours(header.replace("t=17", "t=18"), body, "secret", 1_869_850_000)
    for nonsense in ("", "t=,v1=", "v1=x", "t=soon,v1=x", ",=,"):
        assert not is_ours(nonsense, body, "secret", 1_769_850_010)


def commands(block: Block) -> list[list[str]]:
    """Return the commands of a block, as lists of words."""
    text = re.sub(r"(?m)^\w+\(\) .*$|^[A-Z]+=.*$", "", block.text)
    text = re.sub(r"'[^']*'", lambda found: found[0].replace("\n", " "), text)
    return [shlex.split(line.partition("||")[0]) for line in text.splitlines() if line.strip()]


def understood(words: list[str]) -> str:
    """Return what is wrong with a command line of firstline; nothing where it is understood."""
    if words == ["--version"]:
        return ""
    done = RUN.invoke(app, [*words, "--help"], prog_name="firstline")
    return "" if done.exit_code == 0 else done.output


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "sh"], ids=where)
def test_every_command_in_a_block_exists_with_its_options(block: Block) -> None:
    for program, *words in commands(block):
        if program == "firstline":
            assert not understood(words), f"{program} {words}"
        else:
            assert program in OTHER_PROGRAMS
        if program == "make":
            assert f"\n{words[0]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_in_a_sentence_exists_with_its_options(page: Document) -> None:
    for code in page.code():
        program, *words = code.split()
        if program != "firstline" or not words or not words[0].islower():
            continue
        assert words[0] in {*COMMANDS, "--version"}, code
        told = RUN.invoke(app, [words[0], "--help"], prog_name="firstline", env={"COLUMNS": "200"})
        for word in words[1:]:
            if word.startswith("--"):
                assert word in told.stdout, code


def is_file_name(code: str) -> bool:
    return (
        re.fullmatch(r"[\w./-]+\.(py|md|xml|svg|yaml|txt)|(docs|src|tests|scripts)/[\w./-]*", code)
        is not None
    )


def exists(code: str, modules: set[str]) -> bool:
    return (ROOT / code).exists() or (SRC / code).exists() or code in modules


@pytest.mark.parametrize(
    "page",
    [
        page
        for page in PAGES
        if page.path.parent in {ROOT, DOCS / "decisions"} or page.path == DOCS / "explanation.md"
    ],
    ids=name,
)
def test_every_file_that_is_named_exists(page: Document) -> None:
    modules = {path.name for path in SRC.rglob("*.py")}
    named = {code for code in page.code() if is_file_name(code)}
    missing = {code for code in named if not exists(code, modules)}
    assert not missing - MADE_BY_PEOPLE_AND_TOOLS


def test_every_word_of_the_glossary_that_stands_for_code_is_in_the_code() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    words = set(re.findall(r"\w+", source))
    rows = [
        line.split("|")
        for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    missing = {
        code
        for row in rows
        if len(row) > 4
        for code in re.findall(r"`(\w+)`", row[2])
        if code not in words
    }
    assert not missing


def test_the_index_of_decisions_has_a_row_for_each_with_its_status() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        number = path.name[:4]
        status = re.search(r"^Status: (\w+)", text, re.MULTILINE)
        assert text.startswith(f"# {number}: ")
        assert status is not None
        row = next(line for line in index.splitlines() if f"[{number}]({path.name})" in line)
        assert row.endswith(f"| {status[1]} |")


def test_every_decision_that_the_sources_name_is_there() -> None:
    named = {
        (path.relative_to(ROOT).as_posix(), number)
        for path in [*SRC.rglob("*.py"), ROOT / "pyproject.toml", ROOT / "setup.py"]
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text(encoding="utf-8"))
    }
    there = {path.name[:4] for path in (DOCS / "decisions").glob("[0-9]*.md")}
    assert {(path, number) for path, number in named if number not in there} == set()


def test_what_is_written_by_a_script_is_as_the_script_writes_it(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "write_docs.py"
    subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
        timeout=60,
    )
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 6
    old = [
        str(path)
        for path in written
        if (DOCS / path).read_text(encoding="utf-8")
        != (tmp_path / path).read_text(encoding="utf-8")
    ]
    assert not old, "Write them anew: .venv/bin/python scripts/write_docs.py"


TELEPHONY: Final = read_document(DOCS / "telephony.md")
SIP_SOURCES: Final = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((SRC / "telephony").glob("*.py"))
)


def test_the_table_of_methods_has_every_method_that_is_answered() -> None:
    told = {row[0].strip("`") for row in table_rows(TELEPHONY, "Methods")}
    allowed = set(ALLOW.removeprefix("Allow: ").split(", "))
    assert told == {*ANSWERS, *allowed}
    assert f"`{ALLOW}`" in TELEPHONY.text
    assert f"`{SUPPORTED}`" in TELEPHONY.text


def test_the_table_of_refusals_has_every_status_that_is_refused_with() -> None:
    refused = set(re.findall(r"(?:Refused|refuse|not_found)\((\d{3}), ", SIP_SOURCES))
    refused |= set(re.findall(r"\((\d{3}), \"", SIP_SOURCES.partition("_REFUSED: Final")[2][:400]))
    told = {
        status
        for row in table_rows(TELEPHONY, "Refusals")
        for status in re.findall(r"\d{3}", row[0])
    }
    assert told == refused


def test_every_standard_that_is_claimed_is_cited_where_it_is_kept() -> None:
    cited = set(re.findall(r"(?:RFC |rfc:`)(\d{4})|(?<=[ (,])(\d{4})(?= [0-9B]|\))", SIP_SOURCES))
    numbers = {number for pair in cited for number in pair if number}
    claimed = {
        number
        for row in table_rows(TELEPHONY, "Standards")
        for number in re.findall(r"\d{4}", row[0])
    }
    assert claimed
    assert claimed <= numbers


SIMULATION: Final = read_document(DOCS / "simulation.md")


def test_the_table_of_exact_results_has_every_file_of_them() -> None:
    told = {cell.strip("`") for *_, cell in table_rows(SIMULATION, "Exact results")}
    files = (ROOT / "tests" / "exact").glob("test_*.py")
    assert told == {path.relative_to(ROOT).as_posix() for path in files}


def test_every_column_of_a_file_of_calls_is_told() -> None:
    told = [cell for cell, *_ in table_rows(SIMULATION, "Read it") if "`" in cell]
    columns = re.findall(r"`(\w+)`", " ".join(told))
    nobody = {column: np.zeros(0, dtype=np.int64) for column in COLUMNS}
    written = table(0, nobody, Names((), ())).column_names
    assert set(written) <= set(columns)


def test_every_option_of_the_simulator_is_told() -> None:
    told = set(re.findall(r"--[a-z-]+", SIMULATION.text))
    for command in ("simulate", "compare"):
        help_ = RUN.invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
        options = set(re.findall(r"│ +(--[a-z-]+)", help_))
        assert "--days" in options
        assert options - {"--help", "--quiet", "--language"} <= told, command


def test_every_figure_of_the_benchmarks_is_explained() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bench").glob("*.py"))
    explained = (DOCS / "benchmarks" / "README.md").read_text(encoding="utf-8")
    figures = set(re.findall(r"\"(sim\.[\w.]+)", source))
    assert figures
    assert {figure for figure in figures if figure not in explained} == set()
