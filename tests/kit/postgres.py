"""A PostgreSQL server of one's own: a new cluster in a temporary directory, on a free port.

It runs as an ordinary user, since PostgreSQL refuses to run as root. It can be stopped and started
again, as servers are. `without_postgres` says why there is none, where none is installed.
"""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Final, Self

_PLACES: Final = ("/usr/lib/postgresql", "/usr/local/pgsql")
_PATIENCE_S: Final = 60
USER: Final = "tester"


def without_postgres() -> str:
    """Return why no server can be started here; empty where one can."""
    if _binaries() is None:
        return "PostgreSQL is not installed (Debian: postgresql)"
    if os.geteuid() == 0 and _unprivileged() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return ""


class Postgres:
    """The server, for the time of a `with`."""

    def __init__(self) -> None:
        binaries = _binaries()
        assert binaries is not None, without_postgres()
        self._binaries: Final = binaries
        self._user: Final = _unprivileged() if os.geteuid() == 0 else None
        self._directory: Final = Path(tempfile.mkdtemp(prefix="firstline-postgres-"))
        self._data: Final = self._directory / "data"
        self.port: Final = _free_port()
        self._databases = 0

    def __enter__(self) -> Self:
        if self._user is not None:
            account = pwd.getpwnam(self._user)
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
        """Start the server and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self._directory}"
        log = self._directory / "log"
        self._run("pg_ctl", "-D", self._data, "-l", log, "-o", options, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: `fast` cuts connections off, `immediate` does so without a goodbye."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def new_database(self) -> str:
        """Make a database and return its URL."""
        self._databases += 1
        name = f"test{self._databases}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, name)
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            user=self._user,
            cwd=self._directory,
            stdin=subprocess.DEVNULL,
            # A server that is started keeps a pipe open for ever.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed ({done.returncode}): see {self._directory}/log")


def _binaries() -> Path | None:
    found = [path.parent for place in _PLACES for path in Path(place).glob("**/bin/initdb")]
    on_path = shutil.which("initdb")
    return max(found) if found else Path(on_path).parent if on_path else None


def _unprivileged() -> str | None:
    if getpass.getuser() != "root":
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
