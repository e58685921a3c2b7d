"""The page about the interface over HTTP: every example is asked of a hotline, with calls up."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kit.documents import DOCS, Block, read_document
from kit.hotline_process import HotlineProcess, comes_true, hotline
from kit.phone_call import PhoneCall
from kit.reader import Reader

PAGE: Final = read_document(DOCS / "api.md")
PLAN: Final = re.sub(r"@127\.0\.0\.1:507\d", "@phone", PAGE.blocks("yaml")[0].text)


class Asker:
    """Types the examples, and sees to it that there is a caller where the page has one."""

    def __init__(self, reader: Reader, process: HotlineProcess) -> None:
        self._reader = reader
        self._process = process
        self._definitions = ""
        self._call: PhoneCall | None = None

    def ask(self, block: Block) -> None:
        """Type one block."""
        if block.tag == "define":
            self._definitions = block.text
        if block.tag == "talking":
            self._let_anna_talk()
        elif block.tag == "colleague-answers":
            self._let_ben_answer()
        elif self._call is not None:
            self._end_the_call()
        commands = f"{self._definitions}\n{block.text}"
        assert self._reader.type(commands) == 0, f"{block.where}: {self._reader.output}"

    def answers(self) -> list[Any]:
        """Return the JSON documents that the last block has printed."""
        return list(_documents(self._reader.output))

    def _let_anna_talk(self) -> None:
        self._end_the_call()
        for agent in ("anna", "ben"):
            self._process.agent(agent, "ready")
        caller = self._process.caller("+36301234567")
        self._call = caller.call("hotline")
        time.sleep(0.2)
        self._call.press_by_info("1")
        self._process.phones["anna"].rung().answer()
        assert comes_true(lambda: self._process.agents()["anna"] == "talking")

    def _let_ben_answer(self) -> None:
        self._process.phones["ben"].rung().answer()
        assert comes_true(lambda: self._process.agents()["ben"] == "talking")

    def _end_the_call(self) -> None:
        """Let the colleague who rings pick up, if there is one; then let the caller hang up."""
        if self._call is None:
            return
        if self._process.phones["ben"].is_rung(0.5):
            self._process.phones["ben"].rung().answer()
        self._call.hang_up()
        self._call = None
        assert comes_true(lambda: self._process.state()["now"]["calls_up"] == 0)


def _documents(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while (start := re.search(r"[\[{]", text)) is not None:
        try:
            document, end = decoder.raw_decode(text, start.start())
        except json.JSONDecodeError:  # a bracket in something else that was printed
            text = text[start.end() :]
        else:
            yield document
            text = text[end:]


def is_problem(answer: Any) -> bool:
    """Whether *answer* says that something was not possible."""
    return isinstance(answer, dict) and "detail" in answer and "status" in answer


def shaped_like(shown: Any, real: Any) -> bool:
    """Whether *real* has all that is *shown*, of the same kinds; numbers and texts may differ."""
    match shown:
        case dict():
            return isinstance(real, dict) and all(
                name in real and shaped_like(value, real[name]) for name, value in shown.items()
            )
        case list():
            pairs = zip(shown, real, strict=False)
            return isinstance(real, list) and all(shaped_like(one, other) for one, other in pairs)
        case bool():
            return isinstance(real, bool)
        case int() | float():
            return isinstance(real, int | float)
        case None:
            return True
        case _:
            return isinstance(real, type(shown))


def password_of(process: HotlineProcess) -> str:
    """Return the password that the first start has printed."""
    found = re.search(r"the one-time password (\S+)", process.said())
    assert found is not None, process.said()
    return found[1]


def paths_of(process: HotlineProcess) -> dict[str, Any]:
    """Return the addresses that the hotline itself describes."""
    paths: dict[str, Any] = process.ask("GET", "/openapi.json")["paths"]
    return paths


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_every_example_of_the_page_is_answered_as_it_says(tmp_path: Path) -> None:
    folders = tmp_path / "hotline", tmp_path / "reader"
    for folder in folders:
        folder.mkdir()
    with hotline(PLAN, folders[0]) as process:
        instead = {
            "http://127.0.0.1:8080": process.http,
            "data/bicycle": str(process.data),
            "one-time-password": password_of(process),
        }
        with Reader(folders[1], instead) as reader:
            asker = Asker(reader, process)
            expects_problem = False
            blocks = [block for block in PAGE.blocks() if block.language in {"sh", "json"}]
            for block, after in zip(blocks, [*blocks[1:], None], strict=True):
                if block.language == "sh":
                    asker.ask(block)
                    expects_problem = after is not None and '"status"' in after.text
                    refused = [answer for answer in asker.answers() if is_problem(answer)]
                    assert bool(refused) == expects_problem, f"{block.where}: {refused}"
                else:
                    shown, real = json.loads(block.text), asker.answers()[-1]
                    assert shaped_like(shown, real), f"{block.where}: {real}"
        assert_everything_is_told_of(process)


def _metrics(process: HotlineProcess) -> str:
    with urllib.request.urlopen(f"{process.http}/metrics", timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def assert_everything_is_told_of(process: HotlineProcess) -> None:
    """Every address and every metric that there is stands on the page, and no other metric."""
    for path in paths_of(process):
        pattern = re.sub(r"\{\w+\}", r"[\\w+-]+", path)
        assert re.search(rf"{pattern}(?![\w/-])", PAGE.text), f"the page says nothing of {path}"
    told = set(re.findall(r"`(firstline_\w+)", PAGE.text))
    told |= set(re.findall(r"`(firstline_\w+)\{", PAGE.text))
    there = set(re.findall(r"^(firstline_\w+?)(?:\{| )", _metrics(process), re.MULTILINE))
    late = {"firstline_service_level_ratio", "firstline_longest_wait_seconds"}
    assert there - told == set()
    assert told - there <= late
