"""What is to be heard in a hotline's recordings."""

import wave
from pathlib import Path

import numpy as np

from kit.hotline_process import HotlineProcess
from kit.tones import frequencies


def recordings(bank: HotlineProcess) -> set[Path]:
    """Return the recordings that are whole."""
    return set((bank.data / "recordings").glob("*.wav"))


def sides(path: Path) -> tuple[list[int], list[int]]:
    """Return the tones on the left and on the right."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return frequencies(both[:, 0], 0.3), frequencies(both[:, 1], 0.3)
