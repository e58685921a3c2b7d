"""Sound as samples: reading WAV files, changing their rate, tones, and a tune to wait by.

Everything becomes 8000 samples a second of 16 bits, one channel: the telephone's. It knows no clip,
no codec and no call.
"""

import wave
from functools import cache
from math import ceil, gcd
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from firstline.errors import InputError
from firstline.telephony.g711 import RATE, Samples

Signal: TypeAlias = npt.NDArray[np.float64]
"Samples with room for fractions and overload; full scale is 1."

FULL: Final = 32767.0

LONGEST_WAV: Final = 600
"Seconds of a WAV file; a longer one is refused."

RATES: Final = range(4000, 192_001)

SPEECH_LEVEL: Final = 10 ** (-19 / 20)
"Root mean square of speech while it lasts, as the telephone network expects it (ITU-T P.56)."

PEAK: Final = 0.9

ZERO_CROSSINGS: Final = 16
"Of the low-pass filter, on each side: more is sharper and slower."

BLOCK: Final = 2048
"Output samples computed at once: bounds the memory that a long file takes."


def silence(seconds: float) -> Samples:
    """Return no sound at all."""
    return np.zeros(round(seconds * RATE), np.int16)


def tone(frequency: float, seconds: float) -> Samples:
    """Return a sine of moderate level, faded in and out so that it does not click."""
    length = round(seconds * RATE)
    return finished(0.25 * np.sin(2 * np.pi * frequency * _seconds(length)) * _fades(length, 0.005))


def read_wav(path: Path) -> Samples:
    """Return what a WAV file holds. Raises InputError for what is not PCM of 8 or 16 bits."""
    try:
        with wave.open(str(path), "rb") as file:
            _check_wav(path, file)
            octets = file.readframes(file.getnframes())
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", "Name a WAV file that exists.") from error
    except (wave.Error, EOFError) as error:
        raise InputError(
            f"{path} is not a WAV file that can be played: {error or 'it ends too early'}.",
            "Convert it to PCM of 16 bits, for example: sox IN.wav -b 16 -c 1 -r 8000 OUT.wav",
        ) from error
    frames = octets[: len(octets) // (channels * width) * channels * width]
    return finished(resampled(_as_signal(frames, width, channels), rate))


def finished(signal: Signal) -> Samples:
    """Return a signal as samples; what is too loud is cut off."""
    return np.round(np.clip(signal, -1.0, 1.0) * FULL).astype(np.int16)


def levelled(signal: Signal) -> Signal:
    """Return speech at the telephone's usual level, and without peaks near full scale."""
    frames = signal[: len(signal) // 160 * 160].reshape(-1, 160)
    power = np.mean(frames**2, axis=1)
    if len(power) == 0 or power.max() == 0:
        return signal
    speaking = float(np.sqrt(np.mean(power[power > 0.01 * power.max()])))
    return signal * min(SPEECH_LEVEL / speaking, PEAK / float(np.abs(signal).max()))


def resampled(signal: Signal, rate: int) -> Signal:
    """Return a signal of another rate at 8000 samples a second.

    A windowed sinc as low-pass and interpolation in one: each output sample is a weighted sum of
    the input around it, and the weights repeat with the ratio of the rates.
    """
    common = gcd(rate, RATE)
    up, down = RATE // common, rate // common
    if up == down:
        return signal
    weights = _weights(rate, up)
    width = weights.shape[1]
    padded = np.pad(signal, (width // 2 - 1, width // 2))
    length = len(signal) * up // down
    result = np.empty(length)
    for start in range(0, length, BLOCK):
        at = np.arange(start, min(start + BLOCK, length), dtype=np.int64) * down
        around = padded[(at // up)[:, None] + np.arange(width)]
        result[start : start + len(at)] = np.einsum("ij,ij->i", around, weights[at % up])
    return result


@cache
def _weights(rate: int, up: int) -> npt.NDArray[np.float32]:
    """Return the filter's weights for each of the *up* places between two input samples."""
    cutoff = 0.45 * min(rate, RATE) / rate  # cycles per input sample; 3600 Hz on the way down
    half = ceil(ZERO_CROSSINGS / (2 * cutoff))
    away = np.arange(1 - half, half + 1) - (np.arange(up) / up)[:, None]
    window = np.cos(np.pi * np.clip(away / half, -1, 1) / 2) ** 2
    weights = np.sinc(2 * cutoff * away) * window
    even: npt.NDArray[np.float32] = (weights / weights.sum(axis=1, keepdims=True)).astype(
        np.float32
    )
    return even


def _check_wav(path: Path, file: wave.Wave_read) -> None:
    seconds = file.getnframes() / max(file.getframerate(), 1)
    faults = {
        f"has {file.getnchannels()} channels": file.getnchannels() not in {1, 2},
        f"has samples of {8 * file.getsampwidth()} bits": file.getsampwidth() not in {1, 2},
        f"has {file.getframerate()} samples a second": file.getframerate() not in RATES,
        f"lasts {seconds:.0f} seconds": seconds > LONGEST_WAV,
        "is empty": file.getnframes() == 0,
    }
    for what, is_so in faults.items():
        if is_so:
            raise InputError(
                f"{path} {what}.",
                f"A prompt is PCM of 8 or 16 bits, mono or stereo, with {RATES[0]} to {RATES[-1]} "
                f"samples a second, and lasts at most {LONGEST_WAV} seconds.",
            )


def _as_signal(octets: bytes, width: int, channels: int) -> Signal:
    if width == 1:  # of all widths, only this one is unsigned
        signal = (np.frombuffer(octets, np.uint8).astype(np.float64) - 128) / 128
    else:
        signal = np.frombuffer(octets, "<i2").astype(np.float64) / 32768
    one: Signal = signal.reshape(-1, channels).mean(axis=1)
    return one


def _seconds(length: int) -> Signal:
    return np.arange(length) / RATE


def _fades(length: int, seconds: float) -> Signal:
    """Return a gain that rises from 0, stays at 1, and falls to 0."""
    at = _seconds(length)
    edges: Signal = np.minimum(at, at[::-1]) / seconds
    return np.clip(edges, 0.0, 1.0)
