"""A whole hotline as anybody would run it: `firstline serve` in a process of its own.

It writes the plan with a sound file for each tone, opens a phone for each agent who has one at a
fixed place, waits until it is told that the hotline is ready, asks over HTTP, and ends it. Of what
it tests, it uses the command line alone.
"""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from kit.command import Done, run
from kit.phone_call import PLENTY
from kit.raw_phone import Address
from kit.sip_phone import SipPhone
from kit.wav_file import sine, write_wav

HERE: Final = "127.0.0.1"
READY: Final = re.compile(r"^firstline: ready: sip (\S+):(\d+), https? (\S+)$", re.MULTILINE)
QUIET: Final = (10_000, 20_000)
"Ports below those of sound, and those that Linux gives to whoever names none."
START_LIMIT: Final = 100.0
FIRSTLINE: Final = (sys.executable, "-c", "from firstline.cli.main import main; main()")
ROOT: Final = Path(__file__).parents[2]

_NUMBERS: Final = count(1)
_TONE: Final = re.compile(r"tone/(\d+)(?:-([\d.]+)s)?\.wav")
_PHONE: Final = re.compile(r'(\w+): \{address: "sip:\1@phone"')


class ProblemError(Exception):
    """The hotline says over HTTP that something is not possible."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status}: {problem}")
        self.status = status
        self.problem = problem


class HotlineProcess:
    """One hotline: its process, the phones of its agents, and what it says."""

    def __init__(
        self,
        plan: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        host: str = HERE,
    ) -> None:
        """Write *plan* into *folder*: tone/440.wav is a second of 440 Hz, tone/440-5s.wav five.

        An agent written as ``anna: {address: "sip:anna@phone"}`` has a phone in `phones`.
        """
        self.folder: Final = folder
        self.data: Final = folder / "data"
        self.plan: Final = folder / "plan.yaml"
        self.phones: Final = {name: SipPhone(name=name) for name in phones_in(plan)}
        self.callers: Final[list[SipPhone]] = []
        self.sip: Address = (host, free_port(host))
        self.http = ""
        self._environment = dict(environment or {})
        self._starts = 0
        self._process: subprocess.Popen[bytes]
        self._children: list[int] = []
        share_prompts(self.data, folder.parent / "prompts")
        write_tones(plan, folder)
        self.plan.write_text(placed(plan, self.phones), encoding="utf-8")
        for phone in self.phones.values():
            phone.hotline = self.sip

    def start(self, *options: str) -> None:
        """Start it, and return when it is ready."""
        self._starts += 1
        command = [
            *(*FIRSTLINE, "serve", str(self.plan)),
            *("--sip", f"{self.sip[0]}:{self.sip[1]}", "--http", f"{HERE}:0"),
            *("--data", str(self.data), "--drain", "1", *options),
        ]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=_environment() | self._environment,
            )
        found = self._found_ready()
        self.http = f"http://{found[3]}"

    @property
    def log(self) -> Path:
        """What the present run says on standard error."""
        return self.folder / f"serve-{self._starts}.log"

    def said(self) -> str:
        """Return what it has said so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def caller(self, number: str = "", **more: Any) -> SipPhone:
        """Return a new phone with which somebody can call; each has another number."""
        phone = SipPhone(self.sip, number or f"+3630{next(_NUMBERS):07d}", **more)
        self.callers.append(phone)
        return phone

    # Over HTTP.

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask as a supervisor; raise ProblemError where it says no."""
        token = (self.data / "admin-token").read_text(encoding="ascii").strip()
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.http + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise ProblemError(error.code, json.loads(error.read())) from None
        return json.loads(text) if text else None

    def agent(self, name: str, act: str = "", **body: str) -> dict[str, Any]:
        """Return what agent *name* is doing, after an *act* like ready or transfer."""
        path = f"/agents/{name}/{act}".rstrip("/")
        answer: dict[str, Any] = self.ask("POST" if act else "GET", path, body or None)
        return answer

    def state(self) -> dict[str, Any]:
        """Return the picture of the moment."""
        answer: dict[str, Any] = self.ask("GET", "/state")
        return answer

    def calls(self) -> list[dict[str, Any]]:
        """Return the calls that are up."""
        calls: list[dict[str, Any]] = self.state()["now"]["calls"]
        return calls

    def agents(self) -> dict[str, str]:
        """Return what each agent is doing."""
        return {agent["agent"]: agent["state"] for agent in self.state()["now"]["agents"]}

    def newest_contact(self) -> dict[str, Any]:
        """Return the newest contact in the records; number 0 where there is none yet."""
        found: list[dict[str, Any]] = self.ask("GET", "/contacts?limit=1")
        return found[0] if found else {"call": 0}

    def counted(self, kind: str) -> int:
        """Return how often the telephony has counted something."""
        with urllib.request.urlopen(f"{self.http}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        found = re.search(rf'events_total\{{kind="{re.escape(kind)}"\}} ([\d.]+)', text)
        return 0 if found is None else int(float(found[1]))

    # Its processes.

    @property
    def pid(self) -> int:
        """The process that decides."""
        return self._process.pid

    def media_pid(self) -> int:
        """Return the process of the media engine."""
        (pid,) = [pid for pid in children(self.pid) if "engine.py" in _command(pid)]
        return pid

    def media_sockets(self) -> int:
        """Return how many sockets the media engine has open: some for each leg."""
        return sum(link.startswith("socket:") for link in _open_files(self.media_pid()))

    def stop(self) -> int:
        """Ask it to end, and return its exit status; no process of it may be left."""
        self._note_children()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(30)
        assert comes_true(lambda: not any(map(_lives, self._children))), "a process is left"
        return status

    def kill(self) -> None:
        """End it as a crash would."""
        self._note_children()
        self._process.kill()
        self._process.wait()
        assert comes_true(lambda: not any(map(_lives, self._children))), "a process is left"

    def runs(self) -> bool:
        """Return whether it has not ended."""
        return self._process.poll() is None

    def close(self) -> None:
        """Leave nothing behind, whatever has happened."""
        for phone in [*self.callers, *self.phones.values()]:
            phone.close()
        if self._starts and self.runs():
            self._note_children()
            self._process.kill()
            self._process.wait()

    def command(self, *words: str, told: str = "") -> Done:
        """Run another command on its data, in this process: to begin one takes seconds."""
        return run(*words, "--data", self.data, told=told)

    def serve_in_vain(self, *options: str) -> Done:
        """Begin another hotline on its data, that cannot run; return what becomes of it."""
        done = subprocess.run(
            [*FIRSTLINE, "serve", str(self.plan), *options, "--data", str(self.data)],
            capture_output=True,
            timeout=60,
            env=_environment(),
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def _found_ready(self) -> re.Match[str]:
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end and self.runs():
            found = READY.search(self.said())
            if found is not None:
                return found
            time.sleep(0.05)
        raise AssertionError(f"the hotline did not start:\n{self.said()[-4000:]}")

    def _note_children(self) -> None:
        self._children = children(self.pid)


@contextmanager
def hotline(
    plan: str,
    folder: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    host: str = HERE,
) -> Iterator[HotlineProcess]:
    """Run a hotline by *plan*; in the end it must be at rest, and end as it should."""
    process = HotlineProcess(plan, folder, environment, host)
    try:
        process.start(*options)
        yield process
        if process.runs():
            assert process.stop() == 0, process.said()[-4000:]
        assert "Traceback" not in process.said(), process.said()[-4000:]
        replayed(process)
    finally:
        process.close()


def replayed(process: HotlineProcess) -> None:
    """Check that the journal is the same when it is played again."""
    status, told, wrong = process.command("replay")
    assert status == 0, told + wrong


def healthy(process: HotlineProcess) -> bool:
    """Return whether the hotline says that it can do its work."""
    try:
        ready: bool = process.ask("GET", "/health")["ready"]
    except ProblemError:
        return False
    return ready


def at_rest(process: HotlineProcess, within: float = PLENTY) -> bool:
    """Return whether no call is left, and every agent is as free as before."""

    def rests() -> bool:
        now = process.state()["now"]
        busy = {"reserved", "talking", "holding", "wrap-up"}
        return not now["calls_up"] and all(agent["state"] not in busy for agent in now["agents"])

    return comes_true(rests, within)


def all_remembered(process: HotlineProcess) -> bool:
    """Return whether the records come to say of everybody how it ended."""
    contacts = partial(process.ask, "GET", "/contacts?limit=50")
    return comes_true(lambda: all(contact["outcome"] is not None for contact in contacts()))


def comes_true(condition: Callable[[], bool], within: float = PLENTY) -> bool:
    """Return whether *condition* becomes true; returns as soon as it does."""
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.03)
    return True


def children(pid: int) -> list[int]:
    """Return the processes that *pid* has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(child) for child in listed.read_text(encoding="ascii").split()]
    except FileNotFoundError:  # it has ended meanwhile
        return []


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")


def _open_files(pid: int) -> Iterator[str]:
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            yield os.readlink(link)
        except FileNotFoundError:  # closed meanwhile
            continue


def _environment() -> dict[str, str]:
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}


def phones_in(plan: str) -> list[str]:
    """Return the agents in *plan* whose phone is at a place yet to be found."""
    return _PHONE.findall(plan)


def placed(plan: str, phones: Mapping[str, SipPhone]) -> str:
    """Return *plan* with the places of *phones*."""

    def place(found: re.Match[str]) -> str:
        host, port = phones[found[1]].address
        return f'{found[1]}: {{address: "sip:{found[1]}@{host}:{port}"'

    return _PHONE.sub(place, plan)


def write_tones(plan: str, folder: Path) -> None:
    """Write a sound file for each tone that *plan* names."""
    (folder / "tone").mkdir(exist_ok=True)
    for found in _TONE.finditer(plan):
        path, length = folder / found[0], float(found[2] or 1)
        if not path.exists():
            write_wav(path, sine(int(found[1]), 8000, length), 8000)


def share_prompts(data: Path, shared: Path) -> None:
    """Let all hotlines of a test run keep their sounds in one place: speaking takes time."""
    shared.mkdir(exist_ok=True)
    data.mkdir()
    (data / "prompts").symlink_to(shared)


def free_port(host: str = HERE, kind: socket.SocketKind = socket.SOCK_DGRAM) -> int:
    """Return a port that nobody has just now, nor is given by the system until it is used."""
    while True:
        port = random.randrange(*QUIET)
        with socket.socket(socket.AF_INET, kind) as probe, suppress(OSError):
            probe.bind((host, port))
            return port
