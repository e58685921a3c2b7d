"""firstline serve: run a hotline live."""

import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from firstline.live.desk import Desk
from firstline.live.log import set_up_log
from firstline.live.service import Companion, Service, Settings
from firstline.web.app import interface
from firstline.web.server import Server, listening
from firstline.web.tokens import Tokens

SIP = "127.0.0.1:5060"
HTTP = "127.0.0.1:8080"
DRAIN = 120.0


def serve(
    plan: Annotated[Path, typer.Argument(help="The plan of the hotline.")],
    sip: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where SIP listens.")] = SIP,
    http: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where HTTP listens.")] = HTTP,
    data: Annotated[Path, typer.Option(help="The directory for all that is kept.")] = Path("data"),
    store: Annotated[
        str | None, typer.Option(help="A database's URL; without it, a file in DATA.")
    ] = None,
    drain: Annotated[
        float, typer.Option(min=0, help="Seconds that callers have to finish at the end.")
    ] = DRAIN,
) -> None:
    """Run a hotline live: SIP, media, the interface over HTTP.

    Ready when it says so on standard error, and GET /health says 200. Ctrl-C or SIGTERM drains:
    new calls are refused, those that are up may finish; a second one ends at once.
    """
    settings = Settings(
        plan=plan,
        sip=numeric(address(sip, "--sip"), "--sip"),
        data=data,
        store=store,
        drain=drain,
    )
    set_up_log()
    listener = listening(*address(http, "--http"))

    def companion(desk: Desk) -> Companion:
        tokens = Tokens(data)
        first = tokens.create_first(desk.now())
        if first is not None:
            say(f"firstline: a token for everything is in {first}")
        return Server(interface(desk, tokens), listener)

    with listener:
        Service(settings, companion, say, show_progress).run()


def say(text: str) -> None:
    """Tell whoever has started it."""
    print(text, file=sys.stderr, flush=True)


def address(text: str, option: str) -> tuple[str, int]:
    """Return HOST:PORT as a host and a port."""
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port) > 65_535:
        raise typer.BadParameter(
            f"{text!r} is not HOST:PORT, like 127.0.0.1:5060", param_hint=option
        )
    return host, int(port)


def numeric(named: tuple[str, int], option: str) -> tuple[str, int]:
    """Return the IPv4 address of a host: what SIP and sound can be sent from."""
    try:
        found = socket.getaddrinfo(*named, socket.AF_INET, socket.SOCK_DGRAM)
    except OSError:
        raise typer.BadParameter(
            f"{named[0]!r} has no IPv4 address; write one of this machine's, or 0.0.0.0 for all",
            param_hint=option,
        ) from None
    return str(found[0][4][0]), named[1]


def show_progress(done: int, total: int) -> None:
    """Show how far the prompts are spoken, where there is a terminal to show it on."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\rSpeaking the prompts: {done} of {total}", end=end, file=sys.stderr, flush=True)
