"""Writing what a grid shows to a file: any rows, any columns in any order (design.md 6)."""

from __future__ import annotations

import asyncio
import codecs
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.errors import JobStopped, UsageError
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.paged_export import require_target
from qualtrics_desk.sheets.writing import open_writer

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import Row, RowSource, View
    from qualtrics_desk.sheets.writing import SheetWriter

PIECE = 2_000
"""Rows read and written at once."""

STATE, NOTE = "state", "note"
"""Keys of what is said of a row beside its columns."""


class ExportColumn(msgspec.Struct, frozen=True):
    """A column of the file: which one, and its name there."""

    key: str
    title: str


class ExportFormat(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is written; its suffix says whether it is a workbook or text.

    Attributes:
        encoding: Of a text file.
        delimiter: Of a text file; None: as the suffix says.
        excel_safe: Put an apostrophe before cells that a spreadsheet program would run.
    """

    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    excel_safe: bool = False


class ExportedRows(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    file: str
    rows: int


async def export_rows(
    source: RowSource,
    view: View,
    columns: Sequence[ExportColumn],
    path: Path,
    format_: ExportFormat | None = None,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> ExportedRows:
    """Write the rows of a view; the file appears when it is whole, or not at all.

    Args:
        source: The rows.
        view: Which of them, in which order.
        columns: Columns of the source, "state" or "note"; one that is not there stays blank.
        path: The file to make or replace; .csv, .tsv or .xlsx.
        format_: How.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        UsageError: When the folder is not there, no column was chosen, or there is no such
            encoding.
        SheetError: When the file cannot be written.
        JobStopped: On wish; there is no file then.
    """
    stop, format_ = stop or Stop(), format_ or ExportFormat()
    require_target(path)
    _require_possible(columns, format_)
    ids = await asyncio.to_thread(source.ids, view)
    writer = await asyncio.to_thread(_open, path, columns, format_)
    rows = 0
    with writer:
        for start in range(0, len(ids), PIECE):
            if stop.requested:
                raise JobStopped("The export was stopped.", detail="No file was made.")
            piece = ids[start : start + PIECE]
            rows += await asyncio.to_thread(_write, source, piece, columns, writer)
            report(Progress("Writing the file", rows, len(ids)))
    return ExportedRows(file=str(path), rows=rows)


def _require_possible(columns: Sequence[ExportColumn], format_: ExportFormat) -> None:
    if not columns:
        raise UsageError("No column was chosen.")
    try:
        codecs.lookup(format_.encoding)
    except LookupError as error:
        raise UsageError(f"There is no encoding {format_.encoding}.") from error
    if format_.delimiter is not None and len(format_.delimiter) != 1:
        raise UsageError("A delimiter is one character.")


def _open(path: Path, columns: Sequence[ExportColumn], format_: ExportFormat) -> SheetWriter:
    return open_writer(
        path,
        [column.title for column in columns],
        encoding=format_.encoding,
        delimiter=format_.delimiter,
        excel_safe=format_.excel_safe,
    )


def _write(
    source: RowSource, ids: array[int], columns: Sequence[ExportColumn], writer: SheetWriter
) -> int:
    places = {column.key: place for place, column in enumerate(source.columns)}
    wanted = [(column.key, places.get(column.key)) for column in columns]
    rows = source.rows(ids)
    writer.write_rows([_cells(row, wanted) for row in rows])
    return len(rows)


def _cells(row: Row, wanted: Sequence[tuple[str, int | None]]) -> list[str]:
    said: dict[str, Any] = {STATE: row.state, NOTE: row.note}
    return [
        scalar_text(said.get(key) if place is None else row.values[place]) for key, place in wanted
    ]
