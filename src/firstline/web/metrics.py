"""The hotline's figures for Prometheus, read when they are asked for. It counts nothing itself.

Names follow https://prometheus.io/docs/practices/naming/: base units, `_total` for what only grows.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.registry import Collector

from firstline.live.desk import Desk, Picture
from firstline.live.webhooks import Figures
from firstline.web.access import Access

ENDED: Final = (
    "blocked",
    "answered",
    "abandoned",
    "left_menu",
    "deflected",
    "gave_up",
    "failed",
)
"""What can become of a call: the counts that are one metric with a label."""
OTHERS: Final = {
    "calls": "Calls that came in",
    "offered": "Calls that asked for an agent",
    "answered_in_time": "Calls answered within the threshold of the service level",
    "abandoned_early": "Callers who left at once",
    "abandoned_in_time": "Callers who left within the threshold of the service level",
    "released_late": "Callers whose wait the exchange ended, after that threshold",
    "transfers": "Transfers, blind and after consulting",
    "rings": "Times an agent's phone was rung",
    "no_answers": "Times an agent did not answer",
    "limits": "Times a limit was reached",
}


class HotlineCollector(Collector):
    """Reads a desk."""

    def __init__(self, desk: Desk, access: Access) -> None:
        self._desk: Final = desk
        self._access: Final = access

    def collect(self) -> Iterator[Metric]:
        """Read everything now."""
        picture = self._desk.picture(0)
        yield from _counts(picture)
        yield from _gauges(picture)
        yield from _queues(picture)
        yield _agents(picture)
        refused = CounterMetricFamily("firstline_wrong_tokens", "HTTP requests with a wrong token")
        refused.add_metric([], self._access.refused)
        yield refused
        ready = float(self._desk.health.report().ready)
        yield GaugeMetricFamily("firstline_ready", "Whether /health says 200", value=ready)
        yield _telephony(self._desk)
        yield from _audience(self._desk)


def registry(desk: Desk, access: Access) -> CollectorRegistry:
    """Return all figures of the hotline and its process."""
    figures = CollectorRegistry()
    figures.register(HotlineCollector(desk, access))
    ProcessCollector(registry=figures)
    return figures


def _counts(picture: Picture) -> Iterator[Metric]:
    counts = asdict(picture.counts)
    ended = CounterMetricFamily(
        "firstline_call_outcomes", "Calls by what became of them", labels=["outcome"]
    )
    for outcome in ENDED:
        ended.add_metric([outcome], counts[outcome])
    yield ended
    for name, what in OTHERS.items():
        yield CounterMetricFamily(f"firstline_{name}", what, value=counts[name])


def _gauges(picture: Picture) -> Iterator[Metric]:
    now, level = picture.now, picture.service_level
    yield GaugeMetricFamily("firstline_calls_up", "Calls that are up", value=now.calls_up)
    yield GaugeMetricFamily("firstline_open", "Whether it is within opening hours", value=now.open)
    if level.value is not None:
        what = f"Share of callers answered in time, since the start: {level.formula}"
        yield GaugeMetricFamily("firstline_service_level_ratio", what, value=level.value)


def _queues(picture: Picture) -> Iterator[Metric]:
    waiting = GaugeMetricFamily(
        "firstline_waiting_calls", "Callers who wait", labels=["goal", "urgency"]
    )
    longest = GaugeMetricFamily(
        "firstline_longest_wait_seconds", "Of those who wait now", labels=["goal"]
    )
    for queue in picture.now.queues:
        waiting.add_metric([queue.goal, "first"], queue.waiting.first)
        waiting.add_metric([queue.goal, "second"], queue.waiting.second)
        longest.add_metric([queue.goal], queue.waiting.longest_s)
    yield waiting
    yield longest


def _audience(desk: Desk) -> Iterator[Metric]:
    audience = desk.audience
    sockets = GaugeMetricFamily("firstline_open_sockets", "Pages and programs", labels=["kind"])
    sockets.add_metric(["board"], len(audience.watch))
    sockets.add_metric(["desk"], len(desk.desks))
    sockets.add_metric(["feed"], audience.feed.readers)
    yield sockets
    what = "Entries that the reader of the feed furthest behind has not been told yet"
    yield GaugeMetricFamily("firstline_feed_behind_entries", what, value=audience.feed.behind)
    watch = audience.watch
    ticks = SummaryMetricFamily("firstline_board_tick_seconds", "To tell all boards what changed")
    ticks.add_metric([], watch.ticks, watch.tick_s)
    yield ticks
    what = "Text made for boards; each of them is sent it"
    yield CounterMetricFamily("firstline_board_bytes", what, value=watch.bytes)
    yield from _webhooks(audience.webhooks.figures)


def _webhooks(figures: Figures) -> Iterator[Metric]:
    hooks = GaugeMetricFamily("firstline_webhooks", "Webhooks by state", labels=["state"])
    hooks.add_metric(["working"], figures.webhooks - figures.paused)
    hooks.add_metric(["paused"], figures.paused)
    yield hooks
    outcomes = CounterMetricFamily(
        "firstline_webhook_deliveries", "Deliveries by what came of them", labels=["outcome"]
    )
    outcomes.add_metric(["taken"], figures.deliveries)
    outcomes.add_metric(["failed"], figures.failures)
    yield outcomes
    what = "Entries that the webhook furthest behind has not been told yet"
    yield GaugeMetricFamily("firstline_webhook_behind_entries", what, value=figures.behind)


def _telephony(desk: Desk) -> Metric:
    counted = CounterMetricFamily(
        "firstline_telephony_events", "What the telephony counted, by kind", labels=["kind"]
    )
    for kind, count in desk.telephony().items():
        counted.add_metric([kind], count)
    return counted


def _agents(picture: Picture) -> Metric:
    agents = GaugeMetricFamily("firstline_agents", "Agents by state", labels=["team", "state"])
    counts: dict[tuple[str, str], int] = {}
    for agent in picture.now.agents:
        counts[agent.team, agent.state] = counts.get((agent.team, agent.state), 0) + 1
    for (team, state), count in counts.items():
        agents.add_metric([team, state], count)
    return agents
