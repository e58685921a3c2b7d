"""Building: what the plan says by name is there in the hotline, resolved."""

from datetime import UTC, datetime
from pathlib import Path

from firstline.domain import hotline as domain
from firstline.domain.hotline import Action, Hotline
from firstline.domain.time import MINUTE, NEVER, SECOND
from firstline.plan.build import build
from firstline.plan.prompts import prompts
from firstline.plan.read import read
from kit.plans import plan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def hotline(**changes: str | None) -> Hotline:
    return build(plan(**changes), {})


def test_an_example_becomes_a_hotline() -> None:
    bank = build(read(EXAMPLES / "bank.yaml"), {})
    assert bank.name == "Duna Bank"
    assert bank.entry.name == "welcome"
    assert [stream.index for stream in bank.streams] == list(range(8))
    assert [stream.urgency for stream in bank.streams] == [0, 1, 0, 0, 1, 0, 1, 1]
    assert [seat.team for seat in bank.seats] == [0] * 4 + [1] * 3 + [2] * 3 + [3] * 3
    assert bank.order.guard == 5 * MINUTE
    assert bank.rules.wrap_up == 30 * SECOND


def test_keys_lead_to_menus_streams_and_words() -> None:
    made = hotline(
        languages="[hu, en]",
        menu="{a: {say: {hu: A, en: A}, keys: {1: {go: b}, 2: {stream: sales}, "
        "3: {say: {hu: Ok, en: Ok}}, 4: hang_up, 5: {language: en, go: b}, 6: {language: en}}}, "
        "b: {say: {hu: B, en: B}}}",
    )
    first, second = made.menus
    options = first.options
    assert (options["1"].kind, options["1"].menu) == (domain.GO, second)
    assert (options["2"].kind, options["2"].stream) == (domain.ENQUEUE, made.streams[0])
    assert options["3"].kind == domain.SAY
    assert options["3"].prompt is not None
    assert options["3"].prompt.name == "menu.a.key.3"
    assert options["4"].kind == domain.HANG_UP
    assert (options["5"].kind, options["5"].language, options["5"].menu) == (
        domain.LANGUAGE,
        1,
        second,
    )
    assert options["6"].menu is None
    assert options["*"].kind == domain.BACK
    assert options["#"].kind == domain.REPEAT
    assert options["0"].stream is made.streams[1]


def test_silence_and_wrong_keys_lead_to_the_operator_or_as_the_plan_says() -> None:
    made = hotline(menu="{a: {say: A, no_match: {tries: 2, then: {say: Bye.}}}}").entry
    assert made.on_no_input.kind == domain.ENQUEUE
    assert made.on_no_match.kind == domain.SAY
    assert (made.no_input_tries, made.no_match_tries) == (3, 2)
    alone = hotline(operator=None).entry
    assert alone.on_no_input.kind == domain.HANG_UP


def kind_and_prompt(action: Action) -> tuple[int, str]:
    assert action.prompt is not None
    return int(action.kind), action.prompt.name


def test_a_full_stream_says_so_unless_the_plan_has_better() -> None:
    sales, service = hotline(
        streams="{sales: {full_at: 5, on_full: {stream: service}, wrap_up: 10 s}, "
        "service: {max_wait: 5 min}}"
    ).streams
    assert (sales.full_at, sales.on_full.kind) == (5, domain.ENQUEUE)
    assert sales.on_full.stream is service
    assert (sales.wrap_up, service.wrap_up) == (10 * SECOND, NEVER)
    assert service.full_at == NEVER
    assert kind_and_prompt(service.on_full) == (domain.SAY, "full")
    assert service.max_wait == 5 * MINUTE
    assert kind_and_prompt(service.on_max_wait) == (domain.HANG_UP, "goodbye")


def test_teams_take_by_stream_and_speak_by_language() -> None:
    first, second = hotline(
        languages="[hu, en]",
        menu="{w: {say: {hu: A, en: A}}}",
        policy="{widen: {2: 1 min}}",
        teams="{a: {takes: [sales, service]}, "
        "b: {takes: {service: 2}, speaks: en, transfers_to: a}}",
    ).teams
    assert (list(first.levels), list(first.after)) == ([1, 1], [0, 0])
    assert (list(second.levels), list(second.after)) == ([0, 2], [0, MINUTE])
    assert (first.speaks, second.speaks) == ([True, True], [False, True])
    assert first.transfers_to == []
    assert second.transfers_to == ["team:a", "stream:sales", "stream:service"]


def test_a_dialled_number_leads_to_its_menu() -> None:
    made = hotline(
        menu="{a: {say: A, keys: {1: {go: b}}}, b: {say: B}}", numbers="{'+36 1 555': b, '2': a}"
    )
    assert {number: menu.name for number, menu in made.numbers.items()} == {
        "+361555": "b",
        "2": "a",
    }
    assert made.entry.name == "a"


def test_disciplines_have_their_numbers() -> None:
    strict = hotline(policy="{order: strict}").order
    assert (strict.discipline, strict.guard) == (domain.STRICT, NEVER)
    head = hotline(policy="{order: {head_start: 2 min}}").order
    assert (head.discipline, head.head_start) == (domain.HEAD_START, 2 * MINUTE)
    gathered = hotline(policy="{order: {accumulating: {first: 3, second: 1}}}").order
    assert (gathered.discipline, gathered.rates) == (domain.ACCUMULATING, [3.0, 1.0])


def test_incidents_end_by_the_clock_on_the_hotlines_wall() -> None:
    storm, flood = hotline(
        timezone="Europe/Budapest",
        incidents="{storm: {say: Storm., area: ['+36 52', 0652], until: 2026-11-20 18:00}, "
        "flood: {say: Flood., service: goods}}",
    ).incidents
    until = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert storm.until == round(until.timestamp()) * 1_000_000
    assert storm.area == ["3652", "0652"]
    assert storm.prompt.name == "incident.storm"
    assert (flood.until, flood.service) == (NEVER, "goods")


def test_known_lengths_are_used_and_the_others_are_estimated() -> None:
    made = build(plan(), {("menu.welcome", "en"): 7 * SECOND})
    assert list(made.entry.prompt.lengths) == [7 * SECOND]
    assert 0 < made.notices.goodbye.lengths[0] < 10 * SECOND


def test_every_prompt_of_the_hotline_is_one_that_is_spoken() -> None:
    bank = read(EXAMPLES / "bank.yaml")
    names = {prompt.name for prompt in prompts(bank)}
    made = build(bank, {})
    used = [menu.prompt.name for menu in made.menus]
    used += [prompt.name for prompt in [*made.notices.positions, *made.notices.waits]]
    used += [made.notices.closed.name, made.notices.incident_choice.name]
    assert set(used) <= names
    assert len(made.notices.positions) == 22
    assert all(len(menu.prompt.lengths) == 2 for menu in made.menus)
