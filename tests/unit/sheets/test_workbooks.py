from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.services.imports.pasted import keep_pasted
from qualtrics_desk.sheets.reading import SheetOptions, detect, open_sheet
from qualtrics_desk.sheets.workbook_records import cell_text
from qualtrics_desk.store.paths import Home, private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def make(path: Path, fill: Callable[[Any], None]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def fill_table(book: Any) -> None:
    sheet = book.add_worksheet("Staff")
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["Email", "Id", "Born", "Seen", "Score", "Active"])
    sheet.write_string(1, 0, "a@x.org")
    sheet.write_number(1, 1, 41446681800)
    sheet.write_datetime(1, 2, dt.date(1990, 5, 17), date)
    sheet.write_datetime(1, 3, dt.datetime.fromisoformat("2024-01-02T03:04"), moment)
    sheet.write_number(1, 4, 1.25)
    sheet.write_boolean(1, 5, True)


def test_cells_become_the_text_that_a_person_sees(tmp_path: Path) -> None:
    with open_sheet(make(tmp_path / "a.xlsx", fill_table)) as sheet:
        rows = list(sheet.rows())

    assert sheet.kind == "xlsx"
    assert sheet.header == ["Email", "Id", "Born", "Seen", "Score", "Active"]
    assert [row.cells for row in rows] == [
        ["a@x.org", "41446681800", "1990-05-17", "2024-01-02T03:04:00", "1.25", "true"]
    ]
    assert sheet.warnings == []


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", fill_table).rename(tmp_path / "a.csv")
    text = tmp_path / "b.xlsx"
    text.write_text("Email,Name\na@x.org,Ann\n")

    assert detect(path).kind == "xlsx"
    assert detect(text).kind == "csv"


def test_a_sheet_is_chosen_by_name_else_the_first_with_cells(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["Hidden"])
        hidden.hide()
        book.add_worksheet("Empty").activate()
        book.get_worksheet_by_name("Empty").set_first_sheet()
        book.add_worksheet("One").write_row(0, 0, ["A", "B"])
        book.add_worksheet("Two").write_row(0, 0, ["C", "D"])

    path = make(tmp_path / "a.xlsx", fill)

    detection = detect(path)
    assert detection.sheets == ("Empty", "One", "Two", "Old")
    assert detection.sheet == "One"
    with open_sheet(path) as sheet:
        assert sheet.header == ["A", "B"]
    with open_sheet(path, SheetOptions(sheet="Two")) as sheet:
        assert sheet.header == ["C", "D"]
    with pytest.raises(SheetError, match="no sheet “Three”"):
        detect(path, SheetOptions(sheet="Three"))
    with pytest.raises(SheetError, match="no column names"):
        open_sheet(path, SheetOptions(sheet="Empty"))


def test_titles_gaps_and_stray_cells(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Staff of May")
        sheet.write_row(2, 0, ["Email", "Name", "Dept"])
        sheet.write_row(3, 0, ["a@x.org", "Ann", "IT"])
        sheet.write_row(5, 0, ["b@x.org", "Bo", ""])
        sheet.write_row(6, 0, ["c@x.org", "Cy", "HR", "", "stray"])

    with open_sheet(make(tmp_path / "a.xlsx", fill)) as sheet:
        rows = list(sheet.rows())

    assert (sheet.header_row, sheet.header) == (3, ["Email", "Name", "Dept"])
    assert [(row.row, row.line) for row in rows] == [(1, 4), (2, 6), (3, 7)]
    assert [bool(row.problem) for row in rows] == [False, False, True]
    assert rows[1].cells == ["b@x.org", "Bo", ""]
    assert any("1 empty line" in warning for warning in sheet.warnings)


def test_ids_that_were_rounded_are_warned_about(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Email", "Id"])
        sheet.write_row(1, 0, ["a@x.org", 999_999_999_999_999])
        sheet.write_row(2, 0, ["b@x.org", 1234567890123456789])

    with open_sheet(make(tmp_path / "a.xlsx", fill)) as sheet:
        rows = list(sheet.rows())

    assert rows[0].cells[1] == "999999999999999"
    assert rows[1].cells[1].isdigit()
    assert any("1 row holds" in text and "row 3" in text for text in sheet.warnings)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (123.0, "123"),
        (-0.5, "-0.5"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (False, "false"),
        (dt.time(5, 6), "05:06:00"),
        (dt.timedelta(hours=26, minutes=5), "26:05:00"),
        (dt.timedelta(seconds=-90), "-0:01:30"),
        (" kept ", " kept "),
    ],
)
def test_text_of_a_cell(cell: Any, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_a_broken_workbook_is_refused_in_words(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(SheetError, match="not a workbook"):
        open_sheet(path)


def test_a_workbook_without_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="no cells"):
        detect(make(tmp_path / "a.xlsx", lambda book: book.add_worksheet()))


def test_a_header_far_below_is_found_when_it_is_chosen(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(99, 0, ["Email", "Name"])
        sheet.write_row(100, 0, ["a@x.org", "Ann", "", "stray"])

    with open_sheet(make(tmp_path / "a.xlsx", fill), SheetOptions(header_row=100)) as sheet:
        assert sheet.header == ["Email", "Name"]
        assert [(row.line, bool(row.problem)) for row in sheet.rows()] == [(101, True)]


_TABLE = [
    ["Email", "Id", "Born", "City"],
    ["a@x.org", "41446681800", "1990-05-17", "Zürich"],
    ["b@x.org", "00123", "2001-01-02", "Malmö"],
]


def _lines(delimiter: str) -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in _TABLE)


def _two_sheets(book: Any) -> None:
    book.add_worksheet("Notes")
    sheet = book.add_worksheet("Staff")
    sheet.write_string(0, 0, "People of the spring survey")
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, cells in enumerate(_TABLE, start=2):
        sheet.write_row(place, 0, cells)
    sheet.write_number(3, 1, 41446681800)
    sheet.write_datetime(3, 2, dt.date(1990, 5, 17), date)
    sheet.write_datetime(4, 2, dt.date(2001, 1, 2), date)


def test_six_ways_to_bring_a_table_give_the_same_cells(tmp_path: Path) -> None:
    files = {
        "comma.csv": _lines(",").encode("utf-8-sig"),
        "semicolon.csv": _lines(";").encode("utf-16"),
        "tab.tsv": _lines("\t").encode(),
        "bar.txt": _lines("|").encode("cp1252"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name in files]
    paths.append(make(tmp_path / "staff.xlsx", _two_sheets))
    # What a spreadsheet puts on the clipboard, as the window keeps it.
    paths.append(keep_pasted(Home(private_folder(tmp_path / "home")), _lines("\t")))

    for path in paths:
        with open_sheet(path) as sheet:
            found = [list(sheet.header), *(row.cells for row in sheet.rows())]
        assert found == _TABLE, path.name
