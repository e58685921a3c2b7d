"""The drawing: everything of the plan is in it, inside its frame, and no card over another."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from firstline.plan.drawing import menu_svg
from firstline.plan.model import Plan
from firstline.plan.read import read
from kit.plans import plan

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(of: Plan, language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(menu_svg(of, language))


def texts(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("example", ["bank", "isp"])
@pytest.mark.parametrize("language", ["hu", "en"])
def test_every_menu_stream_and_team_is_drawn(example: str, language: str) -> None:
    of = read(EXAMPLES / f"{example}.yaml")
    said = texts(drawn(of, language))
    for stream in of.streams.values():
        assert stream.label is not None
        assert stream.label.shown(language) in said
    for team in of.teams.values():
        assert team.label is not None
        assert team.label.shown(language) in said
    assert all(menu in said for menu in of.menu)


@pytest.mark.parametrize("example", ["bank", "isp"])
def test_everything_is_inside_the_frame_and_no_card_covers_another(example: str) -> None:
    root = drawn(read(EXAMPLES / f"{example}.yaml"))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    styles = {"card", "first", "second", "team", "phone"}
    cards = [
        tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        for rect in root.iter(f"{SVG}rect")
        if rect.get("class") in styles and float(rect.attrib["height"]) > 20
    ]
    assert len(cards) > 10
    for x, y, wide, high in cards:
        assert 0 < x < x + wide < width
        assert 0 < y < y + high < height
    for (x, y, wide, high), (a, b, c, d) in combinations(cards, 2):
        assert x + wide < a or a + c < x or y + high < b or b + d < y


def test_lines_are_coloured_by_queue_and_dashed_where_a_team_only_helps() -> None:
    text = menu_svg(plan(teams="{all: {takes: {sales: 1, service: 2}}}"), "en")
    paths = re.findall(r'class="line ([^"]*)"', text)
    assert paths.count("to-first") == 1
    assert paths.count("to-second") == 2  # key 2, and the 0 that was put in
    assert paths.count("to-team") == 1
    assert paths.count("to-team helps") == 2  # one of them in the legend


def test_transfers_are_drawn() -> None:
    teams = "{a: {takes: [sales, service], transfers_to: [b, 'stream:sales']}, b: {takes: sales}}"
    assert menu_svg(plan(teams=teams), "en").count('class="line passes"') == 1 + 1


def test_a_drawing_shows_no_secrets_and_no_addresses() -> None:
    drawing = menu_svg(read(EXAMPLES / "bank.yaml"), "en")
    assert "PASSWORD" not in drawing
    assert "sip:" not in drawing


def test_every_card_says_which_part_of_the_plan_it_shows() -> None:
    of = read(EXAMPLES / "bank.yaml")
    nodes = {group.get("data-node") for group in drawn(of).iter(f"{SVG}g")}
    assert {f"menu:{menu}" for menu in of.menu} <= nodes
    assert {f"stream:{stream}" for stream in of.streams} <= nodes
    assert {f"team:{team}" for team in of.teams} <= nodes
