"""A store for the commands that read."""

from pathlib import Path

import pytest

from firstline.live.database import sqlite_url


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of the store in a new directory."""
    return sqlite_url(tmp_path)
