"""The tune to wait by can be heard over a telephone, does not tire by loudness, and has no seam."""

import numpy as np

from firstline.telephony.g711 import RATE
from firstline.telephony.music import LOUDNESS, tune


def test_it_lasts_half_a_minute_and_is_quieter_than_speech() -> None:
    heard = tune().astype(np.float64) / 32767
    assert 25 < len(heard) / RATE < 45
    assert abs(float(np.sqrt(np.mean(heard**2))) - LOUDNESS) < 0.01
    assert float(np.abs(heard).max()) < 0.6


def test_it_has_no_hole_and_no_seam() -> None:
    heard = tune().astype(np.float64)
    seconds = heard[: len(heard) // RATE * RATE].reshape(-1, RATE)
    assert float(np.sqrt(np.mean(seconds**2, axis=1)).min()) > 500
    steps = np.abs(np.diff(heard))
    assert abs(heard[0] - heard[-1]) <= float(steps.max())


def test_most_of_it_lies_where_the_telephone_carries_sound() -> None:
    power = np.abs(np.fft.rfft(tune().astype(np.float64))) ** 2
    frequency = np.fft.rfftfreq(2 * (len(power) - 1), 1 / RATE)
    carried = power[(frequency > 200) & (frequency < 3400)].sum()
    assert carried / power.sum() > 0.9


def test_it_is_the_same_each_time() -> None:
    assert np.array_equal(tune(), tune())
