"""What a plan has said: texts by language, or sound files."""

import wave
from pathlib import Path

import pytest
from pydantic import ValidationError

from firstline.plan.limits import SOUND_BYTES
from firstline.plan.spoken import EVERY, Label, Words


def words(written: object, folder: Path = Path()) -> Words:
    return Words.model_validate(written, context={"folder": str(folder)})


def sound(path: Path, frames: int = 8000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * frames)
    return path


def test_a_text_is_said_in_every_language() -> None:
    said = words("  Hello,\n world.  ")
    assert said.root.keys() == {EVERY}
    assert said.said("en").text == said.said("hu").text == "Hello, world."


def test_texts_are_said_each_in_its_language() -> None:
    said = words({"hu": "Szia!", "en": "Hello!"})
    assert said.said("hu").text == "Szia!"
    assert said.said("de").text == ""


def test_a_sound_file_is_found_beside_the_plan(tmp_path: Path) -> None:
    path = sound(tmp_path / "hello.wav")
    assert words({"file": "hello.wav"}, tmp_path).said("en").file == path
    assert words({"hu": {"file": "hello.wav"}, "en": "Hello!"}, tmp_path).said("hu").file == path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.wav", None, "there is no sound file"),
        ("text.wav", b"this is text", "is not a WAV file"),
        ("empty.wav", b"", "is not a WAV file"),
    ],
)
def test_what_cannot_be_played_is_refused(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ValidationError, match=said):
        words({"file": name}, tmp_path)


def test_a_sound_without_a_frame_is_refused(tmp_path: Path) -> None:
    sound(tmp_path / "nothing.wav", frames=0)
    with pytest.raises(ValidationError, match="is empty"):
        words({"file": "nothing.wav"}, tmp_path)


def test_a_sound_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.truncate(SOUND_BYTES + 1)
    with pytest.raises(ValidationError, match="is too large"):
        words({"file": "long.wav"}, tmp_path)


def test_a_device_is_not_a_sound_file() -> None:
    with pytest.raises(ValidationError, match="there is no sound file"):
        words({"file": "/dev/zero"})
    with pytest.raises(ValidationError, match="there is no sound file"):
        words({"file": "x" * 5_000})


def test_a_label_is_shown_in_the_language_asked_for() -> None:
    assert Label.model_validate({"hu": "kártya", "en": "card"}).shown("hu") == "kártya"
    assert Label.model_validate("card").shown("hu") == "card"
    assert Label.model_validate({"hu": "kártya"}).shown("en") == ""


def test_a_text_that_nobody_would_listen_to_is_refused() -> None:
    with pytest.raises(ValidationError, match="at most 2000"):
        words("x" * 2001)
