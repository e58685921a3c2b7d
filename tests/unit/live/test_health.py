"""Health: ready while nothing needed is wrong; everything wrong is said."""

from firstline.live.health import Health, Report


def test_a_hotline_without_complaints_is_ready() -> None:
    health = Health()
    health.need(lambda: "")
    health.watch(lambda: "")
    assert health.report() == Report(ready=True, reasons=[], remarks=[])


def test_every_reason_is_said() -> None:
    health = Health()
    health.need(lambda: "the disk is full")
    health.need(lambda: "")
    health.need(lambda: "the media engine is down")
    report = health.report()
    assert not report.ready
    assert report.reasons == ["the disk is full", "the media engine is down"]


def test_what_is_odd_does_not_make_it_unready() -> None:
    health = Health()
    health.watch(lambda: "the clock was set")
    assert health.report() == Report(ready=True, reasons=[], remarks=["the clock was set"])


def test_it_is_asked_anew_each_time() -> None:
    wrong = ["the disk is full"]
    health = Health()
    health.need(lambda: wrong[0])
    assert not health.report().ready
    wrong[0] = ""
    assert health.report().ready
