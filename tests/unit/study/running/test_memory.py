"""Room is asked for before a run, in the memory and on the disk."""

from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.sim.unit import Unit, days_of
from firstline.study.running.memory import (
    available,
    calls_per_day,
    check_disk,
    check_memory,
    memory_for,
    said,
)
from firstline.study.running.replications import FIRST_DAY
from kit.demands import QUIET, ready
from kit.simulated_rows import SCHEME


def meminfo(folder: Path, kilobytes: int) -> Path:
    file = folder / "meminfo"
    file.write_text(f"MemTotal: 99999999 kB\nMemAvailable:  {kilobytes} kB\n", encoding="ascii")
    return file


def test_a_run_that_needs_more_memory_than_there_is_is_refused(tmp_path: Path) -> None:
    there = meminfo(tmp_path, 1_000_000)
    check_memory(1_000_000_000, there)
    with pytest.raises(InputError, match=r"need about 2\.0 GB of memory; 1\.0 GB are free"):
        check_memory(2_000_000_000, there)


def test_where_nobody_knows_the_memory_nothing_is_refused(tmp_path: Path) -> None:
    check_memory(10**15, tmp_path / "missing")
    assert available(Path("/proc/meminfo")) is not None


def test_a_file_larger_than_its_disk_is_refused(tmp_path: Path) -> None:
    check_disk(1, tmp_path / "calls.csv")
    with pytest.raises(InputError, match=r"would need about 1\.0 PB"):
        check_disk(1e15, tmp_path / "calls.csv")


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        check_disk(1, tmp_path / "nowhere" / "calls.csv")


def test_memory_grows_with_rows_only_where_they_are_kept() -> None:
    without = memory_for(SCHEME, 2, 0)
    assert without < 1_000_000_000
    assert memory_for(SCHEME, 2, 1e6) > without + 500_000_000


def test_calls_a_day_are_those_of_the_demand_and_as_many_redials_as_may_be() -> None:
    again = QUIET.replace("{talk", "{redial: {share: 50 %, at_most: 2}, talk", 1)
    for demand, factor in ((QUIET, 1.0), (again, 1.75)):
        days = days_of(ready(demand), Unit(0, FIRST_DAY, 7), seed=1)
        assert calls_per_day(days) == pytest.approx(240 * factor)


def test_sizes_are_said_in_words() -> None:
    assert [said(size) for size in (12, 1_500, 2e9)] == ["12 bytes", "1.5 kB", "2.0 GB"]
