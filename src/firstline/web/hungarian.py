"""What the server refuses, in Hungarian: by the English form of each text.

tests/unit/web/test_hungarian.py looks every refusal of the code up here. It knows nothing of when
something is refused, nor of who asks.
"""

from collections.abc import Mapping
from typing import Final

from firstline.web.hungarian_calls import DESK, SWITCHBOARD, TELEPHONE

DOOR: Final = {
    "Sign in; or send a token: Authorization: Bearer TOKEN (firstline token create).": (
        "Jelentkezzen be; vagy küldjön kulcsot: Authorization: Bearer KULCS "
        "(firstline token create)."
    ),
    "This token is not known here.": "Ez a kulcs itt ismeretlen.",
    "This address needs a session, or a token.": "Ehhez be kell jelentkezni, vagy kulcs kell.",
    "This session is over.": "Ez a munkamenet véget ért.",
    "Name and password do not belong together.": "A név és a jelszó nem tartozik össze.",
    "Too many wrong tokens came from this address.": "Erről a címről túl sok hibás kulcs jött.",
    "Too many wrong passwords.": "Túl sok hibás jelszó.",
    "Wait {seconds} seconds, then send a right one.": (
        "Várjon {seconds} másodpercet, azután adja meg a jót."
    ),
    "Too many people sign in at once.": "Túl sokan jelentkeznek be egyszerre.",
    "Try again in {seconds} seconds.": "Próbálja újra {seconds} másodperc múlva.",
    "This token does not allow that.": "Ez a kulcs ezt nem engedi meg.",
    "Make one that does: firstline token create --scope {scope}.": (
        "Készítsen olyat, amelyik igen: firstline token create --scope {scope}."
    ),
    "This page is not one of ours.": "Ez nem a központ saját oldala.",
    "Use the hotline's own pages.": "Használja a központ saját oldalait.",
    "Sign in at the hotline's.": "A központ saját oldalán jelentkezzen be.",
    "The request does not prove that a page of ours has made it.": (
        "A kérés nem bizonyítja, hogy a központ saját oldaláról jött."
    ),
    "Send the header X-CSRF-Token with what GET /session tells.": (
        "Töltse be újra az oldalt (X-CSRF-Token: amit a GET /session mond)."
    ),
    "Your password was given to you by somebody else.": "A jelszavát más adta Önnek.",
    "Choose one of your own first: PUT /session/password.": (
        "Előbb válasszon sajátot (PUT /session/password)."
    ),
    "Your roles do not allow that.": "A szerepkörei ezt nem engedik meg.",
    "Ask an administrator for the role {role}.": (
        "Kérje a rendszergazdától ezt a szerepkört: {role}."
    ),
    "The old password is wrong.": "A régi jelszó hibás.",
    "Type it again.": "Írja be újra.",
    "The new password is the old one.": "Az új jelszó ugyanaz, mint a régi.",
    "Choose another.": "Válasszon másikat.",
    "A password has {shortest} to {longest} characters.": (
        "A jelszó {shortest}–{longest} betűből áll."
    ),
    "A password is more than the name of whose it is.": (
        "A jelszó legyen több, mint a gazdájának a neve."
    ),
    "This password is among the first that somebody would try.": (
        "Ez a jelszó az elsők között van, amelyeket bárki kipróbálna."
    ),
    "Choose another: three or four words that belong to nobody but you.": (
        "Válasszon másikat: három-négy szót, amely csak az Öné."
    ),
}

PEOPLE: Final = {
    "The store of people cannot be used: {why}.": (
        "A munkatársak tárolója nem használható: {why}."
    ),
    "See that the disk has room and the database server runs, then try again.": (
        "Nézze meg, van-e hely a lemezen, és fut-e az adatbázis; azután próbálja újra."
    ),
    "The role `agent` and the name of an agent of the plan belong together.": (
        "Az ügyintéző szerepkör és a terv egy ügyintézőjének neve összetartozik."
    ),
    "Give both, or neither.": "Adja meg mindkettőt, vagy egyiket se.",
    "The pages do not speak {language!r}.": "Az oldalak ezen a nyelven nem beszélnek: {language}.",
    "Languages: {known}.": "Nyelvek: {known}.",
    "{name!r} is no name to sign in with.": "Ezzel a névvel nem lehet bejelentkezni: {name}.",
    "Up to {most} letters and digits, and . - _ between them.": (
        "Legfeljebb {most} betű és számjegy, közöttük . - _ lehet."
    ),
    "Somebody without a role can do nothing.": "Szerepkör nélkül semmit sem lehet tenni.",
    "Roles: {roles}.": "Szerepkörök: {roles}.",
    "{but!r} is the last administrator.": "{but} az utolsó rendszergazda.",
    "Make somebody else an administrator first.": "Előbb tegyen valaki mást rendszergazdává.",
    "There is nobody called {name!r}.": "Nincs ilyen nevű: {name}.",
    "See firstline user list.": "Lásd: firstline user list.",
    "There is no role {role!r}.": "Nincs ilyen szerepkör: {role}.",
    "There is already a {person!r}.": "Ilyen nevű már van: {person}.",
    "Choose another name.": "Válasszon másik nevet.",
    "There are already {most} people.": "Már {most} munkatárs van.",
    "Remove who has left.": "Törölje azokat, akik már elmentek.",
    "Look at /users.": "Nézze meg a munkatársak listáját (/users).",
    "There is no scope {scope!r}.": "Nincs ilyen jogosultság: {scope}.",
    "Scopes: {known}, {of_agent}NAME (one agent's own acts).": (
        "Jogosultságok: {known}, {of_agent}NÉV (egy ügyintéző saját műveletei)."
    ),
    "There are already {most} tokens.": "Már {most} kulcs van.",
    "Revoke those that nobody uses.": "Vonja vissza, amelyeket senki sem használ.",
    "There is no token {token_id!r}.": "Nincs ilyen kulcs: {token_id}.",
    "See firstline token list.": "Lásd: firstline token list.",
    "Look at /tokens.": "Nézze meg a kulcsok listáját (/tokens).",
    "The tokens in {path} cannot be read: {error}.": "A kulcsok ({path}) nem olvashatók: {error}.",
    "Restore the file, or delete it: a new first token is made at the next start.": (
        "Állítsa vissza a fájlt, vagy törölje: a következő induláskor új első kulcs készül."
    ),
}

HOOKS: Final = {
    "This is no address for a webhook.": "Ez nem lehet egy webhook címe.",
    "Write http://HOST/PATH or https://HOST/PATH.": (
        "Így írja: http://GÉP/ÚT vagy https://GÉP/ÚT."
    ),
    "A webhook's address holds no name, password or fragment.": (
        "Egy webhook címében nincs név, jelszó vagy töredék."
    ),
    "What is sent is signed: check the signature there instead.": (
        "Az üzenetek alá vannak írva: ott inkább az aláírást ellenőrizze."
    ),
    "No entry is called {name!r}.": "Nincs ilyen nevű bejegyzés: {name}.",
    "Names: {known}.": "Nevek: {known}.",
    "There are {most} webhooks already.": "Már {most} webhook van.",
    "Delete one that nobody needs.": "Törölje valamelyiket, amelyre nincs szükség.",
    "The store cannot be used: {why}.": "A tároló nem használható: {why}.",
    "See /health for what is wrong.": "A /health megmondja, mi a baj.",
    "Nobody is told anything now.": "Most senki sem kap értesítést.",
    "There is no webhook {hook_id!r}.": "Nincs ilyen webhook: {hook_id}.",
    "Look at /webhooks.": "Nézze meg a webhookok listáját (/webhooks).",
    "Too many read the feed.": "Túl sokan olvassák az eseményeket.",
    "Try again later.": "Próbálja újra később.",
    "This reader is too slow for the feed.": "Ez az olvasó túl lassú az eseményekhez.",
    "Connect again with the number of the last entry you have: nothing is lost.": (
        "Csatlakozzon újra az utolsó bejegyzés számával: semmi sem vész el."
    ),
    "This is no number of an entry.": "Ez nem egy bejegyzés száma.",
    "Send the number of the last one.": "Küldje az utolsónak a számát.",
}

RECORDS: Final = {
    "There is no contact {number}.": "Nincs ilyen hívás: {number}.",
    "Look at /contacts.": "Nézze meg a hívásokat (/contacts).",
    "Contact {number} has no recording {name!r}.": (
        "A(z) {number}. híváshoz nincs ilyen felvétel: {name}."
    ),
    "Look at /contacts/{number}; recordings are deleted when their time is over.": (
        "Nézze meg a hívást (/contacts/{number}); a felvételek a megőrzési idő végén törlődnek."
    ),
    "The store is empty, or was made by another version of firstline.": (
        "A tároló üres, vagy a firstline másik változata készítette."
    ),
    "Let `firstline serve` run on it once, then ask again.": (
        "Futtassa rajta egyszer a `firstline serve` parancsot, azután kérdezze újra."
    ),
    "Nobody is known by {number}.": "Ezen a számon senkit sem ismerünk: {number}.",
    "Tell of one: PUT /callers/{number}.": "Mondja meg, kié: PUT /callers/{number}.",
    "There is no incident {name!r}.": "Nincs ilyen üzemzavar: {name}.",
    "Look at /incidents.": "Nézze meg az üzemzavarokat (/incidents).",
    "The message is needed in each language of the hotline, and in no other.": (
        "Az üzenet a központ minden nyelvén kell, és más nyelven nem."
    ),
    "The languages are: {languages}.": "A nyelvek: {languages}.",
    "The announcements in {path} cannot be read: {error}.": (
        "A bejelentések ({path}) nem olvashatók: {error}."
    ),
    "Restore the file, or delete it and declare the incidents again.": (
        "Állítsa vissza a fájlt, vagy törölje, és jelentse be újra az üzemzavarokat."
    ),
    "The time ends before it begins.": "Az időszak vége az eleje előtt van.",
    "Choose “until” after “since”.": "A vége legyen később, mint az eleje.",
    "A report is of at most {most} days here.": "Itt egy kimutatás legfeljebb {most} napról szól.",
    "There are {count} contacts in this time, and at most {most} are read here.": (
        "Ebben az időszakban {count} hívás volt; itt legfeljebb {most} olvasható."
    ),
    "Choose a shorter time, or use “firstline report”, which has no such limit.": (
        "Válasszon rövidebb időszakot, vagy használja a „firstline report” parancsot, "
        "amelynek nincs ilyen korlátja."
    ),
}

PLAN: Final = {
    "This is based on version {based_on}, but version {newest} is the newest.": (
        "Ez a(z) {based_on}. változaton alapul, de már a(z) {newest}. a legújabb."
    ),
    "Look at the newest version, and put your changes into it.": (
        "Nézze meg a legújabb változatot, és abba tegye a módosításait."
    ),
    "There is no version of the plan yet.": "A tervnek még nincs változata.",
    "Publish one.": "Tegyen közzé egyet.",
    "There is no version {version}.": "Nincs ilyen változat: {version}.",
    "Look at the list of versions.": "Nézze meg a változatok listáját.",
    "Look at /plan/versions.": "Nézze meg a változatok listáját (/plan/versions).",
    "Version {version} has faults by now:\n{message}": (
        "A(z) {version}. változatban mára hibák vannak:\n{message}"
    ),
    "Publish another.": "Tegyen közzé egy másikat.",
    "Version {version} runs already.": "A(z) {version}. változat már fut.",
    "The plan has faults: {count}.": "Hibák száma a tervben: {count}.",
    "Put them right; /plan/check tells all of them.": (
        "Javítsa ki őket; mindet a /plan/check sorolja fel."
    ),
}

WHAT_IF: Final = {
    "{most} what-ifs wait or run already.": "Már {most} „mi lenne, ha” vár vagy fut.",
    "Wait until one is done, or take one back.": (
        "Várja meg, amíg egy elkészül, vagy vonjon vissza egyet."
    ),
    "There is no such what-if.": "Nincs ilyen „mi lenne, ha”.",
    "What came of one is forgotten after an hour: ask again.": (
        "Az eredményeket egy óra múlva elfelejtjük: kérdezze meg újra."
    ),
    "That would be some {calls:,.0f} simulated calls, and at most {most:,} are simulated here.": (
        "Ez mintegy {calls:.0f} szimulált hívás lenne; itt legfeljebb {most} szimulálható."
    ),
    "Choose fewer days or changes, or use “firstline compare”, which has no such limit.": (
        "Válasszon kevesebb napot vagy változtatást, vagy használja a „firstline compare” "
        "parancsot, amelynek nincs ilyen korlátja."
    ),
    "what-if “{said}”: {what}.": "„{said}”: {what}.",
    "“{change}” cannot be understood": "„{change}” nem érthető",
    "nothing is asked for": "nincs kérdés",
    "Write one of these: {usages}.": "Ezek egyikét írja: {usages}.",
    "Write “+2” or “-2”: so many more or fewer in every shift.": (
        "Írja így: „+2” vagy „-2”: ennyivel többen vagy kevesebben minden műszakban."
    ),
    "Give a stream “pretend: {as: …}”, or a service with a stream of prospects.": (
        "Adjon egy folyamnak „pretend: {as: …}” sort, vagy egy szolgáltatást leendő ügyfelek "
        "folyamával."
    ),
    "Write the number of agents in every shift, or use “absent”.": (
        "Írja minden műszakhoz az ügyintézők számát, vagy használja az „absent” szót."
    ),
    "Write “set {where} …” with all of it.": "Írja így: „set {where} …”, az egésszel együtt.",
    "A what-if needs a plan that was read from a file.": ("Ehhez fájlból olvasott terv kell."),
    "team “{team}” has {now} agents only": "„{team}”: csak {now} ügyintézője van",
    "Take away fewer.": "Vegyen el kevesebbet.",
    "team “{team}” works in shifts": "„{team}”: műszakokban dolgozik",
    "nobody can pretend in this plan": "ebben a tervben senki sem adhatja ki magát másnak",
    "there is no {kind} “{name}”": "nincs ilyen ({kind}): „{name}”",
    "what-if “{said}” makes no sound plan:\n{told}": "„{said}”: a terv hibás lenne:\n{told}",
    "a shift names its agents instead of counting them": (
        "egy műszak megnevezi az ügyintézőit, nem megszámolja"
    ),
    "a shift has {there} agents only": "egy műszakban csak {there} ügyintéző van",
    "“{value}” is not a value": "„{value}” nem lehet érték",
    "the plan's “{where}” holds nothing by name": (
        "a terv „{where}” részében nincs semmi név szerint"
    ),
}

HTTP: Final = {
    "Not Found": "Itt nincs semmi.",
    "Look for the address in /openapi.json.": "A címeket az /openapi.json sorolja fel.",
    "Method Not Allowed": "Ezt itt nem lehet kérni.",
    "Look for the methods of this address in /openapi.json.": (
        "Az /openapi.json megmondja, mit lehet itt kérni."
    ),
    "Request Entity Too Large": "A kérés túl nagy.",
    "Send less in one request.": "Küldjön kevesebbet egy kérésben.",
    "A request may have at most {most} bytes.": "Egy kérés legfeljebb {most} bájt lehet.",
    "There was an error parsing the body": "A kérés tartalma nem érthető.",
    "There is no such file.": "Nincs ilyen fájl.",
    "Load the page again.": "Töltse be újra az oldalt.",
    "What was sent holds a character that cannot be in a text.": (
        "Az elküldöttben olyan jel van, amely nem lehet szövegben."
    ),
    "Leave out NUL and other control characters.": "Hagyja ki a NUL-t és a többi vezérlőjelet.",
    "What was sent is not what this address takes.": "Az elküldött adatok nem megfelelők.",
    "Put the faults right; /openapi.json says what is taken.": (
        "Javítsa ki a hibákat; az /openapi.json megmondja, mi a megfelelő."
    ),
    "Firstline failed to carry this out.": "A központ ezt nem tudta végrehajtani.",
    "The log of the hotline says why. Please report it.": (
        "A központ naplója megmondja, miért. Kérjük, jelentse."
    ),
}

HUNGARIAN: Final[Mapping[str, str]] = (
    SWITCHBOARD | DESK | TELEPHONE | DOOR | PEOPLE | HOOKS | RECORDS | PLAN | WHAT_IF | HTTP
)

FAULTS: Final[Mapping[str, str]] = {
    "missing": "hiányzik",
    "extra_forbidden": "ilyen itt nem lehet",
    "json_invalid": "nem érthető JSON",
    "string_type": "szöveg legyen",
    "string_too_short": "legalább {min_length} betű legyen",
    "string_too_long": "legfeljebb {max_length} betű legyen",
    "string_pattern_mismatch": "nem ilyen alakú",
    "literal_error": "ezek egyike legyen: {expected}",
    "int_parsing": "egész szám legyen",
    "int_type": "egész szám legyen",
    "bool_type": "igen vagy nem legyen",
    "greater_than_equal": "legalább {ge} legyen",
    "less_than_equal": "legfeljebb {le} legyen",
    "too_short": "legalább {min_length} legyen",
    "too_long": "legfeljebb {max_length} legyen",
}
"""What is wrong with a value, by the type of pydantic's error."""
UNFIT: Final = "nem megfelelő"
"""What is wrong with it otherwise."""
