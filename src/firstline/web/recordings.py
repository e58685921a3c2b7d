"""Recordings over HTTP: played by whom the role allows it, in parts as a player asks for them.

Each playing is noted in the audit: once, although a player asks for many parts of one file.
"""

import asyncio
from collections import OrderedDict
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import FileResponse

from firstline.domain.time import MINUTE, Instant
from firstline.errors import Said
from firstline.live.desk import Desk
from firstline.live.recordings import Recordings
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.grant import Grant
from firstline.web.problem import ProblemError
from firstline.web.visit import visit_of

LAST_CALL: Final = 2**62
"""Higher than the number of any call."""
ONE_PLAYING: Final = 30 * MINUTE
"""Parts of a file that somebody asks for within it belong to one playing."""
PLAYINGS_AT_MOST: Final = 10_000
"""That are remembered."""

WAV: Final = "audio/wav"
SOUND: Final = {"schema": {"type": "string", "format": "binary"}}
TEXT: Final = {"text/plain": {"schema": {"type": "string"}}}
PLAYED: Final[dict[int | str, dict[str, object]]] = {
    200: {"content": {WAV: SOUND}},
    206: {"description": "The part that was asked for (Range)", "content": {WAV: SOUND}},
    400: {"description": "Range cannot be read", "content": TEXT},
    416: {"description": "The file has no such part", "content": TEXT},
}


class Playings:
    """Who plays what, so that each playing is noted once."""

    def __init__(self) -> None:
        self._seen: Final[OrderedDict[tuple[str, str], Instant]] = OrderedDict()

    def is_new(self, who: str, name: str, *, from_start: bool, now: Instant) -> bool:
        """Return whether this begins a playing: from the start, or where none is known."""
        began = self._seen.get((who, name))
        if began is not None and now - began < ONE_PLAYING and not from_start:
            return False
        self._seen[who, name] = now
        self._seen.move_to_end((who, name))
        while len(self._seen) > PLAYINGS_AT_MOST:
            self._seen.popitem(last=False)
        return True


def recording_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of recordings."""
    routes = APIRouter(prefix="/contacts", tags=["contacts"], responses=ANSWERS)
    recordings, playings = Recordings(desk.recordings), Playings()

    @routes.get(
        "/{number}/recordings/{name}",
        response_class=FileResponse,
        responses=PLAYED,
    )
    async def play(
        request: Request,
        number: Annotated[int, Path(ge=0, le=LAST_CALL)],
        name: Annotated[str, Path(max_length=200)],
        grant: Annotated[Grant, Depends(access.hearer)],
    ) -> FileResponse:
        """Play a recording: the caller on the left, whom they talked with on the right."""
        path = await asyncio.to_thread(recordings.file, number, name)
        if path is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                Said("Contact {number} has no recording {name!r}.", number=number, name=name),
                Said(
                    "Look at /contacts/{number}; recordings are deleted when their time is over.",
                    number=number,
                ),
            )
        if playings.is_new(grant.who, name, from_start=_from_start(request), now=desk.now()):
            access.audit.note(grant, visit_of(request).client, "play", f"recording {name}")
        return FileResponse(path, media_type=WAV)

    return routes


def _from_start(request: Request) -> bool:
    return request.headers.get("range", "bytes=0-").replace(" ", "").startswith("bytes=0-")
