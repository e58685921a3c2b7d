"""The compiled core and its sources, interpreted, ask for the same on the same days.

And the same callers come, with the same in mind, and the same becomes of them.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

import firstline
from firstline.build import CORE, PACKAGE
from kit.crowds import rows_of
from kit.weather import said_on_days

SEEDS, STEPS, CROWDS = range(12), 200, range(20)
TESTS = Path(__file__).resolve().parents[1]
SOURCES: Final = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
SCRIPT = f"""
import json, sys, firstline
from kit.crowds import rows_of
from kit.weather import said_on_days
assert not firstline.compiled()
found = {{
    "said": said_on_days({SEEDS}, {STEPS}),
    "rows": [rows_of(seed) for seed in {CROWDS}],
}}
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def interpreted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the sources says, which nothing has compiled."""
    if not firstline.compiled():
        pytest.skip("the core runs interpreted here")
    place = tmp_path_factory.mktemp("interpreted")
    copy_core(place / "firstline")
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(place), str(TESTS)])},
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(found.stdout)
    return said


def copy_core(to: Path) -> None:
    """Copy the core's sources, and the packages in which they lie."""
    for part in CORE:
        source, target = PACKAGE / part, to / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=SOURCES)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for name in ("__init__.py", "build.py", "errors.py", "sim/__init__.py", "sim/columns.py"):
        shutil.copy(PACKAGE / name, to / name)


def test_the_compiled_core_does_what_its_sources_say(interpreted: dict[str, Any]) -> None:
    assert interpreted["said"] == said_on_days(SEEDS, STEPS)


def test_compiled_callers_are_those_of_the_sources(interpreted: dict[str, Any]) -> None:
    rows = [rows_of(seed) for seed in CROWDS]
    assert interpreted["rows"] == rows
    assert sum(len(each) for each in rows) > 500
