"""Files of interval counts: what is read, and what cannot be read at all."""

from pathlib import Path

from firstline.plan import limits
from firstline.plan.counts import count, counted

UTC = "UTC"


def test_both_forms_say_the_same() -> None:
    wide, none = count("date,08:00,08:30\n2026-03-02,4,6\n2026-03-03,2,2\n", UTC)
    assert none == ()
    long, none = count(
        "start,calls\n2026-03-02 08:00,4\n2026-03-02 08:30,6\n"
        "2026-03-03T08:00,2\n2026-03-03T08:30,2\n",
        UTC,
    )
    assert none == ()
    assert wide == long
    assert wide is not None
    assert wide.slot == 30
    assert wide.calls == 14
    assert wide.week[0] == ((0, 0.0), (480, 8.0), (510, 12.0), (540, 0.0))
    assert wide.week[2] == ()


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_bytes(b"\xef\xbb\xbfDate;08:00;08:30\r\n2026-03-02;4;6\r\n\r\n")
    found, problems = counted(file, UTC)
    assert problems == ()
    assert found is not None
    assert found.calls == 10


def test_a_file_is_read_anew_after_it_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("date,08:00,08:30\n2026-03-02,4,6\n", encoding="utf-8")
    assert counted(file, UTC)[1] == ()
    file.write_text("date,08:00,08:30\n2026-03-02,4,-6\n2026-03-03,0,0\n", encoding="utf-8")
    assert len(counted(file, UTC)[1]) == 1


def test_what_is_no_file_of_counts_is_refused(tmp_path: Path) -> None:
    def what(path: Path) -> str:
        found, (problem,) = counted(path, UTC)
        assert found is None
        return problem.what

    file = tmp_path / "calls.csv"
    assert what(file) == "there is no such file"
    assert what(tmp_path) == "there is no such file"
    assert what(tmp_path / ("x" * 300)) == "there is no such file"
    file.write_bytes(b"date,\xff\n")
    assert what(file) == "this is not UTF-8 text"
    file.write_text("", encoding="utf-8")
    assert what(file) == "this is no header of interval counts"
    file.write_text("0,1,2\n3,4,5\n", encoding="utf-8")
    assert what(file) == "this is no header of interval counts"
    file.write_bytes(b"x" * (limits.COUNTS_BYTES + 1))
    assert what(file).startswith("the file is larger than")


def test_a_cell_without_end_is_not_csv() -> None:
    found, (problem,) = count('date,08:00,08:30\n2026-03-02,"' + "4" * 200_000, UTC)
    assert found is None
    assert problem.what.startswith("this is not CSV")
