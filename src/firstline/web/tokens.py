"""Bearer tokens: who may do what over HTTP.

A token is shown once, when it is made; what is kept is the SHA-256 of its secret part
(docs/decisions/0004-tokens.md says why that is enough). It knows nothing of HTTP.
"""

import fcntl
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from firstline.domain.time import Instant
from firstline.errors import FailureError, InputError, Said
from firstline.web.grant import ADMINISTRATOR, MANAGER, OF_AGENT, READER, SUPERVISOR, Grant
from firstline.web.sessions import ENDED, Closers

TOKENS: Final = "tokens.json"
FIRST: Final = "admin-token"
PREFIX: Final = "fl"
MOST: Final = 10_000
"""Tokens in one file."""

SCOPES: Final = {
    SUPERVISOR: "everything",
    READER: "state, contacts, reports, metrics",
    MANAGER: "plan, what-ifs, reports, contacts, recordings",
    ADMINISTRATOR: "people, tokens, webhooks, audit",
}


class Token(msgspec.Struct, frozen=True):
    """What is kept of a token."""

    id: str
    digest: str
    "SHA-256 of the secret, in hexadecimal."
    scopes: list[str]
    created: Instant
    note: str = ""


def checked_scope(scope: str) -> str:
    """Return *scope* if there is such a one."""
    if scope in SCOPES or (scope.startswith(OF_AGENT) and len(scope) > len(OF_AGENT)):
        return scope
    known = ", ".join(f"{name} ({what})" for name, what in SCOPES.items())
    raise InputError(
        Said("There is no scope {scope!r}.", scope=scope),
        Said(
            "Scopes: {known}, {of_agent}NAME (one agent's own acts).",
            known=known,
            of_agent=OF_AGENT,
        ),
    )


class Tokens:
    """The tokens of one data directory. What another process adds is seen at the next check."""

    def __init__(self, directory: Path) -> None:
        self._directory: Final = directory
        self._path: Final = directory / TOKENS
        self._known: dict[str, Token] = {}
        self._seen: tuple[int, int, int] | None = None
        self._closers: Final[dict[str, Closers]] = {}

    def create(self, scopes: list[str], now: Instant, note: str = "") -> str:
        """Make a token and return it. Nobody can read it again afterwards."""
        secret = secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(4),
            digest=_digest(secret),
            scopes=sorted({checked_scope(scope) for scope in scopes}),
            created=now,
            note=note,
        )
        with self._alone():
            if len(self._known) >= MOST:
                raise InputError(
                    Said("There are already {most} tokens.", most=MOST),
                    "Revoke those that nobody uses.",
                )
            self._write([*self._known.values(), token])
        return f"{PREFIX}_{token.id}_{secret}"

    def create_first(self, now: Instant) -> Path | None:
        """Where there is no token yet, write a supervisor's to a file only we can read."""
        if self.all():
            return None
        path = self._directory / FIRST
        _write_private(path, f"{self.create([SUPERVISOR], now, 'made at the first start')}\n")
        return path

    def revoke(self, token_id: str) -> None:
        """Forget a token: whoever bears it is refused from now on."""
        with self._alone():
            if token_id not in self._known:
                raise InputError(
                    Said("There is no token {token_id!r}.", token_id=token_id),
                    "See firstline token list.",
                )
            self._write([token for token in self._known.values() if token.id != token_id])

    def all(self) -> list[Token]:
        """Return every token, in the order in which they were made."""
        self._look()
        return list(self._known.values())

    def check(self, text: str) -> Grant | None:
        """Return what the bearer of *text* may do; None if it is no token of ours."""
        prefix, _, rest = text.partition("_")
        token_id, _, secret = rest.partition("_")
        self._look()
        token = self._known.get(token_id)
        # An unknown token costs the same as a wrong one.
        digest = token.digest if token is not None else _digest("")
        right = hmac.compare_digest(_digest(secret), digest)
        if token is None or not right or prefix != PREFIX:
            return None
        return Grant.of_token(token.id, frozenset(token.scopes))

    def closers(self, token_id: str) -> Closers:
        """Return what closes the sockets that were opened with a token."""
        return self._closers.setdefault(token_id, set())

    def close_revoked(self) -> None:
        """Close what was opened with a token that is not known any more, whoever revoked it."""
        self._look()
        for token_id, closers in tuple(self._closers.items()):
            if token_id not in self._known:
                del self._closers[token_id]
                for closer in tuple(closers):
                    closer(ENDED)

    def _look(self) -> None:
        """Read the file again if it is another than the one read last."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._known, self._seen = {}, None
            return
        seen = (found.st_ino, found.st_mtime_ns, found.st_size)
        if seen != self._seen:
            self._known = {token.id: token for token in self._read()}
            self._seen = seen

    def _read(self) -> list[Token]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Token])
        except (OSError, msgspec.DecodeError) as error:
            raise FailureError(
                Said("The tokens in {path} cannot be read: {error}.", path=self._path, error=error),
                "Restore the file, or delete it: a new first token is made at the next start.",
            ) from error

    def _write(self, tokens: list[Token]) -> None:
        _write_private(self._path, msgspec.json.encode(tokens).decode() + "\n")
        self._look()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from changing the file meanwhile."""
        lock = os.open(self._directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._look()
            yield
        finally:
            os.close(lock)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
