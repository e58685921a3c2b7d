"""Who knows the way knows a key for each menu on it, and none elsewhere."""

from firstline.sim.kernel.population import Keys
from kit.hotlines import Wish, hotline


def test_the_key_is_that_of_the_menu() -> None:
    welcome, cards = hotline(Wish()).menus
    keys = Keys({cards.name: "2"})
    for _ in range(2):  # asked again, the answer is the same
        assert keys.on(cards) == "2"
        assert keys.on(welcome) == ""
