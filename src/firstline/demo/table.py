"""The live table: what /state says, for a terminal, and as plain lines where there is none.

It asks nobody; it is given a picture and draws it.
"""

from typing import Final

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from firstline.live.desk import Picture
from firstline.live.state import AgentView

EVENTS: Final = 10
"""Lines of what happened last."""

COLOURS: Final = {
    "ready": "green",
    "reserved": "yellow",
    "talking": "bold cyan",
    "holding": "magenta",
    "wrap-up": "blue",
    "not ready": "red",
    "signed out": "dim",
}


def drawn(picture: Picture, hints: list[str]) -> RenderableType:
    """Return everything as one drawing, with *hints* below."""
    return Group(
        _title(picture),
        Columns([_queues(picture), _agents(picture)]),
        _events(picture),
        *(Text(hint, style="dim") for hint in hints),
    )


def in_one_line(picture: Picture) -> str:
    """Return the most important figures as one line."""
    now, counts = picture.now, picture.counts
    talking = sum(agent.state in {"talking", "holding"} for agent in now.agents)
    waiting = f"waiting {now.waiting.first}+{now.waiting.second}"
    return (
        f"{now.at[11:19]}  calls {counts.calls}  up {now.calls_up}  "
        f"{waiting} (longest {_length(now.waiting.longest_s)})  talking {talking}  "
        f"answered {counts.answered}  abandoned {counts.abandoned}  "
        f"service level {_share(picture)}"
    )


def _title(picture: Picture) -> Panel:
    now, counts, level = picture.now, picture.counts, picture.service_level
    state = "closing" if now.closing else "open" if now.open else "outside opening hours"
    figures = (
        f"calls {counts.calls}   up {now.calls_up}   answered {counts.answered}   "
        f"abandoned {counts.abandoned}   blocked {counts.blocked}   transfers {counts.transfers}\n"
        f"service level {_share(picture)} = answered within {level.within_s:.0f} s "
        f"({level.id}, {level.clock})"
    )
    return Panel(figures, title=f"{now.hotline}: {state}", title_align="left", box=box.ROUNDED)


def _queues(picture: Picture) -> Table:
    table = Table("stream", "1st queue", "2nd queue", "longest wait", box=box.SIMPLE_HEAD)
    for queue in picture.now.queues:
        waiting = queue.waiting
        some = waiting.first + waiting.second > 0
        table.add_row(
            queue.goal.removeprefix("stream:"),
            Text(str(waiting.first or "·"), style="bold yellow" if waiting.first else "dim"),
            Text(str(waiting.second or "·"), style="yellow" if waiting.second else "dim"),
            _length(waiting.longest_s) if some else "",
        )
    total = picture.now.waiting
    table.add_section()
    table.add_row("all", str(total.first), str(total.second), _length(total.longest_s))
    return table


def _agents(picture: Picture) -> Table:
    table = Table("agent", "team", "state", "for", "call", box=box.SIMPLE_HEAD)
    for agent in picture.now.agents:
        table.add_row(agent.agent, agent.team, _state(agent), _length(agent.for_s), _of_call(agent))
    return table


def _state(agent: AgentView) -> Text:
    reason = f" ({agent.reason})" if agent.reason else ""
    return Text(f"{agent.state}{reason}", style=COLOURS.get(agent.state, ""))


def _of_call(agent: AgentView) -> str:
    call = agent.call
    return "" if call is None else f"{call.call} {call.stream}, keys {call.keys}"


def _events(picture: Picture) -> Panel:
    lines = [Text(f"{line.at[11:19]}  {line.en}") for line in picture.last[:EVENTS]]
    return Panel(Group(*lines), title="last events", title_align="left", box=box.ROUNDED)


def _share(picture: Picture) -> str:
    value = picture.service_level.value
    return "-" if value is None else f"{value:.0%}"


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
