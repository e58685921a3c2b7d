"""A flood of complaints is counted whole and logged thinly."""

import structlog

from firstline.telephony.complaints import PAUSE, Complaints
from firstline.telephony.counters import Counters


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_line_of_a_kind_in_a_pause_and_the_rest_in_its_count() -> None:
    counters, clock = Counters(), Clock()
    with structlog.testing.capture_logs() as lines:
        complaints = Complaints(counters, clock)
        for _ in range(100):
            complaints.note("sip.flood", host="192.0.2.1")
        complaints.note("sip.malformed")
        clock.now += PAUSE
        complaints.note("sip.flood", host="192.0.2.2")
    assert counters["sip.flood"] == 101
    assert [(line["event"], line["left_out"]) for line in lines] == [
        ("sip.flood", 0),
        ("sip.malformed", 0),
        ("sip.flood", 99),
    ]
    assert lines[0]["host"] == "192.0.2.1"


def test_a_fault_of_ours_is_an_error_with_its_cause() -> None:
    counters = Counters()
    with structlog.testing.capture_logs() as lines:
        complaints = Complaints(counters, Clock())
        fault = RuntimeError("broken")
        complaints.fault("sip.fault", fault, method="INVITE")
        complaints.fault("sip.fault", fault)
    assert counters["sip.fault"] == 2
    assert [(line["log_level"], line["exc_info"]) for line in lines] == [("error", fault)]
