"""What is said about the ways to a human, in each language: sentences, headings, times.

A new language is a new row of PATH_WORDS. It knows no plan; advice.py fills the sentences in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from firstline.plan.telling import TELLINGS, Telling
from firstline.study.paths.ways_through import Kind

DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class PathWords:
    """One language's words; “{…}” is filled in."""

    telling: Telling
    sentences: Mapping[str, str]
    headings: Mapping[str, str]
    "Of the table's columns."
    kinds: Mapping[Kind, str]
    estimates: Mapping[str, str]
    "By the names of estimates.py: what each is made of."
    days: tuple[str, ...]
    "On which day of the week; Monday first."
    quote: str
    point: str
    "Between whole and tenth."
    never: str

    def say(self, sentence: str, **words: object) -> str:
        """Return the *sentence* of this name, filled in."""
        return self.sentences[sentence].format(**words)

    def length(self, seconds: float) -> str:
        """Return a length of time in words, to the second.

        >>> PATH_WORDS["en"].length(89.6)
        '1 minute 30 seconds'
        """
        if not isfinite(seconds):
            return self.never
        return self.telling.length(round(seconds) * 1_000_000)

    def share(self, share: float) -> str:
        """Return a share in per cent; never none or all of them by rounding alone.

        >>> PATH_WORDS["hu"].share(0.5), PATH_WORDS["en"].share(0.999)
        ('50%', 'over 99 %')
        """
        whole = round(100 * share)
        if whole == 100 and share < 1:
            return self.say("nearly-all")
        if whole == 0 and share > 0:
            return self.say("nearly-none")
        return self.say("per-cent", whole=whole)


EN: Final = PathWords(
    telling=TELLINGS["en"],
    sentences={
        "title": "{hotline}: the ways to a human",
        "about": "You call about “{matter}” ({stream}), on a {when}.",
        "about-nobody": "You call about “{matter}” ({stream}).",
        "others": "Of the service {service}; ask about its other matters with {options}.",
        "language": "The menu is heard in {language}.",
        "dial": "Dial {number}. ",
        "best": "The best way: press {keys} ({labels}).",
        "best-silent": "The best way: press nothing.",
        "human": "Somebody answers {human} after you have dialled, in the mean; {share} of those "
        "who try it speak to somebody within {horizon}.",
        "right": "Somebody who can solve your matter is there after {right}.",
        "transferred": "In the mean, you are put through to somebody else {transfers} times.",
        "turned-away": "{share} never reach anybody that way, and have to begin again.",
        "truth-is-best": "Say what you call about: no other key leads you to the right human "
        "sooner.",
        "truth": "The best way that is true: press {keys} ({labels}); the right human is there "
        "after {right}.",
        "saves": "To say something else than you want saves {gain} (95 % interval: {low} to "
        "{high}).",
        "saves-exactly": "To say something else than you want saves {gain}.",
        "may-save": "Saying something else than you want seems to save {gain}, but that may be "
        "chance: the 95 % interval goes from {low} to {high}.",
        "no-truth": "No key of the menu stands for your matter.",
        "ahead": "You need not listen: who presses the keys at once saves {saved}.",
        "unknown": "How long the lines are is not known: the plan's demand does not say who calls.",
        "closed": "On a {when} the hotline is closed: no way leads to a human.",
        "simulated": "Waits are simulated: {probes} callers who never give up try each line, on "
        "{days} days of this kind, beside everybody else; every line on the same days.",
        "exact": "Waits are computed: they are exact in the steady state.",
        "mixed": "Waits marked with = are computed, exact in the steady state. The others are "
        "simulated: {probes} callers who never give up try each line, on {days} days of this kind.",
        "keys-at-once": "Waits count from dialling, with the keys pressed at once.",
        "per-cent": "{whole} %",
        "nearly-all": "over 99 %",
        "nearly-none": "under 1 %",
        "silence": "nothing",
        "when": "{day} at {time}",
        "less": "{length} longer",
        "announced": "How honest the announced waits are: {weeks} simulated weeks, callers who "
        "found others in line and were answered. Said less what came: above 0, callers are told "
        "too much.",
        "told": "{stream}: of {count} who were told a range, {inside} got an answer within it, "
        "{sooner} sooner, {later} later.",
    },
    headings={
        "keys": "keys",
        "leads": "leads to",
        "kind": "this is; queue",
        "menu": "menu heard / keyed",
        "mean": "to a human, mean",
        "median": "half within",
        "ninth": "9 in 10 within",
        "one": "in 1 min",
        "three": "in 3 min",
        "ten": "in 10 min",
        "transfers": "passed on",
        "right": "to the right human",
        "first": "first",
        "second": "second",
        "line": "line",
        "estimate": "estimate",
        "callers": "callers",
        "bias": "said less came",
        "off": "off by, mean",
        "over-ql": "squared error, QL = 1",
    },
    kinds={
        Kind.TRUTHFUL: "true",
        Kind.OPERATOR: "operator",
        Kind.PRETENDING: "pretending",
    },
    estimates={
        "QL": "callers ahead and agents (announced)",
        "QL with patience": "the same, where some give up",
        "LES": "wait of the last who was answered",
        "HOL": "wait so far of the next in line",
    },
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    quote="“{}”",
    point=".",
    never="never",
)

HU: Final = PathWords(
    telling=TELLINGS["hu"],
    sentences={
        "title": "{hotline}: utak egy emberhez",
        "about": "Ügye: „{matter}” ({stream}); időpont: {when}.",
        "about-nobody": "Ügye: „{matter}” ({stream}).",
        "others": "Szolgáltatás: {service}; többi ügyéről így kérdezhet: {options}.",
        "language": "A menü {language} szól.",
        "dial": "Hívja ezt: {number}. ",
        "best": "A legjobb út: nyomja meg {keys} gombot ({labels}).",
        "best-silent": "A legjobb út: ne nyomjon meg semmit.",
        "human": "Tárcsázás után átlagosan ennyi idő múlva szólal meg valaki: {human}. Aki így "
        "hív, {share} eséllyel beszél emberrel ennyi időn belül: {horizon}.",
        "right": "Aki meg tudja oldani az ügyét, ennyi idő múlva van a vonalban: {right}.",
        "transferred": "Átlagosan {transfers} alkalommal kapcsolják tovább.",
        "turned-away": "{share} így senkihez sem jut el, és elölről kell kezdenie.",
        "truth-is-best": "Mondja azt, amiért hív: más gombbal sem jut hamarabb a megfelelő "
        "emberhez.",
        "truth": "A legjobb igaz út: nyomja meg {keys} gombot ({labels}); a megfelelő ember ennyi "
        "idő múlva van a vonalban: {right}.",
        "saves": "Ha mást mond, mint amiért hív, ennyit nyer: {gain} (95%-os intervallum: {low} "
        "és {high} között).",
        "saves-exactly": "Ha mást mond, mint amiért hív, ennyit nyer: {gain}.",
        "may-save": "Ha mást mond, mint amiért hív, talán nyer ennyit: {gain}; de ez lehet "
        "véletlen is: a 95%-os intervallum {low} és {high} között van.",
        "no-truth": "A menüben egyetlen gomb sem az Ön ügyét jelenti.",
        "ahead": "Nem kell végighallgatnia: aki rögtön megnyomja a gombokat, ennyit nyer: {saved}.",
        "unknown": "Hogy milyen hosszúak a sorok, nem tudható: a terv nem mondja meg, kik "
        "hívnak (demand).",
        "closed": "Ekkor a vonal zárva van, és egyik út sem vezet emberhez: {when}.",
        "simulated": "A várakozás szimulált: mindegyik sort {probes} olyan hívó próbálja ki, aki "
        "sosem adja fel, {days} ilyen napon, mindenki más mellett; minden sort ugyanazokon a "
        "napokon.",
        "exact": "A várakozás számított: az állandósult állapotra pontos.",
        "mixed": "Az = jelű várakozás számított, az állandósult állapotra pontos. A többi "
        "szimulált: mindegyik sort {probes} olyan hívó próbálja ki, aki sosem adja fel, {days} "
        "ilyen napon.",
        "keys-at-once": "A várakozás a tárcsázástól számít, a gombokat rögtön megnyomva.",
        "per-cent": "{whole}%",
        "nearly-all": "több mint 99%",
        "nearly-none": "kevesebb mint 1%",
        "silence": "semmi",
        "when": "{day} {time}",
        "less": "ennyivel hosszabb: {length}",
        "announced": "Mennyire igaz a bemondott várakozás: {weeks} szimulált hét, akik előtt "
        "álltak a sorban, és felvették őket. Mondott mínusz tényleges: 0 felett túl sokat "
        "mondanak.",
        "told": "{stream}: {count} hívó hallott időt; közülük ezen belül jutott sorra {inside}, "
        "hamarabb {sooner}, később {later}.",
    },
    headings={
        "keys": "gombok",
        "leads": "ide vezet",
        "kind": "ez; sor",
        "menu": "menü hallva / nyomva",
        "mean": "emberig, átlag",
        "median": "fele eddig",
        "ninth": "10-ből 9 eddig",
        "one": "1 percen belül",
        "three": "3 percen belül",
        "ten": "10 percen belül",
        "transfers": "kapcsolás",
        "right": "a megfelelő emberig",
        "first": "első",
        "second": "második",
        "line": "sor",
        "estimate": "becslés",
        "callers": "hívó",
        "bias": "mondott − tényleges",
        "off": "átlagos tévedés",
        "over-ql": "négyzetes hiba, QL = 1",
    },
    kinds={
        Kind.TRUTHFUL: "igaz",
        Kind.OPERATOR: "központ",
        Kind.PRETENDING: "színlelés",
    },
    estimates={
        "QL": "előtte állók és ügyintézők (ezt mondják)",
        "QL with patience": "ugyanez, ha van, aki feladja",
        "LES": "az utoljára felvett hívó várakozása",
        "HOL": "a soron következő eddigi várakozása",
    },
    days=("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"),
    quote="„{}”",
    point=",",
    never="soha",
)

PATH_WORDS: Final[Mapping[str, PathWords]] = {"en": EN, "hu": HU}
