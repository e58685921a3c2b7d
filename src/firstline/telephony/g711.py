"""G.711, the sound of the telephone: 8000 samples a second, one byte each.

Two laws, A and mu (ITU-T G.711), as tables: one look-up a sample. Knows no file, packet or call.
"""

from enum import IntEnum
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

RATE: Final = 8000
"Samples in a second."

FRAME: Final = 160
"Samples, and bytes, in a packet of 20 ms."

Samples: TypeAlias = npt.NDArray[np.int16]
Octets: TypeAlias = npt.NDArray[np.uint8]

_MU_BIAS: Final = 132
_MU_LOUDEST: Final = 32635


class Codec(IntEnum):
    """What a leg speaks: the law of G.711, as its static payload type (:rfc:`3551#section-6`)."""

    PCMU = 0
    PCMA = 8


SILENCE: Final = {Codec.PCMU: b"\xff", Codec.PCMA: b"\xd5"}
"The octet of no sound at all."


def encode(codec: Codec, samples: Samples) -> bytes:
    """Return linear samples as the payload of *codec*."""
    return _encoding(codec)[samples.view(np.uint16)].tobytes()


def decode(codec: Codec, payload: bytes) -> Samples:
    """Return the payload of *codec* as linear samples."""
    return _decoding(codec)[np.frombuffer(payload, np.uint8)]


@cache
def _encoding(codec: Codec) -> Octets:
    """Return the octet of each of the 65536 samples, by the sample's two octets."""
    linear = np.arange(1 << 16, dtype=np.uint16).view(np.int16).astype(np.int32)
    return (_to_mu if codec is Codec.PCMU else _to_a)(linear)


@cache
def _decoding(codec: Codec) -> Samples:
    """Return the sample of each of the 256 octets."""
    octets = np.arange(256, dtype=np.int32)
    return _from_mu(octets) if codec is Codec.PCMU else _from_a(octets)


def _to_mu(linear: npt.NDArray[np.int32]) -> Octets:
    # The law is one of 14 bits: the two lowest are cut off before the sign is.
    size = np.minimum(np.abs((linear >> 2) << 2), _MU_LOUDEST) + _MU_BIAS
    exponent = (np.log2(size).astype(np.int32) - 7).clip(0, 7)
    mantissa = (size >> (exponent + 3)) & 0x0F
    sign = np.where(linear < 0, 0x80, 0)
    octets: Octets = (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8)
    return octets


def _to_a(linear: npt.NDArray[np.int32]) -> Octets:
    size = np.where(linear < 0, -linear - 1, linear)
    exponent = (np.log2(np.maximum(size, 1)).astype(np.int32) - 7).clip(0, 7)
    mantissa = (size >> np.where(exponent == 0, 4, exponent + 3)) & 0x0F
    sign = np.where(linear < 0, 0, 0x80)
    octets: Octets = ((sign | (exponent << 4) | mantissa) ^ 0x55).astype(np.uint8)
    return octets


def _from_mu(octets: npt.NDArray[np.int32]) -> Samples:
    code = ~octets & 0xFF
    size = ((((code & 0x0F) << 3) + _MU_BIAS) << ((code >> 4) & 7)) - _MU_BIAS
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _from_a(octets: npt.NDArray[np.int32]) -> Samples:
    code = octets ^ 0x55
    exponent = (code >> 4) & 7
    step = ((code & 0x0F) << 4) + 8
    size = np.where(exponent == 0, step, (step + 0x100) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)
