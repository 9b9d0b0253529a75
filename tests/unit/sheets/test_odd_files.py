"""Files as they really arrive: every one is read whole, or says where and why it is not."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets.reading import SheetOptions, SourceRow, detect, open_sheet

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "Email,Name\nann@x.org,Zoë\nbo@x.org,Müller\n"
HEADER = ["Email", "Name"]
ROWS = [["ann@x.org", "Zoë"], ["bo@x.org", "Müller"]]
LATIN = "Email,Name\nann@x.org,Ann\nbo@x.org,Bo\n"
LATIN_ROWS = [["ann@x.org", "Ann"], ["bo@x.org", "Bo"]]
KANJI = "Email,Name\nann@x.org,漢字\nbo@x.org,日本\n"
KANJI_ROWS = [["ann@x.org", "漢字"], ["bo@x.org", "日本"]]


def write(folder: Path, content: bytes | str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(
    path: Path, options: SheetOptions | None = None
) -> tuple[list[str], list[SourceRow], list[str]]:
    with open_sheet(path, options) as sheet:
        return sheet.header, list(sheet.rows()), sheet.warnings


@pytest.mark.parametrize(
    ("content", "encoding", "rows"),
    [
        (PLAIN.encode(), "utf-8", ROWS),
        (codecs.BOM_UTF8 + PLAIN.encode(), "utf-8-sig", ROWS),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "utf-16", ROWS),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "utf-16", ROWS),
        (codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"), "utf-32", ROWS),
        (codecs.BOM_UTF32_BE + PLAIN.encode("utf-32-be"), "utf-32", ROWS),
        (PLAIN.encode("utf-16-le"), "utf-16-le", ROWS),
        (PLAIN.encode("utf-16-be"), "utf-16-be", ROWS),
        (LATIN.encode("utf-16-le"), "utf-16-le", LATIN_ROWS),
        (LATIN.encode("utf-16-be"), "utf-16-be", LATIN_ROWS),
        (KANJI.encode("utf-16-le"), "utf-16-le", KANJI_ROWS),
        (LATIN.encode("ascii"), "utf-8", LATIN_ROWS),
    ],
)
def test_unicode_files_prove_their_encoding(
    tmp_path: Path, content: bytes, encoding: str, rows: list[list[str]]
) -> None:
    path = write(tmp_path, content)

    header, found, warnings = read(path)

    assert (detect(path).encoding, detect(path).encoding_certain) == (encoding, True)
    assert header == HEADER
    assert [row.cells for row in found] == rows
    assert [row.line for row in found] == [2, 3]
    assert warnings == []


def test_wide_text_without_latin_letters_is_still_recognised(tmp_path: Path) -> None:
    text = "漢字漢字漢字漢字,日本日本日本日本日本日本\n" * 9

    assert detect(write(tmp_path, text.encode("utf-16-le"))).encoding == "utf-16-le"


def test_windows_1252_is_read_and_marked_as_a_guess(tmp_path: Path) -> None:
    path = write(tmp_path, PLAIN.encode("cp1252"))

    _, rows, warnings = read(path)

    assert (detect(path).encoding, detect(path).encoding_certain) == ("cp1252", False)
    assert [row.cells for row in rows] == ROWS
    assert any("guess" in warning for warning in warnings)


def test_a_chosen_encoding_is_obeyed_and_needs_no_warning(tmp_path: Path) -> None:
    path = write(tmp_path, KANJI.encode("cp932"))

    _, rows, warnings = read(path, SheetOptions(encoding="shift_jis"))

    assert [row.cells for row in rows] == KANJI_ROWS
    assert warnings == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-8-sig"])
def test_a_mark_never_sticks_to_the_first_header(tmp_path: Path, encoding: str) -> None:
    content = ("" if encoding == "utf-8-sig" else "\ufeff") + PLAIN
    path = write(tmp_path, content.encode(encoding))

    assert read(path, SheetOptions(encoding=encoding))[0] == HEADER


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_all_line_ends_are_understood(tmp_path: Path, end: str) -> None:
    header, rows, _ = read(write(tmp_path, PLAIN.replace("\n", end)))

    assert header == HEADER
    assert [row.cells for row in rows] == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, PLAIN.replace(",", delimiter))

    assert detect(path).delimiter == delimiter
    assert [row.cells for row in read(path)[1]] == ROWS


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a,b;c,d\n1;2\n", ";"),
        ('"a;x","b;y"\n"1;1",2\n', ","),
        ("Report, of May\n\nName;Email;Dept\nA;a@x.org;IT\nB;b@x.org;HR\n", ";"),
        ("one\ntwo\n", ","),
        ("a|b\nx;y|z\n", "|"),
    ],
)
def test_other_delimiters_inside_cells_do_not_mislead(
    tmp_path: Path, text: str, delimiter: str
) -> None:
    assert detect(write(tmp_path, text)).delimiter == delimiter


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", "\ufeffsep=;"])
def test_a_separator_line_is_obeyed_and_is_no_row(tmp_path: Path, first: str) -> None:
    path = write(tmp_path, f"{first}\r\nEmail;Name\r\nann@x.org;a,b,c\r\n")

    header, rows, _ = read(path)

    assert header == HEADER
    assert rows == [SourceRow(1, 3, ["ann@x.org", "a,b,c"], None)]


def test_quoted_line_breaks_and_doubled_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    path = write(tmp_path, 'Email,Note\na@x.org,"one\r\ntwo\nthree ""3"""\nb@x.org,x\n')

    _, rows, warnings = read(path)

    assert rows == [
        SourceRow(1, 2, ["a@x.org", 'one\r\ntwo\nthree "3"'], None),
        SourceRow(2, 5, ["b@x.org", "x"], None),
    ]
    assert warnings == []


def test_an_unclosed_quote_is_named_and_swallows_no_row(tmp_path: Path) -> None:
    lines = [f"p{number}@x.org,Ann" for number in range(2, 9000)]
    lines[4998] = 'p5000@x.org,"Ann'
    path = write(tmp_path, "Email,Name\n" + "\n".join(lines) + "\n")

    _, rows, _ = read(path)

    assert [row.line for row in rows] == list(range(2, 9000))
    assert [row.line for row in rows if row.problem] == [5000]
    assert rows[4998].cells == ["p5000@x.org", '"Ann']
    assert rows[4998].problem is not None
    assert "line 5000" in rows[4998].problem


def test_a_quote_left_open_before_quoted_cells_spoils_its_own_line_only(tmp_path: Path) -> None:
    path = write(tmp_path, 'Email,Name\na@x.org,"Ann\nb@x.org,"Bo"\nc@x.org,Cy\n')

    _, rows, _ = read(path)

    assert [row.cells for row in rows] == [
        ["a@x.org", '"Ann'],
        ["b@x.org", "Bo"],
        ["c@x.org", "Cy"],
    ]
    assert [bool(row.problem) for row in rows] == [True, False, False]


def test_many_unclosed_quotes_are_all_named(tmp_path: Path) -> None:
    count = 12_000
    path = write(tmp_path, "A,B,C,D\n" + 'a,b",c,"d\n' * count)

    _, rows, _ = read(path)

    assert len(rows) == count
    assert all(row.problem and row.cells == ["a", 'b"', "c", '"d'] for row in rows)


def test_a_quote_within_an_unquoted_cell_is_text(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, 'Email,Size\na@x.org,5" pipe\n'))

    assert rows == [SourceRow(1, 2, ["a@x.org", '5" pipe'], None)]


def test_text_behind_a_closing_quote_is_named(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, 'Email,Name\na@x.org,"Ann" Ek\nb@x.org,Bo\n'))

    assert rows[0].problem is not None
    assert "Ann" in rows[0].cells[1]
    assert rows[1] == SourceRow(2, 3, ["b@x.org", "Bo"], None)


def test_rows_of_wrong_length_are_named_and_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "A,B,C\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n")

    _, rows, _ = read(path)

    assert [row.cells for row in rows] == [
        ["1", "2", "3"],
        ["1", "2", ""],
        ["1", "2", "3", "4"],
        ["1", "2", "3"],
    ]
    assert [bool(row.problem) for row in rows] == [False, True, True, False]
    assert "2 cells" in str(rows[1].problem)
    assert "4 cells" in str(rows[2].problem)


def test_empty_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "A,B\n\n1,2\n,\n  , \n3,4\n\n")

    _, rows, warnings = read(path)

    assert [(row.row, row.line) for row in rows] == [(1, 3), (2, 6)]
    assert warnings == ["4 empty lines were left out (the first is line 2)."]


def test_nul_characters_are_named(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, "A,B\n1,2\n1,\x002\n3,4\n"))

    assert [bool(row.problem) for row in rows] == [False, True, False]
    assert "NUL" in str(rows[1].problem)
    assert rows[1].cells == ["1", "\x002"]


def test_bytes_that_are_no_text_stop_with_their_line(tmp_path: Path) -> None:
    good = "ann@x.org,Zoë Müller Größe\n"
    content = ("Email,Name\n" + good * 4998).encode() + b"bo@x.org,\xff\n" + good.encode()
    path = write(tmp_path, content)

    with pytest.raises(SheetError, match="line 5000"):
        read(path)
    assert detect(path).encoding_certain is False
    assert len(read(path, SheetOptions(encoding="latin-1"))[1]) == 5000


def test_a_wrongly_chosen_encoding_stops_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="line 2"):
        read(write(tmp_path, PLAIN.encode("cp1252")), SheetOptions(encoding="utf-8"))
    with pytest.raises(SheetError, match="utf-16"):
        read(write(tmp_path, LATIN), SheetOptions(encoding="utf-16"))
    with pytest.raises(SheetError, match="klingon"):
        read(write(tmp_path, LATIN), SheetOptions(encoding="klingon"))


def test_titles_above_the_header_are_left_out_with_a_word(tmp_path: Path) -> None:
    path = write(tmp_path, "Staff of May\n\nEmail,Name,Dept\na@x.org,Ann,IT\nb@x.org,Bo,HR\n")

    detection = detect(path)
    header, rows, warnings = read(path)

    assert detection.header_row == 3
    assert detection.sample[detection.header_row - 1] == header == ["Email", "Name", "Dept"]
    assert [row.line for row in rows] == [4, 5]
    assert any("1 line above" in warning for warning in warnings)


def test_a_chosen_header_row_is_obeyed(tmp_path: Path) -> None:
    path = write(tmp_path, "A,B\nEmail,Name\na@x.org,Ann\n")

    assert read(path)[0] == ["A", "B"]
    assert read(path, SheetOptions(header_row=2))[0] == HEADER
    with pytest.raises(SheetError, match="row 9"):
        read(path, SheetOptions(header_row=9))


def test_a_row_of_data_is_not_taken_for_the_header(tmp_path: Path) -> None:
    path = write(tmp_path, "Email\na@x.org,Ann,IT\nb@x.org,Bo,HR\n")

    header, rows, _ = read(path)

    assert header == ["Email"]
    assert all(row.problem for row in rows)


def test_doubled_and_empty_headers_are_kept_with_a_word(tmp_path: Path) -> None:
    header, rows, warnings = read(write(tmp_path, "Email,,Email,Dept\na,b,c,d\n"))

    assert header == ["Email", "", "Email", "Dept"]
    assert rows[0].cells == ["a", "b", "c", "d"]
    assert any("without a name: 2" in warning for warning in warnings)
    assert any("more than once: Email" in warning for warning in warnings)


def test_a_file_with_a_header_only_has_no_rows(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Email,Name"))[:2] == (HEADER, [])


@pytest.mark.parametrize("content", ["", "\n\n", " , \n"])
def test_a_file_without_header_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SheetError, match=r"empty|no column names"):
        read(write(tmp_path, content))


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_a_cell_larger_than_the_parsers_own_limit_is_read(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, f"A,B\n1,{'x' * 200_000}\n"))

    assert len(rows[0].cells[1]) == 200_000


def test_rows_start_again_at_every_call(tmp_path: Path) -> None:
    with open_sheet(write(tmp_path, "A,B\n\n1,2\n")) as sheet:
        first = list(sheet.rows())

        assert list(sheet.rows()) == first
        assert len(sheet.warnings) == 1


def test_spreadsheet_words_and_leading_zeros_stay_text(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, "A,B,C,D\n00123,1E5,NA,null\n"))

    assert rows[0].cells == ["00123", "1E5", "NA", "null"]


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"%PDF-1.7\n", "PDF"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"\xff\xd8\xff\xe0", "picture")],
)
def test_a_file_that_is_no_table_says_what_it_is(tmp_path: Path, start: bytes, what: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(start + b"\x00\x01rest")

    with pytest.raises(SheetError, match=what):
        detect(path)
