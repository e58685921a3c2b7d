"""A life of the mixer's process: it says that it is up, answers, and ends once."""

import asyncio
import os
import signal
from pathlib import Path

from firstline.telephony.mixer_life import MixerLife
from kit.studio import comes_true


def test_a_life_from_its_start_to_its_end() -> None:
    async def story() -> None:
        words: list[object] = []
        ends: list[str] = []
        life = MixerLife(on_words=words.append, on_end=lambda: ends.append("over"))
        assert await comes_true(lambda: words == [["up"]], 10.0)
        life.tell(["pulse"])
        life.tell(["no", "command"])
        life.tell(["pulse"])
        assert await comes_true(lambda: words == [["up"], ["pulse"], ["pulse"]])
        life.end()
        life.tell(["pulse"])
        await asyncio.sleep(0.05)
        assert ends == [], "who ends it need not be told"
        assert not Path(f"/proc/{life.process_id}").exists()

    asyncio.run(story())


def test_a_death_is_told() -> None:
    async def story() -> None:
        words: list[object] = []
        ends: list[str] = []
        life = MixerLife(on_words=words.append, on_end=lambda: ends.append("over"))
        assert await comes_true(lambda: words == [["up"]], 10.0)
        os.kill(life.process_id, signal.SIGKILL)
        assert await comes_true(lambda: ends != [])
        assert life.end() == -signal.SIGKILL

    asyncio.run(story())
