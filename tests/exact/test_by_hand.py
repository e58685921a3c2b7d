"""The simulator against a second one, written by hand in C++ from the rules alone (bench/limit/).

Every column of every call and every state of every agent must have the same sum, on the bank's
hotline and on what becomes of it under other rules, other moods and far too few agents.
"""

from datetime import date
from pathlib import Path

import pytest
from bench import by_hand, parameters
from bench.simulated import INTERVAL, simulate

from firstline.sim.build import span
from firstline.sim.unit import Setup, prepare

ROOT = Path(__file__).resolve().parents[2]
TUESDAY = date(2026, 6, 9)
BANK = (ROOT / "examples" / "bank.yaml").read_text(encoding="utf-8")
ORDER = "{discipline: strict, guard: 5 min}"
TRANSFER = "keeps_urgency: true, keeps_waiting: true, return_after: 1 min, depth: 5"
MOODS = "decline: 0.2 %, no_answer: 0.5 %"
ABSENT = "absent: 4 %"
CUSTOMERS = "{service: cards, caller: customer, label"
LIMITS = "calls: 500, per_second: 60"
KEY_TIME = "{mean: 6 s, sd: 3 s}"
REDIAL = "redial: {share: 40 %, after: {exponential: 8 min}, at_most: 2}"

CHANGES: dict[str, dict[str, str]] = {
    "as it is": {},
    "a head start": {ORDER: "{head_start: 2 min}"},
    "accumulating priority": {ORDER: "{accumulating: {first: 2, second: 1}}"},
    "transfers that keep nothing": {
        TRANSFER: "keeps_urgency: false, keeps_waiting: false, return_after: 20 s, depth: 2"
    },
    "agents who do not answer": {MOODS: "decline: 10 %, no_answer: 15 %", "20 s": "8 s"},
    "callers who balk": {
        REDIAL: f"{REDIAL}\n    balk: {{over: 2 min, share: 50 %}}",
        ABSENT: "absent: 25 %",
    },
    "lines that are full": {
        CUSTOMERS: CUSTOMERS.replace("label", "full_at: 15, max_wait: 3 min, label"),
        ABSENT: "absent: 40 %",
    },
    "calls refused and cut": {
        LIMITS: "calls: 40, per_second: 1",
        "call_length: 2 h": "call_length: 10 min",
    },
    "callers who get lost": {
        "wrong_key: 2 %": "wrong_key: 40 %",
        "gives_up: 1 %": "gives_up: 15 %",
        KEY_TIME: "{mean: 25 s, sd: 20 s}",
        "hu: 94 %, en: 6 %": "hu: 50 %, en: 50 %",
    },
    "callers who insist": {
        REDIAL: "redial: {share: 80 %, after: {exponential: 3 min}, at_most: 4}",
        ABSENT: "absent: 40 %",
    },
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return by_hand.build("full", tmp_path_factory.mktemp("limit"))
    except by_hand.NoCompilerError as missing:
        pytest.skip(str(missing))


@pytest.mark.slow
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_the_simulator_does_what_the_program_by_hand_does(
    changes: dict[str, str], program: Path, tmp_path: Path
) -> None:
    bank = prepare(Setup(changed(changes), str(ROOT / "examples" / "bank.yaml")))
    day = span(bank.plan, bank.hotline, bank.population, TUESDAY, 1, seed := 3)
    file = tmp_path / "day.txt"
    parameters.write(file, bank.hotline, bank.population, day, seed=seed, interval=INTERVAL)
    printed = by_hand.run(program, file).numbers
    result = simulate(bank.hotline, bank.population, day, seed)
    assert printed["rows"] == (result.totals.rows,)
    assert printed["sums"] == tuple(int(total) for total in result.totals.sums)
    assert printed["staff"] == result.staff


def changed(changes: dict[str, str]) -> str:
    plan = BANK
    for written, instead in changes.items():
        assert written in plan
        plan = plan.replace(written, instead)
    return plan
