"""WAV files for tests, of any rate and form."""

import wave
from pathlib import Path

import numpy as np

from firstline.telephony.sound import Signal


def sine(frequency: float, rate: int, seconds: float = 1.0) -> Signal:
    """Return a tone of half the full scale, at any rate."""
    return 0.5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)


def write_wav(path: Path, signal: Signal, rate: int, width: int = 2, channels: int = 1) -> Path:
    """Write *signal* as samples of *width* bytes; with more channels, it holds them by turns."""
    if width == 2:
        octets = (signal * 32767).astype("<i2").tobytes()
    else:
        octets = (signal * 127 + 128).astype(np.uint8).tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(octets)
    return path
