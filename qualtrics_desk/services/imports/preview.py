"""A first look at a file: what it seems to be, and its first rows as they would be read.

Everything here blocks: call it off the window's thread.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.sheets.encodings import unreadable, unreadable_text
from qualtrics_desk.sheets.reading import (
    DELIMITERS,
    OFFERED,
    Detection,
    SourceRow,
    detect,
    open_sheet,
)

if TYPE_CHECKING:
    from pathlib import Path

ROWS: Final = 200
"""Rows that are shown."""
_PIECE: Final = 1 << 20
_SAME = {"utf-8-sig": "utf-8"}
"""Encodings that differ in nothing a person could choose."""


class PreviewRow(msgspec.Struct, frozen=True):
    """One row of the file.

    Attributes:
        line: Where it begins in the file, 1-based.
        cells: Its cells as text.
        problem: What is wrong with its form, or "".
    """

    line: int
    cells: list[str]
    problem: str = ""


class FilePreview(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it would be read with some options.

    Attributes:
        name: File name.
        size: In bytes.
        kind: Text or workbook.
        encoding: Of a text file, else "".
        encoding_certain: Whether the file proves it, or a person chose it.
        delimiter: Of a text file, else "".
        sheets: Names of a workbook's sheets.
        sheet: The one shown, else "".
        header_row: The record with the column names, 1-based.
        header: Column names as they stand in the file.
        columns: The same, each distinct and not empty.
        above: Records above the column names.
        rows: The first rows of data.
        warnings: What is odd about the file as a whole.
        row_count: Rows of data; an estimate unless `is_whole`.
        is_whole: Whether `rows` are all rows there are.
        problem: Why the file cannot be read to its end, or None.
    """

    name: str
    size: int
    kind: Literal["csv", "xlsx"]
    encoding: str
    encoding_certain: bool
    delimiter: str
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    header: list[str]
    columns: list[str]
    above: list[list[str]]
    rows: list[PreviewRow]
    warnings: list[str]
    row_count: int
    is_whole: bool
    problem: SheetError | None = None

    def options(self, chosen: SheetOptions) -> SheetOptions:
        """What a recipe keeps: what was chosen, and what the file does not prove by itself."""
        if chosen.encoding is None and self.kind == "csv" and not self.encoding_certain:
            return msgspec.structs.replace(chosen, encoding=self.encoding)
        return chosen


def preview_file(path: Path, options: SheetOptions | None = None) -> FilePreview:
    """Look at a file.

    Args:
        path: The file.
        options: What is chosen already; the rest is found out.

    Raises:
        SheetError: The file cannot be read at all, is empty, or has no column names there.
    """
    options = options or SheetOptions()
    size = _size(path)
    detection = detect(path, options)
    opened = _open(path, detection, options)
    problem = opened.problem
    if problem is None and detection.kind == "csv" and not opened.is_whole:
        problem = _later_problem(path, detection, options)
    return FilePreview(
        name=path.name,
        size=size,
        kind=detection.kind,
        encoding=_SAME.get(detection.encoding, detection.encoding),
        encoding_certain=detection.encoding_certain,
        delimiter=detection.delimiter,
        sheets=detection.sheets,
        sheet=detection.sheet,
        header_row=detection.header_row,
        header=opened.header,
        columns=column_names(opened.header),
        above=detection.sample[: detection.header_row - 1],
        rows=[PreviewRow(row.line, row.cells, row.problem or "") for row in opened.rows],
        warnings=opened.warnings,
        row_count=(
            len(opened.rows) if opened.is_whole else _estimate(path, detection, opened.rows)
        ),
        is_whole=opened.is_whole,
        problem=problem,
    )


def encodings(current: str = "") -> list[tuple[str, str]]:
    """Encodings to choose from with their names for people; the current one is among them."""
    offered = dict(OFFERED)
    if current and current not in offered:
        offered[current] = current.upper()
    return list(offered.items())


def delimiters(current: str = "") -> list[str]:
    """Characters that may separate cells; the current one is among them."""
    offered: list[str] = sorted(DELIMITERS, key=",;\t|".index)
    return offered if not current or current in offered else [*offered, current]


class _Opened(NamedTuple):
    header: list[str]
    rows: list[SourceRow]
    warnings: list[str]
    is_whole: bool
    problem: SheetError | None


def _open(path: Path, detection: Detection, options: SheetOptions) -> _Opened:
    """The first rows; where bytes are no text, the sample of the detection shows where."""
    rows: list[SourceRow] = []
    try:
        with open_sheet(path, options) as sheet:
            reader = sheet.rows()
            rows.extend(islice(reader, ROWS))
            is_whole = next(reader, None) is None
            return _Opened(list(sheet.header), rows, list(sheet.warnings), is_whole, None)
    except SheetError as error:
        problem = unreadable_text(path, detection.encoding) if detection.kind == "csv" else None
        if problem is None or len(detection.sample) < detection.header_row:
            raise
        sample = detection.sample[detection.header_row - 1 :]
        shown = [
            SourceRow(row, detection.header_row + row, cells, None)
            for row, cells in enumerate(sample[1:], start=1)
            if any(cell.strip() for cell in cells)
        ]
        return _Opened(sample[0], shown, [], is_whole=False, problem=error)


def _later_problem(path: Path, detection: Detection, options: SheetOptions) -> SheetError | None:
    """Bytes far down that are no text, where the detection has not looked at all of them."""
    if options.encoding is None and detection.encoding_certain:
        return None
    return unreadable_text(path, detection.encoding)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error


def _estimate(path: Path, detection: Detection, rows: list[SourceRow]) -> int:
    """About how many rows of data there are, from the lines of the file."""
    if detection.kind == "xlsx":
        with open_sheet(path, SheetOptions(sheet=detection.sheet or None)) as sheet:
            return max(len(rows), (sheet.height() or 0) - detection.header_row)
    lines = _count_lines(path)
    if len(rows) < 2:
        return max(len(rows), lines - detection.header_row)
    per_row = (rows[-1].line - rows[0].line) / (len(rows) - 1)
    return max(len(rows), round((lines - rows[0].line + 1) / max(per_row, 1.0)))


def _count_lines(path: Path) -> int:
    """Line feeds of a file; of a file that old Macs wrote, carriage returns."""
    feeds = returns = 0
    last = b""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                feeds += piece.count(b"\n")
                returns += piece.count(b"\r")
                last = piece[-2:]
    except OSError as error:
        raise unreadable(path, error) from error
    ends = feeds or returns
    return ends if last.strip(b"\0").endswith((b"\n", b"\r")) else ends + 1
