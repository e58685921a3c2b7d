"""The log: readable by people on a terminal, by machines elsewhere, and one form for all."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from firstline.live.log import set_up_log


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_machine_gets_one_json_object_a_line() -> None:
    stream = io.StringIO()
    set_up_log(stream)
    structlog.get_logger("live").info("ready", sip="127.0.0.1:5060")
    logging.getLogger("uvicorn.error").warning("a library's %s", "complaint")
    ours, theirs = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (ours["event"], ours["sip"], ours["level"]) == ("ready", "127.0.0.1:5060", "info")
    assert (theirs["event"], theirs["level"]) == ("a library's complaint", "warning")
    assert ours["timestamp"].endswith("Z")


def test_a_person_gets_plain_lines() -> None:
    stream = Terminal()
    set_up_log(stream)
    structlog.get_logger("live").info("ready")
    assert "ready" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_what_libraries_tell_of_themselves_is_left_out() -> None:
    stream = io.StringIO()
    set_up_log(stream)
    logging.getLogger("uvicorn.error").info("Started server process")
    assert not stream.getvalue()


def test_an_error_comes_with_where_it_happened_on_one_line() -> None:
    stream = io.StringIO()
    set_up_log(stream)
    try:
        raise ValueError("boom")
    except ValueError as error:
        structlog.get_logger("live").error("failed", exc_info=error)
    (line,) = stream.getvalue().splitlines()
    assert "ValueError: boom" in json.loads(line)["exception"]
