"""What callers do: keys, patience, balking, calling again, the paths they take."""

import pytest

from firstline.domain.call import Outcome
from firstline.domain.hotline import ENQUEUE, FIRST, HANG_UP, SECOND, Action, Incident
from firstline.domain.time import HOUR, MINUTE, NEVER, in_seconds, seconds
from firstline.sim.draws import stream_key
from firstline.sim.kernel.laws import Exponential, Fixed
from firstline.sim.kernel.population import (
    ARRIVE,
    LEAVE,
    PRETENDER,
    STRAIGHT_TO_ZERO,
    TRUTHFUL,
    Keys,
    Pretence,
    Redial,
)
from firstline.sim.kernel.purposes import PATIENCE, QUEUED, nth
from firstline.sim.kernel.run import new_run
from kit.crowds import Collected
from kit.hotlines import Wish, prompt
from kit.scripted import (
    ANA,
    EVA,
    GENERAL,
    KEY_TIME,
    NEW,
    SEED,
    SERVICE,
    TALK,
    Scene,
    matter,
    on_duty,
)

NOBODY = [on_duty(ANA, (3600, LEAVE))]
IMPATIENT = Fixed(30)
AGAIN = Redial(1.0, Fixed(60), 2)


def pretence(**changes: float) -> Pretence:
    """Return callers about a card they have who press the key for a new one."""
    traits = {"share": 1.0, "recognised": 0.0, "talk": 1.5} | changes
    return Pretence(NEW, after=Fixed(20), **traits)


def test_who_is_truthful_reaches_the_right_agent_after_two_keys_and_three_rings() -> None:
    (row,) = Scene([(matter(), [10])]).play()
    assert row.tell("arrived", "queued", "answered", "reached", "ended") == (10, 14, 17, 17, 117)
    assert row.tell("matter", "path", "stream", "first_stream") == (SERVICE, TRUTHFUL, 1, 1)
    assert row.tell("urgency", "talk", "agent", "level", "offers") == (SECOND, TALK, ANA, 1, 1)
    assert row.tell("transfers", "ahead", "servers", "told") == (0, 0, 1, None)
    assert row.outcome is Outcome.ANSWERED


def test_who_comes_while_the_agent_is_busy_waits_and_counts_who_is_before() -> None:
    first, second, third = Scene([(matter(), [10, 20, 30])]).play()
    assert [row["ahead"] for row in (first, second, third)] == [0, 0, 1]
    assert second.tell("queued", "answered") == (24, 117 + 10 + 3)
    assert third.tell("queued", "answered") == (34, 230 + 10 + 3)


def test_a_wrong_key_is_asked_about_again_until_the_menu_gives_up() -> None:
    (row,) = Scene([(matter(wrong_key=1.0), [10])]).play()
    assert row.outcome is Outcome.GAVE_UP
    assert row["ended"] == 10 + 3 * KEY_TIME + 1, "three wrong keys, and a goodbye of a second"


def test_where_every_key_means_something_a_wrong_one_is_the_last() -> None:
    scene = Scene([(matter(wrong_key=1.0), [10])])
    hotline, population, span = scene.people()
    for key in "34567":
        hotline.entry.options[key] = Action(HANG_UP)
    hotline.entry.options["#"] = Action(ENQUEUE, stream=hotline.streams[SERVICE])
    rows = Collected()
    new_run(hotline, population, span, seed=scene.seed, sink=rows, interval=HOUR).finish()
    (row,) = rows.rows
    assert row["queued"] - row["arrived"] == seconds(KEY_TIME)


def test_who_presses_a_wrong_key_now_and_then_gets_there_later() -> None:
    rows = Scene([(matter(wrong_key=0.2, patience=IMPATIENT), range(0, 1000, 20))]).play()
    keys = {(row.at("queued") - row.at("arrived")) / KEY_TIME for row in rows if row["queued"]}
    assert {2, 3} < keys <= {2, 3, 4, 5, 6}


def test_who_gives_up_hangs_up_instead_of_pressing() -> None:
    (row,) = Scene([(matter(gives_up=1.0), [10])]).play()
    assert row.outcome is Outcome.LEFT_MENU
    assert row.tell("ended", "queued", "first_stream", "urgency") == (12, None, None, None)


def test_who_knows_no_key_that_leads_on_gives_up() -> None:
    lost = matter(ways=[[Keys({"welcome": "1"})] * 2] * 3)
    (row,) = Scene([(lost, [10])]).play()
    assert (row.outcome, row["ended"]) == (Outcome.LEFT_MENU, 10 + 2 * KEY_TIME)


def test_the_key_of_the_language_comes_first() -> None:
    english = Wish(speaks=((False, True), (True, True)))
    (row,) = Scene([(matter(languages=[0.0, 1.0]), [10])], wish=english).play()
    assert row.tell("queued", "answered") == (16, 19)
    hungarian = matter(languages=[1.0, 1.0], patience=IMPATIENT)
    (row,) = Scene([(hungarian, [10])], wish=english).play()
    assert row.tell("queued", "ended", "servers") == (14, 44, 0)


def test_who_finds_no_key_for_the_language_goes_on_in_another() -> None:
    scene = Scene([(matter(languages=[0.0, 1.0]), [10])])
    hotline, population, span = scene.people()
    population.language_keys[1].by_menu.clear()
    rows = Collected()
    new_run(hotline, population, span, seed=scene.seed, sink=rows, interval=HOUR).finish()
    (row,) = rows.rows
    assert row["queued"] - row["arrived"] == 2 * seconds(KEY_TIME)


def test_patience_ends_a_wait_without_an_answer() -> None:
    (row,) = Scene([(matter(patience=IMPATIENT), [10])], duties=NOBODY).play()
    assert row.outcome is Outcome.ABANDONED
    assert row.tell("ended", "answered", "reached", "talk", "agent") == (44, None, None, 0, None)


def test_patience_also_ends_while_a_phone_rings() -> None:
    (row,) = Scene([(matter(patience=Fixed(2)), [10])]).play()
    assert row.tell("offers", "ended", "answered") == (1, 16, None)


def test_patience_goes_on_where_the_plan_moves_the_caller_to_another_line() -> None:
    overflow = Wish(max_wait=seconds(20), on_max_wait="general")
    (row,) = Scene([(matter(patience=IMPATIENT), [10])], wish=overflow, duties=NOBODY).play()
    assert row.tell("first_stream", "stream", "ended") == (SERVICE, GENERAL, 44)


def test_patience_is_the_number_of_the_attempt() -> None:
    law = Exponential(30)
    callers = matter(patience=law, redial=AGAIN)
    rows = Scene([(callers, [10])], wish=Wish(redial_window=0), duties=NOBODY).play()
    keys = [stream_key(SEED, 0, attempt) for attempt in range(3)]
    lengths = [in_seconds(law.draw(key, nth(QUEUED, 0) + PATIENCE)) for key in keys]
    assert [row.at("ended") - row.at("queued") for row in rows] == pytest.approx(lengths)


def test_who_came_into_line_without_a_key_does_not_press_or_hang_up_there() -> None:
    slow = matter(gives_up=1.0, key_time=Fixed(100))
    (row,) = Scene([(slow, [10])], duties=[on_duty(EVA, (200, ARRIVE))]).play()
    assert row.tell("first_stream", "queued", "answered") == (GENERAL, 10 + 9 + 10, 203)


def test_who_has_talked_waits_anew_with_fresh_patience() -> None:
    callers = matter(
        patience=IMPATIENT,
        pretence=pretence(recognised=1.0),
        specialists=["stream:service"] * 2,
    )
    (row,) = Scene([(callers, [10])], duties=[on_duty(ANA, (0, ARRIVE), (20, LEAVE))]).play()
    assert row.tell("answered", "transfers", "talk") == (17, 1, 20)
    assert row.tell("ended", "reached") == (17 + 20 + 30, None)
    assert row.outcome is Outcome.ANSWERED


def test_who_gives_up_after_a_transfer_has_not_got_through_and_calls_again() -> None:
    callers = matter(
        patience=IMPATIENT,
        redial=AGAIN,
        pretence=pretence(recognised=1.0),
        specialists=["stream:service"] * 2,
    )
    away = [on_duty(ANA, (0, ARRIVE), (20, LEAVE))]
    first, *again = Scene([(callers, [10])], duties=away).play()
    assert first.outcome is Outcome.ANSWERED
    assert [row["attempt"] for row in again] == [1, 2]


def announced(balk_over: int, patience: float = 2000) -> tuple[object, ...]:
    """Return when somebody left who was told, 10 s after coming into line, of 5 to 8 minutes."""
    wish = Wish(announce_first=seconds(10), announce_every=NEVER, say_position=False)
    callers = matter(balk_over=balk_over, balk_share=1.0, patience=Fixed(patience))
    busy = matter(NEW, talk=[Fixed(1000)] * 3)
    _, row = Scene([(busy, [0]), (callers, [10])], wish=wish).play()
    assert row.tell("queued", "told", "told_high") == (14, 300, 480)
    return row.tell("ended", "answered")


def test_who_hears_that_it_takes_too_long_leaves_when_it_is_said() -> None:
    assert announced(5 * MINUTE) == (14 + 10 + 1, None)


def test_who_finds_it_short_enough_stays() -> None:
    assert announced(8 * MINUTE) == (1020 + TALK, 1020)


@pytest.mark.parametrize("every", [NEVER, seconds(20)])
def test_what_was_said_first_is_told(every: int) -> None:
    wish = Wish(announce_first=seconds(10), announce_every=every, say_position=False)
    rows = Scene([(matter(), [10, 20, 30])], wish=wish).play()
    assert rows[2].tell("told", "told_high") == (480, 720)


def test_whose_patience_ends_first_does_not_wait_for_the_end_of_what_is_said() -> None:
    assert announced(5 * MINUTE, patience=10.5) == (24.5, None)


def test_who_gave_up_calls_again_so_often_and_no_more() -> None:
    callers = matter(patience=IMPATIENT, redial=AGAIN)
    rows = Scene([(callers, [10])], wish=Wish(redial_window=0), duties=NOBODY).play()
    assert [row.tell("caller", "attempt", "arrived", "queued", "ended") for row in rows] == [
        (0, 0, 10, 14, 44),
        (0, 1, 104, 108, 138),
        (0, 2, 198, 202, 232),
    ]


def test_a_share_of_those_who_gave_up_calls_again() -> None:
    callers = matter(patience=IMPATIENT, redial=Redial(0.5, Fixed(60), 1))
    rows = Scene([(callers, range(400))], duties=NOBODY).play()
    assert sum(row["attempt"] == 1 for row in rows) == pytest.approx(200, abs=40)


def test_another_attempt_begins_with_a_clean_sheet() -> None:
    first = matter(patience=IMPATIENT, redial=AGAIN)
    scene = Scene([(first, [10]), (matter(GENERAL), [100])], wish=Wish(max_calls=1))
    gave_up, refused, *_ = scene.but(duties=NOBODY).play()
    nothing = ("first_stream", "urgency", "queued", "ahead", "servers", "told", "agent", "answered")
    assert gave_up.tell("attempt", "urgency", "ahead") == (0, SECOND, 0)
    assert refused.tell("attempt", "talk", "level", "offers") == (1, 0, 0, 0)
    assert refused.tell(*nothing) == (None,) * len(nothing)


def test_who_leaves_makes_room_for_who_comes_in_that_instant() -> None:
    scene = Scene([(matter(patience=IMPATIENT), [10, 44])], wish=Wish(max_calls=1))
    assert [row.outcome.value for row in scene.but(duties=NOBODY).play()] == ["abandoned"] * 2


def test_nobody_calls_more_often_than_there_are_numbers_for() -> None:
    callers = matter(patience=IMPATIENT, redial=Redial(1.0, Fixed(60), 20))
    rows = Scene([(callers, [10])], duties=NOBODY).play()
    assert [row["attempt"] for row in rows] == list(range(8))


def test_who_was_answered_or_left_the_menu_does_not_call_again() -> None:
    assert len(Scene([(matter(redial=AGAIN), [10])]).play()) == 1
    assert len(Scene([(matter(gives_up=1.0, redial=AGAIN), [10])]).play()) == 1


def test_who_calls_again_soon_has_the_place_back_without_a_key() -> None:
    callers = matter(patience=IMPATIENT, redial=AGAIN)
    _, second, _ = Scene([(callers, [10])], duties=NOBODY).play()
    assert second.tell("arrived", "queued", "ended") == (104, 104, 134)


@pytest.mark.parametrize(("window", "is_first"), [(600, True), (30, False)])
def test_the_place_that_was_kept_is_before_those_who_came_meanwhile(
    window: float, is_first: bool
) -> None:
    busy = (matter(NEW, talk=[Fixed(500)] * 3), [0])
    redialler = (matter(patience=Fixed(400), redial=Redial(1.0, Fixed(60), 1)), [20])
    between = (matter(), [50])
    scene = Scene([busy, redialler, between], wish=Wish(redial_window=window))
    _, _, again, other = scene.play()
    assert again.tell("attempt", "arrived") == (1, 484)
    assert (again.at("answered") < other.at("answered")) is is_first


def test_a_refused_caller_is_a_row_too_and_may_call_again() -> None:
    scene = Scene([(matter(redial=Redial(1.0, Fixed(200), 1)), [10, 20])], wish=Wish(max_calls=1))
    _, refused, again = scene.play()
    assert refused.outcome is Outcome.BLOCKED
    assert refused.tell("arrived", "ended", "attempt") == (20, 20, 0)
    assert refused.tell("stream", "queued", "agent", "offers") == (None, None, None, 0)
    assert again.tell("arrived", "attempt", "reached") == (220, 1, 227)


def test_a_pretender_presses_the_other_key_and_takes_longer_to_help() -> None:
    (row,) = Scene([(matter(pretence=pretence()), [10])]).play()
    assert row.tell("path", "matter", "first_stream") == (PRETENDER, SERVICE, NEW)
    assert row.tell("urgency", "answered", "reached") == (FIRST, 17, 17)
    assert row.tell("talk", "ended", "transfers") == (150, 167, 0)


def test_a_recognised_pretender_is_transferred_and_waits_once_more() -> None:
    (row,) = Scene([(matter(pretence=pretence(recognised=1.0)), [10])], wish=sends_back()).play()
    assert row.tell("answered", "transfers", "stream") == (17, 0, NEW), "nobody is to send on"
    callers = matter(pretence=pretence(recognised=1.0), specialists=["stream:service"] * 2)
    (row,) = Scene([(callers, [10])], wish=sends_back()).play()
    assert row.tell("answered", "transfers", "stream") == (17, 1, SERVICE)
    assert row.tell("reached", "talk", "ended") == (37 + 10 + 3, 120, 150)


def sends_back(*, keeps_waiting: bool = False) -> Wish:
    return Wish(keeps_urgency=False, keeps_waiting=keeps_waiting)


@pytest.mark.parametrize(("keeps_waiting", "is_first"), [(True, True), (False, False)])
def test_the_plan_says_whether_the_wait_before_a_transfer_counts(
    keeps_waiting: bool, is_first: bool
) -> None:
    pretender = matter(pretence=pretence(recognised=1.0), specialists=["stream:service"] * 2)
    scene = Scene(
        [(pretender, [10]), (matter(), [12])], wish=sends_back(keeps_waiting=keeps_waiting)
    )
    seen_through, honest = scene.play()
    assert (seen_through.at("reached") < honest.at("reached")) is is_first


def test_who_presses_zero_is_helped_by_the_reception_where_it_can() -> None:
    (row,) = Scene([(matter(straight_to_zero=1.0), [10])], duties=[on_duty(EVA)]).play()
    assert row.tell("path", "first_stream", "queued") == (STRAIGHT_TO_ZERO, GENERAL, 12)
    assert row.tell("agent", "reached", "level", "transfers") == (EVA, 15, 1, 0)


def flood(**concerns: object) -> Wish:
    facts = {"area": [], "service": "", "prompt": prompt("flood"), "until": NEVER} | concerns
    return Wish(incidents=(Incident("flood", **facts),))  # type: ignore[arg-type]


def test_who_calls_because_of_an_incident_is_content_with_the_news() -> None:
    (row,) = Scene([(matter(), [10])], wish=flood(), surges=[0]).play()
    assert row.outcome is Outcome.DEFLECTED
    assert row["ended"] == 10 + 4 + 2 + 5 + 1, "news, choice, silence, goodbye"


def test_who_has_another_matter_presses_one_and_goes_on() -> None:
    (row,) = Scene([(matter(), [10])], wish=flood()).play()
    assert row.tell("queued", "reached") == (16, 19)


def test_news_of_a_service_is_told_to_those_who_choose_it() -> None:
    (row,) = Scene([(matter(), [10])], wish=flood(service="cards")).play()
    assert row.tell("queued", "reached") == (16, 19)


@pytest.mark.parametrize(("area", "queued"), [("+360", 16), ("+367", 14)])
def test_news_of_an_area_is_told_to_those_who_call_from_there(area: str, queued: int) -> None:
    (row,) = Scene([(matter(), [10])], wish=flood(area=[area])).play()
    assert row["queued"] == queued


def test_shares_of_languages_and_paths_are_those_of_the_plan() -> None:
    callers = matter(
        patience=Fixed(0), languages=[0.7, 1.0], straight_to_zero=0.2, pretence=pretence(share=0.3)
    )
    rows = Scene([(callers, range(2000))], duties=NOBODY).play()
    shares = [sum(row["path"] == path for row in rows) / len(rows) for path in range(3)]
    assert shares == pytest.approx([0.5, 0.3, 0.2], abs=0.04)
    keys = [(row.at("queued") - row.at("arrived")) / KEY_TIME for row in rows]
    assert sum(keys) / len(rows) == pytest.approx(2 * 0.8 + 0.2 + 0.3, abs=0.04)
