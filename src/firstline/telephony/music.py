"""The tune that callers hear while they wait, unless the plan names its own: half a minute, looped.

Broken chords of a plucked sound over a soft one, made of sines here, so that nobody holds rights to
it. All lies where the telephone carries sound. It knows only samples.
"""

from typing import Final

import numpy as np

from firstline.telephony.g711 import RATE, Samples
from firstline.telephony.sound import Signal, finished

STEP: Final = 0.27
"Seconds from note to note."

CHORDS: Final = (
    (0, 7, 12, 16),
    (-3, 4, 12, 16),
    (-7, 5, 12, 17),
    (-5, 2, 11, 14),
    (0, 7, 12, 16),
    (4, 7, 11, 16),
    (2, 5, 9, 14),
    (-5, 2, 5, 11),
)
"Semitones above middle C: the bass, and three notes to break."

FIGURES: Final = ((0, 1, 2, 3, 2, 1, 2, 1), (0, 2, 1, 3, 1, 2, 3, 2))
"In which order a chord's notes are plucked: one round of chords each."

MIDDLE_C: Final = 261.63
LOUDNESS: Final = 0.07
"Root mean square: below speech, since it lasts."


def tune() -> Samples:
    """Return the tune; its end runs on into its beginning without a seam."""
    steps = len(FIGURES) * len(CHORDS) * len(FIGURES[0])
    loop = np.zeros(round(steps * STEP * RATE))
    step = 0
    for figure in FIGURES:
        for chord in CHORDS:
            for note in chord[1:]:
                _add(loop, step, 0.16 * _soft(note, len(figure) * STEP * 1.2))
            for place in figure:
                _add(loop, step, _plucked(chord[place] + 12))
                step += 1
    for echo in (1, 2):
        loop += 0.2**echo * np.roll(loop, round(1.5 * STEP * RATE) * echo)
    return finished(loop * (LOUDNESS / float(np.sqrt(np.mean(loop**2)))))


def _add(loop: Signal, step: int, sound: Signal) -> None:
    """Lay *sound* into the loop; what hangs over the end goes on at the beginning."""
    start = round(step * STEP * RATE)
    np.add.at(loop, (start + np.arange(len(sound))) % len(loop), sound)


def _plucked(semitones: int) -> Signal:
    """Return a string's sound: the higher a partial, the sooner it is gone."""
    at = np.arange(round(1.4 * RATE)) / RATE
    pitch = MIDDLE_C * 2 ** (semitones / 12)
    sound = np.zeros(len(at))
    for partial in range(1, 6):
        if partial * pitch < 0.42 * RATE:
            sound += (
                np.sin(2 * np.pi * pitch * partial * at)
                * np.exp(-(2.2 + 1.5 * partial) * at)
                / partial**1.6
            )
    return sound * np.minimum(at / 0.006, 1.0)


def _soft(semitones: int, seconds: float) -> Signal:
    """Return a sound that swells and fades."""
    at = np.arange(round(seconds * RATE)) / RATE
    pitch = MIDDLE_C * 2 ** (semitones / 12)
    wave = np.sin(2 * np.pi * pitch * at) + 0.3 * np.sin(4 * np.pi * pitch * at)
    swell: Signal = np.sin(np.pi * at / seconds) ** 2
    return wave * swell
