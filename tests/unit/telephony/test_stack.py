"""sippy starts no thread, touches no signal and writes nothing where it should not."""

import os
import subprocess
import sys

import pytest

from firstline.telephony.stack import SPEECH, SipURL, Speech

ALONE = """
import signal, sys, threading
import firstline.telephony.stack
assert "elperiodic" not in sys.modules
assert threading.active_count() == 1
assert signal.getsignal(signal.SIGURG) is signal.SIG_DFL
"""
TOO_LATE = """
import sys, types
sys.modules["sippy.Core.EventDispatcher"] = types.ModuleType("sippy's own")
import firstline.telephony.stack
"""


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_importing_sippy_leaves_the_process_as_it_was() -> None:
    done = _python(ALONE)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_sippy_imported_too_early_is_said_so() -> None:
    assert "sippy was imported before" in _python(TOO_LATE).stderr


def test_what_sippy_would_print_goes_to_the_listener(capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[tuple[str, BaseException | None]] = []
    before, SPEECH.listener = SPEECH.listener, lambda *what: heard.append(what)
    try:
        SipURL("sip:foo@1.2.3.4:")  # an empty port: sippy prints a warning
    finally:
        SPEECH.listener = before
    assert "empty port" in heard[0][0]
    assert capsys.readouterr().out == ""


def test_what_sippy_would_dump_comes_with_its_error() -> None:
    speech, heard = Speech(), list[tuple[str, BaseException | None]]()
    speech.report("nobody listens yet")
    speech.listener = lambda *what: heard.append(what)
    error = ValueError("broken")
    with pytest.raises(ValueError, match="broken"):
        _reporting(speech, error)
    assert heard == [("something failed", error)]


def _reporting(speech: Speech, error: ValueError) -> None:
    """Report as sippy does: where the error is being handled."""
    try:
        raise error
    except ValueError:
        speech.report("something failed", sys.stdout, extra="the packet")
        raise
