"""Who calls a simulated hotline, who answers, and what they are like.

Built once from a plan's demand and never changed. It knows nothing of dates: what happens when is
a Span's.
"""

from typing import Final

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.domain.hotline import Menu
from firstline.domain.time import Duration, Instant
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Law

TRUTHFUL: Final[i64] = 0
PRETENDER: Final[i64] = 1
STRAIGHT_TO_ZERO: Final[i64] = 2
PATHS: Final = ("truthful", "pretending", "straight to zero")
"What callers may do in the menu, by index."


_NOT_ASKED: Final = "?"
"No key: nobody has asked yet."


class Keys:
    """Which key leads on, menu by menu, to one goal in one language."""

    def __init__(self, by_menu: dict[str, str]) -> None:
        self.by_menu: Final[dict[str, str]] = by_menu
        "By a menu's name: the key on the shortest way from it; a menu without one has no way."
        self._known: vec[str] = vec[str]()
        "The same by a menu's index, as far as it has been asked for."

    def on(self, menu: Menu) -> str:
        """Return the key to press in *menu*; nothing: no way leads on."""
        while menu.index >= len(self._known):
            self._known = append(self._known, _NOT_ASKED)
        key = self._known[menu.index]
        if key is _NOT_ASKED:
            key = self.by_menu.get(menu.name, "")
            self._known[menu.index] = key
        return key


class Handover:
    """How agents of a first line pass a matter on to specialists."""

    def __init__(self, goal: str, share: float, after: Law) -> None:
        self.goal: Final[str] = goal
        "`team:cards`, `stream:cards-service`."
        self.share: Final[float] = share
        "Of the matters that these agents take; what they do not take is always passed on."
        self.after: Final[Law] = after
        "Talk before the transfer."


class Pretence:
    """Callers who press the key of another stream because it is answered sooner."""

    def __init__(
        self, stream: i64, *, share: float, recognised: float, after: Law, talk: float
    ) -> None:
        self.stream: Final[i64] = stream
        self.share: Final[float] = share
        self.recognised: Final[float] = recognised
        "How often an agent who could solve the matter sends the caller back to the right stream."
        self.after: Final[Law] = after
        "Triage: talk before the agent has understood and transfers."
        self.talk: Final[float] = talk
        "Talk with an agent who solves it all the same, as a multiple of the truthful one."


class Redial:
    """Calling again after giving up or being refused."""

    def __init__(self, share: float, after: Law, at_most: i64) -> None:
        self.share: Final[float] = share
        self.after: Final[Law] = after
        self.at_most: Final[i64] = at_most


class Matter:
    """What callers of one stream want, and what they are like."""

    def __init__(
        self,
        stream: i64,
        *,
        patience: Law,
        talk: list[Law],
        wrap_up: list[Law | None],
        key_time: Law,
        wrong_key: float,
        gives_up: float,
        languages: list[float],
        straight_to_zero: float,
        pretence: Pretence | None,
        handovers: list[Handover | None],
        balk_over: Duration,
        balk_share: float,
        redial: Redial,
        ways: list[list[Keys]],
        specialists: list[str],
    ) -> None:
        self.stream: Final[i64] = stream
        self.patience: Final[Law] = patience
        self.talk: Final[vec[Law]] = vec[Law](talk)
        "By level of the team that answers: index 0 where it does not take the stream at all."
        self.wrap_up: Final[vec[Law | None]] = vec[Law | None](wrap_up)
        "By level; None: the plan's own wrap-up runs."
        self.key_time: Final[Law] = key_time
        self.wrong_key: Final[float] = wrong_key
        self.gives_up: Final[float] = gives_up
        self.languages: Final[vec[float]] = vec[float](languages)
        "By language index: the share of callers up to and with it; the last is 1."
        self.straight_to_zero: Final[float] = straight_to_zero
        self.pretence: Final[Pretence | None] = pretence
        self.handovers: Final[vec[Handover | None]] = vec[Handover | None](handovers)
        "By index of the team that has answered."
        self.balk_over: Final[Duration] = balk_over
        self.balk_share: Final[float] = balk_share
        self.redial: Final[Redial] = redial
        self.ways: Final[vec[vec[Keys]]] = vec[vec[Keys]]([vec[Keys](way) for way in ways])
        "By path (TRUTHFUL, PRETENDER, STRAIGHT_TO_ZERO), then by language index."
        self.specialists: Final[vec[str]] = vec[str](specialists)
        """By index of the team that has answered: where its agents send a caller whose matter they
        do not take, or whose pretence they have seen through; empty: they may not, and help."""


class Habits:
    """What agents do when they are rung."""

    def __init__(self, answer: Law, *, decline: float, no_answer: float) -> None:
        self.answer: Final[Law] = answer
        "From the first ring to the answer, or to declining."
        self.decline: Final[float] = decline
        self.no_answer: Final[float] = no_answer


class Population:
    """Everybody."""

    def __init__(
        self, *, matters: list[Matter | None], habits: Habits, language_keys: list[Keys]
    ) -> None:
        self.matters: Final[list[Matter | None]] = matters
        "By stream index; None where the demand has no such stream."
        self.habits: Final[Habits] = habits
        self.language_keys: Final[list[Keys]] = language_keys
        "By language index: the keys that lead to it, where the call is in another."


class Source:
    """Where callers come from: a stream's everyday demand, or what a surge adds to it."""

    def __init__(
        self, index: i64, matter: Matter, rates: Rates, *, calling: str, is_surge: bool
    ) -> None:
        self.index: Final[i64] = index
        self.matter: Final[Matter] = matter
        self.rates: Final[Rates] = rates
        self.calling: Final[str] = calling
        "How the calling numbers begin; the rest counts the callers."
        self.is_surge: Final[bool] = is_surge
        "Whether they call because of what made many call; who is told the news then is content."


ARRIVE: Final[i64] = 0
"Signs in and is ready."
PAUSE: Final[i64] = 1
"Not ready: a break."
GO_ON: Final[i64] = 2
"Ready again."
LEAVE: Final[i64] = 3
"Signs out, after the present work."


class Duty:
    """What one agent does when, in order."""

    def __init__(self, seat: i64, at: vec[i64], what: vec[i64]) -> None:
        self.seat: Final[i64] = seat
        self.at: Final[vec[i64]] = at
        self.what: Final[vec[i64]] = what
        "ARRIVE, PAUSE, GO_ON or LEAVE."


class Span:
    """Some days in a row: who comes when."""

    def __init__(
        self, begin: Instant, end: Instant, *, sources: list[Source], duties: list[Duty]
    ) -> None:
        self.begin: Final[Instant] = begin
        self.end: Final[Instant] = end
        "Nobody arrives from then on; those who are there are still served."
        self.sources: Final[list[Source]] = sources
        self.duties: Final[list[Duty]] = duties
