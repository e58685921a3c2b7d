"""G.711 agrees with an implementation that nobody here wrote, for every sample and octet."""

import importlib
import warnings
from typing import Any

import numpy as np
import pytest

from firstline.telephony.g711 import SILENCE, Codec, decode, encode

EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)
EVERY_OCTET = bytes(range(256))


@pytest.fixture(scope="module")
def audioop() -> Any:
    """Return the standard library's own, which Python 3.13 no longer has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return importlib.import_module("audioop")
        except ModuleNotFoundError:
            pytest.skip("This Python has no audioop to compare with.")


@pytest.mark.parametrize(("codec", "theirs"), [(Codec.PCMU, "lin2ulaw"), (Codec.PCMA, "lin2alaw")])
def test_every_sample_is_encoded_as_the_standard_library_does(
    audioop: Any, codec: Codec, theirs: str
) -> None:
    assert encode(codec, EVERY_SAMPLE) == getattr(audioop, theirs)(EVERY_SAMPLE.tobytes(), 2)


@pytest.mark.parametrize(("codec", "theirs"), [(Codec.PCMU, "ulaw2lin"), (Codec.PCMA, "alaw2lin")])
def test_every_octet_is_decoded_as_the_standard_library_does(
    audioop: Any, codec: Codec, theirs: str
) -> None:
    assert decode(codec, EVERY_OCTET).tobytes() == getattr(audioop, theirs)(EVERY_OCTET, 2)


@pytest.mark.parametrize("codec", Codec)
def test_what_was_decoded_is_encoded_to_the_same_sound(codec: Codec) -> None:
    once = decode(codec, EVERY_OCTET)
    assert np.array_equal(decode(codec, encode(codec, once)), once)


@pytest.mark.parametrize("codec", Codec)
def test_silence_is_next_to_nothing(codec: Codec) -> None:
    assert abs(int(decode(codec, SILENCE[codec])[0])) <= 8


@pytest.mark.parametrize("codec", Codec)
def test_no_sample_is_off_by_more_than_a_step(codec: Codec) -> None:
    loud = EVERY_SAMPLE[np.abs(EVERY_SAMPLE.astype(np.int32)) > 1000].astype(np.int32)
    heard = decode(codec, encode(codec, loud.astype(np.int16))).astype(np.int32)
    assert np.max(np.abs(heard - loud) / np.abs(loud)) < 0.04
