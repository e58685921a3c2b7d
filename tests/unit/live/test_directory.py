"""One hotline per data directory."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from firstline.errors import FailureError
from firstline.live.directory import DataDirectory


def test_the_directory_is_made_for_its_owner_only(tmp_path: Path) -> None:
    with DataDirectory(tmp_path / "bank" / "data") as directory:
        assert stat.S_IMODE(directory.path.stat().st_mode) == 0o700


def test_a_second_hotline_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    with DataDirectory(tmp_path):
        with pytest.raises(FailureError, match="already runs") as refused, DataDirectory(tmp_path):
            pytest.fail("two hotlines on one directory")
        assert str(os.getpid()) in refused.value.message
        assert "--data" in refused.value.remedy


def test_the_directory_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with DataDirectory(tmp_path) as directory:
            assert directory.path == tmp_path


def test_a_killed_hotline_leaves_no_lock_behind(tmp_path: Path) -> None:
    dies = (
        "import os, sys; from pathlib import Path; "
        "from firstline.live.directory import DataDirectory; "
        "DataDirectory(Path(sys.argv[1])).__enter__(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", dies, tmp_path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=30,
    )
    assert done.returncode == -9
    with DataDirectory(tmp_path):
        pass


def test_a_file_in_its_place_is_said_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory")
    with pytest.raises(FailureError, match="cannot be used"), DataDirectory(tmp_path / "data"):
        pytest.fail("a file is no directory")
