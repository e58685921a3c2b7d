"""No sequence of events breaks what callers and agents may rely on (kit.laws)."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from firstline.domain.call import CallState
from firstline.domain.hotline import ACCUMULATING, HEAD_START, STRICT, Incident, Order
from firstline.domain.time import HOUR, MINUTE, NEVER, SECOND, seconds
from firstline.switchboard.supervision import MODES
from kit.hotlines import Wish, hotline, prompt
from kit.laws import (
    asking,
    at_work,
    every_law_holds,
    history_repeats_itself,
    peace_comes_back,
    rung,
    state_survives_a_restart,
    up,
)
from kit.storm import Storm

AGENTS = (("ana", 0), ("ben", 0), ("eva", 1), ("ida", 1))
NAMES = [name for name, _ in AGENTS]
GOALS = ["stream:new", "stream:service", "stream:general", "team:cards", "team:front", "201"]
NUMBERS = ["+3610000001", "+3610000002", "+36200000003", ""]
ORDERS = [
    Order(STRICT, rates=[2.0, 1.0]),
    Order(STRICT, guard=30 * SECOND, rates=[2.0, 1.0]),
    Order(HEAD_START, head_start=20 * SECOND, rates=[2.0, 1.0]),
    Order(ACCUMULATING, rates=[2.0, 0.5]),
]

names = st.sampled_from(NAMES)
goals = st.sampled_from([*GOALS, *(f"agent:{name}" for name in NAMES)])
wishes = st.builds(
    Wish,
    agents=st.just(AGENTS),
    order=st.sampled_from(ORDERS),
    barge_in=st.booleans(),
    wrap_up=st.sampled_from([0, 30]),
    no_answer_pause=st.sampled_from([seconds(40), NEVER]),
    redial_window=st.sampled_from([0, 600]),
    announce_first=st.sampled_from([NEVER, seconds(5)]),
    announce_every=st.sampled_from([NEVER, seconds(12)]),
    return_after=st.sampled_from([15, 60]),
    keeps_urgency=st.booleans(),
    keeps_waiting=st.booleans(),
    max_calls=st.sampled_from([4, 100]),
    max_call=st.just(900),
    full_at=st.sampled_from([1, NEVER]),
    max_wait=st.sampled_from([seconds(45), NEVER]),
    on_full=st.sampled_from(["", "general", "say"]),
    on_max_wait=st.sampled_from(["", "general", "say"]),
    record=st.booleans(),
    recording=st.sampled_from([None, prompt("recorded")]),
    queued=st.sampled_from([None, prompt("queued")]),
    welcome_back=st.sampled_from([None, prompt("welcome back")]),
    helps_after=st.sampled_from([0, 25]),
    speaks=st.sampled_from([((True, True), (True, True)), ((True, False), (True, True))]),
    ready_from_start=st.booleans(),
)


class SwitchboardMachine(RuleBasedStateMachine):
    """Callers, agents, phones, incidents and restarts, in any order."""

    storm: Storm

    @initialize(wish=wishes, ready=st.lists(names, max_size=3, unique=True))
    def begin(self, wish: Wish, ready: list[str]) -> None:
        self.storm = Storm(hotline(wish))
        for name in ready:
            self.comes_on_duty(name)

    # What can happen is in few rules: hypothesis leaves whole rules out of a run.

    @rule(
        calling=st.sampled_from(NUMBERS), keys=st.sampled_from(["", "11", "12", "2", "912", "92"])
    )
    def somebody_calls(self, calling: str, keys: str) -> None:
        self.storm.do("arrive", calling, "3000")
        for key in keys:
            self.storm.do("press", max(self.storm.calls), key)

    @precondition(lambda self: bool(up(self.storm)))
    @rule(data=st.data(), act=st.sampled_from([*"0123789*#", "hang_up", "hang_up", "lose"]))
    def a_caller_acts(self, data: st.DataObject, act: str) -> None:
        number = data.draw(st.sampled_from(up(self.storm)))
        if len(act) == 1:
            self.storm.do("press", number, act)
        else:
            self.storm.do(act, number)

    @precondition(lambda self: bool(rung(self.storm)))
    @rule(data=st.data(), act=st.sampled_from(["answer", "answer", "answer", "busy", "declined"]))
    def a_rung_agent_acts(self, data: st.DataObject, act: str) -> None:
        name, number = data.draw(st.sampled_from(rung(self.storm)))
        if act == "answer":
            self.storm.do("agent_answers", name, number)
        else:
            self.storm.do("agent_declines", name, number, act)

    @precondition(lambda self: bool(at_work(self.storm)))
    @rule(
        data=st.data(),
        act=st.sampled_from(["agent_hangs_up", "agent_holds", "agent_resumes", "transfer"]),
        goal=goals,
    )
    def an_agent_at_work_acts(self, data: st.DataObject, act: str, goal: str) -> None:
        name = data.draw(st.sampled_from(at_work(self.storm)))
        words = (goal, "a question", "") if act == "transfer" else ()
        done = self.storm.do(act, name, *words)
        if act == "agent_hangs_up" or (act == "transfer" and done):
            assert name not in at_work(self.storm), "who is done is free"

    @precondition(lambda self: bool(at_work(self.storm)))
    @rule(data=st.data(), goal=goals)
    def an_agent_asks_a_colleague(self, data: st.DataObject, goal: str) -> None:
        name = data.draw(st.sampled_from(at_work(self.storm)))
        self.storm.do("consult", name, goal, "a question", "")

    @precondition(lambda self: bool(asking(self.storm)))
    @rule(
        data=st.data(),
        act=st.sampled_from(
            ["complete", "complete", "cancel_consult", "agent_resumes", "confer", "confer"]
        ),
    )
    def an_asking_agent_acts(self, data: st.DataObject, act: str) -> None:
        self.storm.do(act, data.draw(st.sampled_from(asking(self.storm))))

    @precondition(lambda self: bool(at_work(self.storm)))
    @rule(
        data=st.data(),
        supervisor=st.sampled_from(["kati", "lili", "mari", "nora"]),
        act=st.sampled_from([*MODES, "end"]),
    )
    def a_supervisor_takes_part(self, data: st.DataObject, supervisor: str, act: str) -> None:
        if act == "end":
            self.storm.do("end_supervision", supervisor)
        else:
            name = data.draw(st.sampled_from(at_work(self.storm)))
            self.storm.do("supervise", supervisor, name, act)

    @rule(data=st.data(), name=names, to=st.sampled_from(["cards", "front", "first", "second"]))
    def a_supervisor_moves_somebody(self, data: st.DataObject, name: str, to: str) -> None:
        if to in {"cards", "front"}:
            self.storm.do("move", name, to)
        elif calls := up(self.storm):
            self.storm.do("change_urgency", data.draw(st.sampled_from(calls)), to)

    @rule(name=names)
    def comes_on_duty(self, name: str) -> None:
        for act in ("sign_in", "phone_on", "go_ready"):
            self.storm.do(act, name)

    @rule(
        name=names,
        act=st.sampled_from(
            ["sign_in", "sign_out", "go_ready", "phone_on", "phone_off", "phone_off"]
        ),
    )
    def duty_changes(self, name: str, act: str) -> None:
        self.storm.do(act, name)

    @rule(
        name=names,
        act=st.sampled_from(["go_not_ready", "finish_wrap_up"]),
        word=st.sampled_from(["", "break", "sold", "no word of the plan"]),
    )
    def an_agent_says_a_word(self, name: str, act: str, word: str) -> None:
        self.storm.do(act, name, word)

    @rule(length=st.sampled_from([0, 1, SECOND, 4 * SECOND, 10 * SECOND, 20 * SECOND, MINUTE]))
    def time_passes(self, length: int) -> None:
        self.storm.wait(length)

    @rule(dice=st.integers(0, 9), until=st.sampled_from([MINUTE, HOUR, None]))
    def the_hotline_changes(self, dice: int, until: int | None) -> None:
        if dice == 0:
            state_survives_a_restart(self.storm)
        elif dice < 5:
            self.storm.do("end_incident", "flood")
        else:
            end = NEVER if until is None else self.storm.now + until
            service = "cards" if dice < 8 else ""
            flood = Incident("flood", area=[], service=service, prompt=prompt("flood"), until=end)
            self.storm.do("declare", flood)

    @rule(data=st.data(), name=names)
    def phones_report_too_late(self, data: st.DataObject, name: str) -> None:
        storm = self.storm
        storm.board.advance(storm.now)
        if storm.calls:
            self.a_late_report_means_nothing(name, data.draw(st.sampled_from(sorted(storm.calls))))
        if name not in at_work(self.storm):
            storm.does_nothing("agent_hangs_up", name)

    def a_late_report_means_nothing(self, name: str, number: int) -> None:
        storm, state = self.storm, self.storm.calls[number].state
        if (name, number) not in rung(self.storm):
            storm.does_nothing("agent_answers", name, number)
            storm.does_nothing("agent_declines", name, number, "busy")
        if state == CallState.ENDED:
            storm.does_nothing("hang_up", number)
            storm.does_nothing("lose", number)
        if state not in {CallState.MENU, CallState.MESSAGE}:
            storm.does_nothing("press", number, "1")

    @invariant()
    def every_law_holds(self) -> None:
        every_law_holds(self.storm)

    def teardown(self) -> None:
        if hasattr(self, "storm"):
            history_repeats_itself(self.storm)
            peace_comes_back(self.storm)


SwitchboardMachine.TestCase.settings = settings(stateful_step_count=80)
TestSwitchboard = SwitchboardMachine.TestCase
