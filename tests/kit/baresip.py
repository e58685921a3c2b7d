"""baresip, a telephone that nobody here wrote, told what to do over its control socket.

It refuses the loopback interface, so it lives at an address of this machine; packets between such
addresses stay inside the machine.
"""

import asyncio
import json
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import pytest

CONFIG: Final = """\
sip_listen {address}:0
audio_player aubridge,x
audio_source aubridge,x
audio_alert aubridge,x
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
audio_buffer 20-160
rtp_ports {ports}
module_path {modules}
module g711.so
module aubridge.so
module ctrl_tcp.so
module_app account.so
module_app menu.so
ctrl_tcp_listen 127.0.0.1:{control}
"""
MODULES: Final = ("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules")


def own_address() -> str:
    """Return an address of this machine that is not loopback, or skip the test."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("baresip wants a network address besides loopback; there is none.")
        address: str = probe.getsockname()[0]
    return address


class Baresip:
    """One running baresip. Events are kept in order."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.events: list[dict[str, Any]] = []
        self._process = process
        self._news = asyncio.Event()
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter
        self._listening: asyncio.Task[None]

    @classmethod
    async def start(cls, folder: Path, account: str, ports: str = "41000-41099") -> Self:
        """Start a phone whose account is *account*, keeping its files in *folder*."""
        program = shutil.which("baresip")
        modules = next((place for place in MODULES if Path(place).is_dir()), None)
        if program is None or modules is None:
            pytest.skip("baresip is not installed.")
        control = _free_port()
        config = CONFIG.format(address=own_address(), ports=ports, modules=modules, control=control)
        (folder / "config").write_text(config)
        (folder / "accounts").write_text(account + "\n")
        (folder / "contacts").write_text("")
        with (folder / "output").open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(program, "-f", str(folder), "-t", "50"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
            )
        phone = cls(process)
        await phone._connect(control)
        return phone

    async def command(self, command: str, parameters: str = "") -> None:
        """Tell it what a person would type."""
        text = json.dumps({"command": command, "params": parameters, "token": "t"})
        self._writer.write(f"{len(text)}:{text},".encode())
        await self._writer.drain()

    async def until(self, kind: str, wait: float = 5.0) -> dict[str, Any]:
        """Return the next event of this *kind*; those before it are forgotten."""
        async with asyncio.timeout(wait):
            while True:
                for at, event in enumerate(self.events):
                    if event.get("type") == kind:
                        del self.events[: at + 1]
                        return event
                self._news.clear()
                await self._news.wait()

    async def stop(self) -> None:
        """End it."""
        self._listening.cancel()
        self._writer.close()
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), 3)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _connect(self, control: int) -> None:
        async with asyncio.timeout(10):
            while True:
                try:
                    streams = await asyncio.open_connection("127.0.0.1", control)
                except ConnectionError:
                    await asyncio.sleep(0.05)
                else:
                    break
        self._reader, self._writer = streams
        self._listening = asyncio.get_running_loop().create_task(self._listen())

    async def _listen(self) -> None:
        while True:
            size = await self._reader.readuntil(b":")
            text = await self._reader.readexactly(int(size[:-1]) + 1)
            self.events.append(json.loads(text[:-1]))
            self._news.set()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
