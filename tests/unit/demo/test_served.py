"""The served hotline: started, asked and ended as anybody would."""

from pathlib import Path

import pytest

from firstline.demo.served import Served
from firstline.errors import FailureError
from kit.hotline_process import free_port, share_prompts

PLAN = """
hotline: Small
languages: [en]
menu: {welcome: {say: {en: Hello.}, keys: {1: {stream: all}}}}
streams: {all: {}}
teams: {front: {takes: all, agents: {anna: {address: "sip:anna@127.0.0.1:5101"}}}}
"""


def served(folder: Path, plan: str) -> Served:
    """Start a hotline."""
    path = folder / "plan.yaml"
    path.write_text(plan, encoding="utf-8")
    sip = f"127.0.0.1:{free_port()}"
    share_prompts(folder / "data", folder.parent / "prompts")
    return Served(path, folder / "data", sip, "127.0.0.1:0", {})


def test_it_is_ready_shows_itself_and_does_what_it_is_asked(tmp_path: Path) -> None:
    hotline = served(tmp_path, PLAN)
    try:
        hotline.wait_until_ready()
        hotline.begin("anna")
        (anna,) = hotline.picture().now.agents
        assert anna.state == "ready"
        with pytest.raises(FailureError, match="no agent 'zoltan'"):
            hotline.begin("zoltan")
        assert not hotline.fault()
    finally:
        hotline.stop()
    assert "has ended" in hotline.fault()
    with pytest.raises(FailureError, match="does not answer"):
        hotline.picture()


def test_a_hotline_that_cannot_start_says_why(tmp_path: Path) -> None:
    hotline = served(tmp_path, PLAN.replace("stream: all", "stream: al"))
    with pytest.raises(FailureError, match="did not start") as failed:
        hotline.wait_until_ready()
    assert "plan.yaml" in failed.value.message
    hotline.stop()
