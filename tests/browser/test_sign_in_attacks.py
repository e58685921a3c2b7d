"""Attacks on the pages of the staff: guesses, stolen cookies, forged requests, others' doors."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import APIResponse, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from browser.conftest import ANNA, PLAN, VERA
from kit.browser import Chromium
from kit.hotline_process import HotlineProcess, hotline
from kit.staff import PASSWORD, Window, hire

pytestmark = pytest.mark.timeout(150)

BURST = 10
"Wrong passwords that are answered one by one."
UNKNOWN, FORBIDDEN = 4401, 4403

OPENED = """address => new Promise(done => {
    const socket = new WebSocket(address);
    socket.onmessage = () => done("heard something");
    socket.onclose = event => done(event.code);
})"""
FORGED = """([address, csrf, mode]) => fetch(address, {
    method: "POST", mode, credentials: "include", headers: {"X-CSRF-Token": csrf},
}).catch(() => null)"""


class Win(BaseHTTPRequestHandler):
    """A page to fall for."""

    def do_GET(self) -> None:
        """Show it."""
        body = b"<title>Win!</title><h1>Win!</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def evil() -> Iterator[str]:
    """Return another origin, of the same site for cookies, since a port makes no site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Win) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def own_bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HotlineProcess]:
    """Return a bank of its own: who guesses is held up for a while, with all at that address."""
    with hotline(PLAN, tmp_path_factory.mktemp("attacks")) as process:
        hire(process, "anna", "agent", agent="anna")
        hire(process, "vera", "supervisor")
        yield process


@pytest.fixture
def anna(own_bank: HotlineProcess, browser: Chromium) -> Iterator[Window]:
    """Return an agent who has signed in."""
    window = Window(browser.window(ANNA), own_bank)
    window.sign_in("anna")
    yield window
    browser.close_windows()


@pytest.fixture
def vera(own_bank: HotlineProcess, browser: Chromium) -> Iterator[Window]:
    """Return a supervisor who has signed in."""
    window = Window(browser.window(VERA), own_bank)
    window.sign_in("vera")
    yield window
    browser.close_windows()


def test_a_stolen_cookie_is_worthless_after_signing_out(
    own_bank: HotlineProcess, vera: Window
) -> None:
    stolen = stolen_cookie(vera)
    assert answered_to(vera, stolen, "/state").status == 200
    vera.page.get_by_role("button", name="Account: vera").click()
    vera.page.get_by_role("menuitem", name="Sign out").click()
    expect(vera.button("Sign in")).to_be_visible()
    for path in ("/state", "/session", "/contacts"):
        assert answered_to(vera, stolen, path).status == 401
    for path in ("/desk/socket", "/board/socket"):
        assert closed_with(own_bank, path, stolen, own_bank.http) == UNKNOWN


def test_no_script_and_no_other_site_gets_at_the_cookie_or_a_password(vera: Window) -> None:
    (cookie,) = vera.page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    kept = vera.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    shown = vera.page.content() + kept + vera.page.evaluate("document.cookie") + vera.page.url
    assert cookie["value"] not in shown
    assert PASSWORD not in shown


@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_without_the_pages_token_nothing_is_changed(
    own_bank: HotlineProcess, vera: Window, token: str | None
) -> None:
    headers = {} if token is None else {"X-CSRF-Token": token}
    for method, path in (
        ("POST", "/agents/anna/sign-in"),
        ("POST", "/incidents"),
        ("DELETE", "/session"),
    ):
        answer = vera.page.request.fetch(vera.address(path), method=method, headers=headers)
        assert answer.status == 403, f"{method} {path}"
    assert own_bank.agents()["anna"] == "signed out"
    assert vera.page.request.get(vera.address("/session")).status == 200


def test_a_page_of_another_origin_opens_no_socket_and_changes_nothing(
    own_bank: HotlineProcess, vera: Window, evil: str
) -> None:
    csrf = vera.page.request.get(vera.address("/session")).json()["csrf"]
    page = vera.page.context.new_page()
    page.goto(evil)
    for path in ("/desk/socket", "/board/socket"):
        assert page.evaluate(OPENED, vera.address(path).replace("http", "ws", 1)) == FORBIDDEN
    for mode in ("cors", "no-cors"):
        page.evaluate(FORGED, [vera.address("/agents/anna/sign-in"), csrf, mode])
    assert own_bank.agents()["anna"] == "signed out"
    forged = {"Origin": evil, "X-CSRF-Token": csrf}
    answer = vera.page.request.post(vera.address("/agents/anna/sign-in"), headers=forged)
    assert answer.status == 403


def test_an_agent_sees_neither_the_wallboard_nor_anothers_desk(
    own_bank: HotlineProcess, anna: Window
) -> None:
    for page in ("wallboard", "records", "reports", "plan", "what-if", "people", "audit"):
        anna.open(f"/#/{page}")
        anna.sees("There is no such page, or it is not for you.")
    cookie = stolen_cookie(anna)
    assert closed_with(own_bank, "/board/socket", cookie, own_bank.http) == FORBIDDEN
    assert closed_with(own_bank, "/feed/socket", cookie, own_bank.http) == FORBIDDEN
    csrf = anna.page.request.get(anna.address("/session")).json()["csrf"]
    for method, path in (
        ("GET", "/state"),
        ("GET", "/agents/bela"),
        ("POST", "/agents/bela/sign-in"),
        ("POST", "/agents/anna/move"),
        ("GET", "/users"),
        ("GET", "/plan"),
    ):
        answer = anna.page.request.fetch(
            anna.address(path), method=method, headers={"X-CSRF-Token": csrf}
        )
        assert answer.status == 403, f"{method} {path}"
    assert own_bank.agents() == {"anna": "signed out", "bela": "signed out"}


def test_the_desk_of_an_agent_is_that_agents_own_whatever_is_asked(
    own_bank: HotlineProcess, anna: Window
) -> None:
    address = own_bank.http.replace("http", "ws", 1) + "/desk/socket?agent=bela&name=bela"
    headers = {"Cookie": stolen_cookie(anna)}
    with connect(
        address, origin=Origin(own_bank.http), additional_headers=headers, proxy=None
    ) as socket:
        socket.send(json.dumps({"id": 1, "do": "sign-in", "agent": "bela", "name": "bela"}))
        said = [json.loads(socket.recv(timeout=15)) for _ in range(2)]
    assert {one["agent"] for one in said if one["is"] == "desk"} == {"anna"}
    assert own_bank.agents()["bela"] == "signed out"


def test_wrong_passwords_are_held_up_and_so_is_the_right_one_for_a_while(
    own_bank: HotlineProcess, browser: Chromium
) -> None:
    """The last of all: from now on this address is held up."""
    window = Window(browser.window(VERA), own_bank)
    window.open("/")
    assert guesses_answered(window, "vera") >= BURST
    window.sees("Wait")
    names = ("vera", "anna", "nobody") * 3
    statuses = {guess_without_page(window, name).status for name in names}
    assert 429 in statuses
    assert 200 not in statuses
    window.sight.wait(7)
    window.type_in("vera", PASSWORD)
    expect(window.page.get_by_role("navigation")).to_be_visible()
    audit = own_bank.ask("GET", "/audit?limit=50")
    assert PASSWORD not in json.dumps(audit) + own_bank.said()
    assert "guess number" not in json.dumps(audit) + own_bank.said()
    browser.close_windows()


def guesses_answered(window: Window, name: str) -> int:
    """Guess at a password, again and again, until that is refused; return how often it was not.

    A slow machine answers a few more: some time has gone by between the first and the last.
    """
    said = window.page.get_by_role("alert")
    for answered in range(2 * BURST):
        window.type_in(name, f"guess number {answered}")
        expect(said).to_have_count(1)
        if "Too many wrong passwords." in said.inner_text():
            return answered
        expect(said).to_contain_text("Name and password do not belong together.")
        expect(window.button("Sign in")).to_be_enabled()
    raise AssertionError("whoever guesses is not held up")


def guess_without_page(window: Window, name: str) -> APIResponse:
    """Try to sign in without a page."""
    asked = {"name": name, "password": "a guess without a page"}
    return window.page.request.post(window.address("/session"), data=asked)


def stolen_cookie(window: Window) -> str:
    """Return the cookie of somebody's session, as a thief would send it."""
    (cookie,) = window.page.context.cookies()
    return f"{cookie['name']}={cookie['value']}"


def answered_to(window: Window, cookie: str, path: str) -> APIResponse:
    """Return what a thief is answered, who has nothing but the cookie."""
    fresh = window.page.context.browser
    assert fresh is not None
    with fresh.new_context() as elsewhere:
        return elsewhere.request.get(window.address(path), headers={"Cookie": cookie})


def closed_with(bank: HotlineProcess, path: str, cookie: str, origin: str) -> int:
    """Return the code with which a socket is closed, before anything is said."""
    address = bank.http.replace("http", "ws", 1) + path
    headers = {"Cookie": cookie}
    with connect(address, origin=Origin(origin), additional_headers=headers, proxy=None) as socket:
        try:
            socket.recv(timeout=15)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
    raise AssertionError(f"{path} speaks")
