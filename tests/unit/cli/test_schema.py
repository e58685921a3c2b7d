"""`firstline schema`: one JSON document."""

import json

from typer.testing import CliRunner

from firstline.cli.main import app


def test_the_schema_is_printed_as_json() -> None:
    done = CliRunner().invoke(app, ["schema"], prog_name="firstline")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["title"] == "Plan"
