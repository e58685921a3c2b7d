"""What holds for every test: search effort by profile, no stale compiled core, phones last.

HYPOTHESIS_PROFILE=dev (default), ci or night says how hard property tests search.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from firstline.build import stale

LAST = tuple(Path(__file__).parent / folder for folder in ("phone", "browser"))

for name, examples in {"dev": 50, "ci": 300, "night": 10_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,  # the machine is shared; pytest-timeout bounds a test that hangs
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_sessionstart() -> None:
    """Refuse to test a compiled core that is not what its sources say."""
    if changed := stale():
        pytest.exit(
            f"The compiled core is older than its sources: {', '.join(changed)}.\n"
            "Compile again (make compiled), or run the sources as they are (make clean-compiled).",
            returncode=3,
        )


def pytest_collection_finish() -> None:
    """What is there now is there for good: to look through it again and again takes time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what places real calls, and put it last: what is quick fails first."""
    for item in items:
        if _place(item):
            item.add_marker(pytest.mark.phone)
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    """Return where a test comes: 0 for all that call nobody, then folder by folder."""
    return next((n for n, last in enumerate(LAST, 1) if item.path.is_relative_to(last)), 0)
