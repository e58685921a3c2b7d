"""Many callers on music: how even their packets are, and how soon a free agent is rung."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from bench.farm import farm
from bench.form import Figure, percentile, say
from bench.listeners import listeners
from bench.plans import plan
from bench.process import Measuring
from bench.served import HERE, Served, free_port, served, sink, until
from bench.sipp import running

AGENTS: Final = 50
TALK: Final = (8.0, 12.0)
"Seconds, drawn evenly."
SAMPLED: Final = 20
RAMP: Final = 40
"New callers a second."
LISTEN: Final = 20.0
SERVE: Final = 60.0
SETTLE: Final = 15.0
"Seconds after which the agents' talks no longer begin together."
EVEN: Final = 40.0
"Milliseconds of gap up to which music is clean."
WHOLE: Final = 0.99
"Share of the packets that come, if music is clean."
PACKET: Final = 0.02
"Seconds."
SIZES: Final = (1000, 1500)

PEER_P50: Final = {100: 466.0, 1000: 523.0}
PEER_P99: Final = {100: 1073.0, 1000: 1352.0}
PEER_MUSIC: Final = {"asterisk-22": 700.0}


@dataclass(frozen=True, slots=True)
class Crowd:
    """A hotline with many waiting callers, some of whom listen closely."""

    hotline: Served
    closely: Measuring
    agents: Measuring
    waiting: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What callers on music heard, and what it took."""

    callers: int
    gaps_ms: list[float]
    seconds: float
    rss_mb: float
    cores: float

    @property
    def p99(self) -> float:
        """The gap that 99 of 100 did not exceed; endless if there was no music."""
        found = percentile(self.gaps_ms, 0.99)
        return float("inf") if found is None else found

    @property
    def share(self) -> float:
        """How much came of what should have come."""
        return len(self.gaps_ms) / (SAMPLED * self.seconds / PACKET)

    @property
    def clean(self) -> bool:
        """Whether callers would call it music."""
        return self.p99 <= EVEN and self.share >= WHOLE

    def told(self) -> str:
        """Return it in words."""
        return (
            f"{self.callers} callers on music: gap p50 {percentile(self.gaps_ms, 0.5) or 0:.1f} "
            f"p99 {self.p99:.1f} max {max(self.gaps_ms, default=0):.0f} ms, "
            f"{self.share:.1%} of the packets, {self.cores:.2f} cores, {self.rss_mb:.0f} MB"
        )


def measure(folder: Path, seconds: float = SERVE) -> list[Figure]:
    """Return the figures."""
    with crowd(folder / "100", 100) as few:
        figures = _rings(100, _serve(few, seconds))
    heard = []
    with crowd(folder / "1000", SIZES[0]) as many:
        heard.append(_listen(many))
        figures += _rings(SIZES[0], _serve(many, seconds))
    if heard[0].clean:
        with crowd(folder / "1500", SIZES[1]) as most:
            heard.append(_listen(most))
    return [*figures, *_music(heard)]


@contextmanager
def crowd(
    folder: Path, size: int, many: int = AGENTS, talk: tuple[float, float] = TALK
) -> Iterator[Crowd]:
    """Let *size* callers wait, with as many more as there are agents."""
    with sink() as media, farm(media, *talk) as agents:
        text = plan(folder, agents=many, port=agents.told, ready="false")
        with served(text, folder) as hotline:
            callers = size + many
            options = (
                *(f"{HERE}:{hotline.port}", "-s", "3000", "-p", str(free_port())),
                *("-key", "media", str(media), "-r", str(RAMP), "-l", str(callers)),
            )
            with (
                listeners(hotline.port, SAMPLED) as closely,
                running("waiting", folder, *options),
            ):
                wanted = callers + SAMPLED
                until(lambda: hotline.waiting() >= wanted, callers / RAMP + 60, every=0.5)
                sleep(2.0)
                waiting = hotline.waiting()
                say(f"{waiting} callers wait")
                yield Crowd(hotline, closely, agents, waiting)


def begin_work(hotline: Served, many: int) -> None:
    """Let so many agents be ready."""
    for number in range(many):
        hotline.ask("POST", f"/agents/a{number}/sign-in")
        hotline.ask("POST", f"/agents/a{number}/ready")


def _listen(among: Crowd) -> Heard:
    before, began = among.hotline.cpu_seconds(), monotonic()
    among.closely.begin()
    sleep(LISTEN)
    gaps = among.closely.measured()
    seconds = monotonic() - began
    cores = (among.hotline.cpu_seconds() - before) / seconds
    heard = Heard(among.waiting, gaps, seconds, among.hotline.rss_mb(), cores)
    say(heard.told())
    return heard


def _serve(among: Crowd, seconds: float) -> list[float]:
    """Let the agents work, and return the times from free to ring, in milliseconds."""
    begin_work(among.hotline, AGENTS)
    sleep(SETTLE)
    among.agents.begin()
    sleep(seconds)
    times = among.agents.measured()
    say(
        f"{among.hotline.waiting()} wait: free to ring p50 {percentile(times, 0.5) or 0:.2f} "
        f"p99 {percentile(times, 0.99) or 0:.2f} max {max(times, default=0):.1f} ms of {len(times)}"
    )
    return times


def _rings(waiting: int, times: list[float]) -> list[Figure]:
    note = (
        f"{len(times)} times, from an agent's BYE on the wire to the next INVITE for the same "
        f"agent; {AGENTS} agents, talks of {TALK[0]:.0f} to {TALK[1]:.0f} s"
    )
    return [
        Figure(
            f"live.free_to_ring_ms.p50.waiting_{waiting}",
            percentile(times, 0.5),
            "ms",
            "lower",
            5.0,
            {"asterisk-22": PEER_P50[waiting]},
            note,
        ),
        Figure(
            f"live.free_to_ring_ms.p99.waiting_{waiting}",
            percentile(times, 0.99),
            "ms",
            "lower",
            50.0,
            {"asterisk-22": PEER_P99[waiting]},
            note,
        ),
    ]


def _music(heard: list[Heard]) -> list[Figure]:
    clean = [size for size, one in zip(SIZES, heard, strict=False) if one.clean]
    return [
        Figure(
            "live.music.callers",
            max(clean, default=0),
            "callers",
            "higher",
            1000,
            PEER_MUSIC,
            f"gaps of at most {EVEN:.0f} ms for 99 of 100 packets, {WHOLE:.0%} of which come. "
            + "; ".join(one.told() for one in heard),
        ),
        Figure(
            "live.music.rtp_gap_ms.p99",
            heard[0].p99,
            "ms",
            "lower",
            EVEN,
            {},
            f"{SAMPLED} of {heard[0].callers} streams, by the kernel's time stamps, "
            f"{len(heard[0].gaps_ms)} gaps",
        ),
        Figure(
            "live.music.rss_mb",
            heard[0].rss_mb,
            "MB",
            "lower",
            None,
            {},
            f"all our processes with {heard[0].callers} callers on music",
        ),
    ]
