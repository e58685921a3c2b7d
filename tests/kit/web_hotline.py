"""A hotline with pages for telephones, in this process: switchboard, plant and a bare page.

Exchange, runner, media engine and SIP are the real ones, in a loop and thread of their own; nothing
is stored. Its one page has a telephone and nothing else, and speaks to the telephony's seam over a
web socket, as the desk's pages do.
"""

import asyncio
import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from firstline.domain.agent import AGENT_STATES
from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import AgentSignedIn, AgentWentReady, Event, RunStarted
from firstline.journal.exchange import Exchange
from firstline.live.runner import Runner, wall_clock
from firstline.plan.build import build
from firstline.plan.read import read_text
from firstline.switchboard.refusal import Refusal
from firstline.telephony.browser import Page
from firstline.telephony.media import MediaEngine
from firstline.telephony.mixer import Mixer
from firstline.telephony.plant import Plant
from firstline.telephony.prompts import Prompts
from firstline.telephony.speech import prepare
from kit.browser import Chromium, TonePage
from kit.hotline_process import HERE, comes_true, free_port, phones_in, placed, write_tones
from kit.sip_phone import SipPhone

PAGE: Final = Path(__file__).with_name("bare_page.html")
PATIENCE: Final = 2.5
"Seconds that a page which is gone is waited for, here."

_Result = TypeVar("_Result")


class Session(Page):
    """One page's web socket."""

    def __init__(self, socket: ServerConnection, owner: str, plant: Plant) -> None:
        self._socket = socket
        self._owner = owner
        self._phones = plant.lines.phones_in_browsers
        self._callers = plant.lines.callers_in_browsers
        self._ticket = ""
        self.outbox: Final[asyncio.Queue[dict[str, str]]] = asyncio.Queue()

    def leg_wanted(self, leg: str, why: str) -> None:
        self.outbox.put_nowait({"is": "leg", "leg": leg, "why": why})

    def leg_answered(self, leg: str, sdp: str) -> None:
        self.outbox.put_nowait({"is": "sdp", "leg": leg, "sdp": sdp})

    def leg_over(self, leg: str, why: str) -> None:
        self.outbox.put_nowait({"is": "over", "leg": leg, "why": why})

    def displaced(self) -> None:
        self.outbox.put_nowait({"is": "displaced"})

    async def serve(self) -> None:
        """Do what the page asks, until its socket is gone."""
        telling = asyncio.get_running_loop().create_task(self._tell())
        try:
            async for text in self._socket:
                self._take(json.loads(text))
        except ConnectionClosed:
            pass  # it makes no difference how a page goes
        finally:
            telling.cancel()
            if self._owner == "caller":
                self._callers.leave(self._ticket, self)
            else:
                self._phones.leave(self._owner, self)

    async def _tell(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                await self._socket.send(json.dumps(await self.outbox.get()))

    def _take(self, asked: dict[str, str]) -> None:
        try:
            if self._owner == "caller":
                self._call(asked)
            else:
                self._work(asked)
        except InputError as error:
            self.outbox.put_nowait({"is": "refused", "why": error.message})
        except Refusal as refusal:
            self.outbox.put_nowait({"is": "refused", "why": refusal.reason})

    def _call(self, asked: dict[str, str]) -> None:
        match asked["do"]:
            case "call":
                self._ticket = self._callers.call(self, "web:test", "hotline", "")
                self.outbox.put_nowait({"is": "ticket", "ticket": self._ticket})
            case "back":
                self._ticket = asked["ticket"]
                if not self._callers.back(self._ticket, self):
                    self.outbox.put_nowait({"is": "over", "leg": "caller", "why": "over"})
            case "offer":
                self._callers.offer(self._ticket, asked["sdp"])
            case "key":
                self._callers.press(self._ticket, asked["key"])
            case "hang-up":
                self._callers.hang_up(self._ticket)
            case other:
                raise AssertionError(other)

    def _work(self, asked: dict[str, str]) -> None:
        agent = self._owner.partition(":")[2]
        match asked["do"]:
            case "claim":
                self._phones.claim(self._owner, self)
            case "release":
                self._phones.release(self._owner, self)
            case "offer":
                self._phones.offer(self._owner, self, asked["leg"], asked["sdp"])
            case "answer":
                self._phones.answer(agent)
            case "decline":
                self._phones.decline(agent)
            case other:
                raise AssertionError(other)


class WebHotline:
    """One hotline, for a test that runs in another thread."""

    def __init__(self, plan: str, folder: Path, browser: Chromium) -> None:
        self.folder: Final = folder
        self.browser: Final = browser
        self.phones: Final = {name: SipPhone(name=name) for name in phones_in(plan)}
        self.callers: Final[list[SipPhone]] = []
        self.sip: Final = (HERE, free_port(HERE))
        self.url = ""
        self.entries: Final[list[Entry]] = []
        self.plant: Plant
        self.exchange: Exchange
        self._runner: Runner
        self._server: Server
        self._sessions: set[ServerConnection] = set()
        write_tones(plan, folder)
        self._plan = placed(plan, self.phones)
        for phone in self.phones.values():
            phone.hotline = self.sip
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    # What a test does.

    def on(self, *events: Event) -> None:
        """Let *events* happen, one after the other. Raises Refusal where one is refused."""
        for event in events:
            self.do(lambda event=event: self._runner.receive(event))  # type: ignore[misc]

    def ready(self, *agents: str) -> None:
        """Let agents sign in and be ready."""
        for agent in agents:
            self.on(AgentSignedIn(agent), AgentWentReady(agent))

    def agent(self, name: str) -> str:
        """Return what an agent is doing."""
        found = self.exchange.board.agent(name)
        assert found is not None
        return AGENT_STATES[found.state]

    def is_doing(self, name: str, state: str, within: float = 5.0) -> bool:
        """Return whether the agent comes to do so."""
        return comes_true(lambda: self.agent(name) == state, within)

    @property
    def calls(self) -> int:
        """How many calls there are."""
        return len(self.exchange.board.room.calls)

    def number(self) -> int:
        """Return the number of the one call."""
        (number,) = list(self.exchange.board.room.calls)
        return int(number)

    def happened(self) -> list[Event]:
        """Return the events so far, in order."""
        return [entry.what for entry in self.entries if isinstance(entry.what, Event)]

    def caller(self) -> SipPhone:
        """Return a new phone with which somebody can call."""
        phone = SipPhone(self.sip, f"+3630000{len(self.callers):04d}")
        self.callers.append(phone)
        return phone

    def page(self, owner: str, tone: float) -> TonePage:
        """Open the page of an agent or a supervisor, and wait until it has the phone."""
        window = self.browser.window(tone)
        window.page.goto(f"{self.url}/?as={owner}")
        assert comes_true(lambda: self.plant.lines.phones_in_browsers.has(owner))
        return window

    def calls_from_page(self, tone: float) -> TonePage:
        """Open a page that calls the hotline at once."""
        window = self.browser.window(tone)
        window.page.goto(f"{self.url}/#call")
        return window

    def recordings(self) -> set[Path]:
        """Return the recordings that are whole."""
        return set((self.folder / "recordings").glob("*.wav"))

    def do(self, what: Callable[[], _Result]) -> _Result:
        """Do something in the hotline's own thread, and return its result."""

        async def now() -> _Result:
            return what()

        return asyncio.run_coroutine_threadsafe(now(), self._loop).result(10)

    def kill(self, part: MediaEngine | Mixer) -> None:
        """End a child process as a crash would."""
        assert part.process_id is not None
        os.kill(part.process_id, signal.SIGKILL)

    def drop_sockets(self) -> None:
        """Lose all web sockets, as when a web server is started anew."""
        for socket in list(self._sessions):
            self.do(socket.transport.abort)

    # How it runs.

    def start(self) -> None:
        """Run, and return when calls can be taken."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(60)

    def stop(self) -> None:
        """Leave nothing behind."""
        self.browser.close_windows()
        for phone in [*self.callers, *self.phones.values()]:
            phone.close()
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        file = self.folder / "plan.yaml"
        plan = read_text(self._plan, str(file))
        prompts = Prompts(self.folder.parent / "prompts")  # of all tests: speaking takes time
        repertoire, lengths = prepare(plan, prompts)
        self.exchange = Exchange(build(plan, lengths), self._take)
        self._runner = Runner(self.exchange, wall_clock())
        self.plant = Plant(
            plan,
            repertoire,
            address=self.sip,
            prompts=prompts.directory,
            recordings=self.folder / "recordings",
            receive=self._runner.receive,
            grace=PATIENCE,
        )
        self._runner.receive(RunStarted("digest"))
        await self.plant.start()
        self._server = await serve(self._meet, HERE, 0, process_request=_page)
        self.url = "http://{}:{}".format(*self._server.sockets[0].getsockname())

    async def _stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()
        self._runner.stop()
        await self.plant.stop()

    def _take(self, entries: list[Entry]) -> None:
        """Have commands carried out, as ever after what led to them."""
        self.entries.extend(entries)
        self._loop.call_soon(self.plant.take, entries)

    async def _meet(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        owner = parse_qs(urlsplit(socket.request.path).query)["as"][0]
        self._sessions.add(socket)
        try:
            await Session(socket, owner, self.plant).serve()
        finally:
            self._sessions.discard(socket)


@contextmanager
def web_hotline(plan: str, folder: Path, browser: Chromium) -> Iterator[WebHotline]:
    """Run a hotline for the time of a `with`."""
    made = WebHotline(plan, folder, browser)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def do(page: TonePage, what: str, **more: str) -> None:
    """Let a page ask for something, as its buttons would."""
    page.page.evaluate("asked => send(asked)", {"do": what, **more})


def press(caller: TonePage, keys: str) -> None:
    """Press keys on a caller's page."""
    for key in keys:
        do(caller, "key", key=key)


def told_last(page: TonePage) -> dict[str, str]:
    """Return what the page was told last."""
    told: dict[str, str] = page.page.evaluate("told[told.length - 1] || {}")
    return told


def _page(connection: ServerConnection, request: Request) -> Response | None:
    """Answer with the bare page what does not ask for a web socket."""
    if "Upgrade" in request.headers:
        return None
    body = PAGE.read_bytes()
    kind = Headers({"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))})
    return Response(HTTPStatus.OK, "OK", kind, body)
