"""The bar: how far it has got, how fast, and the headline figures with their intervals."""

from io import StringIO

from rich.console import Console

from firstline.cli.progress import Bar
from firstline.study.results import Estimate
from firstline.study.running.replications import MOST, Progress

HALF_WAY = Progress(
    5,
    10,
    12_345,
    (Estimate(0.812, 0.004), Estimate(4_200_000.0, 300_000.0), Estimate(83_000_000.0)),
)


def shown(*progress: Progress) -> str:
    out = StringIO()
    with Bar(Console(file=out, force_terminal=True, width=150)) as bar:
        for reached in progress:
            bar.show(reached)
    return out.getvalue()


def test_it_shows_units_speed_and_headlines() -> None:
    found = shown(HALF_WAY)
    assert "5/10" in found
    assert "calls/s" in found
    assert "F6T 81.2 ±0.4 %" in found
    assert "first 4.2 s ±0.3 s" in found
    assert "second 1:23" in found


def test_what_nobody_knows_is_not_shown() -> None:
    found = shown(Progress(1, MOST, 0, (Estimate(None), Estimate(None), Estimate(None))))
    assert "1/?" in found
    assert "F6T" not in found


def test_it_may_be_silent() -> None:
    out = StringIO()
    with Bar(Console(file=out, force_terminal=True, quiet=True)) as bar:
        bar.show(HALF_WAY)
    assert out.getvalue() == ""
