"""Millions of callers: only where the core is compiled. Interpreted it decides alike, slowly."""

import pytest

from firstline.build import compiled


@pytest.fixture(autouse=True)
def _compiled_core() -> None:
    if not compiled():
        pytest.skip("The core runs interpreted here: a minute's callers would take half an hour.")
