"""What is said about pretending, in each language: sentences, headings, the names of rules.

A new language is a new row of PRETENDING_WORDS. It knows no plan; verdict.py fills the sentences
in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from firstline.study.pretending.remedies import Rule, Verdict


@dataclass(frozen=True, slots=True)
class PretendingWords:
    """One language's words; “{…}” is filled in."""

    sentences: Mapping[str, str]
    headings: Mapping[str, str]
    "Of the tables' columns."
    rules: Mapping[Rule, str]
    verdicts: Mapping[Verdict, str]

    def say(self, sentence: str, **words: object) -> str:
        """Return the *sentence* of this name, filled in."""
        return self.sentences[sentence].format(**words)


EN: Final = PretendingWords(
    sentences={
        "title": "Pretending: to call about “{matter}”, and press the key of “{goal}”",
        "first-saves": "The first to do it reaches the right human {gain} sooner in the mean: "
        "after {fast} instead of {slow}.",
        "first-loses": "The first to do it reaches the right human {gain} later in the mean: "
        "after {fast} instead of {slow}. It does not pay.",
        "first-unclear": "Whether the first to do it gains anything cannot be told: {fast} instead "
        "of {slow}, give or take {half}.",
        "all": "If everybody does it, pretenders need {pretenders}, the last honest caller "
        "{honest}, and a caller who really calls about “{goal}” waits {prospects} instead of "
        "{before}.",
        "rest": "If it costs a caller as much discomfort as {cost} of waiting:",
        "rest-nobody": "nobody pretends, and nobody has a reason to begin",
        "rest-everybody": "everybody pretends, and nobody has a reason to stop",
        "rest-some": "{share} of them pretend, and it stays so",
        "rest-brink": "{share} of them is the brink: with fewer it dies out, with more it spreads",
        "rest-unsure": "{told} (which chance may have made)",
        "several": "There are several ends: which one comes depends on where it began.",
        "pays": "Who pays: where {share} of them pretend, the wait of a pretender changes by "
        "{pretenders}, that of an honest caller about “{matter}” by {honest}, that of a caller "
        "about “{goal}” by {prospects}, compared with nobody pretending.",
        "gives-up": "{honest} more of the honest and {prospects} more of those about “{goal}” "
        "never get through.",
        "pointless": "Pretending would be pointless with: {rules}.",
        "never-pointless": "None of the rules that were tried makes pretending pointless.",
        "unclear": "It cannot be told for: {rules}.",
        "cost": "A rule makes it pointless if neither the first pretender nor the last honest "
        "caller would save {cost} by it.",
        "chart-waits": "From the last key to the right human",
        "chart-gain": "What pretending saves",
        "chart-cost": "what it costs",
        "chart-share": "share of callers who pretend",
        "method": "Simulated: {weeks} weeks at each share, with the same callers. Times are from "
        "the last key to somebody who can solve the matter, for callers who never give up (the "
        "95 % interval of a mean is what stands behind ±).",
    },
    headings={
        "share": "pretend",
        "pretender": "pretender",
        "honest": "honest",
        "prospect": "of the first queue",
        "gain": "pretending saves",
        "rule": "rule",
        "first": "saves the first",
        "last": "would save the last honest",
        "waits": "of the first queue then waits",
        "honest-then": "honest then waits",
        "verdict": "pretending",
    },
    rules={
        Rule.AS_PLANNED: "as planned",
        Rule.STRICT: "the first queue always first",
        Rule.GUARD: "the first queue first, guard after 5 min",
        Rule.HEAD_START: "a head start of 2 min",
        Rule.ACCUMULATING: "waiting counts 2 : 1",
        Rule.IN_ORDER: "in order of arrival",
        Rule.WAITS_ANEW: "who is passed on waits anew",
        Rule.OWN_QUEUE: "who is passed on changes queues",
        Rule.SEEN_THROUGH: "every pretender is seen through",
        Rule.SEEN_THROUGH_AND_ANEW: "every pretender is seen through, changes queues, waits anew",
    },
    verdicts={
        Verdict.PAYS: "pays",
        Verdict.POINTLESS: "pointless",
        Verdict.UNCLEAR: "cannot be told",
    },
)

HU: Final = PretendingWords(
    sentences={
        "title": "Színlelés: az ügy „{matter}”, a lenyomott gomb „{goal}”",
        "first-saves": "Aki elsőként teszi, átlagosan ennyivel hamarabb jut a megfelelő emberhez: "
        "{gain} ({slow} helyett {fast}).",
        "first-loses": "Aki elsőként teszi, átlagosan ennyivel később jut a megfelelő emberhez: "
        "{gain} ({slow} helyett {fast}). Nem éri meg.",
        "first-unclear": "Nem dönthető el, hogy nyer-e vele, aki elsőként teszi: {slow} helyett "
        "{fast}, ennyi eltérés lehet véletlen: {half}.",
        "all": "Ha mindenki ezt teszi: színlelve {pretenders}, az utolsó őszinte hívónak {honest}; "
        "aki tényleg „{goal}” ügyben hív, {before} helyett ennyit vár: {prospects}.",
        "rest": "Ha a színlelés annyira kellemetlen, mint ennyi várakozás: {cost}, akkor",
        "rest-nobody": "senki sem színlel, és senkinek sincs oka elkezdeni",
        "rest-everybody": "mindenki színlel, és senkinek sincs oka abbahagyni",
        "rest-some": "a színlelők aránya {share}, és ez így is marad",
        "rest-brink": "a fordulópont {share}: ha kevesebben vannak, kihal, ha többen, elterjed",
        "rest-unsure": "{told} (ez lehet véletlen is)",
        "several": "Többféle vége lehet: hogy melyik, az attól függ, honnan indul.",
        "pays": "Ki fizet: ha a színlelők aránya {share}, így változik a várakozás ahhoz képest, "
        "mintha senki sem színlelne: színlelőé {pretenders}, őszinte „{matter}” hívóé {honest}, "
        "„{goal}” hívóé {prospects}.",
        "gives-up": "Ennyivel többen nem jutnak el senkihez: az őszinték közül {honest}, „{goal}” "
        "ügyben {prospects}.",
        "pointless": "Értelmetlenné tenné a színlelést: {rules}.",
        "never-pointless": "A kipróbált szabályok egyike sem teszi értelmetlenné a színlelést.",
        "unclear": "Nem dönthető el: {rules}.",
        "cost": "Egy szabály akkor teszi értelmetlenné, ha sem az első színlelő, sem az utolsó "
        "őszinte hívó nem nyerne vele ennyit: {cost}.",
        "chart-waits": "Az utolsó gombtól a megfelelő emberig",
        "chart-gain": "Ennyit nyer, aki színlel",
        "chart-cost": "ennyibe kerül",
        "chart-share": "a színlelők aránya a hívók között",
        "method": "Szimulált: {weeks} hét minden arány mellett, ugyanazokkal a hívókkal. Az idő az "
        "utolsó gombtól addig tart, amíg olyan ember van a vonalban, aki meg tudja oldani az "
        "ügyet; a hívó sosem adja fel (± után az átlag 95%-os intervalluma áll).",
    },
    headings={
        "share": "színlel",
        "pretender": "színlelő",
        "honest": "őszinte",
        "prospect": "az első sorból",
        "gain": "a színlelés nyer",
        "rule": "szabály",
        "first": "az első nyer",
        "last": "az utolsó őszinte nyerne",
        "waits": "az első sorban ekkor",
        "honest-then": "az őszinte ekkor",
        "verdict": "színlelni",
    },
    rules={
        Rule.AS_PLANNED: "a terv szerint",
        Rule.STRICT: "mindig az első sor előbb",
        Rule.GUARD: "az első sor előbb, 5 perc után bárki",
        Rule.HEAD_START: "2 perc előny",
        Rule.ACCUMULATING: "a várakozás 2 : 1 arányban számít",
        Rule.IN_ORDER: "érkezési sorrend",
        Rule.WAITS_ANEW: "akit továbbkapcsolnak, elölről vár",
        Rule.OWN_QUEUE: "akit továbbkapcsolnak, sort vált",
        Rule.SEEN_THROUGH: "minden színlelőn átlátnak",
        Rule.SEEN_THROUGH_AND_ANEW: "minden színlelőn átlátnak, sort vált és elölről vár",
    },
    verdicts={
        Verdict.PAYS: "megéri",
        Verdict.POINTLESS: "értelmetlen",
        Verdict.UNCLEAR: "nem dönthető el",
    },
)

PRETENDING_WORDS: Final[Mapping[str, PretendingWords]] = {"en": EN, "hu": HU}
