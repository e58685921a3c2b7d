"""What pretending comes to, in plain words: for the first, for all, and for those who pay.

It knows what to tell and in which order; how it is said is in pretending_words.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from firstline.plan.model import Plan
from firstline.plan.words import capital
from firstline.study.paths.words import PATH_WORDS, PathWords
from firstline.study.pretending.curve import HONEST, PRETENDERS, PROSPECTS, Point, Pretending
from firstline.study.pretending.equilibria import Equilibrium, equilibria
from firstline.study.pretending.remedies import Rule, Tried, Verdict
from firstline.study.pretending.words import PRETENDING_WORDS, PretendingWords

WORTH_TELLING: Final = 0.005
"Share of callers who never get through, below which nobody needs to be told."


@dataclass(frozen=True)
class Found:
    """What was found out about pretending."""

    game: Pretending
    points: Sequence[Point]
    "By rising share, from nobody to everybody."
    tried: Sequence[Tried]
    cost: float
    "Seconds of waiting that are as bad as pretending."
    weeks: int

    def rests(self) -> list[Equilibrium]:
        """Return the shares of pretenders that are at rest."""
        return equilibria([point.gain() for point in self.points], self.cost)


class Judge:
    """Tells what pretending comes to in one plan, in one language."""

    def __init__(self, plan: Plan, found: Found, told_in: str) -> None:
        self._plan: Final = plan
        self._found: Final = found
        self.words: Final[PretendingWords] = PRETENDING_WORDS[told_in]
        self.lengths: Final[PathWords] = PATH_WORDS[told_in]
        self._quoted: Final = told_in if told_in in plan.languages else plan.languages[0]
        self._names: Final = {
            "matter": self._name(found.game.matter),
            "goal": self._name(found.game.stream),
        }

    def title(self) -> str:
        """Return what is pretended."""
        return self.words.say("title", **self._names)

    def told(self) -> Iterator[str]:
        """Yield what should be known, one paragraph after the other."""
        yield f"{self._first()} {self._all()}"
        yield self._rests()
        yield " ".join(self._who_pays())
        if self._found.tried:
            yield " ".join(self._rules())
        yield self.words.say("method", weeks=self._found.weeks)

    def _first(self) -> str:
        point = self._found.points[0]
        gain = point.gain()
        fast, slow = (self.lengths.length(it.mean()) for it in (point.pretender, point.honest))
        sentence = "first-saves" if gain.seconds > 0 else "first-loses"
        if abs(gain.seconds) <= gain.half:
            sentence = "first-unclear"
        half, saved = (self.lengths.length(abs(it)) for it in (gain.half, gain.seconds))
        return self.words.say(sentence, gain=saved, half=half, fast=fast, slow=slow)

    def _all(self) -> str:
        first, last = self._found.points[0], self._found.points[-1]
        return self.words.say(
            "all",
            pretenders=self.lengths.length(last.pretender.mean()),
            honest=self.lengths.length(last.honest.mean()),
            prospects=self.lengths.length(last.prospect.mean()),
            before=self.lengths.length(first.prospect.mean()),
            goal=self._names["goal"],
        )

    def _rests(self) -> str:
        rests = self._found.rests()
        told = "; ".join(self._rest(rest) for rest in rests)
        begin = self.words.say("rest", cost=self.lengths.length(self._found.cost))
        more = f" {self.words.say('several')}" if len(rests) > 1 else ""
        return f"{begin} {told}.{more}"

    def _rest(self, rest: Equilibrium) -> str:
        sentence = {0.0: "rest-nobody", 1.0: "rest-everybody"}.get(rest.share, "rest-some")
        if not rest.is_stable:
            sentence = "rest-brink"
        told = self.words.say(sentence, share=self.lengths.share(rest.share))
        return told if rest.is_sure else self.words.say("rest-unsure", told=told)

    def _who_pays(self) -> Iterator[str]:
        """Yield what the others lose, where half of the callers pretend."""
        point = min(self._found.points, key=lambda it: abs(it.share - 0.5))
        pretenders, honest, prospects = (
            self._change(point.groups[name].longer()[0]) for name in (PRETENDERS, HONEST, PROSPECTS)
        )
        yield self.words.say(
            "pays",
            share=self.lengths.share(point.share),
            pretenders=pretenders,
            honest=honest,
            prospects=prospects,
            **self._names,
        )
        more = [point.groups[name].gives_up_more()[0] for name in (HONEST, PROSPECTS)]
        if max(more) > WORTH_TELLING:
            shares = [self.lengths.share(max(0.0, share)) for share in more]
            goal = self._names["goal"]
            yield self.words.say("gives-up", honest=shares[0], prospects=shares[1], goal=goal)

    def _rules(self) -> Iterator[str]:
        by_verdict = {
            verdict: [
                it.rule for it in self._found.tried if it.verdict(self._found.cost) is verdict
            ]
            for verdict in Verdict
        }
        if by_verdict[Verdict.POINTLESS]:
            yield self.words.say("pointless", rules=self._listed(by_verdict[Verdict.POINTLESS]))
        else:
            yield self.words.say("never-pointless")
        if by_verdict[Verdict.UNCLEAR]:
            yield self.words.say("unclear", rules=self._listed(by_verdict[Verdict.UNCLEAR]))
        yield self.words.say("cost", cost=self.lengths.length(self._found.cost))

    def _listed(self, rules: Sequence[Rule]) -> str:
        return "; ".join(self.words.rules[rule] for rule in rules)

    def _change(self, seconds: float) -> str:
        sign = "+" if seconds >= 0 else "−"
        return f"{sign}{self.lengths.length(abs(seconds))}"

    def _name(self, stream: str) -> str:
        label = self._plan.streams[stream].label
        return capital((label.shown(self._quoted) if label is not None else "") or stream)
