"""One bank for all stories that leave it as they find it: a hotline takes seconds to start."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.browser import Chromium, chromium
from kit.hotline_process import HotlineProcess, at_rest, comes_true, healthy, hotline
from kit.tone_plan import BANK, FERI_PASSWORD
from kit.web_hotline import WebHotline, web_hotline


@pytest.fixture(scope="session", autouse=True)
def _nothing_stops_the_phones() -> Iterator[None]:
    """Thousands of tests came before: to look through all they left would stop our phones."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def bank_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HotlineProcess]:
    folder = tmp_path_factory.mktemp("bank")
    with hotline(BANK, folder, environment={"FERI_PASSWORD": FERI_PASSWORD}) as process:
        yield process


@pytest.fixture
def bank(bank_process: HotlineProcess) -> Iterator[HotlineProcess]:
    """Everybody is signed in, and not ready; in the end no call may be left, nor a busy agent."""
    assert comes_true(lambda: healthy(bank_process), within=10)
    for agent, state in bank_process.agents().items():
        if state == "signed out":
            bank_process.agent(agent, "sign-in")
        elif state == "ready":
            bank_process.agent(agent, "not-ready", reason="break")
    yield bank_process
    for phone in bank_process.callers:
        phone.close()
    bank_process.callers.clear()
    assert at_rest(bank_process)


@pytest.fixture(scope="module")
def a_chromium() -> Iterator[Chromium]:
    """One for all stories of a file: while it runs, the file cannot run a loop of its own."""
    with chromium() as made:
        yield made


@pytest.fixture
def web_bank(a_chromium: Chromium, tmp_path: Path) -> Iterator[WebHotline]:
    """A hotline with pages for telephones; in the end nothing may be up."""
    with web_hotline(BANK, tmp_path, a_chromium) as made:
        yield made
