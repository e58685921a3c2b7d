"""Certificates: one that is given, or one of our own for trials.

Read anew whenever a server begins, so that a renewed one needs no restart of the hotline. It knows
nothing of HTTP.
"""

import contextlib
import os
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from firstline.domain.time import Instant
from firstline.errors import FailureError, InputError

CERTIFICATE: Final = "tls-certificate.pem"
KEY: Final = "tls-key.pem"
LASTS: Final = timedelta(days=397)
"""Longer ones are refused by browsers."""
RENEWED: Final = timedelta(days=30)
"""So long before its end another one is made."""
ALWAYS: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The two files."""

    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Return what TLS needs, as the files are now."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        try:
            context.load_cert_chain(self.chain, self.key, password=_no_password)
        except (OSError, ValueError) as error:
            raise _refusal(self, error) from error
        return context


def self_signed(directory: Path, named: str, now: Instant) -> Certificate:
    """Return this machine's own certificate, made where there is none that is good enough."""
    found = Certificate(directory / CERTIFICATE, directory / KEY)
    names = machine_names(named)
    moment = datetime.fromtimestamp(now / 1_000_000, UTC)
    if not _is_good(found, names, moment):
        _make(found, names, moment)
    return found


def machine_names(named: str) -> tuple[str, ...]:
    """Return under which names and addresses this machine may be asked for; *named* is one."""
    names = {*ALWAYS, socket.gethostname(), socket.getfqdn()}
    if named not in {"0.0.0.0", "::"}:
        names.add(named)
    with contextlib.suppress(OSError):  # a machine need not know its own name
        names.update(str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None))
    facing = _facing_address()
    return tuple(sorted(name for name in names | {facing} if name and "%" not in name))


def _facing_address() -> str:
    """Return the address with which this machine faces others; nothing is sent to find it."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: an address of nobody
        return str(probe.getsockname()[0])
    return ""


def _is_good(found: Certificate, names: tuple[str, ...], now: datetime) -> bool:
    if not (found.chain.is_file() and found.key.is_file()):
        return False
    try:
        known = x509.load_pem_x509_certificate(found.chain.read_bytes())
        others = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    return set(others) == set(_alternatives(names)) and now < known.not_valid_after_utc - RENEWED


def _make(found: Certificate, names: tuple[str, ...], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Firstline, for trials")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write_private(found.key, private)
    _write_private(found.chain, certificate.public_bytes(serialization.Encoding.PEM))


def _alternatives(names: tuple[str, ...]) -> list[x509.GeneralName]:
    return [_alternative(name) for name in names]


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_private(path: Path, contents: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(contents)
        draft.replace(path)
    except OSError as error:
        raise FailureError(
            f"The certificate {path} cannot be written: {error.strerror}.",
            "Let this user write to the data directory.",
        ) from error


def _no_password() -> str:
    # Without this, OpenSSL would ask at the terminal, in the middle of calls.
    raise ValueError("the key has a password")


def _refusal(files: Certificate, error: OSError | ValueError) -> InputError:
    what = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
    return InputError(
        f"The certificate {files.chain} with the key {files.key} cannot be used: {what}.",
        "Name a PEM file with the certificate and its chain, and one with its key, without a "
        "password.",
    )
