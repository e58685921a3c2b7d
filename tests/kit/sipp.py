"""SIPp, the load generator of the field, as callers and as agents' phones."""

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pytest

SCENARIOS: Final = Path(__file__).parents[1] / "phone" / "scenarios"


@dataclass(frozen=True, slots=True)
class Done:
    """How a run of SIPp ended."""

    status: int
    "0: every call went as its scenario says."
    output: str
    errors: str


class Sipp:
    """One running SIPp."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self._process = process
        self._folder = folder

    @classmethod
    async def start(cls, folder: Path, scenario: str, *arguments: str, seconds: int = 30) -> Self:
        """Start *scenario*, a file of ours or one of SIPp's own; it ends itself after *seconds*."""
        program = shutil.which("sipp")
        if program is None:
            pytest.skip("SIPp is not installed (the Debian package sip-tester).")
        ours = SCENARIOS / f"{scenario}.xml"
        folder.mkdir(parents=True, exist_ok=True)
        what = ("-sf", str(ours)) if ours.exists() else ("-sn", scenario)
        usual = ("-i", "127.0.0.1", "-nostdin", "-trace_err", "-timeout", str(seconds))
        with (folder / "output").open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(program, *what, *usual, *arguments),
                cwd=folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
            )
        return cls(process, folder)

    async def done(self, wait: float = 40.0) -> Done:
        """Wait until it has ended; one that does not is killed."""
        try:
            status = await asyncio.wait_for(self._process.wait(), wait)
        except TimeoutError:
            await self.stop()
            raise
        errors = "".join(path.read_text(errors="replace") for path in self._logs())
        return Done(status, (self._folder / "output").read_text(errors="replace"), errors)

    async def stop(self) -> None:
        """End it now."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def _logs(self) -> list[Path]:
        return sorted(self._folder.glob("*_errors.log"))
