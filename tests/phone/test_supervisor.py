"""Supervisors listen, whisper and join in; who hears them is proved by tones."""

from firstline.journal.commands import Mode
from firstline.journal.events import AgentHeld, AgentResumed, SupervisionAsked, SupervisionEnded
from kit.browser import TonePage, is_in
from kit.hotline_process import comes_true
from kit.tone_plan import ANNA, BELA, CALLER, CUSTOMER, MUSIC
from kit.web_hotline import WebHotline, do, told_last

KATI = 2300


def ask(bank: WebHotline, mode: Mode) -> None:
    bank.on(SupervisionAsked("kati", "anna", mode))


def hears_only(page: TonePage, *tones: float) -> bool:
    """Return whether a page comes to hear these and nobody else of all."""
    for _ in range(12):
        page.page.evaluate("listenAnew()")
        page.wait(0.5)
        heard = page.heard_now(0.2)
        if {one for one in (CALLER, ANNA, KATI, BELA, MUSIC) if is_in(one, heard)} == set(tones):
            return True
    return False


def test_a_supervisor_listens_whispers_and_joins(web_bank: WebHotline) -> None:
    anna = web_bank.page("agent:anna", ANNA)
    kati = web_bank.page("user:kati", KATI)
    web_bank.ready("anna")
    caller = web_bank.calls_from_page(CALLER)
    assert comes_true(lambda: web_bank.calls == 1)
    for key in CUSTOMER:
        do(caller, "key", key=key)
    assert web_bank.is_doing("anna", "reserved")
    do(anna, "answer")
    assert caller.hears(ANNA)

    ask(web_bank, "listen")
    assert hears_only(kati, CALLER, ANNA)
    assert hears_only(anna, CALLER)
    assert hears_only(caller, ANNA)
    ask(web_bank, "whisper")
    assert hears_only(anna, CALLER, KATI)
    assert hears_only(caller, ANNA)
    assert hears_only(kati, CALLER, ANNA)
    ask(web_bank, "join")
    assert hears_only(caller, ANNA, KATI)
    assert hears_only(anna, CALLER, KATI)
    assert hears_only(kati, CALLER, ANNA)
    web_bank.on(AgentHeld("anna"))
    assert hears_only(caller, MUSIC)
    assert hears_only(anna, KATI)
    web_bank.on(AgentResumed("anna"))
    assert hears_only(caller, ANNA, KATI)
    web_bank.on(SupervisionEnded("kati"))
    assert hears_only(caller, ANNA)
    assert hears_only(anna, CALLER)
    assert told_last(kati)["is"] == "over"
    assert web_bank.plant.mixer.seats == 0

    ask(web_bank, "listen")
    assert hears_only(kati, CALLER, ANNA)
    do(caller, "hang-up")
    assert comes_true(lambda: told_last(kati)["is"] == "over")
    assert web_bank.is_doing("anna", "ready")
    assert web_bank.plant.mixer.seats == 0


def test_telephones_are_listened_to_as_well_and_a_lost_supervisor_disturbs_nobody(
    web_bank: WebHotline,
) -> None:
    kati = web_bank.page("user:kati", KATI)
    web_bank.ready("anna")
    call = web_bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    anna = web_bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    ask(web_bank, "listen")
    assert kati.hears(CALLER)
    assert kati.hears(ANNA)
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    kati.close()
    assert comes_true(
        lambda: any(isinstance(what, SupervisionEnded) for what in web_bank.happened())
    )
    assert web_bank.plant.mixer.seats == 0
    assert call.hears(ANNA)
    assert anna.hears(CALLER)
    call.hang_up()


def test_who_has_no_page_supervises_nobody(web_bank: WebHotline) -> None:
    web_bank.ready("anna")
    call = web_bank.caller().call(frequency=CALLER)
    call.press(CUSTOMER)
    web_bank.phones["anna"].rung().answer(ANNA)
    assert call.hears(ANNA)
    ask(web_bank, "listen")
    assert comes_true(lambda: isinstance(web_bank.happened()[-1], SupervisionEnded))
    call.hang_up()
