"""What a file is: text or workbook, its encoding, its delimiter, where its table begins."""

from __future__ import annotations

from codecs import BOM_UTF8
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.sheets.csv_records import start_of
from qualtrics_desk.sheets.encodings import guess_encoding, require_encoding, unreadable
from qualtrics_desk.sheets.layout import (
    SAMPLE_RECORDS,
    find_delimiter,
    find_header_row,
    sample_records,
)
from qualtrics_desk.sheets.workbook_records import Workbook, cell_text

if TYPE_CHECKING:
    from pathlib import Path

_SAMPLE_CHARACTERS: Final = 1 << 17
_OTHER_FILES: Final = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rt": "a formatted text",
}
"""Files that people take for tables by mistake: read as text they would be a wall of signs."""
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_PAGES: Final = (b"<!doctype html", b"<html")
"""Beginnings of what a site gives somebody who is not signed in, whatever the file is called."""
_HEAD: Final = 256


class Detection(msgspec.Struct, frozen=True):
    """What a file seems to be, for the person to confirm.

    Attributes:
        kind: Text or workbook, by its content and not its name.
        encoding: Of a text file; "" for a workbook.
        encoding_certain: Whether the file proves it. If not, ask.
        delimiter: Of a text file; "" for a workbook.
        sheets: Names of a workbook's sheets.
        sheet: The one that the sample is from; "" for a text file.
        header_row: The record that seems to hold the column names, 1-based.
        sample: The first records, empty ones included, so that `sample[header_row - 1]` is the
            header. A line such as `sep=;` is not one of them.
    """

    kind: Literal["csv", "xlsx"]
    encoding: str
    encoding_certain: bool
    delimiter: str
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    sample: list[list[str]]


def detect(path: Path, options: SheetOptions | None = None) -> Detection:
    """Find out what a file is.

    Args:
        path: The file.
        options: What is chosen already: it is taken as given, so a preview can follow a choice.

    Raises:
        SheetError: The file cannot be read, is empty, or is a broken workbook.
    """
    options = options or SheetOptions()
    if _is_workbook(path):
        return _detect_workbook(path, options)
    return _detect_text(path, options)


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_HEAD)
    except OSError as error:
        raise unreadable(path, error) from error
    mark = start[:4]
    if not mark:
        raise SheetError(f"{path.name} is empty.")
    other = next((what for begin, what in _OTHER_FILES.items() if mark.startswith(begin)), None)
    if start.removeprefix(BOM_UTF8).lstrip().lower().startswith(_PAGES):
        other = "a web page"
    if other is not None:
        raise SheetError(
            f"{path.name} is {other}, not a table.",
            hint="Save the table as CSV UTF-8 or as an Excel workbook, and open that.",
        )
    return mark in _WORKBOOK_MARKS


def _detect_text(path: Path, options: SheetOptions) -> Detection:
    if options.encoding is None:
        encoding, certain = guess_encoding(path)
    else:
        encoding, certain = require_encoding(options.encoding), True
    lines, announced = _sample_lines(path, encoding)
    if options.delimiter is not None and len(options.delimiter) != 1:
        raise SheetError("The delimiter is one character.")
    delimiter = options.delimiter or announced or find_delimiter(lines)
    sample = sample_records(lines, delimiter)
    return Detection(
        kind="csv",
        encoding=encoding,
        encoding_certain=certain,
        delimiter=delimiter,
        sheets=(),
        sheet="",
        header_row=_chosen_row(options) or find_header_row(sample),
        sample=sample,
    )


def _sample_lines(path: Path, encoding: str) -> tuple[list[str], str | None]:
    """The first lines, and the delimiter that the file announces.

    Bytes that are no text show as replacement characters here; reading the rows names them.
    """
    lines: list[str] = []
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as stream:
            source, announced = start_of(stream)
            characters = 0
            for line in source:
                lines.append(line)
                characters += len(line)
                if characters > _SAMPLE_CHARACTERS:
                    break
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeError as error:
        # UTF-16 and UTF-32 without their mark break even where errors are to be replaced.
        raise SheetError(
            f"{path.name} is not in the encoding {encoding}.",
            detail=str(error),
            hint="Choose another encoding.",
        ) from error
    return lines, announced


def _detect_workbook(path: Path, options: SheetOptions) -> Detection:
    workbook = Workbook(path)
    try:
        sheet = workbook.open(options.sheet)
        records = [
            [cell_text(cell) for cell in cells]
            for cells in islice(sheet.iter_rows(), SAMPLE_RECORDS)
        ]
        return Detection(
            kind="xlsx",
            encoding="",
            encoding_certain=True,
            delimiter="",
            sheets=workbook.sheets,
            sheet=sheet.name,
            header_row=_chosen_row(options) or find_header_row(records),
            sample=records,
        )
    finally:
        workbook.close()


def _chosen_row(options: SheetOptions) -> int | None:
    if options.header_row is not None and options.header_row < 1:
        raise SheetError("The row of the column names counts from 1.")
    return options.header_row
