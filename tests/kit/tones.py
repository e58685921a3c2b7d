"""Which tone, when: what a phone heard, told by frequency.

Give each party and each prompt a frequency of its own, and "who heard whom, when" is one line. It
knows samples only: no packet, no phone.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from firstline.telephony.g711 import RATE, Samples

WINDOW: Final = 800
"Samples looked at together: 100 ms, so frequencies 10 Hz apart can be told."

QUIET: Final = 200
"Root mean square below which there is silence."

PURE: Final = 0.5
"Share of the power that the strongest frequency has in a tone."


class Span(NamedTuple):
    """A tone that lasted. Times are seconds from the first sample; frequency 0 is silence."""

    frequency: int
    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds."""
        return self.end - self.start


def tone(frequency: float, seconds: float, start: int = 0, loudness: int = 8000) -> Samples:
    """Return a tone; with *start*, as the continuation after so many samples."""
    at = np.arange(start, start + round(seconds * RATE))
    return (loudness * np.sin(2 * np.pi * frequency * at / RATE)).astype(np.int16)


def strength(samples: Samples, frequency: float) -> float:
    """Return the share (0 to 1) of the power of *samples* at *frequency* (as Goertzel's filter)."""
    heard = samples.astype(np.float64)
    power = float(np.dot(heard, heard))
    if power == 0:
        return 0.0
    wave = np.exp(-2j * np.pi * frequency * np.arange(len(heard)) / RATE)
    return float(2 * np.abs(np.dot(heard, wave)) ** 2 / (power * len(heard)))


def dominant(samples: Samples) -> int | None:
    """Return the frequency of the tone in *samples*, 0 for silence, None for anything else."""
    heard = samples.astype(np.float64)
    if len(heard) == 0 or float(np.sqrt(np.mean(heard**2))) < QUIET:
        return 0
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), 8 * len(heard)))
    frequency = float(np.argmax(spectrum)) * RATE / (8 * len(heard))
    return round(frequency) if strength(samples, frequency) > PURE else None


def spans(samples: Samples, shortest: float = 0.15) -> list[Span]:
    """Return the tones and silences of at least *shortest* seconds, in order."""
    merged: list[Span] = []
    for frequency, start in _windows(samples):
        end = start + WINDOW / RATE
        if merged and abs(merged[-1].frequency - frequency) <= 10:
            merged[-1] = merged[-1]._replace(end=end)
        else:
            merged.append(Span(frequency, start, end))
    return [span for span in merged if span.length >= shortest]


def frequencies(samples: Samples, shortest: float = 0.15) -> list[int]:
    """Return the tones heard, in order, rounded to 10 Hz; silence is left out."""
    return [round(span.frequency, -1) for span in spans(samples, shortest) if span.frequency != 0]


def _windows(samples: Samples) -> Iterator[tuple[int, float]]:
    for start in range(0, len(samples) - WINDOW + 1, WINDOW // 2):
        frequency = dominant(samples[start : start + WINDOW])
        if frequency is not None:
            yield frequency, start / RATE
