"""Tables with every figure, its interval and its formula."""

from firstline.study.page.tables import NARROW, formula_of, formulas, grids, name_of
from firstline.study.results import EVERYBODY, By, Group
from kit.made_up_calls import with_outage


def test_every_figure_of_everybody_stands_beside_its_formula() -> None:
    results = with_outage().results()
    everybody = grids(results, "en")[0]
    assert everybody.head == ("all", "first queue", "second queue")
    assert len(everybody.lines) == len(results.table(By.ALL).metrics)
    assert all(line.formula and len(line.cells) == 3 for line in everybody.lines)
    important = [line.name for line in everybody.lines if line.is_important]
    assert important == ["service level F6T"]


def test_figures_have_intervals() -> None:
    everybody = grids(with_outage().results(), "en")[0]
    cells = {line.name: line.cells for line in everybody.lines}
    assert all("±" in cell for cell in cells["abandonment rate"])


def test_groups_stand_below_each_other_and_everybody_last() -> None:
    _, streams, callers, teams = grids(with_outage().results(), "en")
    assert [line.name for line in streams.lines] == [
        "cards-new",
        "cards-service",
        "accounts-service",
        "all",
    ]
    assert "cards-service, pretending" in [line.name for line in callers.lines]
    assert [line.name for line in teams.lines] == ["cards", "mortgages", "accounts", "reception"]
    for grid in (streams, callers, teams):
        assert all(len(line.cells) == len(grid.head) for line in grid.lines)


def test_what_is_chosen_for_narrow_tables_exists() -> None:
    results = with_outage().results()
    for by, chosen in NARROW.items():
        known = {metric.id for metric in results.table(by).metrics}
        assert set(chosen) <= known


def test_a_formula_names_its_clock() -> None:
    results = with_outage().results()
    metrics = {metric.id: metric for metric in results.table(By.ALL).metrics}
    assert formula_of(metrics["asa"], "en").endswith("[queue clock]")
    assert formula_of(metrics["asa-arrival"], "hu").endswith("[érkezés-óra]")
    assert "[" not in formula_of(metrics["abandonment"], "en")


def test_what_stands_beside_no_formula_is_explained_below() -> None:
    told = {each.name for each in formulas(with_outage().results(), "en")}
    assert {"occupancy", "utilisation"} <= told


def test_groups_have_names_in_words() -> None:
    assert name_of(EVERYBODY, "hu") == "összesen"
    assert name_of(Group(By.URGENCY, "second"), "en") == "second queue"
    assert name_of(Group(By.CALLERS, "cards", "pretending"), "en") == "cards, pretending"
    assert name_of(Group(By.TEAM, "cards"), "en") == "cards"
