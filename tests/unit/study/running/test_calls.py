"""Calls as a file: names instead of numbers, nothing for nothing, Parquet and CSV the same."""

import csv
import itertools
from pathlib import Path

import pyarrow.parquet
import pytest

from firstline.errors import FailureError, InputError
from firstline.study.running.calls import Names, calls_file, kind_of
from kit.simulated_rows import Block, rows

NAMES = Names(("new", "old", "lost"), ("ann", "bob", "cat", "dan"))
BLOCKS = [rows(50, seed) for seed in (1, 2)]


def written(path: Path, blocks: list[Block]) -> Path:
    with calls_file(path, NAMES) as write:
        for unit, block in enumerate(blocks):
            write(unit, block)
    return path


def test_csv_has_a_line_for_every_call(tmp_path: Path) -> None:
    with written(tmp_path / "calls.csv", BLOCKS).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert len(found) == 100
    block = BLOCKS[1]
    for place, row in enumerate(found[50:]):
        queued = int(block["queued"][place])
        assert row["unit"] == "1"
        assert row["matter"] == NAMES.streams[int(block["matter"][place])]
        assert row["urgency"] == ("", "first", "second")[int(block["urgency"][place]) + 1]
        assert (row["queued"] == "") is (queued < 0)
        assert row["talk_us"] == str(int(block["talk"][place]))


def test_instants_are_iso_8601_to_the_microsecond(tmp_path: Path) -> None:
    block = {name: column[:1].copy() for name, column in BLOCKS[0].items()}
    block["arrived"][0] = 1_767_571_200_000_001
    with written(tmp_path / "calls.csv", [block]).open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["arrived"] == "2026-01-05T00:00:00.000001Z"


def test_parquet_holds_the_same_as_csv(tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(written(tmp_path / "calls.parquet", BLOCKS))
    with written(tmp_path / "calls.csv", BLOCKS).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert table.column_names == list(found[0])
    assert [it or "" for it in table["outcome"].to_pylist()] == [row["outcome"] for row in found]
    assert [it or "" for it in table["agent"].to_pylist()] == [row["agent"] for row in found]
    for instant, row in itertools.islice(zip(table["ended"].to_pylist(), found, strict=True), 10):
        assert instant.isoformat(timespec="microseconds").replace("+00:00", "Z") == row["ended"]


def test_of_no_calls_there_is_a_file_with_its_columns(tmp_path: Path) -> None:
    assert "first_stream" in written(tmp_path / "calls.csv", []).read_text(encoding="utf-8")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"End its name with \.parquet or \.csv"):
        kind_of(Path("calls.xlsx"))


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="cannot be written"):
        written(tmp_path / "nowhere" / "calls.csv", BLOCKS)
