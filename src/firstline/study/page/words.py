"""What a page says, in English and Hungarian. The numbers come from elsewhere."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("en", "hu")

_ENGLISH: Final[Mapping[str, str]] = {
    "title": "{hotline}: simulated",
    "when": "{days} days from {first}, {calls} calls",
    "key-figures": "The figures that matter",
    "arrived-a-day": "calls a day",
    "gave-up": "gave up waiting",
    "in-time": "answered within {within}",
    "second-waits": "mean wait, second queue",
    "first-waits": "mean wait, first queue",
    "busy": "busiest team: {team}",
    "over-the-day": "Over the day",
    "mean-day": "The mean of all simulated days. Callers count when they entered their line.",
    "calls-per": "calls per {interval}",
    "mean-wait": "mean wait ({unit})",
    "day-chart": "Calls and mean waits over the day",
    "day-alt": "Most calls come at {busiest}: {most} in {interval}. {waits}",
    "day-wait-alt": "The {queue} queue waits longest at {worst}: {wait} on average.",
    "waits": "How long callers wait",
    "waits-about": "Of those who were answered, from entering the line to the answer.",
    "waits-chart": "Waits of those who were answered",
    "waits-axis": "wait",
    "waits-share": "share of callers (%)",
    "waits-alt": "Of the {queue} queue {share} waited at most {length}.",
    "occupancy": "How busy the teams are",
    "occupancy-about": "Busy with calls, of the time busy or ready; a gap: nobody on duty.",
    "occupancy-chart": "Occupancy of each team over the day",
    "occupancy-label": "occupancy (%)",
    "occupancy-alt": "Team {team}: at most {most}, at {worst}.",
    "surge": "What “{name}” did",
    "surge-what": "{day} from {at} for {length}: {times} times the usual calls about "
    "{streams}{area}.",
    "surge-half-life": "What came on top then halved every {length}.",
    "surge-area": ", from numbers that begin with {area}",
    "every": "every {weekday}",
    "on": "on {date}",
    "surge-wait": "Between {begin} and {end}, the second queue waited {longer} on average instead "
    "of {usual}; {more} more of its callers gave up.",
    "surge-fewer": "Between {begin} and {end}, the second queue waited {longer} on average instead "
    "of {usual}; no more of its callers gave up than usual.",
    "surge-nobody": "Nobody of the second queue was answered between {begin} and {end}.",
    "surge-first": "The first queue waited {longer} instead of {usual}.",
    "surge-normal": "Waits were back to normal at {normal}.",
    "surge-not-normal": "Waits were not back to normal before midnight.",
    "surge-none": "It made no difference to the second queue's waits that could be noticed.",
    "surge-days": "Mean of {days} such days, each run twice: with the surge and without it, with "
    "the same callers otherwise. Normal: longer by at most 15 s or a tenth.",
    "surge-few": "So few days tell little: simulate more of them.",
    "surge-once": "One such day only was simulated, so how much of it is chance is not known: "
    "simulate more replications.",
    "surge-chart": "{day} with “{name}” and without it",
    "surge-alt": "{first} {second}",
    "with": "{queue}, with",
    "without": "{queue}, without",
    "with-it": "with it",
    "without-it": "without it",
    "difference": "difference",
    "between": "Between {begin} and {end}",
    "queued-a-day": "callers in line",
    "abandoned-a-day": "gave up",
    "abandonment": "share who gave up",
    "asa": "mean wait of the answered",
    "first": "first queue",
    "second": "second queue",
    "first-short": "first",
    "second-short": "second",
    "all": "all",
    "none": "nobody",
    "tables": "Tables",
    "tables-about": "± is a 95 % interval: were the same time simulated again and again with other "
    "chances, 95 of 100 such intervals would hold the true mean. Queue clock: from entering the "
    "first line; arrival clock: from arrival, menus included.",
    "table-all": "Everybody, and by queue",
    "table-stream": "By stream",
    "table-callers": "By what callers want and do in the menu",
    "table-team": "By team",
    "metric": "figure",
    "formula": "formula",
    "formulas": "How each figure is computed",
    "stream": "stream",
    "team": "team",
    "callers": "callers",
    "truthful": "truthful",
    "pretending": "pretending",
    "straight to zero": "straight to 0",
    "ran": "What was run",
    "ran-seed": "Seed",
    "ran-days": "Simulated",
    "ran-days-value": "{days} days from {first}, {replications} times; {done} days in {units} "
    "independent units, {calls} calls",
    "ran-zone": "Time zone",
    "ran-limits": "Thresholds",
    "ran-plan": "Plan (SHA-256)",
    "ran-version": "Firstline",
    "ran-precision": "Precision",
    "ran-precise": "{asked} was asked for and reached",
    "ran-imprecise": "{asked} was asked for and not reached",
    "ran-interrupted": "Interrupted: the figures are of what was done until then.",
    "ran-again": "The same plan, seed and version give the same figures, digit for digit.",
    "clock-queue": "queue clock",
    "clock-arrival": "arrival clock",
    "glossary": "First queue: prospects and what cannot wait; it is served sooner. Second queue: "
    "everyone else. Offered: asked for an agent. Abandoned: left the line before an answer. "
    "Blocked: refused, too many calls. Deflected: served by a message, without an agent. Service "
    "level: the share of the named calls that was answered within T. Occupancy: time busy with "
    "calls, of the time busy or ready.",
    "glossary-title": "Words",
    "compare-title": "{hotline}: alternatives",
    "compare-about": "The same callers met each alternative; the differences are to “{base}”, with "
    "95 % intervals taken unit by unit.",
    "compare-chart": "Mean wait, difference to “{base}” ({unit})",
    "compare-alt": "{alternative}, {group}: {difference}.",
    "compare-bold": "In bold: more than chance. pp: percentage points.",
    "group": "callers",
}

_HUNGARIAN: Final[Mapping[str, str]] = {
    "title": "{hotline}: szimuláció",
    "when": "{days} nap, {first} napjától, {calls} hívás",
    "key-figures": "A legfontosabb számok",
    "arrived-a-day": "hívás naponta",
    "gave-up": "feladta a várakozást",
    "in-time": "{within} alatt fogadva",
    "second-waits": "átlagos várakozás, második sor",
    "first-waits": "átlagos várakozás, első sor",
    "busy": "a legfoglaltabb csapat: {team}",
    "over-the-day": "A nap folyamán",
    "mean-day": "Az összes szimulált nap átlaga. A hívó ott számít, amikor a sorba állt.",
    "calls-per": "hívás / {interval}",
    "mean-wait": "átlagos várakozás ({unit})",
    "day-chart": "Hívások és átlagos várakozás a nap folyamán",
    "day-alt": "A legtöbb hívás ekkor jön: {busiest}, {most} hívás {interval} alatt. {waits}",
    "day-wait-alt": "A leghosszabb várakozás ({queue} sor): {worst}, átlagosan {wait}.",
    "waits": "Mennyit várnak a hívók",
    "waits-about": "A fogadott hívóké, a sorba állástól a fogadásig.",
    "waits-chart": "A fogadott hívók várakozása",
    "waits-axis": "várakozás",
    "waits-share": "a hívók aránya (%)",
    "waits-alt": "A(z) {queue} sor {share} része legfeljebb {length} várt.",
    "occupancy": "Mennyire foglaltak a csapatok",
    "occupancy-about": "Hívással töltött idő / a foglalt vagy kész idő; hézag: nincs szolgálatban "
    "senki.",
    "occupancy-chart": "A csapatok foglaltsága a nap folyamán",
    "occupancy-label": "foglaltság (%)",
    "occupancy-alt": "{team} csapat: legfeljebb {most}, ekkor: {worst}.",
    "surge": "Mit tett a(z) „{name}”",
    "surge-what": "{day} {at} órától, {length} hosszan: a szokásos hívások {times}-szorosa, "
    "{streams} ügyében{area}.",
    "surge-half-life": "A többlet azután {length} alatt feleződött.",
    "surge-area": ", {area} kezdetű számokról",
    "every": "minden {weekday}",
    "on": "{date}",
    "surge-wait": "{begin} és {end} között a második sor átlagos várakozása {longer} volt "
    "{usual} helyett; hívói közül {more} fővel több adta fel.",
    "surge-fewer": "{begin} és {end} között a második sor átlagos várakozása {longer} volt "
    "{usual} helyett; a szokásosnál több hívója nem adta fel.",
    "surge-nobody": "{begin} és {end} között a második sorból senkit sem fogadtak.",
    "surge-first": "Az első soré {longer} volt {usual} helyett.",
    "surge-normal": "A várakozás {normal}-kor tért vissza a szokásoshoz.",
    "surge-not-normal": "A várakozás éjfélig nem tért vissza a szokásoshoz.",
    "surge-none": "A második sor várakozásán nem változtatott észrevehetően.",
    "surge-days": "{days} ilyen nap átlaga; mindegyik kétszer futott, a csúccsal és anélkül, "
    "egyébként ugyanazokkal a hívókkal. Szokásos: legfeljebb 15 mp-cel vagy egytizeddel hosszabb.",
    "surge-few": "Ilyen kevés nap keveset mond: többet érdemes szimulálni.",
    "surge-once": "Csak egy ilyen nap volt a szimulációban, ezért nem tudni, mennyi benne a "
    "véletlen: több ismétlés kell.",
    "surge-chart": "{day}: „{name}” csúccsal és anélkül",
    "surge-alt": "{first} {second}",
    "with": "{queue}, csúccsal",
    "without": "{queue}, anélkül",
    "with-it": "csúccsal",
    "without-it": "anélkül",
    "difference": "különbség",
    "between": "{begin} és {end} között",
    "queued-a-day": "sorba állt",
    "abandoned-a-day": "feladta",
    "abandonment": "feladta, arány",
    "asa": "a fogadottak átlagos várakozása",
    "first": "első sor",
    "second": "második sor",
    "first-short": "első",
    "second-short": "második",
    "all": "összesen",
    "none": "senki",
    "tables": "Táblázatok",
    "tables-about": "± a 95 %-os tartomány: ha ugyanezt az időt más véletlennel újra meg újra "
    "szimulálnánk, 100 ilyen tartományból 95 tartalmazná a valódi átlagot. Sor-óra: az első sorba "
    "állástól; érkezés-óra: az érkezéstől, a menüvel együtt.",
    "table-all": "Mindenki, és soronként",
    "table-stream": "Folyamonként",
    "table-callers": "Aszerint, mit akar a hívó, és mit tesz a menüben",
    "table-team": "Csapatonként",
    "metric": "mutató",
    "formula": "képlet",
    "formulas": "Hogyan számoljuk az egyes mutatókat",
    "stream": "folyam",
    "team": "csapat",
    "callers": "hívók",
    "truthful": "őszinte",
    "pretending": "tetteti magát",
    "straight to zero": "egyből 0",
    "ran": "Mi futott",
    "ran-seed": "Véletlen kezdőszáma",
    "ran-days": "Szimulált idő",
    "ran-days-value": "{days} nap, {first} napjától, {replications}-szor; {done} nap {units} "
    "független egységben, {calls} hívás",
    "ran-zone": "Időzóna",
    "ran-limits": "Küszöbök",
    "ran-plan": "Terv (SHA-256)",
    "ran-version": "Firstline",
    "ran-precision": "Pontosság",
    "ran-precise": "kért: {asked}, elérve",
    "ran-imprecise": "kért: {asked}, nincs elérve",
    "ran-interrupted": "Megszakítva: a számok az addig elkészült részre vonatkoznak.",
    "ran-again": "Ugyanaz a terv, kezdőszám és változat ugyanezeket a számokat adja, minden "
    "jegyükben.",
    "clock-queue": "sor-óra",
    "clock-arrival": "érkezés-óra",
    "glossary": "Első sor: az érdeklődők, és ami nem várhat; előbb fogadják. Második sor: mindenki "
    "más. Sorba állt: ügyintézőt kért. Feladta: fogadás előtt hagyta el a sort. Elutasított: túl "
    "sok volt a hívás. Ügyintéző nélkül kiszolgált: üzenetet kapott. Kiszolgálási szint: a "
    "megnevezett hívások mekkora részét fogadták T-n belül. Foglaltság: a hívással töltött idő, a "
    "foglalt vagy kész idő arányában.",
    "glossary-title": "Szavak",
    "compare-title": "{hotline}: változatok",
    "compare-about": "Mindegyik változat ugyanazokat a hívókat kapta; a különbségek a(z) „{base}” "
    "változathoz képest értendők, 95 %-os tartománnyal, egységenként párosítva.",
    "compare-chart": "Átlagos várakozás, különbség ehhez képest: „{base}” ({unit})",
    "compare-alt": "{alternative}, {group}: {difference}.",
    "compare-bold": "Vastagon: több a véletlennél.",
    "group": "hívók",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": _ENGLISH, "hu": _HUNGARIAN}

WEEKDAYS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    },
    "hu": {
        "mon": "hétfőn",
        "tue": "kedden",
        "wed": "szerdán",
        "thu": "csütörtökön",
        "fri": "pénteken",
        "sat": "szombaton",
        "sun": "vasárnap",
    },
}


def words_of(language: str) -> Mapping[str, str]:
    """Return all words in a language; English in every language but Hungarian."""
    return WORDS["hu" if language == "hu" else "en"]


def day_of(day: str, language: str) -> str:
    """Return a day of a surge in words: “every Tuesday”, or its date.

    >>> day_of("tue", "en")
    'every Tuesday'
    """
    words = words_of(language)
    weekdays = WEEKDAYS["hu" if language == "hu" else "en"]
    if day in weekdays:
        return words["every"].format(weekday=weekdays[day])
    return words["on"].format(date=day)
