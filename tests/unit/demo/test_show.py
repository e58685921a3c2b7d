"""The show: on a terminal it draws, elsewhere it prints lines; when something fails, it says so."""

import io
import socket
from pathlib import Path

import pytest
from rich.console import Console

from firstline.demo.show import Show, Wish
from firstline.plan.read import read
from kit.hotline_process import free_port, share_prompts

pytestmark = [pytest.mark.phone, pytest.mark.timeout(120)]

PLAN = """
hotline: Small
languages: [en]
open: {mon: "03:00-03:01"}
menu: {welcome: {say: {en: Hello.}, keys: {1: {stream: all}}}}
streams: {all: {}}
teams:
  front:
    takes: all
    agents: {anna: {address: "sip:anna@127.0.0.1:5101", ready_from_start: true}}
"""


def shown(folder: Path, *, terminal: bool) -> str:
    """Return what a show of some seconds puts out."""
    path = folder / "small.yaml"
    path.write_text(PLAN, encoding="utf-8")
    share_prompts(folder / "data", folder.parent / "prompts")
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100, height=40)
    wish = Wish(
        plan=path,
        data=folder / "data",
        calls_per_minute=120,
        seconds=7,
        sip_port=free_port(),
        http_port=free_port(kind=socket.SOCK_STREAM),
    )
    Show(wish, read(path), console).run()
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_on_a_terminal_the_table_is_drawn_again_and_again(tmp_path: Path) -> None:
    text = shown(tmp_path, terminal=True)
    assert text.count("Small: open") > 5
    assert "anna" in text
    assert "\x1b[?1049l" in text  # the screen is given back


def test_elsewhere_it_prints_a_line_now_and_then(tmp_path: Path) -> None:
    lines = shown(tmp_path, terminal=False).splitlines()
    assert sum("service level" in line for line in lines) >= 2
    assert not any("\x1b" in line for line in lines)
    assert "up 0" in lines[-1]
