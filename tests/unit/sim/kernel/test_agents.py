"""What agents do: answering or not, working shifts, and passing on what others must solve."""

from typing import Any

import pytest

from firstline.domain.call import Outcome
from firstline.domain.time import NEVER, in_seconds, seconds
from firstline.sim.draws import stream_key
from firstline.sim.kernel import purposes
from firstline.sim.kernel.laws import Exponential, Fixed
from firstline.sim.kernel.population import (
    ARRIVE,
    GO_ON,
    LEAVE,
    PAUSE,
    PRETENDER,
    Habits,
    Handover,
    Pretence,
)
from firstline.sim.kernel.purposes import CONNECTED, RUNG, nth
from kit.hotlines import Wish
from kit.scripted import (
    ANA,
    BEN,
    EVA,
    GENERAL,
    NEW,
    SEED,
    SERVICE,
    TALK,
    TO_GENERAL,
    Scene,
    habits,
    matter,
    on_duty,
)

BOTH = [on_duty(ANA), on_duty(BEN, (1, ARRIVE))]
WITH_EVA = [on_duty(ANA), on_duty(EVA)]
TRIAGE = 20
ON = "stream:service"


def test_who_declines_does_so_after_a_while_and_the_next_is_rung() -> None:
    callers = matter(patience=Fixed(30))
    (row,) = Scene([(callers, [10])], duties=BOTH, habits=habits(decline=1.0)).play()
    assert row.tell("offers", "answered", "ended", "agent") == (2, None, 44, None)


def test_who_declined_is_rung_again_after_the_pause() -> None:
    callers = matter(patience=Fixed(90))
    (row,) = Scene([(callers, [10])], habits=habits(decline=1.0)).play()
    assert row.tell("offers", "ended") == (2, 104), "at 14, and a minute after 17"


def test_who_does_not_answer_is_rung_until_the_ring_time_is_over() -> None:
    callers = matter(patience=Fixed(50))
    (row,) = Scene([(callers, [10])], duties=BOTH, habits=habits(no_answer=1.0)).play()
    assert row.tell("offers", "ended") == (2, 64), "at 14 and at 34"


def test_who_would_answer_when_the_ringing_ends_is_too_late() -> None:
    callers = matter(patience=Fixed(30))
    (row,) = Scene([(callers, [10])], habits=habits(answer=20)).play()
    assert row.tell("offers", "answered") == (1, None)
    (row,) = Scene([(callers, [10])], habits=habits(answer=19.999999)).play()
    assert row["answered"] == 33.999999


def test_a_phone_that_stops_ringing_is_forgotten() -> None:
    gone, there = Scene([(matter(patience=Fixed(1)), [10]), (matter(), [10.5])]).play()
    assert gone.tell("offers", "ended") == (1, 15)
    assert there.tell("offers", "answered") == (1, 18)


def test_nobody_is_rung_before_the_shift_or_in_a_break() -> None:
    shift = on_duty(ANA, (100, ARRIVE), (250, PAUSE), (400, GO_ON))
    first, second = Scene([(matter(), [10, 300])], duties=[shift]).play()
    assert first["answered"] == 103
    assert second["answered"] == 403


def test_a_break_begins_when_the_call_is_over_and_is_lost_when_its_time_is() -> None:
    def second(ends: float) -> float:
        shift = on_duty(ANA, (0, ARRIVE), (60, PAUSE), (ends, GO_ON))
        return Scene([(matter(), [10, 20])], duties=[shift]).play()[1].at("answered")

    assert second(ends=100) == 117 + 10 + 3
    assert second(ends=300) == 303


def test_the_last_call_of_a_shift_is_finished() -> None:
    shift = on_duty(ANA, (0, ARRIVE), (60, LEAVE))
    callers = matter(patience=Fixed(500))
    first, second = Scene([(callers, [10, 20])], duties=[shift]).play()
    assert first.tell("talk", "ended") == (TALK, 117)
    assert second.outcome is Outcome.ABANDONED


def test_a_break_takes_a_ringing_phone_away() -> None:
    shift = on_duty(ANA, (0, ARRIVE), (15, PAUSE))
    (row,) = Scene([(matter(), [10])], duties=[shift, on_duty(BEN, (50, ARRIVE))]).play()
    assert row.tell("offers", "agent", "answered") == (2, BEN, 53)


def test_breaks_of_who_has_not_come_are_no_fault() -> None:
    shift = on_duty(ANA, (0, PAUSE), (20, GO_ON), (30, LEAVE), (40, ARRIVE))
    (row,) = Scene([(matter(), [10])], duties=[shift]).play()
    assert row["answered"] == 43


@pytest.mark.parametrize(
    ("wrap_up", "rested"),
    [(Fixed(10), 10), (Fixed(500), 30), (None, 30), (Fixed(0), 0)],
    ids=["ended by the agent", "cut short by the plan", "as the plan says", "none"],
)
def test_the_next_call_comes_after_the_wrap_up(wrap_up: Fixed | None, rested: float) -> None:
    callers = matter(wrap_up=[wrap_up] * 3)
    _, second = Scene([(callers, [10, 20])]).play()
    assert second["answered"] == 117 + rested + 3


def test_lengths_are_the_numbers_of_the_caller_who_is_served() -> None:
    law = Exponential(60)
    callers = matter(talk=[law] * 3, wrap_up=[law] * 3)
    willing = Habits(law, decline=0.0, no_answer=0.0)
    patient = Wish(wrap_up=3600, ring_time=3600)
    first, second = Scene([(callers, [10, 20])], wish=patient, habits=willing).play()
    key, other = stream_key(SEED, 0, 0), stream_key(SEED, 1, 0)
    rung, talked, rested, rung_again = (
        in_seconds(law.draw(whose, purpose))
        for whose, purpose in (
            (key, nth(RUNG, 0) + purposes.ANSWER),
            (key, nth(CONNECTED, 0) + purposes.TALK),
            (key, nth(CONNECTED, 0) + purposes.WRAP_UP),
            (other, nth(RUNG, 0) + purposes.ANSWER),
        )
    )
    assert first.at("answered") == pytest.approx(14 + rung)
    assert first["talk"] == pytest.approx(talked)
    ready = max(first.at("ended") + rested, 24)
    assert second.at("answered") == pytest.approx(ready + rung_again)


def test_talk_and_wrap_up_are_those_of_the_level_of_the_team() -> None:
    callers = matter(talk=[Fixed(1), Fixed(40), Fixed(60)], wrap_up=[Fixed(1), Fixed(5), Fixed(7)])
    first, second = Scene([(callers, [10, 20])], duties=[on_duty(EVA)]).play()
    assert first.tell("level", "talk", "agent") == (2, 60, EVA)
    assert second["answered"] == 17 + 60 + 7 + 3


def lost_at_eva(**changes: Any) -> Scene:
    """Return somebody about a new card, whom eva cannot help, at eva's."""
    return Scene([(matter(NEW, **{"ways": [[TO_GENERAL] * 2] * 3} | changes), [10])])


def test_who_cannot_help_passes_the_caller_on() -> None:
    passing = Handover("stream:new", 0.0, Fixed(TRIAGE))
    scene = lost_at_eva(specialists=["", "stream:new"], handovers=[None, passing])
    (row,) = scene.but(duties=WITH_EVA).play()
    assert row.tell("first_stream", "answered", "level", "transfers") == (GENERAL, 15, 1, 1)
    assert row.tell("stream", "agent", "reached", "ended") == (NEW, ANA, 38, 138)
    assert row["talk"] == TRIAGE + TALK


def test_who_cannot_help_passes_the_caller_where_the_plan_says() -> None:
    passing = Handover("team:cards", 0.0, Fixed(TRIAGE))
    scene = lost_at_eva(specialists=["", "stream:new"], handovers=[None, passing])
    (row,) = scene.but(duties=WITH_EVA).play()
    assert row.tell("agent", "stream", "transfers") == (ANA, GENERAL, 1)


def test_who_cannot_help_talks_as_with_anybody_who_does_not_take_the_matter() -> None:
    scene = lost_at_eva(specialists=["", "stream:new"], talk=[Fixed(5), Fixed(TALK)])
    (row,) = scene.but(duties=WITH_EVA).play()
    assert row.tell("agent", "transfers", "talk") == (ANA, 1, 5 + TALK)


def test_who_cannot_help_and_may_not_pass_on_helps_all_the_same() -> None:
    helped = [Fixed(33), Fixed(TALK)]
    (row,) = lost_at_eva(talk=helped).but(duties=WITH_EVA).play()
    assert row.tell("agent", "reached", "talk", "transfers") == (EVA, 15, 33, 0)


def test_who_may_not_be_transferred_again_is_helped_where_they_are() -> None:
    scene = lost_at_eva(specialists=["", "stream:new"]).but(wish=Wish(transfer_depth=0))
    (row,) = scene.but(duties=WITH_EVA).play()
    assert row.tell("agent", "transfers", "reached") == (EVA, 0, 15)


def test_the_first_line_hands_over_once() -> None:
    to = [Handover("team:front", 1.0, Fixed(50)), Handover("team:cards", 1.0, Fixed(50))]
    (row,) = Scene([(matter(handovers=to), [10])], duties=WITH_EVA).play()
    assert row.tell("answered", "agent", "reached", "transfers") == (17, EVA, 70, 1)
    assert row.tell("talk", "level", "stream") == (50 + TALK, 1, SERVICE)


def test_a_caller_whom_nobody_takes_goes_back_to_the_transferrer() -> None:
    to = [Handover("team:front", 1.0, Fixed(50)), None]
    (row,) = Scene([(matter(handovers=to), [10])], wish=Wish(return_after=60)).play()
    assert row.tell("agent", "transfers") == (ANA, 1)
    assert row["reached"] == 67 + 60 + 3


def pretender(**changes: Any) -> dict[str, Any]:
    pretence = Pretence(NEW, share=1.0, recognised=1.0, after=Fixed(TRIAGE), talk=3.0)
    return {"pretence": pretence, **changes}


def test_who_was_sent_on_for_want_of_help_is_not_seen_through_as_well() -> None:
    ways = [[TO_GENERAL] * 2] * 3
    scene = Scene(
        [(matter(NEW, **pretender(ways=ways, specialists=["stream:new"] * 2)), [10])],
        duties=WITH_EVA,
    )
    (row,) = scene.play()
    assert row.tell("path", "agent", "transfers") == (PRETENDER, ANA, 1)
    assert row["talk"] == TRIAGE + TALK, "with the right human it takes as long as for others"


def test_who_is_seen_through_once_is_helped_then() -> None:
    (row,) = Scene([(matter(**pretender(specialists=[ON] * 2)), [10])]).play()
    assert row.tell("transfers", "talk") == (1, TRIAGE + TALK)


def test_nobody_is_seen_through_who_does_not_pretend() -> None:
    pretence = Pretence(NEW, share=0.0, recognised=1.0, after=Fixed(TRIAGE), talk=3.0)
    (row,) = Scene([(matter(pretence=pretence, specialists=[ON] * 2), [10])]).play()
    assert row.tell("transfers", "talk") == (0, TALK)


def test_who_missed_a_call_stays_away_where_the_plan_has_it_so() -> None:
    callers = matter(patience=Fixed(400))
    shift = on_duty(ANA, (0, ARRIVE), (300, PAUSE), (350, GO_ON))
    scene = Scene([(callers, [10])], wish=Wish(no_answer_pause=NEVER), duties=[shift])
    (row,) = scene.but(habits=habits(decline=1.0)).play()
    assert row.tell("offers", "ended") == (2, 414), "only the end of the break brings ana back"
    (row,) = scene.but(habits=habits(decline=1.0), wish=Wish(no_answer_pause=seconds(1))).play()
    assert row.at("offers") > 70
