"""Everything that there is to see on the pages, one sight after the other.

Each story is played by people at the real pages and stops wherever there is something new to see,
to be looked at from all sides: examined by tests, pictured for the documentation. Windows go on
from where they were left. English is spoken; whoever looks may change that for a while.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeVar

from playwright.sync_api import expect

from kit.browser import Chromium
from kit.hotline_process import HotlineProcess, comes_true
from kit.staff import Caller, Desk, Window

CALLER_TONE: Final = 1500
AGENT_TONE: Final = 1800
SUPERVISOR_TONE: Final = 2100
FAR_TONE: Final = 700
"Of somebody with a telephone."

LANGUAGES: Final = {"Magyar": "hu", "English": "en"}
"What the pages call them, in every language."

_Window = TypeVar("_Window", bound=Window)


class Sight(NamedTuple):
    """Something to see: what it is called, where, and the main thing that must be in sight."""

    name: str
    window: Window
    control: str
    "The name of a button, or a heading."


class Stage:
    """Where stories are played: a bank with people, and a browser."""

    def __init__(self, bank: HotlineProcess, browser: Chromium, **more: object) -> None:
        """*more* is how every window is to be."""
        self.bank: Final = bank
        self._browser: Final = browser
        self._more: Final = more

    def enter(self, kind: type[_Window], tone: float) -> _Window:
        """Open a window for somebody."""
        return kind(self._browser.window(tone, **self._more), self.bank)


Story = Callable[[Stage], Iterator[Sight]]


def coming_in(stage: Stage) -> Iterator[Sight]:
    """Signing in; who was given a password chooses another."""
    door = stage.enter(Window, SUPERVISOR_TONE)
    door.open("/")
    yield Sight("sign-in", door, "Sign in")
    door.type_in("vera", "not the password")
    door.sees("Name and password do not belong together.")
    yield Sight("sign-in-refused", door, "Sign in")
    given = stage.bank.ask("POST", "/users", {"name": "nora", "roles": ["manager"], "agent": ""})
    door.type_in("nora", given["password"])
    door.sees("Choose a password of your own")
    yield Sight("new-password", door, "Change")
    stage.bank.ask("DELETE", "/users/nora")


def a_call(stage: Stage) -> Iterator[Sight]:
    """A call from the page about a loan, which is recorded; the desk of the agent who takes it."""
    anna, caller = stage.enter(Desk, AGENT_TONE), stage.enter(Caller, CALLER_TONE)
    anna.sign_in("anna")
    anna.press("Start work")
    anna.press("Use this window")
    anna.sees("Telephone in this window")
    yield Sight("desk", anna, "Ready")
    caller.open("/call?language=en")
    yield Sight("call", caller, "Call")
    caller.begin()
    expect(caller.page.get_by_role("button", name="loans")).to_be_visible()
    yield Sight("call-menu", caller, "Hang up")
    caller.page.get_by_role("button", name="loans").click()
    caller.sees("You are next.")
    yield Sight("call-waiting", caller, "Hang up")
    anna.press("Ready")
    expect(anna.button("Answer")).to_be_visible()
    yield Sight("desk-ringing", anna, "Answer")
    anna.answer()
    caller.sees("You are talking to an agent.")
    yield Sight("call-talking", caller, "Hang up")
    yield Sight("desk-call", anna, "Hang up")
    anna.press("Transfer")
    expect(anna.page.get_by_role("dialog")).to_be_visible()
    yield Sight("desk-transfer", anna, "Transfer now")
    anna.press("Cancel")
    caller.press("Hang up")
    caller.sees("The call has ended.")
    yield Sight("call-over", caller, "Call again")
    anna.sees("Wrap-up")
    yield Sight("desk-wrap-up", anna, "Finish")
    anna.press("Finish")
    anna.sees("The next call will ring here")
    anna.press("End work")
    anna.sees("You are signed out at the exchange.")


def a_busy_board(stage: Stage) -> Iterator[Sight]:
    """The wallboard with an incident in force, an agent at work, and somebody who waits."""
    bank = stage.bank
    bank.ask(
        "POST",
        "/incidents",
        {
            "name": "Cards in Debrecen",
            "message": {"en": "Cards do not work.", "hu": "A kártyák nem működnek."},
            "area": ["+3652"],
            "service": "",
            "expires_in_s": 3600,
        },
    )
    with bank.caller("+36309999999") as phone:
        call = phone.call(frequency=FAR_TONE)
        call.press("12")
        assert comes_true(lambda: any(one["stream"] for one in bank.calls()))
        yield from _board(stage)
        call.hang_up()
    bank.ask("DELETE", "/incidents/Cards%20in%20Debrecen")


def _board(stage: Stage) -> Iterator[Sight]:
    vera = stage.enter(Window, SUPERVISOR_TONE)
    vera.sign_in("vera")
    vera.open("/#/wallboard")
    vera.sees("Who waits longest")
    yield Sight("wallboard", vera, "Declare an incident")
    vera.page.get_by_role("button", name="anna").click()
    expect(vera.page.get_by_role("dialog")).to_be_visible()
    yield Sight("wallboard-agent", vera, "Move")
    vera.page.keyboard.press("Escape")
    vera.press("Declare an incident")
    yield Sight("wallboard-incident", vera, "Declare")
    vera.page.keyboard.press("Escape")
    vera.open("/#/wallboard?screen=1")
    expect(vera.page.get_by_role("region", name="Big screen")).to_be_visible()
    yield Sight("screen", vera, "")


def a_recorded_call(stage: Stage) -> None:
    """Let there be a contact with a recording."""
    anna = stage.enter(Desk, AGENT_TONE)
    anna.begin("anna")
    with stage.bank.caller() as phone:
        call = phone.call(frequency=FAR_TONE)
        call.press("2")
        anna.answer()
        assert anna.sight.hears(FAR_TONE)
        anna.sight.wait(1)
        call.hang_up()
    anna.sees("Wrap-up")
    anna.page.get_by_label("Code", exact=True).select_option("solved")
    anna.page.get_by_role("textbox", name="Note").fill("Wants a loan for a roof.")
    anna.press("Finish")
    anna.sees("The next call will ring here")
    anna.press("End work")


def what_was(stage: Stage) -> Iterator[Sight]:
    """Records, one contact with its recording, reports."""
    a_recorded_call(stage)
    vera = stage.enter(Window, SUPERVISOR_TONE)
    vera.sign_in("vera")
    vera.open("/#/records")
    vera.page.get_by_label("Stream", exact=True).select_option("loans")
    first = vera.page.get_by_role("row").nth(1).get_by_role("link")
    expect(first).to_be_visible()
    yield Sight("records", vera, "Search")
    first.click()
    vera.sees("What happened")
    expect(vera.page.locator("audio").first).to_be_visible()
    yield Sight("contact", vera, "All records")
    vera.open("/#/reports")
    vera.sees("CSV")
    expect(vera.page.get_by_role("table").first).to_be_visible()
    yield Sight("reports", vera, "Today")


def the_plan(stage: Stage) -> Iterator[Sight]:
    """The plan's text and drawing, its versions, and a what-if."""
    vera = stage.enter(Window, SUPERVISOR_TONE)
    vera.sign_in("vera")
    vera.open("/#/plan")
    expect(vera.page.locator(".drawing svg")).to_be_visible()
    yield Sight("plan", vera, "Publish…")
    vera.page.get_by_role("tab", name="Versions").click()
    vera.page.get_by_role("button", name="Compare: 1").click()
    vera.sees("compared with")
    yield Sight("plan-versions", vera, "")
    vera.open("/#/what-if")
    yield Sight("what-if", vera, "Try it")
    vera.page.get_by_label("Days").fill("1")
    vera.press("Try it")
    expect(vera.button("Another what-if")).to_be_visible(timeout=60_000)
    yield Sight("what-if-result", vera, "Another what-if")


def administration(stage: Stage) -> Iterator[Sight]:
    """People, tokens, webhooks and the audit."""
    vera = stage.enter(Window, SUPERVISOR_TONE)
    vera.sign_in("vera")
    vera.open("/#/people")
    vera.sees("bela")
    yield Sight("people", vera, "Add somebody")
    vera.press("Add somebody")
    yield Sight("people-add", vera, "Save")
    vera.page.keyboard.press("Escape")
    vera.page.get_by_role("tab", name="Tokens").click()
    vera.sees("Authorization: Bearer")
    yield Sight("tokens", vera, "")
    vera.page.get_by_role("tab", name="Webhooks").click()
    vera.sees("Programs that are told")
    yield Sight("webhooks", vera, "")
    vera.open("/#/audit")
    expect(vera.page.get_by_role("table")).to_be_visible()
    yield Sight("audit", vera, "")


def speak(window: Window, language: str) -> None:
    """Change the language as a person does, whatever dialog is open before it."""
    can = window.page.evaluate(
        """async language => {
            const named = (list, name) => [...list].find(one => one.innerText.trim() === name);
            const soon = () => new Promise(done => setTimeout(done, 60));
            const focused = document.activeElement;
            document.querySelector(".account button")?.click();
            await soon();
            const choices = document.querySelectorAll("button, [role=menuitemradio]");
            const choice = named(choices, language);
            choice?.click();
            await soon();
            focused?.focus();
            return choice !== undefined;
        }""",
        language,
    )
    if can:
        expect(window.page.locator("html")).to_have_attribute("lang", LANGUAGES[language])


STORIES: Final[dict[str, Story]] = {
    story.__name__: story
    for story in (coming_in, a_call, a_busy_board, what_was, the_plan, administration)
}
