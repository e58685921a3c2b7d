"""Whole random days: long enough for calls to be handed from agent to agent and back."""

import pytest

from kit.laws import every_law_holds, history_repeats_itself, peace_comes_back
from kit.weather import Weather

STEPS = 250


@pytest.mark.parametrize("seed", range(40))
def test_every_law_holds_on_any_day(seed: int) -> None:
    weather = Weather(seed)
    for _ in range(STEPS):
        weather.go_on()
        every_law_holds(weather.storm)
    history_repeats_itself(weather.storm)
    peace_comes_back(weather.storm)
