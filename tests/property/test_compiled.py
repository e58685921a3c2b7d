"""The compiled core and its sources, interpreted, ask for the same on the same days."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import firstline
from firstline.build import PACKAGE
from kit.weather import said_on_days

SEEDS, STEPS = range(12), 200
TESTS = Path(__file__).resolve().parents[1]
SCRIPT = f"""
import json, sys, firstline
from kit.weather import said_on_days
assert not firstline.compiled()
json.dump(said_on_days({SEEDS}, {STEPS}), sys.stdout)
"""


@pytest.mark.skipif(not firstline.compiled(), reason="the core runs interpreted here")
def test_the_compiled_core_does_what_its_sources_say(tmp_path: Path) -> None:
    for folder in ("domain", "policy", "switchboard"):
        shutil.copytree(
            PACKAGE / folder,
            tmp_path / "firstline" / folder,
            ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"),
        )
    for name in ("__init__.py", "build.py"):
        shutil.copy(PACKAGE / name, tmp_path / "firstline")
    interpreted = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(TESTS)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(interpreted.stdout) == said_on_days(SEEDS, STEPS)
