"""What a caller's matter is, as somebody asks: a stream, or a service, or nothing said at all.

A service has several matters; whoever asks is a customer, not a prospect. It knows plans, and how
many call about what.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from firstline.errors import InputError
from firstline.plan.faults import short, suggest
from firstline.plan.model import Plan
from firstline.sim.kernel.population import Span

PROSPECT: Final = "prospect"


class Asked(Struct, frozen=True):
    """A matter, and the service's others that were not meant."""

    stream: str
    service: str = ""
    "Empty where a stream was asked for."
    others: tuple[str, ...] = ()


def matter_of(plan: Plan, about: str | None, calls: Mapping[str, float]) -> Asked:
    """Return what *about* means: of a service, what most of its customers call about."""
    if about is None:
        return Asked(_main(plan, list(plan.streams), calls))
    if about in plan.streams:
        return Asked(about)
    inside = _of_service(plan, about)
    main = _main(plan, inside, calls)
    return Asked(main, about, tuple(name for name in inside if name != main))


def _of_service(plan: Plan, service: str) -> list[str]:
    inside = [
        name for name, stream in plan.streams.items() if service and stream.service == service
    ]
    if not inside:
        services = {stream.service for stream in plan.streams.values()} - {""}
        raise InputError(
            f"The plan has no service and no stream “{short(service)}”.",
            suggest(service, [*sorted(services), *plan.streams], "Known"),
        )
    return inside


def _main(plan: Plan, names: Sequence[str], calls: Mapping[str, float]) -> str:
    """Return what most customers call about; something with a service, if anything has one."""

    def rank(name: str) -> tuple[bool, bool, float]:
        stream = plan.streams[name]
        return stream.caller != PROSPECT, bool(stream.service), calls.get(name, 0.0)

    return max(names, key=rank)


def calls_by_stream(plan: Plan, week: Span) -> dict[str, float]:
    """Return how many are to be expected to call about each stream in a week."""
    names = list(plan.streams)
    found = dict.fromkeys(names, 0.0)
    for source in week.sources:
        found[names[int(source.matter.stream)]] += source.rates.total()
    return found
