"""The addresses of an application, one by one."""

from collections.abc import Iterator
from typing import Any

from starlette.routing import BaseRoute


def routes(of: Any) -> Iterator[BaseRoute]:
    """Yield every route of an application or a router."""
    for route in of.routes:
        inside = getattr(route, "original_router", None)
        if inside is None:
            yield route
        else:
            yield from routes(inside)
