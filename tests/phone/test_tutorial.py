"""The tutorial, followed word by word: in the end the reader's own plan has been called."""

import asyncio
import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from kit.baresip import Baresip, own_address
from kit.documents import DOCS, Block, read_document
from kit.hotline_process import comes_true
from kit.reader import Reader, free_port

PATIENCE: Final = ("20000", "13000")
"Milliseconds that the trial caller talks: on the page, and here."


class Follower:
    """Does what each block of the page asks for."""

    def __init__(self, reader: Reader, sip: int) -> None:
        self._reader = reader
        self._sip = sip
        self._phone: Baresip | None = None
        self._loop = asyncio.Runner()

    def follow(self, block: Block) -> None:
        """Do what *block* asks for, by its language or the word after it."""
        ways: dict[str, Callable[[Block], None]] = {
            "": self._run,
            "fails": self._fail,
            "serves": self._serve,
            "with-softphone": self._run_with_softphone,
            "after": self._run_afterwards,
            "checked": lambda _: None,
        }
        match block.language, block.tag:
            case "yaml", name:
                self._reader.save(name, block.text)
            case "text", _:
                self._compare(block)
            case "sh", tag:
                ways[tag](block)
            case language, _:
                pytest.fail(f"{block.where}: nobody knows what to do with {language}")

    def close(self) -> None:
        """Put the softphone away."""
        if self._phone is not None:
            self._loop.run(self._phone.stop())
        self._loop.close()

    def contacts(self) -> list[dict[str, Any]]:
        """Return what the hotline remembers."""
        assert self._reader.type("firstline records --data data/bicycle --json") == 0
        told: list[dict[str, Any]] = json.loads(self._reader.output)["contacts"]
        return told

    def _run(self, block: Block) -> None:
        assert self._reader.type(block.text) == 0, f"{block.where}:\n{self._reader.output[-4000:]}"

    def _fail(self, block: Block) -> None:
        assert self._reader.type(block.text) == 1

    def _serve(self, block: Block) -> None:
        self._reader.serve(block.text)

    def _compare(self, block: Block) -> None:
        """Every line that the page shows must have been printed."""
        for line in self._reader.meant(block.text).splitlines():
            assert line in self._reader.output, f"{block.where}: not said: {line}"

    def _run_with_softphone(self, block: Block) -> None:
        # Nobody registers a telephone so fast that Anna still wraps up.
        assert comes_true(lambda: self._is_ready("anna"), within=10)
        address = own_address()
        account = f"<sip:ben@{address}:{self._sip}>;auth_pass=let-me-in;answermode=auto"
        folder = self._reader.folder / "baresip"
        folder.mkdir()
        self._phone = self._loop.run(Baresip.start(folder, account))
        assert comes_true(lambda: self._is_ready("ben"))
        self._run(block)

    def _is_ready(self, agent: str) -> bool:
        token = "$(cat data/bicycle/admin-token)"
        where = f"http://127.0.0.1:8080/agents/{agent}"
        self._reader.type(f'curl -s -H "Authorization: Bearer {token}" {where}')
        return '"state":"ready"' in self._reader.output

    def _run_afterwards(self, block: Block) -> None:
        assert self._reader.press_control_c() == 0
        self._run(block)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_tutorial_ends_with_a_plan_of_the_readers_own_being_called(tmp_path: Path) -> None:
    if shutil.which("sipp") is None:
        pytest.skip("SIPp is not installed (the Debian package sip-tester).")
    own_address()
    sip, phone = free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_DGRAM)
    http = free_port(socket.SOCK_STREAM)
    instead = {"5060": str(sip), "5071": str(phone), "8080": str(http)}
    _copy_the_caller(tmp_path / "docs" / "tutorial")
    with Reader(tmp_path, instead) as reader:
        follower = Follower(reader, sip)
        try:
            for block in read_document(DOCS / "tutorial.md").blocks():
                follower.follow(block)
            assert "same" in reader.output
            first, second = follower.contacts()
        finally:
            follower.close()
    assert (first["stream"], first["urgency"], first["agent"]) == ("sales", "first", "anna")
    assert (second["outcome"], second["agent"], second["missed"]) == ("answered", "ben", 1)
    assert second["wait_s"] >= 8


def _copy_the_caller(folder: Path) -> None:
    folder.mkdir(parents=True)
    scenario = (DOCS / "tutorial" / "caller.xml").read_text(encoding="utf-8")
    assert scenario.count(f'"{PATIENCE[0]}"') == 1
    (folder / "caller.xml").write_text(scenario.replace(*PATIENCE), encoding="utf-8")
