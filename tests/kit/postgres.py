"""A PostgreSQL server of one's own: a new cluster in a temporary directory, on a free port.

It runs as an ordinary user, since PostgreSQL refuses to run as root, and dies with whoever started
it. It can be stopped and started again, as servers are. `without_postgres` says why there is none.
"""

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final, Self

_PLACES: Final = ("/usr/lib/postgresql", "/usr/local/pgsql")
_PATIENCE_S: Final = 60
_WAYS_TO_STOP: Final = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
USER: Final = "tester"


def without_postgres() -> str:
    """Return why no server can be started here; empty where one can."""
    if _binaries() is None:
        return "PostgreSQL is not installed (Debian: postgresql)"
    if shutil.which("setpriv") is None:
        return "setpriv is not installed (Debian: util-linux)"
    if os.geteuid() == 0 and _ordinary_user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return ""


class Postgres:
    """The server, for the time of a `with`."""

    def __init__(self) -> None:
        binaries = _binaries()
        assert binaries is not None, without_postgres()
        self._binaries: Final = binaries
        self._directory: Final = Path(tempfile.mkdtemp(prefix="firstline-postgres-"))
        self._data: Final = self._directory / "data"
        self.port: Final = _free_port()
        self._databases = 0
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        user = _ordinary_user()
        if user is not None:
            account = pwd.getpwnam(user)
            os.chown(self._directory, account.pw_uid, account.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C",
            "--no-sync",
        )  # fmt: skip
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop("immediate")
        shutil.rmtree(self._directory, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers. It dies with the thread that calls this."""
        with (self._directory / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    *self._as_ordinary_user("postgres"), "-D", self._data, "-h", "127.0.0.1",
                    "-p", str(self.port), "-k", self._directory,
                ],
                cwd=self._directory, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        end = time.monotonic() + _PATIENCE_S
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL does not start: see {self._directory}/log")
            time.sleep(0.05)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: `fast` cuts connections off, `immediate` does so without a goodbye."""
        if self._server is not None:
            self._server.send_signal(_WAYS_TO_STOP[mode])
            self._server.wait(_PATIENCE_S)
            self._server = None

    def new_database(self) -> str:
        """Make a database and return its URL."""
        self._databases += 1
        name = f"test{self._databases}"
        self._run("createdb", *self._here(), "-U", USER, name)
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        asked: list[str | Path] = [self._binaries / "pg_isready", "-q", *self._here()]
        return subprocess.run(asked, check=False).returncode == 0

    def _here(self) -> tuple[str, ...]:
        return "-h", "127.0.0.1", "-p", str(self.port)

    def _as_ordinary_user(self, program: str) -> list[str | Path]:
        user = _ordinary_user()
        who = [] if user is None else ["--reuid", user, "--regid", user, "--clear-groups"]
        return ["setpriv", "--pdeathsig", "INT", *who, self._binaries / program]

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [*self._as_ordinary_user(program), *arguments],
            cwd=self._directory,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed ({done.returncode}): {done.stderr}")


def _binaries() -> Path | None:
    found = [path.parent for place in _PLACES for path in Path(place).glob("**/bin/initdb")]
    on_path = shutil.which("initdb")
    return max(found) if found else Path(on_path).parent if on_path else None


def _ordinary_user() -> str | None:
    """Return as whom the server is to run; None where this user will do."""
    if getpass.getuser() != "root":
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
