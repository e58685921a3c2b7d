"""The simple model by everybody: our simulator, SimPy, Ciw, and by hand.

The program by hand must wait, talk and lose callers to the microsecond as our simulator does. SimPy
and Ciw draw numbers of their own; that they have the same law is said with their figures.
"""

from collections.abc import Callable
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench import by_hand, parameters, simple_hotline
from bench.form import Figure, say
from bench.laps import Lap, ratio, speed
from bench.simple_model import Trial, same_law
from bench.simulated import INTERVAL, simulate

WEEK: Final = 7 * 24 * 60.0
"Minutes of our own simulator and of the program by hand."
PEER_MINUTES: Final = 1000.0
"Peers are given less: they are slower."
CALLS_PER_SECOND: Final = 1_500_000.0
PEERS: Final = ("simpy", "ciw")
_MICROSECONDS: Final = 6e7
"In a minute."


def measure(folder: Path, *, laps: int) -> list[Figure]:
    """Let all run in turn, again and again."""
    runs = {"ours": _ours, **_peers()}
    try:
        program = by_hand.build("simple", folder)
        runs["c++"] = lambda seed: _by_hand(program, folder, seed)
    except by_hand.NoCompilerError as missing:
        say(str(missing))
    trials: dict[str, list[Trial]] = {name: [] for name in runs}
    for number in range(laps + 1):
        for name, run in runs.items():
            trials[name].append(run(number))
        said = ", ".join(f"{name} {it[-1].lap.speed:,.0f}" for name, it in trials.items())
        say(f"simple: lap {number} of {laps}, calls/s: {said}")
    # The first lap warms everything up.
    return _figures({name: done[1:] for name, done in trials.items()})


def _ours(seed: int) -> Trial:
    hotline, population = simple_hotline.hotline(), simple_hotline.population()
    days = simple_hotline.span(population, WEEK)
    result = simulate(hotline, population, days, seed)
    totals = result.totals
    lap = Lap(totals.rows, result.seconds)
    return Trial(lap, totals.abandoned, totals.waited / _MICROSECONDS)


def _by_hand(program: Path, folder: Path, seed: int) -> Trial:
    hotline, population = simple_hotline.hotline(), simple_hotline.population()
    days = simple_hotline.span(population, WEEK)
    file = folder / "simple.txt"
    parameters.write(file, hotline, population, days, seed=seed, interval=INTERVAL)
    printed = by_hand.run(program, file)
    (calls,) = printed.numbers["calls"]
    (abandoned,) = printed.numbers["abandoned"]
    (waited,) = printed.numbers["waited"]
    return Trial(Lap(calls, printed.seconds), abandoned, waited / _MICROSECONDS)


def _peers() -> dict[str, Callable[[int], Trial]]:
    """Return those that are installed (the extra `bench`)."""
    return {name: _peer(name) for name in PEERS if find_spec(name) is not None}


def _peer(name: str) -> Callable[[int], Trial]:
    run: Callable[[float, int], Trial] = import_module(f"bench.simple_{name}").run
    return lambda seed: run(PEER_MINUTES, seed)


def _figures(trials: dict[str, list[Trial]]) -> list[Figure]:
    laps = {name: [trial.lap for trial in done] for name, done in trials.items()}
    ours = laps.pop("ours")
    limit = laps.get("c++", [])
    disagree = [
        seed
        for seed, (one, other) in enumerate(
            zip(trials["ours"], trials.get("c++", trials["ours"]), strict=True), start=1
        )
        if (one.lap.calls, one.abandoned, one.waited)
        != (other.lap.calls, other.abandoned, other.waited)
    ]
    if disagree:
        raise ArithmeticError(f"limit/simple.cpp and the simulator disagree; seeds {disagree}")
    return [
        Figure(
            "sim.simple.calls_per_cpu_s",
            speed(ours),
            "calls/s",
            "higher",
            CALLS_PER_SECOND,
            {_label(name): round(speed(done)) for name, done in laps.items()},
            f"M/M/50+M, two priorities; {same_law(trials['ours'])}",
        ),
        *(_against(name, ours, laps.get(name, []), trials) for name in PEERS),
        Figure(
            "sim.simple.ratio_to_limit",
            ratio(ours, limit),
            "",
            "higher",
            note="calls, abandoned and microseconds waited are those of the C++ program"
            if limit
            else "no g++",
        ),
    ]


def _against(
    name: str, ours: list[Lap], theirs: list[Lap], trials: dict[str, list[Trial]]
) -> Figure:
    note = f"{name} {same_law(trials[name])}" if theirs else f"{name} is not installed"
    return Figure(f"sim.simple.ratio_to_{name}", ratio(ours, theirs), "", "higher", note=note)


def _label(name: str) -> str:
    return name if name == "c++" else f"{name}-{metadata.version(name)}"
