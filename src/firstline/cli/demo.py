"""firstline demo: a hotline with robot callers and robot agents, on this machine."""

import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from firstline.demo.show import HTTP_PORT, SIP_PORT, Show, Wish
from firstline.plan.read import read


def demo(
    plan: Annotated[Path, typer.Argument(help="The plan of the hotline.")],
    seconds: Annotated[
        float | None, typer.Option(min=1, help="End after so long; without it, at Ctrl-C.")
    ] = None,
    calls_per_minute: Annotated[int, typer.Option(min=1, max=6000)] = 12,
    sip_port: Annotated[int, typer.Option(min=1, max=65_535, help="If it is free.")] = SIP_PORT,
    http_port: Annotated[int, typer.Option(min=1, max=65_535, help="If it is free.")] = HTTP_PORT,
    data: Annotated[Path, typer.Option(help="The directory for all that is kept.")] = Path(
        "data/demo"
    ),
) -> None:
    """Run a hotline with robots that call it and answer: real SIP calls, a live table.

    The plan's opening hours are left out, so that it can be shown at any hour.
    """
    # A shell without job control starts its background jobs with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    wish = Wish(
        plan=plan,
        data=data,
        calls_per_minute=calls_per_minute,
        seconds=seconds,
        sip_port=sip_port,
        http_port=http_port,
    )
    with suppress(KeyboardInterrupt):  # the usual way to end it
        Show(wish, read(plan), Console()).run()
