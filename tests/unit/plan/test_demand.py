"""The section `demand`: every key is read, short forms mean what they look like."""

from firstline.domain.time import HOUR, MINUTE
from firstline.plan.demand import RESERVED
from firstline.plan.demand_times import Weekly
from kit.plans import faults, plan


def test_a_stream_may_say_everything_about_its_callers() -> None:
    stream = plan(
        demand="""{sales: {per_day: 300, curve: bank-day, days: {sat: 40 %}, patience: never,
        talk: 4 min, talk_at_level: {2: 5 min}, wrap_up: 10 s, wrap_up_at_level: {3: 20 s},
        key_time: 3 s, wrong_key: 1 %, gives_up: 2 %, languages: {en: 1}, straight_to_zero: 3 %,
        pretend: {as: service, share: 5 %, recognised: 40 %, after: 30 s, talk: 110 %},
        transfer: {all: {to: "stream:service", share: 6 %, after: 1 min}},
        balk: {over: 5 min, share: 40 %}, redial: {share: 40 %, after: 5 min, at_most: 1}}}"""
    ).demand.streams["sales"]
    assert stream.days == {"sat": 0.4}
    assert stream.talk_at_level[2].always == 5 * MINUTE
    assert stream.wrap_up_at_level[3].mean == 20
    assert stream.pretend is not None
    assert (stream.pretend.stream, stream.pretend.talk) == ("service", 1.1)
    assert stream.transfer["all"].to == "stream:service"
    assert stream.balk is not None
    assert stream.balk.over == 5 * MINUTE
    assert stream.redial is not None
    assert stream.redial.at_most == 1


def test_staff_and_surges_are_read() -> None:
    demand = plan(
        demand="""{sales: {per_day: 300}, busyness: {sd: 15 %}, curves: {mine: {"08:00": 3}},
        agents: {answer: 2 s, decline: 1 %, no_answer: 2 %},
        surges: {a: {service: goods, at: tue 14:00, for: 2 h, times: 3, half_life: 1 h,
          area: "+36 52"}, b: {streams: sales, at: 2026-06-09 14:00, for: 1 h, times: 2}},
        staff: {all: {agents: 3, absent: 10 %, shifts: [
          {agents: 2, days: mon-fri, hours: "08:00-16:00", breaks: ["12:00-12:30"]},
          {agents: anna, days: [sat, sun], hours: "22:00-06:00", breaks: "02:00-02:30"}]}}}"""
    ).demand
    assert demand.surges["a"].at == Weekly(1, 840)
    assert demand.surges["a"].lasts == 2 * HOUR
    assert demand.surges["b"].streams == ("sales",)
    assert demand.staff["all"].absent == 0.1
    assert [shift.agents for shift in demand.staff["all"].shifts] == [2, ("anna",)]
    assert demand.staff["all"].shifts[1].hours == (1320, 1800)
    assert demand.busyness is not None
    assert demand.busyness.sd == 0.15
    assert demand.curves["mine"] == {480: 3}
    assert demand.agents.decline == 0.01


def test_a_team_may_be_named_without_more_and_agents_absent_by_name() -> None:
    staff = plan(demand="{sales: {per_day: 1}, staff: {all: }}").demand.staff
    assert staff["all"].agents is None
    assert staff["all"].shifts == ()
    by_name = plan(demand="{sales: {per_day: 1}, staff: {all: {absent: anna}}}").demand.staff
    assert by_name["all"].absent == ("anna",)


def test_the_words_of_the_section_are_known() -> None:
    assert RESERVED == ("callers", "agents", "staff", "surges", "busyness", "curves")


def test_malformed_values_are_one_fault_each() -> None:
    found = faults(
        demand="""{sales: {per_dy: 3, wrong_key: 15, redial: {share: 40}}, service: {per_day: -4},
        surges: {a: {streams: sales, times: 0.5}}, busyness: {sd: 500 %},
        staff: {all: {agents: 1.5, absent: -5 %, shifts: [{agents: 0, days: mon-fry}]}},
        curves: {x: {"8": 1}}}"""
    )
    assert {fault.partition(". ")[0] for fault in found} == {
        "“per_dy” means nothing here",
        "15 is more than all of them",
        "40 is more than all of them",
        "“per_day” must be at least 0, not “-4”",
        "“at” is missing",
        "“times” must be at least 1, not “0.5”",
        "“sd” must be at most 2, not “500 %”",
        "“agents” must be a whole number, not “1.5”",
        "“-5 %” is less than nothing",
        "“hours” is missing",
        "0 agents cannot be",
        "“mon-fry” are not days of the week",
        "“8” is not a time of day",
    }
    assert len(found) == 13


def test_a_word_of_the_section_that_is_written_wrongly_is_not_taken_for_a_stream() -> None:
    surge = "{outage: {streams: sales, at: tue 9:00, for: 1 h, times: 3}}"
    found = faults(
        demand=f"{{sales: {{per_day: 5, curve: x}}, surge: {surge}, staf: {{all: {{}}}}}}"
    )
    assert found == [
        "there is no curve “x”. Curves: flat, bank-day, office-day, utility-day.",
        "“surge” means nothing here. Did you mean “surges”?",
        "“staf” means nothing here. Did you mean “staff”?",
    ]
