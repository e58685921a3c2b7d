"""What-ifs are tried one after another by processes that may fail, be taken back, or die."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.live.what_ifs import QUEUE_AT_MOST, Asked, State, WhatIf, WhatIfs

PROGRAM = """
import json, os, sys, time
job = json.loads(sys.stdin.readline())
def say(**line): print(json.dumps(line), flush=True)
say(done=1, of=2, now=str(os.getpid()))
if job["how"] == "dies": sys.exit(1)
if job["how"] == "wrong": say(wrong="No such team.", remedy="Name another.")
if job["how"] == "waits": time.sleep(60)
if job["how"] == "right": say(result={"answer": 42})
if job["how"] == "babbles": print("hello", flush=True)
"""
ASKED = Asked(["agents cards +2"], 7, 1, 1)


@pytest.fixture
def program(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the name of a program that does as it is told."""
    (tmp_path / "obedient_job.py").write_text(PROGRAM)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(tmp_path)
    yield "obedient_job"
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


async def over(what_ifs: WhatIfs, name: str) -> WhatIf:
    """Wait for the end of a what-if."""
    return await until(what_ifs, name, lambda known: known.is_over)


async def until(what_ifs: WhatIfs, name: str, holds: object) -> WhatIf:
    """Wait until something holds for a what-if."""
    assert callable(holds)
    for _ in range(1500):
        known = what_ifs.one(name)
        assert known is not None
        if holds(known):
            return known
        await asyncio.sleep(0.02)
    raise AssertionError(known)


def test_each_ends_as_its_process_says(program: str) -> None:
    async def life() -> None:
        what_ifs = WhatIfs(program)
        names = [
            what_ifs.ask(ASKED, {"how": how}).id for how in ("right", "wrong", "dies", "babbles")
        ]
        right, wrong, dead, babbling = [await over(what_ifs, name) for name in names]
        assert (right.state, right.done, right.of) == (State.DONE, 1, 2)
        assert right.result is not None
        assert bytes(right.result) == b'{"answer": 42}'
        assert (wrong.state, wrong.why, wrong.remedy) == (
            State.FAILED,
            "No such team.",
            "Name another.",
        )
        assert dead.state is babbling.state is State.FAILED
        assert dead.why
        assert dead.remedy
        assert [known.id for known in what_ifs.all()] == names
        await what_ifs.close()

    asyncio.run(life())


def test_one_runs_at_a_time_and_only_so_many_wait(program: str) -> None:
    async def life() -> None:
        what_ifs = WhatIfs(program)
        names = [what_ifs.ask(ASKED, {"how": "waits"}).id for _ in range(QUEUE_AT_MOST)]
        with pytest.raises(InputError) as refused:
            what_ifs.ask(ASKED, {"how": "right"})
        assert refused.value.remedy
        await until(what_ifs, names[0], lambda known: known.done)
        assert [known.ahead for known in what_ifs.all()] == [0, 1, 2, 3, 4]
        what_ifs.cancel(names[1])
        what_ifs.cancel(names[0])
        running = await until(what_ifs, names[2], lambda known: known.done)
        assert [known.state for known in what_ifs.all()[:2]] == [State.CANCELLED] * 2
        os.kill(int(running.now), signal.SIGKILL)
        assert (await over(what_ifs, names[2])).state is State.FAILED
        last = await until(what_ifs, names[3], lambda known: known.done)
        await what_ifs.close()
        assert {known.state for known in what_ifs.all()[3:]} == {State.CANCELLED}
        with pytest.raises(ProcessLookupError):
            os.kill(int(last.now), 0)
        what_ifs.cancel(names[0])
        assert what_ifs.one(names[0]) is None

    asyncio.run(life())
