"""Reports over HTTP are those of the command line, number for number, and as CSV too."""

import asyncio
import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstline.analysis.report import By
from firstline.cli.main import app
from firstline.journal.events import AgentAnswered, CallerHungUp
from kit.journals import ANNA
from kit.office import Office, office

DAY = "since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z"


async def busy(place: Office) -> None:
    """Let some calls have been."""
    place.ready(ANNA)
    first = place.call("11", "+36301111111")
    place.on(AgentAnswered(ANNA, first))
    await asyncio.sleep(0.05)
    place.on(CallerHungUp(first))
    place.on(CallerHungUp(place.call("12", "+36302222222")))
    await place.stored()


@pytest.mark.parametrize("by", [by.value for by in By])
def test_the_numbers_are_those_of_the_command_line(tmp_path: Path, by: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            await busy(place)
            answer = await client.get(f"/reports?by={by}&{DAY}")
            assert answer.status_code == 200, answer.text
            told = answer.json()
            words = ["report", "--by", by, "--data", str(tmp_path), "--json"]
            words += ["--from", "2026-01-01T00:00:00Z", "--to", "2026-01-02T00:00:00Z"]
            done = await asyncio.to_thread(CliRunner().invoke, app, words)
            ours = json.loads(done.stdout)
            rows = [*told["rows"], told["total"]]
            live = {"signed-in", "occupancy", "utilisation"}
            assert [row["group"] for row in rows] == [row["group"] for row in ours["groups"]]
            for row, known in zip(rows, ours["groups"], strict=True):
                for name, value in known["values"].items():
                    if name not in live:  # agents work on while we look
                        assert row["values"][name] == value, name
            assert [column["id"] for column in told["columns"]] == [
                metric["id"] for metric in ours["metrics"]
            ]
            for column, metric in zip(told["columns"], ours["metrics"], strict=True):
                assert column["label"] == metric["name"]
                assert column["formula"] == metric["formula"]
                assert column["unit"] == metric["unit"]

    asyncio.run(life())


def test_a_table_for_other_programs_names_its_columns_and_formulas(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await busy(place)
            answer = await client.get(f"/reports?by=stream&{DAY}&format=csv&language=hu")
            assert answer.headers["content-type"] == "text/csv; charset=utf-8"
            assert "firstline-stream-2026-01-01.csv" in answer.headers["content-disposition"]
            assert answer.text.startswith("\ufeff")
            head, *rows = csv.reader(StringIO(answer.text.removeprefix("\ufeff")))
            assert head[0] == "stream"
            assert any("kiszolgálási szint F6T: (fogadott<=T)" in name for name in head)
            assert rows[-1][0] == "összesen"
            assert all(len(row) == len(head) for row in rows)
            english = await client.get(f"/reports?by=interval&{DAY}&format=csv")
            assert "service level F6T: (answered<=T)" in english.text
            assert "2026-01-01 00:" in english.text
            hours = await client.get(f"/reports?by=interval&minutes=60&{DAY}")
            assert hours.status_code == 200
            assert (await client.get("/reports?minutes=soon")).status_code == 422

    asyncio.run(life())


def test_today_is_told_where_no_time_is_asked_for(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            await busy(place)
            told = (await client.get("/reports")).json()
            assert (told["by"], told["zone"]) == ("day", "UTC")
            assert [row["group"] for row in told["rows"]] == ["2026-01-01"]
            assert told["thresholds"] == {"within_s": 20.0, "short_s": 5.0}

    asyncio.run(life())


def test_what_makes_no_sense_or_takes_too_long_is_refused(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            for query in (
                "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                "since=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z",
                "since=2026-01-01",
                "by=luck",
                "within_s=-1",
                "minutes=7",
                "format=pdf",
            ):
                answer = await client.get(f"/reports?{query}")
                assert answer.status_code == 422, query
                assert answer.json()["remedy"]
            async with place.client("agent:anna") as nobody:
                assert (await nobody.get("/reports")).status_code == 403

    asyncio.run(life())
