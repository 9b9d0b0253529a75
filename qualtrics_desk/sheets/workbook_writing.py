"""Workbooks out: one sheet, row by row, every cell as text."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING, Final, Self

import xlsxwriter

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets.replacement import Replacement, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

_SHEET_ROWS: Final = 1_048_576
_SHEET_COLUMNS: Final = 16_384
_CELL_CHARACTERS: Final = 32_767
"""Limits of the xlsx format; the writer below would drop what is beyond them."""


class XlsxWriter:
    """Writes a workbook with one sheet, row by row, all cells as text."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._path = path
        self._part = Replacement(path)
        os.close(self._part.handle)
        # The writer leaves its own temporary files behind where no row was written.
        self._scratch = tempfile.TemporaryDirectory(
            dir=path.parent, prefix=f".{path.name}.", ignore_cleanup_errors=True
        )
        self._book = xlsxwriter.Workbook(
            str(self._part.path), {"constant_memory": True, "tmpdir": self._scratch.name}
        )
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._bold = self._book.add_format({"bold": True})
        self._next_row = 0
        try:
            self._write(header, self._bold)
        except BaseException:
            self._abandon()
            raise

    def write_row(self, cells: Sequence[str]) -> None:
        """Add a row.

        Raises:
            SheetError: It does not fit into the format.
        """
        self._write(cells, None)

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows; see `write_row`."""
        for cells in rows:
            self._write(cells, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._abandon()
            return
        try:
            self._book.close()
            with self._part.path.open("rb+") as file:
                os.fsync(file.fileno())
            self._part.finish()
        except (OSError, xlsxwriter.exceptions.FileCreateError) as problem:
            self._part.discard()
            raise unwritable(self._path, problem) from problem
        finally:
            self._scratch.cleanup()

    def _write(self, cells: Sequence[str], style: object) -> None:
        row = self._next_row
        if row >= _SHEET_ROWS or len(cells) > _SHEET_COLUMNS:
            raise SheetError(
                f"{self._path.name}: a workbook holds {_SHEET_ROWS:,} rows and "
                f"{_SHEET_COLUMNS:,} columns at most.",
                hint="Write a CSV file instead.",
            )
        for column, cell in enumerate(cells):
            if len(cell) > _CELL_CHARACTERS:
                raise SheetError(
                    f"{self._path.name}: a cell of row {row + 1} has {len(cell):,} characters; a "
                    f"workbook holds {_CELL_CHARACTERS:,}.",
                    hint="Write a CSV file instead.",
                )
            if cell:
                self._write_cell(row, column, cell, style)
        self._next_row = row + 1

    def _write_cell(self, row: int, column: int, cell: str, style: object) -> None:
        try:
            # Rows are written one later, where this would leave the workbook half closed.
            cell.encode()
            self._sheet.write_string(row, column, cell, style)
        except UnicodeEncodeError as error:
            raise SheetError(
                f"{self._path.name}: row {row + 1} holds half a character that cannot be written."
            ) from error
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _abandon(self) -> None:
        # Only closing a workbook closes its temporary files; what it makes is thrown away.
        with contextlib.suppress(OSError, xlsxwriter.exceptions.FileCreateError):
            self._book.close()
        self._part.discard()
        self._scratch.cleanup()
