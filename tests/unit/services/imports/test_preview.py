from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.services.imports.preview import delimiters, encodings, preview_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def test_a_small_file_is_shown_whole_with_what_it_is(file: Path) -> None:
    file.write_text("Email;Name\na@x.org;Zoë\nb@x.org;Ann;more\n", encoding="utf-8-sig")

    seen = preview_file(file)

    assert (seen.kind, seen.encoding, seen.encoding_certain) == ("csv", "utf-8", True)
    assert (seen.delimiter, seen.header, seen.header_row) == (";", ["Email", "Name"], 1)
    assert [row.cells[1] for row in seen.rows] == ["Zoë", "Ann"]
    assert [row.line for row in seen.rows] == [2, 3]
    assert seen.rows[1].problem
    assert (seen.row_count, seen.is_whole) == (2, True)
    assert seen.size == file.stat().st_size


def test_the_rows_of_a_large_file_are_estimated_by_lines_a_row(file: Path) -> None:
    rows = "".join(f'p{n}@x.org,"two\nlines"\n' for n in range(5000))
    file.write_text("Email,Note\n" + rows, encoding="utf-8")

    seen = preview_file(file)

    assert len(seen.rows) == 200
    assert not seen.is_whole
    assert abs(seen.row_count - 5000) <= 1


def test_rows_above_the_chosen_header_are_kept_apart(file: Path) -> None:
    file.write_text("Staff,,\nSpring,,\nEmail,First,Last\na@x.org,A,B\n", encoding="utf-8")

    found = preview_file(file)
    chosen = preview_file(file, SheetOptions(header_row=2))

    assert found.header == ["Email", "First", "Last"]
    assert [cells[0] for cells in found.above] == ["Staff", "Spring"]
    assert chosen.columns == ["Spring", "(column 2)", "(column 3)"]
    assert chosen.rows[0].cells[0] == "Email"


def test_an_encoding_that_is_a_guess_goes_into_the_recipe(file: Path) -> None:
    file.write_bytes("Email,Name\na@x.org,Zoë\n".encode("cp1252"))

    seen = preview_file(file)

    assert (seen.encoding, seen.encoding_certain) == ("cp1252", False)
    assert seen.options(SheetOptions(delimiter=",")).encoding == "cp1252"
    again = preview_file(file, SheetOptions(encoding="mac-roman"))
    assert again.rows[0].cells[1] != "Zoë"
    assert again.options(SheetOptions(encoding="mac-roman")).encoding == "mac-roman"


def test_what_the_file_proves_stays_out_of_the_recipe(file: Path) -> None:
    file.write_text("Email,Name\na@x.org,Zoë\n", encoding="utf-8")

    assert preview_file(file).options(SheetOptions()).encoding is None


@pytest.mark.parametrize("rows_before", [30, 5000])
def test_bytes_that_are_no_text_are_named_with_their_line(file: Path, rows_before: int) -> None:
    good = "".join(f"ü{n}@x.org,Ann\n" for n in range(rows_before)).encode()
    file.write_bytes(b"Email,Name\n" + good + b"b@x.org,\xff\xfe\xfd\n")

    seen = preview_file(file)

    assert seen.problem is not None
    assert f"line {rows_before + 2}" in seen.problem.user_message
    assert [row.cells[0] for row in seen.rows[:2]] == ["ü0@x.org", "ü1@x.org"]
    assert not seen.is_whole


def test_a_workbook_tells_its_sheets_and_its_height(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "x")
        sheet = book.add_worksheet("People")
        for row in range(301):
            sheet.write_row(row, 0, ["Email", "Name"] if row == 0 else [f"p{row}@x.org", "A"])

    seen = preview_file(path, SheetOptions(sheet="People"))

    assert (seen.kind, seen.sheets, seen.sheet) == ("xlsx", ("Notes", "People"), "People")
    assert (seen.row_count, len(seen.rows)) == (300, 200)


def test_a_file_without_content_is_refused(file: Path) -> None:
    file.write_bytes(b"")

    with pytest.raises(SheetError, match="empty"):
        preview_file(file)


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        preview_file(file)


def test_the_choices_hold_what_is_chosen() -> None:
    assert dict(encodings("utf-32"))["utf-32"] == "UTF-32"
    assert "cp1252" in dict(encodings())
    assert delimiters("#")[-1] == "#"
    assert delimiters()[:2] == [",", ";"]
