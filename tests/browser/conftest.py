"""One small bank, one Chromium: people at the real pages, and calls between them."""

import gc
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

import pytest

from kit.browser import Chromium, chromium
from kit.hotline_process import HotlineProcess, at_rest, comes_true, hotline
from kit.staff import Caller, Desk, Window, hire

ANNA: Final = 1800
BELA: Final = 1900
VERA: Final = 2100
CALLER: Final = 1500

PLAN: Final = """
hotline: Duna Bank
languages: [en, hu]
menu:
  welcome:
    say: {en: "Duna Bank.", hu: "Duna Bank."}
    keys:
      1: {label: {en: cards, hu: bankkártya}, go: cards}
      2: {label: {en: loans, hu: hitel}, stream: loans}
      9: {language: hu}
  cards:
    say: {en: "Cards.", hu: "Bankkártyák."}
    keys:
      1: {label: {en: a card you have, hu: meglévő kártya}, stream: cards-service}
      2: {label: {en: a new card, hu: új kártya}, stream: cards-new}
streams:
  cards-service: {service: cards, caller: customer, label: {en: existing card, hu: meglévő kártya}}
  cards-new: {service: cards, caller: prospect, label: {en: new card, hu: új kártya}}
  loans: {service: loans, record: true, label: {en: loan, hu: hitel}}
teams:
  cards:
    label: {en: Cards, hu: Kártyák}
    takes: [cards-service, cards-new, loans]
    agents: {anna: {extension: 101}}
  specialists:
    label: {en: Specialists, hu: Szakértők}
    agents: {bela: {extension: 102}}
policy:
  ring_time: 1 min
  wrap_up: 1 min
  announce: {first: 1 s, every: 1 min, position: true, wait: true}
recording: {say: {en: "This call is recorded.", hu: "Ezt a hívást rögzítjük."}}
wrap_up_codes: [solved, complaint]
not_ready: [break, lunch]
web_calls: {per_address: 20, per_minute: 200}
music: tone/1300-2s.wav
demand:
  callers: {patience: {exponential: 3 min}, languages: {en: 100 %}}
  cards-service: {per_day: 100, talk: {exponential: 3 min}}
  cards-new: {per_day: 50, talk: {exponential: 4 min}}
  loans: {per_day: 20, talk: {exponential: 5 min}}
"""

_Window = TypeVar("_Window", bound=Window)


@pytest.fixture(scope="session", autouse=True)
def _nothing_stops_the_phones() -> Iterator[None]:
    """Thousands of tests came before: to look through all they left would stop our phones."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """Return a Chromium for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def bank_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HotlineProcess]:
    """Return a bank whose people are hired."""
    with hotline(PLAN, tmp_path_factory.mktemp("pages")) as process:
        hire(process, "anna", "agent", agent="anna")
        hire(process, "bela", "agent", agent="bela")
        hire(process, "vera", "supervisor", "manager", "administrator")
        yield process


@pytest.fixture
def bank(bank_process: HotlineProcess, browser: Chromium) -> Iterator[HotlineProcess]:
    """Return the bank, with nobody on duty; in the end it must be so again."""
    yield bank_process
    browser.close_windows()
    for agent, state in bank_process.agents().items():
        if state != "signed out":
            bank_process.agent(agent, "sign-out")
    assert comes_true(lambda: not bank_process.calls(), within=20)
    for agent, state in bank_process.agents().items():
        if state == "wrap-up":
            bank_process.agent(agent, "wrap-up", code="")
    assert at_rest(bank_process)


@pytest.fixture
def window(browser: Chromium, bank: HotlineProcess) -> Callable[..., Window]:
    """Return what opens a window for a person who says a tone."""

    def opened(kind: type[_Window], tone: float, **more: object) -> _Window:
        return kind(browser.window(tone, **more), bank)

    return opened


@pytest.fixture
def anna(window: Callable[..., Desk]) -> Desk:
    """Return Anna, ready at her desk."""
    desk = window(Desk, ANNA)
    desk.begin("anna")
    desk.sees("The next call will ring here")
    return desk


@pytest.fixture
def bela(window: Callable[..., Desk]) -> Desk:
    """Return Béla, ready at his desk; calls come to him from colleagues only."""
    desk = window(Desk, BELA)
    desk.begin("bela")
    desk.sees("The next call will ring here")
    return desk


@pytest.fixture
def caller(window: Callable[..., Caller]) -> Caller:
    """Return somebody who has not called yet."""
    return window(Caller, CALLER)
