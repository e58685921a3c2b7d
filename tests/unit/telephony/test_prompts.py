"""Prompts are spoken once, kept, joined and measured; what cannot be is told with a remedy."""

import os
from pathlib import Path

import numpy as np
import pytest

from firstline.errors import FailureError, InputError
from firstline.telephony.g711 import FRAME, RATE, Codec, Samples, decode
from firstline.telephony.prompts import LONGEST_TEXT, Clip, Prompts
from kit.tones import frequencies
from kit.wav_file import sine, write_wav

WELCOME = {"hu": "Üdvözli a Duna Bank. Jó napot kívánok!", "en": "Welcome to Duna Bank."}


@pytest.fixture
def prompts(tmp_path: Path) -> Prompts:
    return Prompts(tmp_path / "prompts")


def heard(clip: Clip, codec: Codec = Codec.PCMU) -> Samples:
    return decode(codec, Path(f"{clip.stem}.{codec.value}").read_bytes())


@pytest.mark.parametrize("language", ["hu", "en"])
def test_a_text_is_spoken_at_the_telephone_s_level(prompts: Prompts, language: str) -> None:
    clip = prompts.prepare(WELCOME[language], language)
    assert 800_000 < clip.duration < 6_000_000
    assert clip.stem == prompts.directory / clip.name
    for codec in Codec:
        samples = heard(clip, codec)
        assert len(samples) % FRAME == 0
        assert len(samples) * 125 == clip.duration
        loudness = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) / 32767
        assert 0.03 < loudness < 0.2


def test_little_quiet_stands_before_and_after_speech(prompts: Prompts) -> None:
    loud = np.flatnonzero(np.abs(heard(prompts.prepare("One.", "en")).astype(np.int32)) > 500)
    length = len(heard(prompts.prepare("One.", "en")))
    assert loud[0] < 0.2 * RATE
    assert length - loud[-1] < 0.3 * RATE


def test_a_text_is_spoken_only_once(prompts: Prompts) -> None:
    first = prompts.prepare(WELCOME["en"], "en")
    made = Path(f"{first.stem}.0").stat().st_mtime_ns
    assert prompts.prepare(WELCOME["en"], "en") == first
    assert Prompts(prompts.directory).prepare(WELCOME["en"], "en") == first
    assert Path(f"{first.stem}.0").stat().st_mtime_ns == made


def test_another_voice_or_text_is_another_clip(prompts: Prompts) -> None:
    american = Prompts(prompts.directory, voices={"en": "en-us"})
    names = {
        prompts.prepare("Hello", "en").name,
        prompts.prepare("Hello", "hu").name,
        prompts.prepare("Hallo", "en").name,
        american.prepare("Hello", "en").name,
    }
    assert len(names) == 4


def test_many_texts_are_spoken_at_once_and_progress_is_told(prompts: Prompts) -> None:
    texts = [(f"You are number {number}.", "en") for number in range(1, 9)]
    told: list[tuple[int, int]] = []
    clips = prompts.prepare_all([*texts, texts[0]], lambda *progress: told.append(progress))
    assert [clip.name for clip in clips] == [
        prompts.prepare(text, language).name for text, language in [*texts, texts[0]]
    ]
    assert told[-1] == (8, 8)
    assert told == sorted(told)
    assert not list(prompts.directory.glob("*.wav"))
    assert not list(prompts.directory.glob("*.part"))


def test_joined_clips_last_as_long_as_all_of_them(prompts: Prompts) -> None:
    clips = [prompts.tone(440, 0.5), prompts.silence(0.25), prompts.tone(620, 0.5)]
    joined = prompts.joined(clips)
    assert joined.duration == sum(clip.duration for clip in clips)
    assert frequencies(heard(joined)) == frequencies(heard(joined, Codec.PCMA)) == [440, 620]
    assert prompts.joined(clips) == joined
    assert prompts.joined(clips[:1]) == clips[0]
    assert prompts.joined(clips[::-1]) != joined


def test_nothing_and_too_much_cannot_be_joined(prompts: Prompts) -> None:
    with pytest.raises(ValueError, match="cannot be joined"):
        prompts.joined([])
    with pytest.raises(ValueError, match="cannot be joined"):
        prompts.joined([prompts.silence(0.1)] * 101)


def test_the_plan_s_own_recording_is_played_as_it_is(prompts: Prompts, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "welcome.wav", sine(700, 44100), 44100)
    clip = prompts.from_wav(path)
    assert frequencies(heard(clip)) == [700]
    assert clip.duration == 1_000_000
    write_wav(path, sine(900, 16000), 16000)
    assert frequencies(heard(prompts.from_wav(path))) == [900]


def test_a_recording_that_cannot_be_played_is_told(prompts: Prompts, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        prompts.from_wav(tmp_path / "none.wav")
    with pytest.raises(InputError, match="Is a directory"):
        prompts.from_wav(tmp_path)
    (tmp_path / "text.wav").write_text("not sound")
    with pytest.raises(InputError, match="not a WAV file"):
        prompts.from_wav(tmp_path / "text.wav")
    huge = tmp_path / "huge.wav"
    with huge.open("wb") as file:
        os.truncate(file.fileno(), 1 << 30)
    with pytest.raises(InputError, match="larger than"):
        prompts.from_wav(huge)


def test_music_is_made_once(prompts: Prompts) -> None:
    music = prompts.music()
    assert music.duration > 25_000_000
    assert music.duration % 20_000 == 0
    assert prompts.music() == music


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_an_empty_text_is_a_fault(prompts: Prompts, text: str) -> None:
    with pytest.raises(InputError, match="no text"):
        prompts.prepare(text, "en")


def test_a_text_that_nobody_would_hear_to_its_end_is_a_fault(prompts: Prompts) -> None:
    with pytest.raises(InputError, match="2001 characters"):
        prompts.prepare("x" * (LONGEST_TEXT + 1), "en")


@pytest.mark.parametrize("text", ["-w /tmp/x", "--version", "$(reboot)", "a\x00b", "1 < 2 & <b>"])
def test_a_text_is_only_ever_spoken(prompts: Prompts, text: str) -> None:
    assert prompts.prepare(text, "en").duration > 200_000


@pytest.mark.parametrize("language", ["-w", "../hu", "", "hu;ls", "h u"])
def test_what_is_no_language_is_a_fault(prompts: Prompts, language: str) -> None:
    with pytest.raises(InputError, match="cannot be the name of a voice"):
        prompts.prepare("Hello", language)


def test_a_language_without_a_voice_is_told_with_a_remedy(prompts: Prompts) -> None:
    with pytest.raises(FailureError, match="could not speak 'Hello'") as told:
        prompts.prepare_all([("Hello", "tlh"), ("Good day", "en")])
    assert "espeak-ng --voices" in told.value.remedy
    assert not list(prompts.directory.glob("*.wav"))


def test_a_missing_speaker_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="no-such-speaker is needed") as told:
        Prompts(tmp_path, speaker="no-such-speaker").prepare("Hello", "en")
    assert "apt-get install espeak-ng" in told.value.remedy
