"""Puts the figures of today into docs/guide/simulate.md: runs its commands, for all their days.

    .venv/bin/python scripts/guide_figures.py

Takes a minute or two where the core is compiled. What the guide concludes from its figures is
written by people: read it again afterwards. tests/test_simulate_guide.py compares roughly.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "docs" / "guide" / "simulate.md"
COMMANDS: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN: Final = re.compile(r"(?<=^```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
QUOTED: Final = re.compile(r"(?:^> .*\n)+", re.MULTILINE)
WIDTH: Final = 118


def typed(commands: str, folder: Path) -> str:
    """Run a block of commands in *folder*, and return what they print."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=folder,
        env=os.environ | {"PATH": paths, "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


def rows(shown: str, printed: str) -> str:
    """Return the rows of the second queue's day that are shown, as they are printed now."""
    day = printed.rpartition("second queue (")[2].splitlines()
    found = [next(line for line in day if line.startswith(row[:5])) for row in shown.splitlines()]
    return "".join(f"{line.rstrip()}\n" for line in found)


def sentences(shown: str, printed: str) -> str:
    """Return each wish with what is said about it now; rows of its table, if some are shown."""
    lines = []
    table = ""
    for line in shown.splitlines():
        if f"\n{line}\n" in f"\n{printed}":
            said, table, *_ = f"\n{printed}".rpartition(f"\n{line}\n")[2].split("\n\n")
            lines += [line, " ".join(said.split())]
        elif " abandoned " in line:
            key = line.partition(" abandoned ")[0].split()
            found = (it for it in table.splitlines() if it.split()[:3] == [*key, "abandoned"])
            lines.append(next(found).rstrip())
    return "".join(f"{line}\n" for line in lines).replace("\xa0", " ")


def answer(page: str) -> str:
    """Return what the page says about the second queue, as a quotation."""
    (found,) = re.findall(r"[^>]*the second queue waited[^<]*", html.unescape(page))
    wrapped = textwrap.wrap(found.replace("\xa0", " "), WIDTH)
    return "".join(f"> {line}\n" for line in wrapped)


def main() -> None:
    """Write the guide anew."""
    guide = GUIDE.read_text(encoding="utf-8")
    tuesday, year, wishes, _ = COMMANDS.findall(guide)
    first, second = SHOWN.findall(guide)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        guide = guide.replace(first, rows(first, typed(tuesday, folder)))
        typed(year, folder)
        page = (folder / "bank.html").read_text(encoding="utf-8")
        guide = guide.replace(QUOTED.findall(guide)[0], answer(page))
        guide = guide.replace(second, sentences(second, typed(wishes, folder)))
    GUIDE.write_text(guide, encoding="utf-8")


if __name__ == "__main__":
    main()
