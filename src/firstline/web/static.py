"""The pages: what their build has put into one folder, and nothing else from any other.

Looked up at each request, so that a new build is served at once. It knows no page's contents.
"""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter
from fastapi import Path as InPath
from fastapi.responses import FileResponse, PlainTextResponse, Response

from firstline.web.house import Site
from firstline.web.problem import ProblemError

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What may be served from the folder of assets, and as what."""

PAGES: Final = {"/": "index.html", "/call": "call.html"}
ASSETS: Final = "assets"
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}")

NOT_BUILT: Final = """\
The pages of this hotline are not built yet.

Build them in the folder of its sources:   make pages
Then load this page again. Telephones and the interface for programs work without them.
"""


def page_routes(site: Site) -> APIRouter:
    """Return the addresses of pages and assets."""
    routes = APIRouter(include_in_schema=False)
    for path, name in PAGES.items():
        routes.add_api_route(
            path, _Page(site.pages / name).answer, methods=["GET", "HEAD"], response_model=None
        )

    @routes.api_route("/assets/{name}", methods=["GET", "HEAD"], response_model=None)
    async def asset(name: Annotated[str, InPath(max_length=128)]) -> Response:
        """Send a file that the pages are made of."""
        kind = TYPES.get(Path(name).suffix)
        found = site.pages / ASSETS / name
        if kind is None or not _NAME.fullmatch(name) or not found.is_file():
            raise ProblemError(
                HTTPStatus.NOT_FOUND, "There is no such file.", "Load the page again."
            )
        return FileResponse(found, media_type=kind)

    return routes


class _Page:
    """One page."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path

    async def answer(self) -> Response:
        """Send the page."""
        if not self._path.is_file():
            return PlainTextResponse(NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
        return FileResponse(self._path, media_type="text/html; charset=utf-8")
