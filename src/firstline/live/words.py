"""What has just happened, in words, in English and Hungarian: for the live table and the wallboard.

One row per kind of entry; what has no row is not worth a line. It counts nothing.
"""

from dataclasses import dataclass
from typing import Final

from msgspec.structs import asdict

from firstline.domain.call import Outcome
from firstline.journal.commands import (
    Conference,
    Connect,
    EndSupervision,
    HangUp,
    Hold,
    Join,
    Part,
    Queue,
    Refuse,
    ReportLimit,
    Ring,
    ShowIncident,
    StopRinging,
    Supervise,
)
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentMoved,
    CallArrived,
    ClosingAsked,
    ConsultCompleted,
    PhoneConnected,
    PhoneLost,
    RunStarted,
    TransferAsked,
    UrgencyChanged,
    WrapUpFinished,
)
from firstline.journal.told import iso


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened."""

    at: str
    en: str
    hu: str


SHOWN: Final[dict[type, tuple[str, str]]] = {
    RunStarted: ("the hotline begins to work", "a vonal elindult"),
    ClosingAsked: ("the hotline is closing: no new calls", "a vonal zár: új hívást nem fogad"),
    CallArrived: (
        "call {call}: comes in from {calling} for {dialled}",
        "{call}. hívás: bejött, hívó {calling}, hívott {dialled}",
    ),
    Refuse: ("call {call}: refused, {why}", "{call}. hívás: elutasítva ({why})"),
    Queue: (
        "call {call}: waits for {goal} in the {urgency} queue",
        "{call}. hívás: {goal} felé vár, {urgency_hu} sor",
    ),
    Ring: ("call {call}: rings at {agent}", "{call}. hívás: {agent} telefonja csörög"),
    StopRinging: (
        "call {call}: no longer rings at {agent}, {why}",
        "{call}. hívás: {agent} telefonja elhallgatott ({why})",
    ),
    Connect: ("call {call}: talks with {agent}", "{call}. hívás: {agent} beszél vele"),
    Hold: ("call {call}: {agent} puts it on hold", "{call}. hívás: {agent} tartásba tette"),
    Join: ("{agent} consults {colleague}", "{agent} egyeztet: {colleague}"),
    Conference: (
        "call {call}: {agent} and {colleague} talk with the caller",
        "{call}. hívás: {agent} és {colleague} együtt beszél a hívóval",
    ),
    Part: ("{agent} has consulted {colleague}", "{agent} egyeztetése véget ért: {colleague}"),
    TransferAsked: ("{agent} transfers to {goal}", "{agent} átad: {goal}"),
    ConsultCompleted: ("{agent} hands the call over", "{agent} átadta a hívást"),
    AgentMoved: ("{agent} now works in {team}", "{agent} csoportja mostantól: {team}"),
    UrgencyChanged: (
        "call {call}: put into the {urgency} queue",
        "{call}. hívás: áthelyezve, {urgency_hu} sor",
    ),
    Supervise: (
        "{supervisor} supervises {agent}: {mode}",
        "{supervisor} bekapcsolódott, {agent} hívása: {mode_hu}",
    ),
    EndSupervision: (
        "{supervisor} no longer supervises {agent}, {why}",
        "{supervisor} már nem felügyeli: {agent}",
    ),
    WrapUpFinished: ("{agent} has wrapped up {code}", "{agent} utómunkája kész {code}"),
    PhoneConnected: ("{agent}'s phone is there", "{agent} telefonja elérhető"),
    PhoneLost: ("{agent}'s phone is gone", "{agent} telefonja nem elérhető"),
    HangUp: ("call {call}: over, {outcome.value}", "{call}. hívás: vége, {outcome_hu}"),
    ShowIncident: ("incident {incident}: {active_en}", "üzemzavar, {incident}: {active_hu}"),
    ReportLimit: ("limit reached: {limit} ({value})", "korlát elérve: {limit} ({value})"),
}
"""English and Hungarian, by the kind of event or command."""


OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.ANSWERED: "beszélt ügyintézővel",
    Outcome.ABANDONED: "a hívó nem várta meg",
    Outcome.LEFT_MENU: "a hívó a menüben letette",
    Outcome.BLOCKED: "elutasítva",
    Outcome.DEFLECTED: "ügyintéző nélkül kiszolgálva",
    Outcome.GAVE_UP: "a vonal bontotta",
    Outcome.FAILED: "hiba miatt megszakadt",
}

MODES: Final[dict[str, str]] = {
    "listen": "hallgatja",
    "whisper": "az ügyintézőnek súg",
    "join": "beleszól",
}


def told(entry: Entry) -> Told | None:
    """Return *entry* in words; None where it is not worth a line."""
    row = SHOWN.get(type(entry.what))
    if row is None:
        return None
    values = asdict(entry.what)
    values["urgency_hu"] = "első" if values.get("urgency") == "first" else "második"
    values["mode_hu"] = MODES.get(values.get("mode", ""), "")
    values["outcome_hu"] = OUTCOMES.get(values.get("outcome", Outcome.FAILED), "")
    values["active_en"] = "begins" if values.get("active") else "over"
    values["active_hu"] = "kezdete" if values.get("active") else "vége"
    english, hungarian = row
    return Told(
        iso(entry.at), english.format_map(values).strip(), hungarian.format_map(values).strip()
    )
