"""`firstline explain`: words on standard output, a picture in a file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstline.cli.main import app

RUN = CliRunner()
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def explain(*arguments: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, ["explain", *arguments], prog_name="firstline")
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ((), "Duna Bank: így jut el ügyintézőhöz"),
        (("--language", "hu"), "Duna Bank: így jut el ügyintézőhöz"),
        (("--language", "en"), "Duna Bank: how to get through"),
    ],
)
def test_a_plan_is_told_in_its_own_language_or_another(
    options: tuple[str, ...], begins: str
) -> None:
    status, out, said = explain(str(EXAMPLES / "bank.yaml"), *options)
    assert (status, said) == (0, "")
    assert out.startswith(begins)


def test_the_menu_is_drawn_into_a_file(tmp_path: Path) -> None:
    picture = tmp_path / "menu.svg"
    status, _, _ = explain(str(EXAMPLES / "isp.yaml"), "--svg", str(picture))
    assert status == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_file_that_cannot_be_written_is_the_inputs_fault(tmp_path: Path) -> None:
    status, _, said = explain(str(EXAMPLES / "isp.yaml"), "--svg", str(tmp_path / "no" / "x.svg"))
    assert status == 1
    assert "cannot be written (no such file or directory)." in said


def test_a_language_that_nobody_tells_is_wrong_usage() -> None:
    assert explain(str(EXAMPLES / "isp.yaml"), "--language", "de")[0] == 2


def test_faults_are_said_as_check_says_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("hotline: x\nmneu: {}\n", encoding="utf-8")
    status, out, said = explain(str(path))
    assert (status, out) == (1, "")
    assert f"{path}:2:1: “mneu” means nothing here. Did you mean “menu”?" in said
