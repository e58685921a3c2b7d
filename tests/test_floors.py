"""Imports go downwards only: the contracts of pyproject.toml, kept (ARCHITECTURE.md, floors)."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_import_goes_downwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"{done.stdout}\nMove what is shared down to a floor that both may import, or turn the "
        "dependency round. A new folder needs a floor in pyproject.toml, [tool.importlinter]."
    )
