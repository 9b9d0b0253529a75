"""A corpus of contact files as other people make them; `python -m tests.ugly_files DIR` writes it.

Each file says what must come of it: all its rows with their exact cells, or a message that names
the line. The e-mail address is always the first column, so that each can be imported.
"""

from __future__ import annotations

import codecs
import datetime as dt
import sys
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = ["Email", "Name"]
PLAIN = [["ann@x.org", "Zoë"], ["bo@x.org", "Müller"]]
CLOSED = "\r\n"


@dataclass(frozen=True)
class Ugly:
    """One file and what must come of it.

    Attributes:
        name: With the suffix that its sender gave it.
        content: Its bytes.
        header: Its column names as shown.
        rows: The cells of every row, in order; a row with a problem has the cells that were there.
        bad: Line numbers of rows with a problem, and a word of the problem.
        refused: Where the file cannot be read at all: words of the message, the line among them.
    """

    name: str
    content: bytes
    header: list[str] = field(default_factory=lambda: list(HEADER))
    rows: list[list[str]] = field(default_factory=lambda: [list(row) for row in PLAIN])
    bad: dict[int, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def text(rows: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    """Cells that need no quotes."""
    return "".join(delimiter.join(row) + end for row in [HEADER, *rows])


def encoded() -> Iterator[Ugly]:
    """Byte order marks and encodings."""
    plain = text(PLAIN)
    wide = [["ann@x.org", "漢字"], ["bo@x.org", "日本"]]
    kana = [["ann@x.org", "ひらがな漢字"], ["bo@x.org", "カタカナ東京都"]]
    yield Ugly("utf-8.csv", plain.encode())
    yield Ugly("utf-8-bom.csv", codecs.BOM_UTF8 + plain.encode())
    yield Ugly(
        "utf-8-bom-quoted-header.csv", codecs.BOM_UTF8 + plain.replace("Email", '"Email"').encode()
    )
    yield Ugly("utf-16-le-bom.csv", codecs.BOM_UTF16_LE + plain.encode("utf-16-le"))
    yield Ugly("utf-16-be-bom.csv", codecs.BOM_UTF16_BE + plain.encode("utf-16-be"))
    yield Ugly("utf-16-le-bare.csv", plain.encode("utf-16-le"))
    yield Ugly("utf-16-be-bare.csv", plain.encode("utf-16-be"))
    yield Ugly("utf-16-le-kanji.csv", text(wide).encode("utf-16-le"), rows=wide)
    yield Ugly("utf-32-bom.csv", codecs.BOM_UTF32_LE + plain.encode("utf-32-le"))
    yield Ugly("windows-1252.csv", plain.encode("cp1252"))
    yield Ugly("shift-jis.csv", text(kana).encode("shift_jis"), rows=kana)
    # Excel's "Unicode text".
    yield Ugly(
        "excel-unicode.txt", codecs.BOM_UTF16_LE + text(PLAIN, "\t", "\r\n").encode("utf-16-le")
    )


def shaped() -> Iterator[Ugly]:
    """Line ends, delimiters, quotes, rows of another length."""
    for name, end in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r"), ("crcrlf", "\r\r\n")):
        yield Ugly(f"ends-{name}.csv", text(PLAIN, end=end).encode())
    yield Ugly("no-last-end.csv", text(PLAIN).rstrip("\n").encode())
    for name, delimiter in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|")):
        yield Ugly(f"{name}.csv", text(PLAIN, delimiter).encode())
    yield Ugly("sep-line.csv", b"sep=;\r\n" + text(PLAIN, ";", "\r\n").encode())
    yield Ugly(
        "line-breaks-in-cells.csv",
        b'Email,Name\nann@x.org,"Ann\nof Lund"\nbo@x.org,"Bo ""the"" Ek"\n',
        rows=[["ann@x.org", "Ann\nof Lund"], ["bo@x.org", 'Bo "the" Ek']],
    )
    yield Ugly(
        "open-quote.csv",
        b'Email,Name\nann@x.org,"Ann\nbo@x.org,Bo\ncy@x.org,Cy\n',
        rows=[["ann@x.org", '"Ann'], ["bo@x.org", "Bo"], ["cy@x.org", "Cy"]],
        bad={2: "quotation"},
    )
    yield Ugly(
        "text-behind-quote.csv",
        b'Email,Name\nann@x.org,"Ann" Ek\nbo@x.org,Bo\n',
        rows=[["ann@x.org", "Ann Ek"], ["bo@x.org", "Bo"]],
        bad={2: "quotation"},
    )
    yield Ugly(
        "ragged.csv",
        b"Email,Name\nann@x.org\nbo@x.org,Bo,surplus\ncy@x.org,Cy\n",
        rows=[["ann@x.org", ""], ["bo@x.org", "Bo", "surplus"], ["cy@x.org", "Cy"]],
        bad={2: "1", 3: "3"},
    )
    yield Ugly(
        "empty-lines.csv",
        b"Email,Name\n\nann@x.org,Ann\n\n\nbo@x.org,Bo\n\n",
        rows=[["ann@x.org", "Ann"], ["bo@x.org", "Bo"]],
    )
    yield Ugly(
        "nul.csv",
        b"Email,Name\nann@x.org,A\x00nn\nbo@x.org,Bo\n",
        rows=[["ann@x.org", "A\x00nn"], ["bo@x.org", "Bo"]],
        bad={2: "NUL"},
    )
    # Five thousand good lines do not hide the one that is not.
    many = [[f"p{n}@x.org", f"Name {n}"] for n in range(6_000)]
    broken = [[*row, "surplus"] if n == 4_998 else row for n, row in enumerate(many)]
    yield Ugly("line-5000.csv", text(broken).encode(), rows=broken, bad={5_000: "3"})


def headed() -> Iterator[Ugly]:
    """Headers and what stands above them."""
    yield Ugly(
        "two-titles.csv",
        b"Members of the spring survey,\nas of March,\nEmail,Name\nann@x.org,Ann\nbo@x.org,Bo\n",
        rows=[["ann@x.org", "Ann"], ["bo@x.org", "Bo"]],
    )
    yield Ugly(
        "doubled-headers.csv",
        b"Email,Name,Name\nann@x.org,Ann,Ek\nbo@x.org,Bo,Al\n",
        header=["Email", "Name", "Name"],
        rows=[["ann@x.org", "Ann", "Ek"], ["bo@x.org", "Bo", "Al"]],
    )
    yield Ugly(
        "empty-headers.csv",
        b"Email,,Name\nann@x.org,1,Ann\nbo@x.org,2,Bo\n",
        header=["Email", "", "Name"],
        rows=[["ann@x.org", "1", "Ann"], ["bo@x.org", "2", "Bo"]],
    )
    yield Ugly("zero-rows.csv", b"Email,Name\n", rows=[])
    yield Ugly("empty.csv", b"", refused=("empty",))
    yield Ugly("only-blank-lines.csv", b"\n\n \n", refused=("column names", "row 1"))
    wide = [f"Field {n}" for n in range(299)]
    yield Ugly(
        "300-columns.csv",
        ("Email," + ",".join(wide) + "\nann@x.org" + ",x" * 299 + "\n").encode(),
        header=["Email", *wide],
        rows=[["ann@x.org", *["x"] * 299]],
    )


def celled() -> Iterator[Ugly]:
    """Cells that programs like to change."""
    large = "x" * 2_000_000
    yield Ugly("2-mb-cell.csv", text([["ann@x.org", large]]).encode(), rows=[["ann@x.org", large]])
    odd = [["ann@x.org", "00123"], ["bo@x.org", "1E5"], ["cy@x.org", "=1+1"], ["di@x.org", "3/4"]]
    yield Ugly("numbers-as-text.csv", text(odd).encode(), rows=odd)
    spaces = [["ann@x.org", "  Ann  "], ["bo@x.org", "\u00a0Bo\u200b"]]
    yield Ugly("spaces.csv", text(spaces).encode(), rows=spaces)
    right = [
        ["ann@x.org", "عمر"],
        ["bo@x.org", "שרה"],
        ["cy@x.org", "👩‍🚀"],
        ["di@x.org", "e\u0301"],
    ]
    yield Ugly("scripts.csv", text(right).encode(), rows=right)
    yield Ugly(
        "stray-bytes.csv",
        b"Email,Name\nann@x.org,Ann\nbo@x.org,B\x81\xff\xfe\x00\x01o\n",
        rows=[["ann@x.org", "Ann"], ["bo@x.org", "B\x81ÿþ\x00\x01o"]],
        bad={3: "NUL"},
    )
    # One broken letter in a file that is Unicode everywhere else.
    yield Ugly(
        "broken-utf-8.csv",
        text([*PLAIN, ["cy@x.org", "Åsa"], ["di@x.org", "Ängström"]])
        .encode()
        .replace("Åsa".encode(), b"\xc3sa"),
        refused=("line 4", "utf-8"),
    )


def book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        fill(made)
    return out.getvalue()


def sheet(made: xlsxwriter.Workbook, name: str, rows: list[list[str]]) -> None:
    """A sheet of text."""
    page = made.add_worksheet(name)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(place, column, cell)


def worked() -> Iterator[Ugly]:
    """Workbooks, and files that only claim to be one."""
    table = [HEADER, *PLAIN]
    titles = [["Members of the spring survey"], ["as of March"]]

    def typed(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("Staff")
        date = made.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, ["Email", "Id", "Joined", "Share", "Active", "Sum"])
        page.write_string(1, 0, "ann@x.org")
        page.write_number(1, 1, 123456789012345)
        page.write_datetime(1, 2, dt.date(2026, 3, 1), date)
        page.write_number(1, 3, 0.5)
        page.write_boolean(1, 4, True)
        page.write_formula(1, 5, "=1+1", None, 2)
        page.write_row(2, 0, ["bo@x.org", "00017"])

    yield Ugly("plain.xlsx", book(lambda made: sheet(made, "Staff", table)))
    yield Ugly(
        "types.xlsx",
        book(typed),
        header=["Email", "Id", "Joined", "Share", "Active", "Sum"],
        rows=[
            ["ann@x.org", "123456789012345", "2026-03-01", "0.5", "true", "2"],
            ["bo@x.org", "00017", "", "", "", ""],
        ],
    )
    yield Ugly("titles.xlsx", book(lambda made: sheet(made, "Staff", [*titles, *table])))
    yield Ugly(
        "two-sheets.xlsx",
        book(lambda made: [sheet(made, name, table) for name in ("Staff", "Old")]),
    )
    yield Ugly("text-named.xlsx", text(PLAIN).encode())
    yield Ugly("workbook-named.csv", book(lambda made: sheet(made, "Staff", table)))
    yield Ugly(
        "cut.xlsx", book(lambda made: sheet(made, "Staff", table))[:2_000], refused=("workbook",)
    )
    yield Ugly("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), refused=("picture",))
    yield Ugly("page.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>", refused=("page",))


CORPUS = [*encoded(), *shaped(), *headed(), *celled(), *worked()]


def main() -> None:
    """Write the corpus into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for one in CORPUS:
        (folder / one.name).write_bytes(one.content)


if __name__ == "__main__":
    main()
