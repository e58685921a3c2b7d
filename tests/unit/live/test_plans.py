"""Which version runs at the start, what may be published, and what another version is made of."""

import asyncio
from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.live.plan_versions import OutdatedError, PlanVersions
from firstline.live.plans import Plans
from firstline.live.preparation import Prepared
from firstline.live.take_up import Stage, When
from firstline.plan.faults import PlanFaults
from kit.plans import text
from kit.stores import begun
from kit.wav_file import sine, write_wav


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a plan's folder, in which every text is a sound: nothing has to be spoken."""
    write_wav(tmp_path / "sound.wav", sine(440, 8000, 0.1), 8000)
    (tmp_path / "plan.yaml").write_text(text(hotline="By hand"), "utf-8")
    return tmp_path


def plans(folder: Path, url: str) -> Plans:
    """Return the plans of the hotline of *folder*, as after a start."""
    return Plans(url, folder / "plan.yaml", folder / "data")


def first(folder: Path, url: str) -> Prepared:
    """Return what a start runs."""
    made = plans(folder, url)
    try:
        return made.first(lambda done, total: None)
    finally:
        made.close()


def test_the_file_wins_where_it_is_new_and_the_newest_version_otherwise(
    folder: Path, url: str
) -> None:
    with begun(url):
        prepared = first(folder, url)
        assert (prepared.version, prepared.plan.hotline) == (1, "By hand")
        assert first(folder, url).version == 1
        made = plans(folder, url)
        made.publish(text(hotline="By Kati"), "a name", "user:kati", 1)
        prepared = first(folder, url)
        assert (prepared.version, prepared.plan.hotline) == (2, "By Kati")
        assert prepared.copy.folder == str(folder)
        (folder / "plan.yaml").write_text(text(hotline="By hand again"), "utf-8")
        prepared = first(folder, url)
        assert (prepared.version, prepared.plan.hotline) == (3, "By hand again")
        assert made.newest().note == "plan.yaml"
        made.close()


def test_a_file_with_faults_is_told_and_not_brought_in(folder: Path, url: str) -> None:
    with begun(url):
        (folder / "plan.yaml").write_text(text(operator="nobody"), "utf-8")
        with pytest.raises(PlanFaults, match=r"plan.yaml:2:11"):
            first(folder, url)
        versions = PlanVersions(url)
        assert versions.newest() is None
        versions.close()


def test_only_what_could_run_is_published(folder: Path, url: str) -> None:
    with begun(url):
        first(folder, url)
        made = plans(folder, url)
        with pytest.raises(PlanFaults):
            made.publish(text(operator="nobody"), "", "user:kati", 1)
        with pytest.raises(PlanFaults, match="out of reach"):
            made.publish(text(music="../sound.wav"), "", "user:kati", 1)
        with pytest.raises(OutdatedError):
            made.publish(text(hotline="Late"), "", "user:kati", 0)
        assert made.newest().version == 1
        made.publish(text(music="sound.wav"), "", "user:kati", 1)
        assert made.restore(1, "as it was", "user:kati").text == text(hotline="By hand")
        assert (made.newest().version, made.newest().based_on) == (3, 2)
        with pytest.raises(InputError, match="no version 9"):
            made.restore(9, "", "user:kati")
        made.close()


def test_what_the_file_names_may_be_named_again(folder: Path, url: str) -> None:
    trunks = "{t: {user: t, password: {env: TRUNK_PASSWORD}}}"
    (folder / "plan.yaml").write_text(text(trunks=trunks), "utf-8")
    with begun(url):
        first(folder, url)
        made = plans(folder, url)
        made.publish(text(hotline="Another", trunks=trunks), "", "user:kati", 1)
        with pytest.raises(PlanFaults, match="out of reach"):
            made.publish(text(trunks=trunks.replace("TRUNK", "DATABASE")), "", "user:kati", 2)
        assert made.source().reach.known >= {"TRUNK_PASSWORD"}
        made.close()


def test_a_version_is_made_ready_beside_the_loop(folder: Path, url: str) -> None:
    async def life(made: Plans) -> None:
        made.ask(2, When.IDLE)
        await asyncio.wait_for(made.take_up.ready.wait(), 30)
        prepared = made.take_up.taken()
        assert prepared is not None
        assert prepared.version == 2
        made.runs(2)
        assert (made.running, made.take_up.view) == (2, None)
        made.ask(7, When.NOW)
        for _ in range(200):
            if made.take_up.view is not None and made.take_up.view.stage is Stage.FAILED:
                break
            await asyncio.sleep(0.02)
        assert made.take_up.view is not None
        assert "no version 7" in made.take_up.view.why

    with begun(url):
        first(folder, url)
        made = plans(folder, url)
        made.publish(text(hotline="By Kati"), "", "user:kati", 1)
        asyncio.run(life(made))
        made.close()
