"""Tells in plain words how a call flows through a plan, as one person would tell another.

It knows what to tell and in which order; how it is said is in telling.py.
"""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final

from firstline.domain.time import NEVER
from firstline.plan import staff, ways
from firstline.plan.model import Incident, Plan, Stream, Target
from firstline.plan.spoken import Utterance
from firstline.plan.telling import TELLINGS, Telling, hu_article
from firstline.plan.times import Hours, OpenSpan, read_days
from firstline.plan.words import capital

WIDTH: Final = 92


def explain(plan: Plan, language: str) -> str:
    """Return how to call the hotline of *plan*, told in *language*."""
    return _Teller(plan, TELLINGS[language]).tell()


class _Teller:
    """Tells one plan in one language."""

    def __init__(self, plan: Plan, telling: Telling) -> None:
        self._plan = plan
        self._telling = telling
        self._say = telling.say
        "A plan may lack the language in which it is told; then its own first one is quoted."
        known = telling.language in plan.languages
        self._quoted = telling.language if known else plan.languages[0]

    def tell(self) -> str:
        """Return everything that there is to tell."""
        title = self._say("title", hotline=self._plan.hotline)
        chapters = [
            (self._say("when"), [*self._hours(), *self._from_where()]),
            (self._say("incidents"), self._incidents()),
            *((self._heading(entry), self._keys(entry)) for entry in ways.entries(self._plan)),
            (self._say("every-menu"), self._in_every_menu()),
            (self._say("waiting"), self._waiting()),
            (self._say("transfers"), self._transfers()),
        ]
        told = (_chapter(heading, list(paragraphs)) for heading, paragraphs in chapters)
        return "\n".join([title, "=" * len(title), *filter(None, told)]) + "\n"

    def _from_where(self) -> Iterator[str]:
        if self._plan.web_calls.enabled:
            yield self._say("page")

    def _hours(self) -> Iterator[str]:
        hours = self._plan.open
        if hours is None:
            yield self._say("always")
            return
        yield f"{capital(', '.join(self._week()))}."
        if hours.holidays is not None:
            public = self._telling.country(hours.holidays.country)
            kept = self._spans(hours.holidays.hours)
            yield self._say("holidays", country=public, hours=kept)
        if hours.closed:
            days = [self._telling.date(day) for day in hours.closed]
            yield self._say("closed-on", days=self._telling.listed(days))
        for day, spans in hours.special.items():
            date, kept = self._telling.date(day), self._spans(spans)
            yield self._say("special", day=capital(date), hours=kept)
        yield self._say("outside")

    def _week(self) -> Iterator[str]:
        """Yield the days of the week with their hours, neighbours with the same hours together."""
        by_day: list[tuple[OpenSpan, ...]] = [()] * 7
        if self._plan.open is not None:
            for written, hours in self._plan.open.days.items():
                for day in read_days(written) or []:
                    by_day[day] = hours
        for hours, days in groupby(range(7), key=lambda day: by_day[day]):
            if hours:
                same = list(days)
                yield f"{self._telling.weekdays(same[0], same[-1])} {self._spans(hours)}"

    def _spans(self, hours: Hours) -> str:
        times = [f"{_clock(span.start)}–{_clock(span.end)}" for span in hours]
        return self._telling.listed(times) or self._say("closed")

    def _incidents(self) -> Iterator[str]:
        for incident in self._plan.incidents.values():
            text = self._text(incident.say.said(self._quoted))
            if incident.service and not incident.area:
                service = self._service(incident)
                yield self._say("incident-service", service=service, text=text)
            else:
                areas = self._telling.listed(incident.area)
                whom = self._say("area", areas=areas) if areas else self._say("everybody")
                yield self._say("incident", whom=whom, text=text)

    def _service(self, incident: Incident) -> str:
        names = [
            self._name(name)
            for name, stream in self._plan.streams.items()
            if stream.service == incident.service
        ]
        return self._telling.listed(names)

    def _heading(self, entry: str) -> str:
        numbers = [number for number, menu in self._plan.numbers.items() if menu == entry]
        if len(ways.entries(self._plan)) > 1:
            return self._say("keys-of", numbers=self._telling.listed(numbers))
        return self._say("keys")

    def _keys(self, entry: str) -> Iterator[str]:
        yield self._languages(entry)
        for way in sorted(ways.explore(self._plan, entry), key=_in_order):
            label = ways.label(self._plan, way.presses[-1], self._quoted)
            what = self._what(way.target)
            if label and what:
                keys = self._telling.keys(way.keys)
                told = self._say("way", label=label, keys=keys, what=what)
                yield capital(told)
        yield " ".join(self._without_keys(entry))

    def _languages(self, entry: str) -> str:
        plan, telling = self._plan, self._telling
        said = [self._say("language", language=telling.tongues[plan.languages[0]])]
        for key, option in plan.menu[entry].keys.items():
            if option.language is not None and option.language != plan.languages[0]:
                tongue, keys = telling.tongues[option.language], telling.key(key)
                said.append(self._say("another-language", language=tongue, keys=keys))
        return " ".join(said)

    def _what(self, target: Target) -> str:
        """Return what happens after the last key; empty where another menu follows."""
        if target.stream is not None:
            return self._stream(target.stream)
        if target.say is not None:
            return self._say("says", text=self._text(target.say.said(self._quoted)).rstrip("."))
        return ""

    def _stream(self, name: str) -> str:
        stream = self._plan.streams[name]
        parts = [self._queue(stream), *self._takers(name)]
        if stream.record:
            parts.append(self._say("recorded"))
        if stream.full_at is not None:
            then = self._then(stream.on_full)
            parts.append(self._say("full", count=stream.full_at, then=then))
        if stream.max_wait < NEVER:
            wait, then = self._telling.length(stream.max_wait), self._then(stream.on_max_wait)
            parts.append(self._say("too-long", wait=wait, then=then))
        return " ".join(parts)

    def _queue(self, stream: Stream) -> str:
        if len({each.first for each in self._plan.streams.values()}) == 1:
            return self._say("one-queue")
        return self._say("first" if stream.first else "second")

    def _takers(self, name: str) -> Iterator[str]:
        for taker in staff.takers(self._plan, name):
            team = self._team(taker.name)
            count = len(taker.team.agents)
            agents = self._say("agent" if count == 1 else "agents", count=count)
            if taker.after:
                wait = self._telling.length(taker.after)
                yield capital(self._say("helps", wait=wait, team=team, agents=agents))
            else:
                yield capital(self._say("who", team=team, agents=agents))

    def _team(self, name: str) -> str:
        label = self._plan.teams[name].label
        shown = (label.shown(self._quoted) if label is not None else "") or name
        return hu_article(shown) if self._telling.language == "hu" else shown

    def _name(self, stream: str) -> str:
        label = self._plan.streams[stream].label
        return (label.shown(self._quoted) if label is not None else "") or stream

    def _then(self, target: Target | None) -> str:
        if target is None or target.hang_up:
            return self._say("then-end")
        if target.stream is not None:
            if target.stream == ways.operator(self._plan):
                return self._say("then-human")
            return self._say("then-stream", stream=self._name(target.stream))
        if target.say is not None:
            text = self._text(target.say.said(self._quoted))
            return self._say("then-say", text=text.rstrip("."))
        return self._say("then-menu")

    def _in_every_menu(self) -> Iterator[str]:
        if ways.operator(self._plan) is not None:
            yield self._say("human")
        yield self._say("menu")
        yield self._say("ahead")

    def _without_keys(self, entry: str) -> Iterator[str]:
        menu, otherwise = self._plan.menu[entry], ways.human(self._plan)
        for sentence, tries, target in (
            ("silence", menu.no_input.tries, menu.no_input.then),
            ("mistakes", menu.no_match.tries, menu.no_match.then),
        ):
            then = self._then(target or otherwise)
            yield self._say(sentence, times=self._telling.times(tries), then=then)

    def _waiting(self) -> Iterator[str]:
        policy, length = self._plan.policy, self._telling.length
        yield " ".join(self._announced())
        if len({stream.first for stream in self._plan.streams.values()}) == 2:
            yield self._order()
        if policy.redial.keeps_place:
            yield self._say("redial", window=length(policy.redial.keeps_place))

    def _announced(self) -> Iterator[str]:
        announce, length = self._plan.policy.announce, self._telling.length
        yield self._say("music")
        said = [name for name in ("position", "wait") if getattr(announce, name)]
        if announce.first < NEVER and said:
            what = self._say("-and-".join(said))
            first, every = length(announce.first), self._telling.each(announce.every)
            yield self._say("announced", first=first, every=every, what=what)

    def _order(self) -> str:
        order = self._plan.policy.order
        if order.accumulating is not None:
            first, second = order.accumulating.first, order.accumulating.second
            return self._say("accumulating", first=f"{first:g}", second=f"{second:g}")
        if order.head_start is not None:
            return self._say("head-start", head_start=self._telling.length(order.head_start))
        if order.guard is None or order.guard == NEVER:
            return self._say("strict")
        return self._say("guard", guard=self._telling.length(order.guard))

    def _transfers(self) -> Iterator[str]:
        transfer = self._plan.policy.transfer
        kept = {
            (True, True): "keeps-both",
            (True, False): "keeps-urgency",
            (False, True): "keeps-waiting",
            (False, False): "keeps-nothing",
        }[transfer.keeps_urgency, transfer.keeps_waiting]
        returns = self._say("returns", after=self._telling.length(transfer.return_after))
        yield f"{self._say(kept)} {returns}"
        inner = [self._inner(name) for name in self._plan.streams if not self._is_chosen(name)]
        if inner:
            yield self._say("only-transfer", streams=self._telling.listed(inner))

    def _inner(self, name: str) -> str:
        teams = [self._plain_team(taker.name) for taker in staff.takers(self._plan, name)]
        return self._say("stream-of", stream=self._name(name), team=self._telling.listed(teams))

    def _plain_team(self, name: str) -> str:
        label = self._plan.teams[name].label
        return (label.shown(self._quoted) if label is not None else "") or name

    def _is_chosen(self, stream: str) -> bool:
        """Whether a caller can get into *stream* by the menu."""
        plan = self._plan
        leads = (target for menu in plan.menu.values() for target in ways.leads(plan, menu))
        return any(target.stream == stream for target in leads)

    def _text(self, said: Utterance) -> str:
        return said.text if said.file is None else self._say("recording-file")


def _in_order(way: ways.Way) -> list[str]:
    """Sort ways as a person would go through them: 1 to 9, and the operator's 0 at last."""
    return [":" if key == ways.HUMAN else key for key in way.keys]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _chapter(heading: str, paragraphs: list[str]) -> str:
    if not paragraphs:
        return ""
    told = ["\n".join(wrap(text, WIDTH, subsequent_indent="  ")) for text in paragraphs]
    return "\n".join(["", heading, "-" * len(heading), *told])
