"""Writes what the sources know best: state pictures, measures, limits, what a what-if may be.

    .venv/bin/python scripts/write_docs.py [FOLDER]

FOLDER is docs/ if not given. tests/test_docs.py writes them anew elsewhere and compares.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from state_pictures import agent_picture, call_picture, menu_picture

from firstline.analysis import service, staff
from firstline.analysis.metric import Clock, Metric, Unit
from firstline.plan.rules import Limits
from firstline.plan.times import say_length
from firstline.study.comparing.what_if import FORMS
from firstline.study.figures import LONGEST, QUANTILES, STAFF, SUMMED

ROOT: Final = Path(__file__).resolve().parents[1]
SRC: Final = ROOT / "src" / "firstline"

UNITS: Final = {Unit.COUNT: "count", Unit.SHARE: "share", Unit.DURATION: "time"}
CLOCKS: Final = {Clock.NONE: "", Clock.QUEUE: "queue", Clock.ARRIVAL: "arrival"}

MEASURES: Final = """\
# Measures

Every figure of `firstline report`, with its formula and its clock. Written by
`scripts/write_docs.py` from the definitions in `src/firstline/analysis/`; `firstline report`
prints the same words, with `--language hu` in Hungarian.

Two clocks are in use. The **queue** clock runs from the caller's entry into the first line. The
**arrival** clock runs from the caller's arrival, menus included, as it does for the caller. **T**
is an answer in time (`--within`, 20 s if not said otherwise), **S** a short abandon (`--short`, 5
s). There is no default that the whole trade agrees on, so both are printed with every report.
Callers count in the interval in which they entered their first line. A figure of which there is
nothing to tell is `-`, and `null` in JSON; it is never 0.

One set of calls gives a different service level by each formula, so none is shown without its
own. F1 to F6 are in use in the trade. The headline is **F6T**: F6 that also counts who has waited
for longer than T and waits still, and whose wait the exchange ended after T. Every other formula
looks best when callers are left waiting.
"""
SIMULATED: Final = """\
## Simulations

`firstline simulate` tells most of the figures above of invented calls, by the same names and
formulas, each with its [95 % interval](simulation.md#intervals). It tells these as well, which only
a simulation knows, or counts otherwise:
"""
WHAT_IF: Final = """\
# What-ifs

What may be asked of [`firstline compare`](simulation.md#compare). Written from the sources by
`scripts/write_docs.py`; `firstline compare --forms` prints the same. Capitals stand for a name of
the plan; several changes at once have “;” between them. A change is made to the plan as it is
written, so what may not stand in a plan may not stand in a what-if either.
"""
LIMITS: Final = """\
# Limits

Everything that could grow has a limit. What a plan sets is in [the plan's
reference](plan.md#limits); the rest is here, written by `scripts/write_docs.py` from the tables
in the sources. Reaching a limit of the switchboard is an entry in the journal; reaching one of
the telephony is a counter in `/metrics`; reaching one of the web server is an answer that says so.
"""


def measures() -> str:
    """Return docs/measures.md."""
    return "\n".join(
        [
            MEASURES,
            "## Calls",
            "",
            "`firstline report`, and `--by stream`, `urgency` or `interval`.",
            "",
            *_table(metric.metric for metric in service.MEASURES),
            "",
            "## Teams and agents",
            "",
            "`firstline report --by team` or `--by agent`.",
            "",
            *_table(metric.metric for metric in staff.MEASURES),
            "",
            SIMULATED,
            *_table(_simulated_only()),
            "",
        ]
    )


def _simulated_only() -> list[Metric]:
    """Return the measures of a simulation that no report has, or that are counted otherwise."""
    known = [*(it.metric for it in service.MEASURES), *(it.metric for it in staff.MEASURES)]
    told = [
        *(it.metric for it in SUMMED),
        *(it.metric for it in QUANTILES),
        *(it.metric for it in LONGEST),
        *(it.metric for it in STAFF),
    ]
    return [metric for metric in told if metric not in known]


def what_if() -> str:
    """Return docs/what-if.md."""
    rows = (_row(f"`{form.usage}`", form.meaning) for form in FORMS)
    return "\n".join([WHAT_IF, *_head("Write", "It means"), *rows, ""])


def _table(metrics: Iterable[Metric]) -> Iterator[str]:
    yield from _head("Id (JSON)", "Name", "Magyarul", "Formula", "Unit", "Clock")
    for metric in metrics:
        yield _row(
            f"`{metric.id}`",
            metric.name.en,
            metric.name.hu,
            f"`{metric.formula.en}`",
            UNITS[metric.unit],
            CLOCKS[metric.clock],
        )


def limits() -> str:
    """Return docs/limits.md."""
    parts = [
        LIMITS,
        "## What a plan sets, and its values where it does not",
        "",
        *_head("Key of `limits`", "Value"),
        *(_row(f"`{name}`", value) for name, value in _of_plan()),
        "",
    ]
    for title, path, names in TABLES:
        parts += [f"## {title}", "", f"`{path}`", "", *_head("Limit", "Value", "What it is")]
        parts += [
            _row(f"`{name}`", f"`{value}`", said)
            for name, value, said in _constants(SRC / path)
            if not names or name in names
        ]
        parts.append("")
    return "\n".join([*parts, *_scattered()])


TABLES: Final[Sequence[tuple[str, str, frozenset[str]]]] = (
    ("Plans", "plan/limits.py", frozenset()),
    (
        "The switchboard",
        "switchboard/limits.py",
        frozenset(
            {
                "KEYS_AHEAD_AT_MOST",
                "KEYS_KEPT_AT_MOST",
                "MENU_DEPTH_AT_MOST",
                "INCIDENTS_AT_MOST",
                "SUPERVISORS_AT_MOST",
            }
        ),
    ),
    ("SIP", "telephony/limits.py", frozenset()),
)

SCATTERED: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "Telephones in browsers, and the mixer": {
        "telephony/browser/phones.py": ["GRACE"],
        "telephony/browser/page.py": ["CONNECT_LIMIT"],
        "telephony/mixer.py": ["SEATS_AT_MOST", "SILENT_PULSES"],
    },
    "Calls from a page": {
        "web/call_door.py": [
            "SOCKETS_OF_ADDRESS",
            "SOCKETS_BESIDES",
            "OFFER_AT_MOST",
            "IDLE_PULSES",
            "ADDRESSES",
        ],
    },
    "The web server and its sockets": {
        "web/server.py": ["CONNECTIONS_AT_MOST", "WAITING_AT_MOST", "MESSAGE_AT_MOST", "PULSE"],
        "web/guard.py": ["BODY_AT_MOST", "PLAN_AT_MOST", "SOCKETS_AT_MOST"],
        "web/desk_socket.py": ["SOCKETS_AT_MOST", "OFFER_AT_MOST"],
        "web/board.py": ["SOCKETS_AT_MOST"],
        "web/outbox.py": [
            "WAITING_AT_MOST",
            "SIGNS_AT_MOST",
            "PATIENCE_S",
            "MESSAGE_AT_MOST",
            "MESSAGES_A_SECOND",
        ],
        "web/problem.py": ["FAULTS_AT_MOST"],
    },
    "People, sessions, tokens": {
        "web/sessions.py": ["IDLE", "LONGEST", "MOST_OF_ONE"],
        "live/passwords.py": ["SHORTEST", "LONGEST"],
        "web/throttle.py": ["BURST", "PAUSE", "CLIENTS"],
        "web/sign_in.py": ["NAME_BURST", "NAME_PAUSE", "FRIENDS"],
        "web/clerk.py": ["WAITING_AT_MOST"],
        "live/people.py": ["MOST", "NAME_AT_MOST"],
        "web/tokens.py": ["MOST"],
        "live/audit.py": ["WAITING_AT_MOST", "WORDS_AT_MOST", "KEPT"],
    },
    "Feed and webhooks": {
        "web/feed.py": ["READERS_AT_MOST", "PULSE_S", "RETRY_MS"],
        "live/feed.py": ["KEPT", "STEP"],
        "live/webhook_table.py": ["MOST", "URL_AT_MOST"],
        "live/messenger.py": ["BATCH", "BYTES", "longest", "give_up"],
        "live/courier.py": ["TIMEOUT_S", "ANSWER_AT_MOST"],
    },
    "Records, plan, what-ifs": {
        "web/contacts.py": ["PAGE_AT_MOST"],
        "live/recordings.py": ["LISTED_AT_MOST"],
        "live/reports.py": ["DAYS_AT_MOST", "CONTACTS_AT_MOST"],
        "live/plans.py": ["TEXT_AT_MOST", "NOTE_AT_MOST"],
        "live/plan_versions.py": ["LISTED"],
        "live/what_ifs.py": ["QUEUE_AT_MOST", "KEPT_AT_MOST", "KEPT_S", "LONGEST_S"],
        "web/what_ifs.py": ["DAYS_AT_MOST", "CHANGES_AT_MOST"],
        "live/earlier.py": ["SHOWN"],
    },
}
"""Limits that stand beside what they limit."""


def _scattered() -> Iterator[str]:
    for title, files in SCATTERED.items():
        yield from (f"## {title}", "", *_head("In", "Limit", "Value", "What it is"))
        for path, names in files.items():
            found = {name: (value, said) for name, value, said in _constants(SRC / path)}
            for name in names:
                value, said = found[name]
                yield _row(f"`{path}`", f"`{name}`", f"`{value}`", said)
        yield ""


def _of_plan() -> Iterator[tuple[str, str]]:
    for name, value in Limits():
        is_length = name in {"retry_after", "call_length"}
        yield name, say_length(value) if is_length else str(value)


def _constants(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each name that has a value in *path*, with it and the text that follows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = [node.body for node in tree.body if isinstance(node, ast.ClassDef)]
    for body in [tree.body, *inner]:
        for node, after in pairwise([*body, None]):
            if not isinstance(node, ast.AnnAssign):
                continue
            if not isinstance(node.value, ast.Constant | ast.BinOp):
                continue
            yield ast.unparse(node.target), ast.unparse(node.value), _text_of(after)


def _text_of(node: ast.AST | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(said))):
            return " ".join(said.split())
        case _:
            return ""


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def main() -> None:
    """Write everything."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs"
    written = {
        "pictures/agent.svg": agent_picture(),
        "pictures/call-states.svg": call_picture(),
        "pictures/menu.svg": menu_picture(),
        "measures.md": measures(),
        "limits.md": limits(),
        "what-if.md": what_if(),
    }
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
