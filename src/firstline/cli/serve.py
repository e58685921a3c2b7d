"""firstline serve: run a hotline live."""

import socket
import ssl
import sys
from functools import partial
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import typer

from firstline.errors import InputError
from firstline.live.database import sqlite_url
from firstline.live.log import set_up_log
from firstline.live.people import FIRST
from firstline.live.runner import wall_clock
from firstline.live.service import Service, Settings
from firstline.web.certificate import Certificate, self_signed
from firstline.web.front import Certified, Front
from firstline.web.house import House, Site
from firstline.web.server import listening

SIP = "127.0.0.1:5060"
HTTP = "127.0.0.1:8080"
DRAIN = 120.0
SELF_SIGNED: Final = "self-signed"


def serve(  # noqa: PLR0913 - every argument is an option
    plan: Annotated[Path, typer.Argument(help="The plan of the hotline.")],
    *,
    sip: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where SIP listens.")] = SIP,
    http: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where HTTP listens.")] = HTTP,
    data: Annotated[Path, typer.Option(help="The directory for all that is kept.")] = Path("data"),
    store: Annotated[
        str | None, typer.Option(help="A database's URL; without it, a file in DATA.")
    ] = None,
    drain: Annotated[
        float, typer.Option(min=0, help="Seconds that callers have to finish at the end.")
    ] = DRAIN,
    tls_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="HTTPS by this certificate and its chain.")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The key of the certificate.")
    ] = None,
    tls: Annotated[
        str | None,
        typer.Option(metavar=SELF_SIGNED, help="HTTPS by a certificate of one's own, for trials."),
    ] = None,
    insecure: Annotated[
        bool,
        typer.Option("--insecure", help="HTTP without TLS beyond this machine, none the less."),
    ] = False,
    embed_from: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site that may show /call in its pages; repeatable."),
    ] = None,
    behind_proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy (or a network) that says who has come."),
    ] = None,
) -> None:
    """Run a hotline live: SIP, media, pages, the interface over HTTP.

    Ready when it says so on standard error, and GET /health says 200. Ctrl-C or SIGTERM drains:
    new calls are refused, those that are up may finish; a second one ends at once. SIGHUP lets the
    web server begin anew, with new certificates, while calls go on.
    """
    where = numeric(address(sip, "--sip"), "--sip")
    settings = Settings(plan=plan, sip=where, data=data, store=store, drain=drain)
    host, port = address(http, "--http")
    certified = certificates(data, host, tls, tls_cert, tls_key)
    site = Site(
        is_secure=certified is not plain,
        is_trusted=tls_cert is not None,
        embed_from=tuple(map(origin, embed_from or ())),
        proxies=tuple(map(proxy, behind_proxy or ())),
    )
    if not site.is_secure and not insecure:
        check_near(host)
    set_up_log()
    house = partial(House, data, store or sqlite_url(data), wall_clock, site)
    with Front(listening(host, port), certified, house, welcome) as front:
        Service(settings, front.serve, say, show_progress).run()


def welcome(house: House) -> None:
    """Tell whoever starts a hotline for the first time how to get in."""
    first = house.tokens.create_first(house.now())
    if first is not None:
        say(f"firstline: a token for everything is in {first}")
    password = house.people.add_first(house.now())
    if password is not None:
        say(f"firstline: sign in as {FIRST!r} with the one-time password {password}")
        say("firstline: it is shown once, here and nowhere else; you choose your own then")


def certificates(
    data: Path, host: str, tls: str | None, chain: Path | None, key: Path | None
) -> Certified:
    """Return what reads the certificate; what cannot be used is said at once."""
    if tls not in {None, SELF_SIGNED} or (tls and chain):
        raise typer.BadParameter(f"--tls {SELF_SIGNED}, or --tls-cert FILE --tls-key FILE")
    if (chain is None) != (key is None):
        raise typer.BadParameter("--tls-cert and --tls-key belong together")
    if chain is not None and key is not None:
        given = Certificate(chain, key)
        given.context()
        return given.context
    if tls:
        return lambda: self_signed(data, host, wall_clock()).context()
    return plain


def plain() -> ssl.SSLContext | None:
    """Return no certificate: HTTP without TLS."""
    return None


def check_near(host: str) -> None:
    """Refuse an address that others can reach: passwords would travel in clear."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return  # what cannot be found is refused by who is to listen there
    if not all(ip_address(str(at[4][0]).partition("%")[0]).is_loopback for at in found):
        raise InputError(
            f"HTTP at {host} without TLS would send passwords and voices' keys in clear.",
            "Add --tls-cert FILE --tls-key FILE, or --tls self-signed for a trial; "
            "or --insecure where a proxy on the way encrypts.",
        )


def proxy(text: str) -> str:
    """Return *text* if it is an address, or a network of addresses."""
    try:
        return str(ip_network(text))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no address or network: {error}") from error


def origin(text: str) -> str:
    """Return *text* if it is the origin of a site: a scheme, a host, perhaps a port."""
    parts = urlsplit(text)
    letters = parts.netloc.replace(".", "").replace("-", "").replace(":", "").replace("*", "")
    if parts.scheme not in {"http", "https"} or not letters.isalnum() or not letters.isascii():
        raise typer.BadParameter(f"{text!r} is not an origin, like https://www.example.com")
    if f"{parts.scheme}://{parts.netloc}" != text.rstrip("/"):
        raise typer.BadParameter(f"{text!r} is more than an origin, like https://www.example.com")
    return text.rstrip("/")


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
