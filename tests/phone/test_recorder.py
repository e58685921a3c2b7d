"""Recordings: who is on which side, through transfers, and none where the caller refuses."""

from kit.heard_recordings import recordings, sides
from kit.hotline_process import HotlineProcess, comes_true
from kit.phone_call import PhoneCall
from kit.tone_plan import ANNA, BELA, CALLER, MUSIC, RECORDED, RECORDING

REFUSE = "9"


def recorded_call(bank: HotlineProcess) -> PhoneCall:
    """Return a caller's part of a call that is told of its recording."""
    bank.agent("anna", "ready")
    call = bank.caller().call(frequency=CALLER)
    call.press(RECORDED)
    assert call.hears(RECORDING)
    return call


def test_the_caller_is_on_the_left_and_whoever_answers_on_the_right(bank: HotlineProcess) -> None:
    before = recordings(bank)
    call = recorded_call(bank)
    anna = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    call.sound.hears(0, 0.6)
    bank.agent("bela", "ready")
    bank.agent("anna", "transfer", to="agent:bela")
    assert anna.is_over()
    bela = bank.phones["bela"].rung()
    assert call.hears(MUSIC)
    bela.answer(BELA)
    assert call.hears(BELA)
    call.sound.hears(0, 0.6)
    (number,) = [seen["call"] for seen in bank.calls()]
    call.hang_up()
    assert comes_true(lambda: len(recordings(bank) - before) == 1)
    (made,) = recordings(bank) - before
    assert made.stem.endswith(f"-{number}")
    left, right = sides(made)
    assert left == [CALLER]
    assert right == [ANNA, BELA]
    assert made.stat().st_mode & 0o077 == 0, "a recording is nobody else's business"
    assert not list((bank.data / "recordings").glob("*.rtp"))


def test_who_refuses_is_not_recorded(bank: HotlineProcess) -> None:
    before = recordings(bank)
    call = recorded_call(bank)
    call.press(REFUSE)
    anna = bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    call.hang_up()
    assert anna.is_over()
    assert not comes_true(lambda: recordings(bank) != before, within=1.0)
    assert not list((bank.data / "recordings").glob("*.rtp"))
