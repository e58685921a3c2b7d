"""firstline records: what became of each call, and one call's way through the hotline.

Reads the memory; computes nothing.
"""

import json
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from firstline.cli.memory import Data, StoreUrl, local, memory, zone_of
from firstline.cli.terminal import AsJson, clock, console
from firstline.errors import InputError
from firstline.journal.records import Contact, Kind, Segment
from firstline.journal.told import told
from firstline.live.archive import Wanted

LAST: Final = 20
BAR: Final = 40
"Signs of the time line."
_COLOURS: Final = {
    Kind.MENU: "blue",
    Kind.WAITING: "yellow",
    Kind.TALK: "green",
    Kind.CONSULT: "magenta",
}


def records(
    *,
    data: Data = Path("data"),
    store: StoreUrl = None,
    last: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = LAST,
    contact: Annotated[
        int | None, typer.Option(min=1, help="One contact by its call's number: its whole way.")
    ] = None,
    calling: Annotated[
        str | None, typer.Option(help="Only from numbers that end like this.")
    ] = None,
    stream: Annotated[str | None, typer.Option(help="Only of this stream.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of each call; works while the hotline runs."""
    with memory(data, store) as archive:
        wanted = Wanted(number=contact, calling=calling, stream=stream, newest=last)
        contacts = archive.contacts(wanted)
        if contact is None:
            segments = None
        else:
            if not contacts:
                raise InputError(
                    f"There is no contact {contact}.", "`firstline records` lists them."
                )
            segments = archive.segments(wanted)
        if as_json:
            print(_document(contacts, segments))
        else:
            console().print(_shown(contacts, segments, zone_of(archive)))


def _document(contacts: list[Contact], segments: list[Segment] | None) -> str:
    document: dict[str, object]
    if segments is None:
        document = {"contacts": [told(contact) for contact in contacts]}
    else:
        document = {
            "contact": told(contacts[0]),
            "segments": [told(segment) for segment in segments],
        }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _shown(contacts: list[Contact], segments: list[Segment] | None, zone: tzinfo) -> RenderableType:
    if segments is not None:
        return _one(contacts[0], segments, zone)
    if not contacts:
        return "No calls, or none that fits."
    return _many(contacts, zone)


def _many(contacts: list[Contact], zone: tzinfo) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("call", "arrived", "from", "keys", "stream", "urgency"):
        table.add_column(name, justify="right" if name == "call" else "left")
    for name in ("wait", "talk"):
        table.add_column(name, justify="right")
    for name in ("agent", "outcome"):
        table.add_column(name)
    for contact in contacts:
        table.add_row(*(Text(cell) for cell in _cells(contact, zone)))
    return table


def _cells(contact: Contact, zone: tzinfo) -> list[str]:
    return [
        str(contact.call),
        f"{local(contact.arrived, zone):%Y-%m-%d %H:%M:%S}",
        contact.calling,
        contact.keys,
        contact.stream,
        contact.urgency,
        clock(contact.wait),
        clock(contact.talk + contact.hold) if contact.answered is not None else "",
        contact.agent,
        _outcome(contact),
    ]


def _outcome(contact: Contact) -> str:
    if contact.outcome is None:
        return "(is up)"
    return (
        f"{contact.outcome.value}: {contact.refused}"
        if contact.refused
        else (contact.outcome.value)
    )


def _one(contact: Contact, segments: list[Segment], zone: tzinfo) -> Group:
    return Group(
        Text(_headline(contact, zone)), Text(_facts(contact)), "", _chain(contact, segments)
    )


def _chain(contact: Contact, segments: list[Segment]) -> Table:
    """Return the segments, one below the other, on a time line."""
    begin = contact.arrived
    end = contact.ended or max(segment.ended or segment.began for segment in segments)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("segment")
    table.add_column("from", justify="right")
    table.add_column("length", justify="right")
    table.add_column("what")
    table.add_column("with")
    table.add_column(f"0:00{clock(end - begin):>{BAR - 4}}", no_wrap=True)
    table.add_column("end")
    table.add_column()
    for segment in segments:
        table.add_row(
            Text(segment.id),
            clock(segment.began - begin),
            clock((segment.ended or end) - segment.began),
            segment.kind.value,
            Text(segment.holder),
            Text(_bar(segment, begin, end), style=_COLOURS[segment.kind]),
            segment.end.value or "(is up)",
            Text(_remarks(segment)),
        )
    return table


def _headline(contact: Contact, zone: tzinfo) -> str:
    return (
        f"Call {contact.call} from {contact.calling or 'a hidden number'} to {contact.dialled}, "
        f"{local(contact.arrived, zone):%Y-%m-%d %H:%M:%S %Z}: {_outcome(contact)}"
    )


def _facts(contact: Contact) -> str:
    facts = {
        "language": contact.language,
        "keys": contact.keys,
        "stream": contact.stream,
        "urgency": contact.urgency,
        "wait in line": clock(contact.wait),
        "from arrival": clock(contact.wait_from_arrival),
        "to the right human": clock(contact.to_right_human),
        "transfers": str(contact.transfers or ""),
        "wrap-up code": contact.wrap_up_code,
        "note": contact.note,
        "ended by": contact.ended_by.value,
        "recorded": "yes" if contact.recorded else "",
        "place kept from an earlier call": "yes" if contact.redial_kept else "",
    }
    return " · ".join(f"{name} {value}" for name, value in facts.items() if value)


def _bar(segment: Segment, begin: int, end: int) -> str:
    """Return where the segment lies in the call's time, at least one sign wide."""
    whole = max(1, end - begin)
    first = min(BAR - 1, (segment.began - begin) * BAR // whole)
    last = max(first + 1, ((segment.ended or end) - begin) * BAR // whole)
    return " " * first + "█" * (last - first)


def _remarks(segment: Segment) -> str:
    times = {
        "hold": segment.hold,
        "wrap-up": segment.wrap_up,
        "ringing": segment.ringing,
    }
    remarks = [f"{name} {clock(value)}" for name, value in times.items() if value]
    if segment.offers:
        remarks.append(f"{segment.offers} rung, {segment.missed} missed")
    remarks += _said(segment)
    if segment.slip_by and segment.kind in {Kind.TALK, Kind.CONSULT}:
        words = " · ".join(filter(None, (segment.slip_reason, segment.slip_note)))
        remarks.append(f"from {segment.slip_by}: {words}" if words else f"from {segment.slip_by}")
    return ", ".join(remarks)


def _said(segment: Segment) -> list[str]:
    """Return what the agent said about it, and who else was there."""
    said = [
        segment.wrap_up_code,
        segment.note,
        "conference with the caller" if segment.conference else "",
        f"supervised by {segment.supervisors}" if segment.supervisors else "",
    ]
    return [words for words in said if words]
