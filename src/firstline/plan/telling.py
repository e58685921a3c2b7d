"""How a hotline is told to a person, in each language: sentences, keys, lengths, articles.

A new language is a new row of TELLINGS. It knows no plan; explain.py fills the sentences in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.core import Locale
from babel.dates import format_date

from firstline.domain.time import DAY, HOUR, MINUTE, SECOND


@dataclass(frozen=True, slots=True)
class Telling:
    """One language's sentences; “{…}” is filled in."""

    language: str
    sentences: Mapping[str, str]
    units: Mapping[int, str]
    "Names of units of time, by microseconds."
    key: Callable[[str], str]
    "Names a key, with its article if the language has one there."
    then: str
    "Between keys that are pressed one after the other."
    also: str
    "Between the last two of a list."
    times: Callable[[int], str]
    locale: str
    days: str
    "From one day of the week to another."
    since: tuple[str, ...]
    "Days of the week, Monday first, as the first of several."
    until: tuple[str, ...]
    "Days of the week as the last of several."
    tongues: Mapping[str, str]
    "In which language something is said."

    def say(self, sentence: str, **words: object) -> str:
        """Return the *sentence* of this name, filled in."""
        return self.sentences[sentence].format(**words)

    def keys(self, keys: Sequence[str]) -> str:
        """Return *keys* in the order in which they are pressed."""
        return self.then.join(self.key(key) for key in keys)

    def length(self, length: int) -> str:
        """Return a length of time.

        >>> EN.length(90_000_000)
        '1 minute 30 seconds'
        """
        parts = []
        for unit, name in self.units.items():
            count, length = divmod(length, unit)
            if count:
                parts.append(self._counted(count, name))
        return " ".join(parts) or self._counted(0, self.units[SECOND])

    def each(self, length: int) -> str:
        """Return a length of time that comes again and again.

        >>> EN.each(60_000_000), EN.each(120_000_000)
        ('minute', '2 minutes')
        """
        return self.units.get(length) or self.length(length)

    def _counted(self, count: int, name: str) -> str:
        plural = "s" if self.language == "en" and count != 1 else ""
        return f"{count} {name}{plural}"

    def listed(self, things: Sequence[str]) -> str:
        """Return *things* as they are listed in a sentence.

        >>> EN.listed(["a", "b", "c"])
        'a, b and c'
        """
        if len(things) < 2:
            return "".join(things)
        return f"{', '.join(things[:-1])} {self.also} {things[-1]}"

    def date(self, day: date) -> str:
        """Return a day of the calendar."""
        return format_date(day, format="long", locale=self.locale)

    def weekdays(self, first: int, last: int) -> str:
        """Return a day of the week, or a range of them.

        >>> HU.weekdays(0, 4), HU.weekdays(5, 5)
        ('hétfőtől péntekig', 'szombat')
        """
        if first != last:
            return self.days.format(first=self.since[first], last=self.until[last])
        return str(Locale.parse(self.locale).days["format"]["wide"][first])

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return str(Locale.parse(self.locale).territories.get(code.partition("-")[0], code))


HU_ENDINGS: Final = {
    "0": "0-s",
    "1": "1-es",
    "2": "2-es",
    "3": "3-as",
    "4": "4-es",
    "5": "5-ös",
    "6": "6-os",
    "7": "7-es",
    "8": "8-as",
    "9": "9-es",
    "*": "csillag",
    "#": "kettőskereszt",
}
HU_TIMES: Final = (
    "egyszer",
    "kétszer",
    "háromszor",
    "négyszer",
    "ötször",
    "hatszor",
    "hétszer",
    "nyolcszor",
    "kilencszer",
    "tízszer",
)
EN_TIMES: Final = ("once", "twice", "three times", "four times", "five times", "six times")
EN_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def hu_article(word: str) -> str:
    """Return *word* with the Hungarian article that its first sound asks for.

    >>> hu_article("első"), hu_article("kártya"), hu_article("5-ös"), hu_article("1-es")
    ('az első', 'a kártya', 'az 5-ös', 'az 1-es')
    """
    return ("az " if word[:1].lower() in "aáeéiíoóöőuúüű15" else "a ") + word


HU: Final = Telling(
    language="hu",
    sentences={
        "title": "{hotline}: így jut el ügyintézőhöz",
        "when": "Mikor hívható",
        "always": "Éjjel-nappal, minden nap.",
        "holidays": "Ünnepnapokon ({country}): {hours}.",
        "closed-on": "Zárva: {days}",
        "special": "{day}: {hours}.",
        "closed": "zárva",
        "page": "Telefon nélkül, a vonal weboldaláról is hívhat.",
        "outside": "Nyitvatartási időn kívül üzenetet hall, és a hívás véget ér.",
        "incidents": "Most érvényes üzenetek",
        "incident": "{whom} a menü előtt ezt hallja: „{text}” Ha más ügyben keres minket, nyomja "
        "meg az 1-es gombot.",
        "incident-service": "Ha ezt választja: {service}, ezt hallja: „{text}” Ha más ügyben "
        "keres minket, nyomja meg az 1-es gombot.",
        "area": "Ha a száma így kezdődik: {areas}, akkor",
        "everybody": "Bárhonnan hív,",
        "keys": "Melyik gombot nyomja meg",
        "keys-of": "Melyik gombot nyomja meg, ha ezt a számot hívja: {numbers}",
        "language": "A menü először {language} szól.",
        "another-language": "Ha {language} kéri, előbb nyomja meg {keys} gombot.",
        "way": "{label}: nyomja meg {keys} gombot. {what}",
        "to-stream": "{queue} {who}",
        "first": "Az első sorba kerül, amelyet hamarabb szolgálnak ki.",
        "second": "A második sorba kerül.",
        "one-queue": "Érkezési sorrendben kerül sorra.",
        "who": "A hívást {team} csapat fogadja ({agents}).",
        "helps": "{wait} várakozás után {team} csapat is segít ({agents}).",
        "agents": "{count} ügyintéző",
        "agent": "{count} ügyintéző",
        "recorded": "A beszélgetést rögzítik; előbb szólnak, és a 9-es gombbal elutasíthatja.",
        "full": "Ha már {count} hívó vár, {then}",
        "too-long": "{wait} várakozás után {then}",
        "then-say": "ezt hallja: „{text}”, és a hívás véget ér.",
        "then-stream": "a hívás máshová kerül: {stream}.",
        "then-end": "a hívás véget ér.",
        "says": "Ezt hallja: „{text}”, és a hívás véget ér.",
        "recording-file": "egy felvétel",
        "human": "Ha nem tudja, mit válasszon: a 0-s gomb ügyintézőhöz vezet.",
        "menu": "A csillag (*) visszalép az előző menübe, a kettőskereszt (#) újra elmondja.",
        "ahead": "Nem kell végighallgatnia a menüt: a gombokat előre is megnyomhatja.",
        "silence": "Ha nem nyom meg semmit, a menü {times} hangzik el, azután {then}",
        "mistakes": "Ha {times} rossz gombot nyom, {then}",
        "then-human": "ügyintézőhöz kapcsolják.",
        "then-menu": "egy másik menü következik.",
        "every-menu": "Minden menüben",
        "waiting": "Amíg vár",
        "music": "Zenét hall.",
        "announced": "Először {first}, majd minden további {every} után megtudja, {what}.",
        "position": "hányan várnak Ön előtt",
        "wait": "nagyjából mennyi idő van hátra",
        "position-and-wait": "hányan várnak Ön előtt, és nagyjából mennyi idő van hátra",
        "strict": "Az első sor mindig megelőzi a másodikat.",
        "guard": "Az első sor megelőzi a másodikat; de aki már {guard} óta vár, az kerül sorra "
        "elsőként, akármelyik sorban áll.",
        "head-start": "Az első sorban állók úgy számítanak, mintha máris {head_start} várakozás "
        "állna mögöttük.",
        "accumulating": "Minden másodperc várakozás pontot ér: az első sorban {first}, a "
        "másodikban {second} pontot. Az kerül sorra, akinek a legtöbb pontja van.",
        "redial": "Ha megszakad a vonal, és legkésőbb {window} múlva újra hív, megmarad a helye.",
        "transfers": "Ha továbbkapcsolják",
        "keeps-both": "Megtartja a sorát, és beszámít az addigi várakozása.",
        "keeps-urgency": "Megtartja a sorát, de a várakozás elölről kezdődik.",
        "keeps-waiting": "Beszámít az addigi várakozása, de az új helyének sorába kerül.",
        "keeps-nothing": "Új helyének sorába kerül, és a várakozás elölről kezdődik.",
        "returns": "Ha {after} alatt senki sem veszi fel, visszakerül ahhoz, aki kapcsolta.",
        "only-transfer": "Ide csak ügyintéző kapcsolhatja: {streams}.",
        "stream-of": "{stream} ({team})",
    },
    units={DAY: "nap", HOUR: "óra", MINUTE: "perc", SECOND: "másodperc"},
    key=lambda key: hu_article(HU_ENDINGS[key]),
    then=", majd ",
    also="és",
    times=lambda count: HU_TIMES[count - 1],
    locale="hu",
    days="{first} {last}",
    since=(
        "hétfőtől",
        "keddtől",
        "szerdától",
        "csütörtöktől",
        "péntektől",
        "szombattól",
        "vasárnaptól",
    ),
    until=("hétfőig", "keddig", "szerdáig", "csütörtökig", "péntekig", "szombatig", "vasárnapig"),
    tongues={"hu": "magyarul", "en": "angolul"},
)

EN: Final = Telling(
    language="en",
    sentences={
        "title": "{hotline}: how to get through",
        "when": "When to call",
        "always": "Day and night, every day.",
        "holidays": "On public holidays ({country}): {hours}.",
        "closed-on": "Closed on {days}.",
        "special": "{day}: {hours}.",
        "closed": "closed",
        "page": "You can also call from the hotline's web page, without a telephone.",
        "outside": "At any other time you hear a message, and the call ends.",
        "incidents": "Messages in force now",
        "incident": "If you call {whom}, you hear this before the menu: “{text}” If your matter "
        "is different, press 1.",
        "incident-service": "If you choose {service}, you hear this: “{text}” If your matter is "
        "different, press 1.",
        "area": "from a number that begins with {areas}",
        "everybody": "from anywhere",
        "keys": "Which keys to press",
        "keys-of": "Which keys to press if you dial {numbers}",
        "language": "The menu begins in {language}.",
        "another-language": "For {language}, press {keys} first.",
        "way": "For {label}, press {keys}: {what}",
        "to-stream": "{queue} {who}",
        "first": "you stand in the first queue, which is answered sooner.",
        "second": "you stand in the second queue.",
        "one-queue": "you are answered in order of arrival.",
        "who": "The {team} team ({agents}) answers.",
        "helps": "After {wait} of waiting, the {team} team ({agents}) may answer too.",
        "agents": "{count} agents",
        "agent": "{count} agent",
        "recorded": "The call is recorded; you are told so first, and 9 refuses.",
        "full": "If {count} callers are waiting already, {then}",
        "too-long": "After {wait} of waiting, {then}",
        "then-say": "you hear “{text}”, and the call ends.",
        "then-stream": "your call goes to another place: {stream}.",
        "then-end": "the call ends.",
        "says": "you hear “{text}”, and the call ends.",
        "recording-file": "a recording",
        "human": "If you do not know what to choose, 0 leads to an operator.",
        "menu": "Star (*) takes you back, hash (#) says the menu again.",
        "ahead": "You need not listen to the end: keys can be pressed ahead.",
        "silence": "If you press nothing, the menu is said {times}; then {then}",
        "mistakes": "If you press wrong keys {times}, {then}",
        "then-human": "you are put through to an operator.",
        "then-menu": "another menu follows.",
        "every-menu": "In every menu",
        "waiting": "While you wait",
        "music": "You hear music.",
        "announced": "After {first}, and every {every} from then on, you are told {what}.",
        "position": "how many callers are ahead of you",
        "wait": "about how long it will take",
        "position-and-wait": "how many callers are ahead of you and about how long it will take",
        "strict": "The first queue always goes before the second.",
        "guard": "The first queue goes before the second; but whoever has waited for {guard} is "
        "next, in whichever queue.",
        "head-start": "Callers of the first queue count as having waited {head_start} longer.",
        "accumulating": "Every second of waiting earns points: {first} in the first queue, "
        "{second} in the second. Whoever has most is next.",
        "redial": "If you lose the line and call again within {window}, you keep your place.",
        "transfers": "If you are put through to somebody else",
        "keeps-both": "You stay in your queue, and the time you have waited counts.",
        "keeps-urgency": "You stay in your queue, but your waiting begins anew.",
        "keeps-waiting": "The time you have waited counts, in the queue of the new place.",
        "keeps-nothing": "You stand in the queue of the new place; your waiting begins anew.",
        "returns": "If nobody takes it within {after}, you come back to who put you through.",
        "only-transfer": "Only an agent can put you through to: {streams}.",
        "stream-of": "{stream} ({team})",
    },
    units={DAY: "day", HOUR: "hour", MINUTE: "minute", SECOND: "second"},
    key=str,
    then=", then ",
    also="and",
    times=lambda count: EN_TIMES[count - 1] if count <= len(EN_TIMES) else f"{count} times",
    locale="en_GB",
    days="{first} to {last}",
    since=EN_DAYS,
    until=EN_DAYS,
    tongues={"hu": "Hungarian", "en": "English"},
)

TELLINGS: Final[Mapping[str, Telling]] = {"hu": HU, "en": EN}
