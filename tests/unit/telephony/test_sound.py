"""Sound keeps its pitch and loudness through every change of rate, and faults in files are told."""

import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from firstline.errors import InputError
from firstline.telephony.g711 import RATE
from firstline.telephony.sound import (
    LONGEST_WAV,
    SPEECH_LEVEL,
    finished,
    levelled,
    read_wav,
    resampled,
    silence,
    tone,
)
from kit.tones import dominant, frequencies
from kit.wav_file import sine, write_wav

MU_LAW = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + struct.pack("<HHIIHH", 7, 1, 8000, 8000, 1, 8)
PRESENT = [6000, 8000, 11025, 16000, 22050, 44100, 44101, 48000]


@pytest.mark.parametrize("rate", PRESENT)
def test_a_tone_stays_what_it_was_at_every_rate(rate: int) -> None:
    heard = resampled(sine(1000, rate), rate)
    assert abs(len(heard) - RATE) <= 1
    middle = heard[500:-500]
    assert abs(float(np.sqrt(2 * np.mean(middle**2))) - 0.5) < 0.01
    assert dominant(finished(middle)) == 1000


@pytest.mark.parametrize("rate", [11025, 22050, 48000])
def test_what_the_telephone_cannot_carry_is_taken_out_and_not_folded_back(rate: int) -> None:
    heard = resampled(sine(5000, rate), rate)[500:-500]
    assert float(np.sqrt(2 * np.mean(heard**2))) < 0.5 / 1000


def test_a_wav_file_is_read_whatever_its_form(tmp_path: Path) -> None:
    one = sine(700, 22050)
    both = np.repeat(sine(700, 44100), 2)
    for path in (
        write_wav(tmp_path / "mono.wav", one, 22050),
        write_wav(tmp_path / "8.wav", one, 22050, width=1),
        write_wav(tmp_path / "stereo.wav", both, 44100, channels=2),
    ):
        heard = read_wav(path)
        assert frequencies(heard) == [700]
        assert abs(len(heard) - RATE) <= 1


def test_a_wav_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "whole.wav", np.repeat(sine(700, 16000), 2), 16000, channels=2)
    path.write_bytes(path.read_bytes()[:-16001])
    assert frequencies(read_wav(path)) == [700]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "not a WAV file"),
        (b"ID3 this is an mp3", "not a WAV file"),
        (MU_LAW, "not a WAV file"),
    ],
    ids=["empty", "mp3", "mu-law"],
)
def test_what_is_no_pcm_is_refused_with_a_remedy(
    tmp_path: Path, content: bytes, wrong: str
) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match=wrong) as told:
        read_wav(path)
    assert told.value.remedy
    assert str(path) in told.value.message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_wav(tmp_path / "none.wav")


@pytest.mark.parametrize(
    ("channels", "width", "rate", "frames", "wrong"),
    [
        (3, 2, 8000, 100, "3 channels"),
        (1, 3, 8000, 100, "24 bits"),
        (1, 2, 1000, 100, "1000 samples a second"),
        (1, 1, 4000, 4000 * (LONGEST_WAV + 1), "lasts 601 seconds"),
        (1, 2, 8000, 0, "is empty"),
    ],
)
def test_a_wav_file_that_is_no_prompt_is_refused(
    tmp_path: Path, channels: int, width: int, rate: int, frames: int, wrong: str
) -> None:
    path = tmp_path / "odd.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(frames * channels * width))
    with pytest.raises(InputError, match=wrong):
        read_wav(path)


@pytest.mark.parametrize("loudness", [0.01, 0.1, 0.5])
def test_speech_comes_out_at_the_telephone_s_level_however_loud_it_was(loudness: float) -> None:
    talk = np.concatenate([sine(500, RATE) * loudness, np.zeros(RATE), sine(900, RATE) * loudness])
    spoken = levelled(talk)
    assert abs(float(np.sqrt(np.mean(spoken[:RATE] ** 2))) / SPEECH_LEVEL - 1) < 0.02
    assert float(np.abs(spoken).max()) <= 0.9


def test_silence_stays_silence() -> None:
    assert not silence(0.5).any()
    assert not levelled(np.zeros(RATE)).any()
    assert len(levelled(np.zeros(0))) == 0


def test_a_tone_begins_and_ends_softly() -> None:
    made = tone(440, 0.5)
    assert len(made) == RATE // 2
    assert abs(int(made[0])) + abs(int(made[-1])) < 50
    assert dominant(made[:800]) == 440
