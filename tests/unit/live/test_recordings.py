"""Recordings are found by their contact, and by no trick with a name."""

from pathlib import Path

import pytest

from firstline.live.recordings import Recordings
from kit.wav_file import sine, write_wav


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of recordings."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    for name in (
        "20260102T100000.125Z-7.wav",
        "20260101T100000Z-7.wav",
        "20260101T100000Z-7.2.wav",
        "20260101T100000Z-71.wav",
        "20260101T100000Z-17.wav",
        "20260231T100000Z-7.wav",
    ):
        write_wav(folder / name, sine(440, 8000, 0.5), 8000)
    (folder / "20260103T100000Z-7.far.rtp").write_bytes(b"")
    (folder / "20260103T100000Z-7.wav.part").write_bytes(b"")
    (folder / "20260104T100000Z-7.wav").write_bytes(b"broken")
    write_wav(tmp_path / "20260101T100000Z-7.wav", sine(440, 8000, 0.5), 8000)
    return folder


def test_what_was_recorded_of_a_call_is_listed_in_order(folder: Path) -> None:
    found = Recordings(folder).of(7)
    assert [one.name for one in found] == [
        "20260101T100000Z-7.2.wav",
        "20260101T100000Z-7.wav",
        "20260102T100000.125Z-7.wav",
    ]
    assert all(one.duration_s == pytest.approx(0.5) for one in found)
    assert found[1].began == 1_767_261_600_000_000
    assert found[2].began == 1_767_348_000_125_000
    assert Recordings(folder).of(8) == []
    assert Recordings(folder / "nowhere").of(7) == []


def test_a_file_is_found_by_its_contact_and_name_only(folder: Path) -> None:
    recordings = Recordings(folder)
    name = "20260101T100000Z-7.wav"
    assert recordings.file(7, name) == folder / name
    for wrong in (
        f"../{name}",
        f"./{name}",
        f"{name}/",
        "20260103T100000Z-7.far.rtp",
        "20260103T100000Z-7.wav.part",
        "20260105T100000Z-7.wav",
        name.replace("-7", "-..7"),
        name + "\n",
        "",
        "\0",
        ".",
        "/etc/passwd",
    ):
        assert recordings.file(7, wrong) is None, wrong
    assert recordings.file(8, name) is None
