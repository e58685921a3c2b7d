"""The hotline of the demonstration: `firstline serve` as a child, seen over its own interface.

It is started and watched as anybody would: by its readiness line, its token file and /state.
"""

import json
import os
import re
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from firstline.build import PACKAGE
from firstline.demo.processes import Child
from firstline.errors import FailureError
from firstline.live.desk import Picture

RUN: Final = "from firstline.cli.main import main; main()"
READY: Final = re.compile(r"^firstline: ready: sip (\S+):(\d+), https? (\S+)$", re.MULTILINE)
START_LIMIT: Final = 120.0
"""Seconds until it must be ready: the first start speaks every prompt."""
LOOK: Final = 0.1
ANSWER_LIMIT: Final = 5.0
DRAIN: Final = 3
"""Seconds that calls have at the end; the robots have hung up before."""

_PICTURE: Final = TypeAdapter(Picture)


class Served:
    """A hotline in a process of its own."""

    def __init__(
        self, plan: Path, data: Path, sip: str, http: str, environment: Mapping[str, str]
    ) -> None:
        command = [sys.executable, "-c", RUN, "serve", str(plan), "--sip", sip]
        options = ["--http", http, "--data", str(data), "--drain", str(DRAIN)]
        self._data: Final = data
        self._child: Final = Child(
            [*command, *options], data, data / "serve.log", {**environment, **_this_copy()}
        )
        self.sip = ("", 0)
        self.http = ""
        self._token = ""

    def wait_until_ready(self) -> None:
        """Return when it takes calls; say what it says if it does not."""
        for _ in range(round(START_LIMIT / LOOK)):
            if not self._child.is_running:
                break
            found = READY.search(self._child.log.read_text(encoding="utf-8", errors="replace"))
            if found:
                self.sip = (found[1], int(found[2]))
                self.http = f"http://{found[3]}"
                self._token = (self._data / "admin-token").read_text(encoding="ascii").strip()
                return
            time.sleep(LOOK)
        raise FailureError(
            f"The hotline did not start:\n{self._child.said()}", f"See {self._child.log}."
        )

    @property
    def token_file(self) -> Path:
        """Where the token for its interface is."""
        return self._data / "admin-token"

    def fault(self) -> str:
        """Say how it ended, if it has; empty while it runs."""
        return "" if self._child.is_running else f"the hotline has ended: {self._child.said()}"

    def picture(self) -> Picture:
        """Return what /state says."""
        return _PICTURE.validate_json(self._ask("GET", "/state?calls=0"))

    def begin(self, agent: str) -> None:
        """Sign *agent* in, and ready."""
        self._ask("POST", f"/agents/{agent}/sign-in")
        self._ask("POST", f"/agents/{agent}/ready")

    def stop(self) -> None:
        """Let it end as it should."""
        self._child.ask(signal.SIGTERM)
        self._child.end(DRAIN + 10.0)

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(
            self.http + path, method=method, headers={"Authorization": f"Bearer {self._token}"}
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_LIMIT) as answer:
                content: bytes = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                problem = json.loads(error.read())
            raise FailureError(f"{path}: {problem['detail']}", problem["remedy"]) from error
        except OSError as error:
            raise FailureError(f"The hotline does not answer: {error}.", str(self._data)) from error
        return content


def _this_copy() -> dict[str, str]:
    """Return what lets a child run the same copy of the program as this process."""
    paths = [str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
