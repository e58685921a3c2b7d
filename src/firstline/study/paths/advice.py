"""The best way to a human, in plain words: as one caller would tell another.

It knows what to tell and in which order; how it is said is in path_words.py, and how the ways were
ranked in paths.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from firstline.plan import ways
from firstline.plan.model import Plan
from firstline.plan.words import capital
from firstline.study.announced import Announced
from firstline.study.paths.paths import HORIZONS, Path, best, gain
from firstline.study.paths.ways_through import Kind
from firstline.study.paths.words import PATH_WORDS, PathWords

WORTH_TELLING: Final = 1.0
"Seconds saved by not listening."
RARELY: Final = 0.005
"Below this share, nobody needs to be told of transfers or of being turned away."


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks: what about, when, and in which language."""

    matter: str
    "The stream."
    language: str
    "That the caller hears the menu in."
    weekday: int | None = None
    "Monday is 0; None: at no time, for nothing is known of the waits."
    minute: int = 0
    "From midnight."


@dataclass(frozen=True, slots=True)
class Method:
    """How the waits were found."""

    probes: int
    "Simulated callers who tried each line; 0: none was simulated."
    days: int


class Adviser:
    """Tells one caller about one plan's ways, in one language."""

    def __init__(self, plan: Plan, question: Question, told_in: str) -> None:
        self._plan: Final = plan
        self._question: Final = question
        self.words: Final[PathWords] = PATH_WORDS[told_in]
        self._quoted: Final = told_in if told_in in plan.languages else plan.languages[0]

    def title(self) -> str:
        """Return what it is all about."""
        return self.words.say("title", hotline=self._plan.hotline)

    def others(self, service: str, others: Sequence[str]) -> str:
        """Return how to ask about the other matters of a service."""
        options = ", ".join(f"--about {name}" for name in others)
        return self.words.say("others", service=service, options=options)

    def about(self) -> str:
        """Return what was asked."""
        matter, stream = self.stream(self._question.matter), self._question.matter
        if self._question.weekday is None:
            return self.words.say("about-nobody", matter=matter, stream=stream)
        return self.words.say("about", matter=matter, stream=stream, when=self.when())

    def when(self) -> str:
        """Return the day of the week and the time."""
        minute = self._question.minute
        day = self.words.days[self._question.weekday or 0]
        return self.words.say("when", day=day, time=f"{minute // 60:02}:{minute % 60:02}")

    def advice(self, paths: Sequence[Path]) -> Iterator[str]:
        """Yield what a caller should know, one paragraph after the other."""
        first = best(paths)
        if first is None or first.meeting is None:
            yield self.words.say("unknown")
            return
        yield " ".join([self._way("best", first), *self._fares(first)])
        yield from self._honesty(paths, first)
        if first.way.listening - first.way.ahead > WORTH_TELLING:
            kept = first.way.listening - first.way.ahead
            yield self.words.say("ahead", saved=self.words.length(kept))

    def method(self, paths: Sequence[Path], method: Method) -> str:
        """Return how the waits were found; empty where none was."""
        computed = {path.meeting.human.exact for path in paths if path.meeting is not None}
        if not computed:
            return ""
        how = "mixed" if len(computed) == 2 else "exact" if True in computed else "simulated"
        told = self.words.say(how, probes=method.probes, days=method.days)
        return f"{told} {self.words.say('keys-at-once')}"

    def honesty(self, found: Sequence[Announced], weeks: int) -> Iterator[str]:
        """Yield how honest the announced waits are: what is shown, and how the ranges fared."""
        yield self.words.say("announced", weeks=weeks)
        for line in found:
            if line.told.count:
                shares = (line.told.inside, line.told.sooner, line.told.later)
                inside, sooner, later = map(self.words.share, shares)
                yield self.words.say(
                    "told",
                    stream=capital(self.stream(line.stream)),
                    count=line.told.count,
                    inside=inside,
                    sooner=sooner,
                    later=later,
                )

    def _way(self, sentence: str, path: Path) -> str:
        if not path.way.keys:
            return self._dial(path) + self.words.say(f"{sentence}-silent")
        keys = self.words.telling.keys(path.way.keys)
        right = self.words.length(path.to_right_human())
        told = self.words.say(sentence, keys=keys, labels=self.labels(path), right=right)
        return self._dial(path) + told

    def _dial(self, path: Path) -> str:
        """Return which number to dial, where there are several."""
        several = len(self._plan.numbers) > 1
        return self.words.say("dial", number=path.way.dialled) if several else ""

    def _fares(self, path: Path) -> Iterator[str]:
        """Yield what happens to those who go this way."""
        meeting, say = path.meeting, self.words.say
        if meeting is None:
            return
        yield capital(self.words.telling.say(self._queue(path)))
        horizon = HORIZONS[1]
        yield say(
            "human",
            human=self.words.length(path.to_human()),
            share=self.words.share(path.within(horizon)),
            horizon=self.words.length(horizon),
        )
        if meeting.transfers > RARELY or meeting.right.mean() - meeting.human.mean() > 1:
            yield say("right", right=self.words.length(path.to_right_human()))
        if meeting.transfers > RARELY:
            yield say("transferred", transfers=self.tenths(meeting.transfers, 2))
        if meeting.right.arrives() < 1 - RARELY:
            yield say("turned-away", share=self.words.share(1 - meeting.right.arrives()))

    def _honesty(self, paths: Sequence[Path], first: Path) -> Iterator[str]:
        """Yield whether it pays to say something else."""
        if first.way.kind is Kind.TRUTHFUL:
            yield self.words.say("truth-is-best")
            return
        honest = best(paths, Kind.TRUTHFUL)
        if honest is None:
            yield self.words.say("no-truth")
            return
        told, saves = [self._way("truth", honest)], gain(honest, first)
        if saves is not None and first.way.kind is Kind.PRETENDING:
            told.append(self._saves(*saves))
        yield " ".join(told)

    def _saves(self, seconds: float, half: float) -> str:
        if half == 0:
            return self.words.say("saves-exactly", gain=self._signed(seconds))
        sentence = "saves" if seconds > half else "may-save"
        low, high = self._signed(seconds - half), self._signed(seconds + half)
        return self.words.say(sentence, gain=self._signed(seconds), low=low, high=high)

    def _signed(self, seconds: float) -> str:
        length = self.words.length(abs(seconds))
        return length if seconds >= -0.5 else self.words.say("less", length=length)

    def _queue(self, path: Path) -> str:
        if len({stream.first for stream in self._plan.streams.values()}) == 1:
            return "one-queue"
        return "first" if self.is_first(path.way.stream) else "second"

    def is_first(self, stream: str) -> bool:
        """Return whether the callers of *stream* stand in the first queue."""
        return self._plan.streams[stream].first

    def labels(self, path: Path) -> str:
        """Return what the menu calls the keys, one after the other; or else the stream."""
        found = [self._label(press) for press in path.way.presses]
        named = [self.words.quote.format(label) for label in found if label]
        return ", ".join(named) or self.stream(path.way.stream)

    def _label(self, press: ways.Press) -> str:
        known = press.menu in self._plan.menu and press.key in self._plan.menu[press.menu].keys
        return ways.label(self._plan, press, self._quoted) if known else ""

    def stream(self, name: str) -> str:
        """Return how people call a stream."""
        label = self._plan.streams[name].label
        return (label.shown(self._quoted) if label is not None else "") or name

    def tenths(self, value: float, digits: int = 1) -> str:
        """Return a number as it is written in the language."""
        return f"{value:.{digits}f}".replace(".", self.words.point)
