"""Cards: what is written on the boxes of the drawing."""

from firstline.plan.cards import CAPTIONS, Card, Cards
from kit.plans import plan

MENU = (
    "{a: {say: A, keys: {1: {label: b, go: b}, 9: {language: en}, 2: {label: c, say: Eight.}}}, "
    "b: {say: B, keys: {1: {label: a, go: a}, 2: {label: s, stream: sales}}}}"
)


def cards(language: str = "en", **changes: str | None) -> dict[tuple[str, str], Card]:
    return {(card.kind, card.name): card for card in Cards(plan(**changes), language).all()}


def test_columns_go_from_numbers_to_teams() -> None:
    found = cards(menu=MENU)
    assert [found[it].column for it in (("phone", "a"), ("menu", "a"), ("menu", "b"))] == [0, 1, 2]
    assert found["stream", "sales"].column == 3
    assert found["team", "all"].column == 4


def test_a_menu_shows_its_keys_and_where_no_line_goes_says_so() -> None:
    rows = {row.key: row for row in cards(menu=MENU)["menu", "a"].rows}
    assert rows["1"].lines == ["b"]
    assert rows["9"].lines == ["English"]
    assert rows["2"].tag == "says"
    assert rows["0"].lines == ["an operator"]
    back = cards(menu=MENU)["menu", "b"].rows[0]
    assert back.tag == "→ a"


def test_a_stream_shows_its_queue_and_a_team_its_agents() -> None:
    found = cards(
        streams="{sales: {caller: prospect, record: true, label: Sales}, service: {}, x: {}}",
        teams="{all: {takes: [sales, service, x], agents: [anna]}}",
    )
    sales = found["stream", "sales"]
    assert (sales.title, sales.notes, sales.dot) == ("Sales", ["first queue · recorded"], True)
    assert found["stream", "x"].notes == ["second queue · by transfer only"]
    assert found["team", "all"].notes == ["1 agent"]


def test_numbers_are_shown_on_the_phone() -> None:
    phone = cards(numbers="{'100': welcome, '200': welcome}")["phone", "welcome"]
    assert phone.title == "☎ 100"
    assert phone.notes == ["200"]
    assert "any number" in cards()["phone", "welcome"].title


def test_captions_are_there_in_every_language() -> None:
    assert CAPTIONS["hu"].keys() == CAPTIONS["en"].keys()
