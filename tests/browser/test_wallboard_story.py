"""A supervisor at the wallboard: its figures are those of the records, and acts on it take effect.

Callers have telephones; agents and the supervisor sit at the pages.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import ANNA, BELA, VERA
from firstline.analysis.measures import HEADLINE
from kit.hotline_process import HotlineProcess, all_remembered, comes_true
from kit.phone_call import PhoneCall
from kit.staff import Caller, Desk, Window

pytestmark = pytest.mark.timeout(120)

LOW, HIGH = 700, 900
"Tones of callers."
NEAR_DEBRECEN, ELSEWHERE = "+36521234567", "+36301234567"
ONE_S = 1.0


class Wallboard:
    """What a supervisor reads off the page."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page
        window.sign_in("vera")
        window.open("/#/wallboard")
        window.sees("Who waits longest")

    def figure(self, title: str) -> Locator:
        """Return one of the large figures."""
        figures = self.page.get_by_label("At a glance").locator("> div")
        return figures.filter(has=self.page.locator("dt", has_text=title))

    def shows(self, title: str, value: str) -> None:
        """Wait until a large figure is *value*."""
        expect(self.figure(title).locator(".value")).to_have_text(value)

    def queue(self, label: str) -> list[str]:
        """Return how many wait for something: in the first queue, in the second."""
        row = self.page.get_by_role("group", name="Queues").get_by_role("row", name=label)
        cells = row.get_by_role("cell")
        return [cells.nth(place).inner_text().split()[0] for place in range(2)]

    def waiting(self, number: str) -> Locator:
        """Return the row of a waiting caller."""
        table = self.page.get_by_role("group", name="Who waits longest")
        return table.get_by_role("row").filter(has_text=number)

    def open_agent(self, name: str) -> Locator:
        """Open what can be done with an agent."""
        self.page.get_by_role("button", name=name).click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        return dialog


@pytest.fixture
def board(window: Callable[..., Any]) -> Wallboard:
    """Return Vera's wallboard."""
    return Wallboard(window(Window, VERA))


@pytest.fixture
def bela_moves(bank: HotlineProcess) -> Iterator[None]:
    """Béla is a specialist again in the end."""
    yield
    bank.ask("POST", "/agents/bela/move", {"team": "specialists"})


@pytest.fixture
def peace(bank: HotlineProcess) -> Iterator[None]:
    """No incident is left in force."""
    yield
    for incident in bank.ask("GET", "/incidents"):
        bank.ask("DELETE", f"/incidents/{incident['incident']}")


@contextmanager
def waits(bank: HotlineProcess, keys: str, number: str, tone: float) -> Iterator[PhoneCall]:
    """Let somebody call who waits in a queue."""
    before = waiting_calls(bank)
    with bank.caller(number) as phone:
        call = phone.call(frequency=tone)
        call.press(keys)
        assert comes_true(lambda: waiting_calls(bank) == before + 1)
        yield call


def waited(bank: HotlineProcess, number: str) -> float:
    """Return for how long somebody has waited."""
    return float(next(call["waited_s"] for call in bank.calls() if call["calling"] == number))


def waiting_calls(bank: HotlineProcess) -> int:
    """Return how many wait."""
    return sum(call["state"] == "waiting" for call in bank.calls())


def test_the_figures_are_those_of_the_report_of_the_same_journal(
    bank: HotlineProcess, board: Wallboard, anna: Desk
) -> None:
    reported = report(bank)
    anna.press("End work")
    with (
        waits(bank, "11", ELSEWHERE, LOW) as answered,
        waits(bank, "12", "+36201111111", HIGH) as gone,
    ):
        board.shows("First queue", "1")
        board.shows("Second queue", "1")
        assert board.queue("existing card") == ["0", "1"]
        assert board.queue("new card") == ["1", "0"]
        before = waited(bank, "+36201111111")
        shown = shown_wait(board, "First queue")
        assert before - 1.6 < shown < waited(bank, "+36201111111") + 1.6
        gone.hang_up()
        board.shows("First queue", "0")
        anna.press("Start work")
        anna.press("Ready")
        anna.answer()
        expect(board.figure("Agents")).to_contain_text("talking 1")
        assert answered.hears(ANNA)
        answered.hang_up()
    expect(board.figure("Agents")).to_contain_text("wrap-up 1")
    anna.press("Finish")
    expect(board.figure("Agents")).to_contain_text("ready 1")

    told = report(bank)
    assert told["abandoned"] == reported["abandoned"] + 1
    assert told["answered"] == reported["answered"] + 1
    board.shows("Abandoned", f"{told['abandoned']:.0f}")
    board.shows("Answered", f"{told['answered']:.0f}")
    expect(board.figure("Abandoned")).to_contain_text(f"of {told['queued']:.0f} callers")
    board.shows(f"Service level {HEADLINE}", f"{told[HEADLINE]:.1%}".replace(".0%", "%"))


def test_a_waiting_caller_who_is_made_urgent_is_served_first(
    bank: HotlineProcess, board: Wallboard, window: Callable[..., Any]
) -> None:
    with (
        waits(bank, "11", "+36203333333", LOW) as early,
        waits(bank, "11", "+36202222222", HIGH) as late,
    ):
        board.waiting("+36202222222").get_by_role("button").click()
        board.shows("First queue", "1")
        anna = window(Desk, ANNA)
        anna.begin("anna")
        anna.answer()
        anna.sees("+36202222222")
        assert late.hears(ANNA)
        assert not early.hears(ANNA, within=ONE_S)
        early.hang_up()
        late.hang_up()


@pytest.mark.usefixtures("bela_moves")
def test_an_agent_is_moved_to_where_callers_wait_and_signed_out_afterwards(
    bank: HotlineProcess, board: Wallboard, bela: Desk
) -> None:
    with waits(bank, "11", ELSEWHERE, LOW) as call:
        assert bank.agents()["bela"] == "ready"
        dialog = board.open_agent("bela")
        dialog.get_by_label("Move to team").select_option("cards")
        board.window.press("Move")
        board.window.sees("bela works for Cards now.")
        bela.answer()
        assert call.hears(BELA)
        dialog = board.open_agent("bela")
        board.window.press("Sign out")
        board.window.sees("bela is signed out, or will be after the present call.")
        assert bela.sight.hears(LOW), "the call goes on"
        call.hang_up()
    bela.sees("Wrap-up")
    bela.press("Finish")
    bela.sees("You are signed out at the exchange.")
    assert bank.agents()["bela"] == "signed out"


@pytest.mark.usefixtures("peace")
def test_an_incident_is_told_in_its_area_until_it_is_ended(
    bank: HotlineProcess, board: Wallboard, window: Callable[..., Any]
) -> None:
    declare(board, "Debrecen", "Cards do not work in Debrecen.", area="+3652, +3642")
    assert bank.ask("GET", "/incidents")[0]["area"] == ["+3652", "+3642"]
    assert outcome_of_listening(bank, NEAR_DEBRECEN) == "deflected"
    assert outcome_of_listening(bank, ELSEWHERE) == "left menu"
    end(board, "Debrecen")
    assert outcome_of_listening(bank, NEAR_DEBRECEN) == "left menu"


@pytest.mark.usefixtures("peace")
def test_an_incident_for_everybody_is_read_on_the_page_for_callers(
    board: Wallboard, caller: Caller
) -> None:
    declare(board, "Cards", "No card works today.")
    caller.open("/call?language=en")
    caller.begin()
    caller.sees("No card works today.")
    caller.press("Hang up")
    end(board, "Cards")
    caller.sees("The call has ended.")
    caller.begin("Call again")
    caller.sees("For loans, press two.")
    caller.sees_no_more("No card works today.")
    caller.press("Hang up")


def declare(board: Wallboard, name: str, message: str, area: str = "") -> None:
    """Declare an incident of an hour."""
    window = board.window
    window.press("Declare an incident")
    dialog = board.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    if area:
        dialog.get_by_label("Callers from an area").check()
        dialog.get_by_label("Beginnings of numbers").fill(area)
    dialog.get_by_label("Message, English").fill(message)
    dialog.get_by_label("Message, Hungarian").fill("Ma nem működik a bankkártya.")
    dialog.get_by_label("Ends by itself").select_option("in 1 hour")
    window.press("Declare")
    window.sees(f"“{name}” is in force.")
    expect(board.page.get_by_role("listitem").filter(has_text=message)).to_contain_text("until")


def end(board: Wallboard, name: str) -> None:
    """End an incident."""
    board.page.get_by_role("listitem").filter(has_text=name).get_by_role("button").first.click()
    board.page.get_by_role("dialog").get_by_role("button", name="End").click()
    board.window.sees("None in force.")


def outcome_of_listening(bank: HotlineProcess, number: str) -> str:
    """Return what became of a caller who listened for a moment, and hung up."""
    before = bank.newest_contact()["call"]
    with bank.caller(number) as phone:
        call = phone.call()
        assert not call.is_over(within=ONE_S)
        call.hang_up()
    assert comes_true(lambda: is_over(bank.newest_contact(), after=before))
    return str(bank.newest_contact()["outcome"])


def is_over(contact: dict[str, Any], after: int) -> bool:
    """Return whether this is the next contact, and known how it ended."""
    return bool(contact["call"] > after and contact["outcome"] is not None)


def report(bank: HotlineProcess) -> dict[str, float]:
    """Return what `firstline report` says of everything so far."""
    assert all_remembered(bank)
    status, told, wrong = bank.command("report", "--json")
    assert status == 0, wrong
    groups = json.loads(told)["groups"]
    return defaultdict(float, groups[0]["values"] if groups else {})


def shown_wait(board: Wallboard, title: str) -> float:
    """Return the seconds that a large figure shows as the longest wait."""
    minutes, _, seconds = board.figure(title).locator("strong").inner_text().partition(":")
    return int(minutes) * 60 + int(seconds)
