"""People of a demonstration sit apart, where robots still have somebody to ask for."""

from pathlib import Path

from firstline.demo.people import apart
from firstline.demo.stage import set_up
from firstline.plan.read import read

EXAMPLES = Path(__file__).parents[3] / "examples"
PORT = 15_070


def test_where_the_plan_allows_it_people_sit_apart_and_no_robot_asks_for_them(
    tmp_path: Path,
) -> None:
    example = EXAMPLES / "bank.yaml"
    stage = set_up(read(example), example, tmp_path, PORT)
    copy = read(stage.plan)
    assert stage.people == ["zsofi", "kata"]
    assert list(copy.teams["people"].agents) == stage.people
    assert copy.teams["people"].takes["general"].level == 1
    assert copy.teams["reception"].takes["general"].level == 2
    assert "people" in (copy.teams["people"].transfers_to or ())
    assert copy.streams["general"].record
    assert not [keys for keys in stage.keys if keys.endswith("0")]
    assert "kata" not in stage.robots


def test_where_everything_comes_to_one_team_nobody_sits_apart() -> None:
    assert apart(read(EXAMPLES / "isp.yaml")) is None
