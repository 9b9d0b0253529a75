from __future__ import annotations

import csv
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets import workbook_writing
from qualtrics_desk.sheets.reading import SheetOptions, open_sheet
from qualtrics_desk.sheets.workbook_writing import XlsxWriter
from qualtrics_desk.sheets.writing import CsvWriter, SheetWriter, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HEADER = ["Email", "Name", "Id"]
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows_of(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    row = st.lists(cells, min_size=3, max_size=3).filter(lambda row: any(c.strip() for c in row))
    return st.lists(row, max_size=6)


any_text = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"))
nasty_text = st.text(alphabet="a\"',;\t|\r\n =ü\ufeff")
# Few letters in few cells: each mark that wants quotes is soon the only one of all rows.
short_text = st.sampled_from(["", "a", "b", '"', 'a"', "1,5", "a;", "\t", "\r", "\n", "\r\n"])
workbook_text = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=40
)


def written(path: Path, rows: list[list[str]], **options: Any) -> Path:
    with open_writer(path, HEADER, **options) as writer:
        writer.write_rows(rows)
    return path


def read_back(path: Path, options: SheetOptions | None = None) -> list[list[str]]:
    with open_sheet(path, options) as sheet:
        rows = list(sheet.rows())
        assert sheet.header == HEADER
    assert [row.problem for row in rows] == [None] * len(rows)
    return [row.cells for row in rows]


@shared_folder
@given(
    rows=st.lists(st.lists(short_text, max_size=3), max_size=4),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_rows_that_are_formatted_beforehand_are_the_rows_that_would_be_written(
    tmp_path: Path, rows: list[list[str]], delimiter: str
) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    with CsvWriter(one, HEADER, delimiter=delimiter) as writer:
        writer.write_rows(rows)
    with CsvWriter(other, HEADER, delimiter=delimiter) as writer:
        writer.write_formatted(writer.formatted(rows))

    assert other.read_bytes() == one.read_bytes()


@shared_folder
@given(
    rows=rows_of(st.one_of(any_text, nasty_text)),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-32", "gb18030"]),
)
def test_text_files_give_back_every_cell(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    path = written(tmp_path / "a.csv", rows, delimiter=delimiter, encoding=encoding)

    assert read_back(path, SheetOptions(encoding=encoding, delimiter=delimiter)) == rows


@shared_folder
@given(
    rows=rows_of(st.text(alphabet=st.characters(codec="cp1252", exclude_characters="\0"))),
    encoding=st.sampled_from(["cp1252"]),
)
def test_old_encodings_give_back_every_cell_that_they_can_hold(
    tmp_path: Path, rows: list[list[str]], encoding: str
) -> None:
    path = written(tmp_path / "a.csv", rows, encoding=encoding)

    assert read_back(path, SheetOptions(encoding=encoding)) == rows


@shared_folder
@given(rows=rows_of(st.text(alphabet="aZ9ü漢 .@-", min_size=1)))
def test_our_own_files_are_read_without_any_option(tmp_path: Path, rows: list[list[str]]) -> None:
    for name in ("a.csv", "a.tsv"):
        with open_sheet(written(tmp_path / name, rows)) as sheet:
            assert sheet.encoding_certain
            assert sheet.encoding == "utf-8-sig"
            assert sheet.header_row == 1
            assert [row.cells for row in sheet.rows()] == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=rows_of(workbook_text))
def test_workbooks_give_back_every_cell(tmp_path: Path, rows: list[list[str]]) -> None:
    path = written(tmp_path / "a.xlsx", rows)

    assert read_back(path, SheetOptions(header_row=1)) == rows


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_numbers_as_text_stay_text(tmp_path: Path, name: str) -> None:
    rows = [["00123", "1E5", "12345678901234567890"], ["=1+1", "true", "2024-01-02"]]

    assert read_back(written(tmp_path / name, rows)) == rows


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", b","), ("a.txt", b","), ("a.tsv", b"\t"), ("A.TAB", b"\t")]
)
def test_the_suffix_chooses_the_delimiter(tmp_path: Path, name: str, delimiter: bytes) -> None:
    content = written(tmp_path / name, []).read_bytes()

    assert content == b"\xef\xbb\xbf" + delimiter.join([b"Email", b"Name", b"Id"]) + b"\r\n"


def test_formulas_are_disarmed_only_on_request(tmp_path: Path) -> None:
    row = ["=cmd|' /C calc'!A0", "@SUM(A1)", "+41 44 668", "-1.5", "+5", "-2+3", "\tx", "plain", ""]
    safe = ["'=cmd|' /C calc'!A0", "'@SUM(A1)", "'+41 44 668", "-1.5", "+5", "'-2+3", "'\tx"]

    for wanted, cells in ((False, row), (True, [*safe, "plain", ""])):
        path = tmp_path / "a.csv"
        with CsvWriter(path, ["=A"], excel_safe=wanted) as writer:
            writer.write_row(row)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            assert list(csv.reader(stream)) == [["'=A" if wanted else "=A"], cells]


@pytest.mark.parametrize("make", [CsvWriter, XlsxWriter])
class TestReplacement:
    def test_nothing_appears_before_the_end(
        self, tmp_path: Path, make: Callable[..., SheetWriter]
    ) -> None:
        path = tmp_path / "out.file"
        path.write_text("old")

        with make(path, HEADER) as writer:
            writer.write_row(["1", "2", "3"])

            assert path.read_text() == "old"

        assert path.read_bytes() != b"old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
    def test_only_the_owner_may_read_it(
        self, tmp_path: Path, make: Callable[..., SheetWriter]
    ) -> None:
        path = tmp_path / "out.file"

        with make(path, HEADER):
            modes = [
                stat.S_IMODE(part.stat().st_mode) for part in tmp_path.rglob("*") if part.is_file()
            ]

        assert set(modes) == {0o600}
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_an_error_leaves_the_old_file_and_nothing_else(
        self,
        tmp_path: Path,
        make: Callable[..., SheetWriter],
        error: type[BaseException],
    ) -> None:
        path = tmp_path / "out.file"
        path.write_text("old")

        def rows() -> Iterator[list[str]]:
            yield ["1", "2", "3"]
            raise error

        with pytest.raises(error), make(path, HEADER) as writer:
            writer.write_rows(rows())

        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_missing_folder_is_named(
        self, tmp_path: Path, make: Callable[..., SheetWriter]
    ) -> None:
        with pytest.raises(SheetError) as caught:
            make(tmp_path / "none" / "out.file", HEADER)

        assert str(caught.value) == (
            f"out.file cannot be written. The folder {tmp_path / 'none'} does not exist."
            " Choose another folder, or make it."
        )

    def test_a_disk_that_fails_at_the_end_leaves_nothing(
        self, tmp_path: Path, make: Callable[..., SheetWriter], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)

        with (
            pytest.raises(SheetError, match="The disk is full"),
            make(tmp_path / "a", HEADER) as out,
        ):
            out.write_row(["1", "2", "3"])

        assert list(tmp_path.iterdir()) == []

    def test_half_a_character_is_refused(
        self, tmp_path: Path, make: Callable[..., SheetWriter]
    ) -> None:
        with pytest.raises(SheetError), make(tmp_path / "out.file", HEADER) as writer:
            writer.write_row(["\ud83d", "2", "3"])

        assert list(tmp_path.iterdir()) == []

    def test_a_header_that_cannot_be_written_leaves_nothing(
        self, tmp_path: Path, make: Callable[..., SheetWriter]
    ) -> None:
        with pytest.raises(SheetError):
            make(tmp_path / "out.file", ["\ud83d"] * 9000)

        assert list(tmp_path.iterdir()) == []


def test_letters_that_an_encoding_lacks_are_named(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="漢字"):
        written(tmp_path / "a.csv", [["漢字", "", ""]], encoding="cp1252")

    assert list(tmp_path.iterdir()) == []


def test_what_a_workbook_cannot_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SheetError, match="32,768 characters"):
        written(tmp_path / "a.xlsx", [["x" * 32_768, "", ""]])
    monkeypatch.setattr(workbook_writing, "_SHEET_ROWS", 2)
    with pytest.raises(SheetError, match="at most"):
        written(tmp_path / "a.xlsx", [["1", "2", "3"], ["1", "2", "3"]])

    assert list(tmp_path.iterdir()) == []
