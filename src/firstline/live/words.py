"""What has just happened, in words, in English and Hungarian: for the live table and the wallboard.

One row per kind of entry; what has no row is not worth a line. Streams and teams are called as the
plan labels them. It counts nothing.
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
from firstline.live.labels import Labels
from firstline.switchboard import limits
from firstline.switchboard.offers import GONE
from firstline.switchboard.roster import NO_ANSWER, PHONE_LOST
from firstline.telephony.party import BUSY, DECLINED, UNREACHABLE


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
    Refuse: ("call {call}: refused, {why}", "{call}. hívás: elutasítva ({why_hu})"),
    Queue: (
        "call {call}: waits for {goal} in the {urgency} queue",
        "{call}. hívás: {goal_hu} felé vár, {urgency_hu} sor",
    ),
    Ring: ("call {call}: rings at {agent}", "{call}. hívás: {agent} telefonja csörög"),
    StopRinging: (
        "call {call}: no longer rings at {agent}, {why}",
        "{call}. hívás: {agent} telefonja elhallgatott ({why_hu})",
    ),
    Connect: ("call {call}: talks with {agent}", "{call}. hívás: {agent} beszél vele"),
    Hold: ("call {call}: {agent} puts it on hold", "{call}. hívás: {agent} tartásba tette"),
    Join: ("{agent} consults {colleague}", "{agent} egyeztet: {colleague}"),
    Conference: (
        "call {call}: {agent} and {colleague} talk with the caller",
        "{call}. hívás: {agent} és {colleague} együtt beszél a hívóval",
    ),
    Part: ("{agent} has consulted {colleague}", "{agent} egyeztetése véget ért: {colleague}"),
    TransferAsked: ("{agent} transfers to {goal}", "{agent} átad: {goal_hu}"),
    ConsultCompleted: ("{agent} hands the call over", "{agent} átadta a hívást"),
    AgentMoved: ("{agent} now works in {team}", "{agent} csapata mostantól: {team_hu}"),
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
    ReportLimit: ("limit reached: {limit} ({value})", "korlát elérve: {limit_hu} ({value})"),
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


REASONS: Final[dict[str, str]] = {
    limits.TOO_MANY_CALLS: "túl sok hívás",
    limits.TOO_FAST: "túl sok hívás másodpercenként",
    limits.UNKNOWN_NUMBER: "ismeretlen szám",
    limits.CLOSING: "a vonal zár",
    limits.QUEUE_FULL: "megtelt a sor",
    limits.MAX_WAIT: "a leghosszabb várakozás",
    limits.MAX_CALL: "a leghosszabb hívás",
    limits.KEYS_AHEAD: "előre nyomott gombok",
    limits.KEYS_KEPT: "megőrzött gombok",
    limits.KEPT_PLACES: "megőrzött helyek",
    limits.MENU_DEPTH: "a menü mélysége",
    limits.INCIDENTS: "üzemzavarok",
    GONE: "a hívó elment",
    NO_ANSWER: "nem vették fel",
    PHONE_LOST: "a telefon nem elérhető",
    BUSY: "foglalt",
    DECLINED: "elutasította",
    UNREACHABLE: "nem elérhető",
}
"""Why something was refused or ended, and what was reached, in Hungarian."""


def told(entry: Entry, labels: Labels) -> Told | None:
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
    values["why_hu"] = _reason(values.get("why", ""))
    values["limit_hu"] = _reason(values.get("limit", ""))
    for name, label in (("goal", labels.goal), ("team", labels.team)):
        shown = label(values.get(name, ""))
        values[name], values[f"{name}_hu"] = shown.en, shown.hu
    english, hungarian = row
    return Told(
        iso(entry.at), english.format_map(values).strip(), hungarian.format_map(values).strip()
    )


def _reason(why: str) -> str:
    return REASONS.get(why, why)
