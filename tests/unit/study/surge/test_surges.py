"""The surges of a plan, as results tell of them."""

from firstline.domain.time import HOUR
from firstline.study.surge.surges import surges
from kit.demands import QUIET, busy


def with_surge(surge: str) -> str:
    return QUIET.replace("{callers", f"{{surges: {{outage: {surge}}}, callers", 1)


def test_a_weekly_surge_has_a_day_of_the_week() -> None:
    (surge,) = surges(
        busy(with_surge('{streams: service, at: "tue 14:00", for: 2 h, times: 3, half_life: 1 h}'))
    )
    assert (surge.name, surge.day, surge.begins) == ("outage", "tue", 14 * int(HOUR))
    assert (surge.length, surge.times, surge.half_life) == (2 * int(HOUR), 3.0, int(HOUR))
    assert surge.streams == ("service",)


def test_a_surge_of_a_service_is_one_of_its_streams() -> None:
    (surge,) = surges(
        busy(with_surge('{service: goods, at: "2026-06-09 14:00", for: 1 h, times: 2}'))
    )
    assert (surge.day, surge.streams) == ("2026-06-09", ("sales",))
    assert surge.half_life is None


def test_most_plans_have_none() -> None:
    assert surges(busy()) == ()
