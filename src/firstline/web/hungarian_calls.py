"""What is refused to those who work at calls, in Hungarian: by the English form of each text.

hungarian.py puts it together with the rest. It knows nothing of when something is refused.
"""

from typing import Final

SWITCHBOARD: Final = {
    "call {call} is over": "A(z) {call}. hívás már véget ért.",
    "nobody here is called {name}": "Nincs itt ilyen nevű: {name}.",
    "you have no caller": "Önnek most nincs hívója.",
    "the caller is on hold already": "A hívó már tartásban van.",
    "the caller is not on hold": "A hívó nincs tartásban.",
    "ask a colleague first: no consult is running": (
        "Előbb kérdezzen meg egy munkatársat: nincs folyamatban egyeztetés."
    ),
    "the colleague has not answered yet": "A munkatárs még nem vette fel.",
    "all three of you talk already": "Már mindhárman beszélnek.",
    "no consult is running": "Nincs folyamatban egyeztetés.",
    "a call cannot be transferred to yourself": "A hívást nem adhatja át önmagának.",
    "{agent} is signed out": "{agent} ki van jelentkezve.",
    "your team transfers only to {allowed}": ("Az Ön csapata csak ide adhat át hívást: {allowed}."),
    "there is no incident called {name}": "Nincs ilyen üzemzavar: {name}.",
    "the incident would be over before it begins": ("Az üzemzavar véget érne, mielőtt elkezdődne."),
    "there are {most} incidents already: end one first": (
        "Már {most} üzemzavar van; előbb vessen véget egynek."
    ),
    "call {call} does not wait for an agent": "A(z) {call}. hívás nem vár ügyintézőre.",
    "sign in first": "Előbb kezdje meg a munkát.",
    "your phone is not registered: connect it, then go ready": (
        "A telefonja nem érhető el: csatlakoztassa, azután álljon készen."
    ),
    "say why you are not ready: {known}": "Mondja meg, miért nem fogad hívást: {known}.",
    "any reason": "bármilyen okból",
    "there is no team {team}; there are: {known}": "Nincs ilyen csapat: {team}. Vannak: {known}.",
    "unknown wrap-up code; known are: {codes}": "Ismeretlen kód; választható: {codes}.",
    "there was no call to wrap up": "Nincs lezárandó hívás.",
    "say how: {modes}": "Mondja meg, hogyan: {modes}.",
    "{agent} has no caller now": "{agent} most nem beszél hívóval.",
    "{agent} has {supervisors} supervisors, which is the limit": (
        "{agent} hívását már {supervisors} csoportvezető hallgatja; többen nem lehetnek."
    ),
    "a consult is running: complete or cancel it first": (
        "Egyeztetés van folyamatban: előbb zárja le vagy szakítsa meg."
    ),
    "this call was transferred {times} times, which is the limit": (
        "Ezt a hívást már {times} alkalommal átadták; többször nem lehet."
    ),
    "nothing rings in your browser": "Az Ön böngészőjében semmi nem cseng.",
}

DESK: Final = {
    "Nothing was changed: look at what is possible now.": (
        "Semmi nem változott: nézze meg, most mi lehetséges."
    ),
    "Your telephone is not in the browser.": "Az Ön telefonja nem a böngészőben van.",
    "Pick up the telephone that rings.": "Vegye fel a csengő telefont.",
    "Nothing rings at your telephone.": "Az Ön telefonja nem cseng.",
    "Wait for a call.": "Várjon egy hívásra.",
    "You have no call.": "Önnek most nincs hívása.",
    "What rings can be declined.": "Ami cseng, azt elutasíthatja.",
    "There is no act {name!r}.": "Nincs ilyen művelet: {name}.",
    "Load the page anew.": "Töltse be újra az oldalt.",
    "What the page sent is not what is taken here.": (
        "Az oldal olyat küldött, amit a központ nem ért."
    ),
    "You answer no calls: no agent of the plan belongs to you.": (
        "Ön nem fogad hívásokat: a terv egyik ügyintézője sem Ön."
    ),
    "An administrator can give you the name of one.": (
        "Egy rendszergazda hozzárendelheti valamelyikhez."
    ),
    "Only supervisors hear others.": "Csak csoportvezetők hallgathatnak másokat.",
    "Ask for that role.": "Kérje ezt a szerepkört.",
    "You have no telephone in the browser to hear with.": (
        "A böngészőben nincs telefonja, amellyel hallgathatna."
    ),
    "Connect it first.": "Előbb csatlakoztassa.",
    "You have no telephone in a browser to listen with.": (
        "A böngészőben nincs telefonja, amellyel hallgathatna."
    ),
    "Open the desk and take the telephone there, then ask again.": (
        "Nyissa meg a munkapultot, vegye át ott a telefont, és próbálja újra."
    ),
    "This hotline has no telephones in browsers.": (
        "Ezen a központon nincs telefon a böngészőben."
    ),
    "Use a telephone of its own.": "Használjon külön telefont.",
    "Another page has this phone.": "A telefon egy másik ablakban van.",
    "Claim it first.": "Előbb hozza át ide.",
    "There is no such leg any more.": "Ez a kapcsolat már nincs meg.",
    "Wait until one is wanted.": "Várja meg, amíg szükség lesz egyre.",
    "This run of the hotline is over.": "A központnak ez a futása véget ért.",
    "Try again in a moment.": "Próbálja újra egy pillanat múlva.",
    "The hotline cannot take this now: {why}.": "A központ ezt most nem tudja fogadni: {why}.",
    "See /health; try again when it is ready.": (
        "Próbálja újra, ha a központ készen áll (/health)."
    ),
    "The plan has no service {service!r}.": "A tervben nincs ilyen szolgáltatás: {service}.",
    "Services: {known}.": "Szolgáltatások: {known}.",
    "The plan has no agent {agent!r}.": "A tervben nincs ilyen ügyintéző: {agent}.",
    "Look at /state.": "Nézze meg a jelenlegi állapotot (/state).",
    "GET /hotline lists the agents.": "Az ügyintézőket a GET /hotline sorolja fel.",
}

TELEPHONE: Final = {
    "No calls are taken just now.": "Most nem fogadunk hívást.",
    "Call again in {later} seconds.": "Hívjon újra {later} másodperc múlva.",
    "This call is over.": "Ez a hívás már véget ért.",
    "Call again.": "Hívjon újra.",
    "The browser's offer lacks {codec}, which the call is held in.": (
        "A böngésző ajánlatából hiányzik a hívás kódolása ({codec})."
    ),
    "Offer both laws of G.711.": "Ajánlja fel a G.711 mindkét változatát.",
    "The browser's offer cannot be used: {why}.": "A böngésző ajánlata nem használható: {why}.",
    "Offer one audio track to send and receive, with all candidates gathered.": (
        "Ajánljon egy kétirányú hangsávot, az összegyűjtött címekkel együtt."
    ),
    "it has no SHA-256 fingerprint": "nincs benne SHA-256 ujjlenyomat",
    "it does not send RTCP on the same port (rtcp-mux)": (
        "az RTCP nem ugyanazon a kapun megy (rtcp-mux)"
    ),
    "it does not leave us the passive side of DTLS": "a DTLS passzív oldalát nem hagyja nekünk",
    "it has no G.711 (PCMU or PCMA)": "nincs benne G.711 (PCMU vagy PCMA)",
    "it is no SDP with one audio section and no other": (
        "nem olyan SDP, amelyben egyetlen hangszakasz van"
    ),
    "it is too long": "túl hosszú",
    "it is no SDP": "nem SDP",
    "it has no audio over DTLS-SRTP": "nincs benne hang DTLS-SRTP fölött",
    "its {name} is missing or malformed": "hiányzik vagy hibás: {name}",
    "The browser names no IPv4 address at which it can be reached.": (
        "A böngésző nem mond IPv4-címet, amelyen elérhető."
    ),
    "Allow the page to use the microphone: browsers hide their addresses until then.": (
        "Engedélyezze az oldalnak a mikrofont: addig a böngészők elrejtik a címüket."
    ),
}
