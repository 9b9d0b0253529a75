"""Spreadsheets for people: complete files or none.

A file is written beside its target under another name, synced, and renamed when it is whole. Every
cell is text, so leading zeros and long ids survive. Files hold personal data: mode 0600.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
from typing import TYPE_CHECKING, Final, Protocol, Self

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets.replacement import Replacement, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

_FORMULA_START: Final = re.compile(r"[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


class SheetWriter(Protocol):
    """A table being written; leaving its context without an error makes the file appear."""

    def write_row(self, cells: Sequence[str]) -> None:
        """Add a row."""

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_writer(
    path: Path,
    header: Sequence[str],
    *,
    encoding: str = "utf-8-sig",
    delimiter: str | None = None,
    excel_safe: bool = False,
) -> SheetWriter:
    """A writer chosen by the suffix of `path`: .xlsx, .tsv or .tab, else separated by commas.

    Args:
        path: The file to make or replace.
        header: Column names.
        encoding: Of a text file.
        delimiter: Of a text file, where the suffix shall not decide.
        excel_safe: See `CsvWriter`; a workbook needs none of it, its cells are marked as text.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        # Few files are workbooks, and every start would pay for it.
        from qualtrics_desk.sheets.workbook_writing import XlsxWriter

        return XlsxWriter(path, header)
    default = "\t" if suffix in {".tsv", ".tab"} else ","
    return CsvWriter(
        path, header, encoding=encoding, delimiter=delimiter or default, excel_safe=excel_safe
    )


def harmless(cell: str) -> str:
    """A cell that a spreadsheet program will not run as a formula (qualtrics-api.md F.54)."""
    if _FORMULA_START.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


class CsvWriter:
    """Writes separated text with CRLF line ends, as spreadsheet programs expect it."""

    def __init__(
        self,
        path: Path,
        header: Sequence[str],
        *,
        encoding: str = "utf-8-sig",
        delimiter: str = ",",
        excel_safe: bool = False,
    ) -> None:
        """Open the file and write the header.

        Args:
            path: The file to make or replace.
            header: Column names.
            encoding: The default carries a mark without which spreadsheet programs break accents.
            delimiter: What separates cells.
            excel_safe: Put an apostrophe before cells that would be run as a formula.
        """
        self._path = path
        self._encoding = encoding
        self._safe = excel_safe
        self._part = Replacement(path)
        self._delimiter = delimiter
        # Python encodes "utf-8-sig" piece by piece and far slower than UTF-8 with the same mark.
        has_mark = encoding.lower().replace("_", "-") == "utf-8-sig"
        self._stream = os.fdopen(
            self._part.handle, "w", encoding="utf-8" if has_mark else encoding, newline=""
        )
        self._writer = csv.writer(self._stream, delimiter=delimiter)
        try:
            if has_mark:
                self._stream.write("\ufeff")
            self.write_row(header)
        except BaseException:
            self._abandon()
            raise

    def write_row(self, cells: Sequence[str]) -> None:
        """Add a row."""
        self.write_rows((cells,))

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows.

        Raises:
            SheetError: The disk is full, or the encoding has no such letters.
        """
        if self._safe:
            rows = ([harmless(cell) for cell in cells] for cells in rows)
        self._write(lambda: self._writer.writerows(rows))

    def formatted(self, rows: Sequence[Sequence[str]]) -> str:
        """Rows as they stand in a file of this kind.

        Where no cell needs quotes, which the marks in the joined text tell, `csv` would do the same
        in five times the time. A row of one cell needs them where that is empty.
        """
        delimiter = self._delimiter
        text = "".join([delimiter.join(cells) + "\r\n" for cells in rows])
        widths = [len(cells) for cells in rows]
        if (
            '"' not in text
            and text.count(delimiter) == sum(widths) - len(rows)
            and text.count("\n") == text.count("\r") == len(rows)
            and min(widths, default=0) > 1
        ):
            return text
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=self._delimiter).writerows(rows)
        return stream.getvalue()

    def write_formatted(self, text: str) -> None:
        """Add rows that `formatted` has made, of a writer with the same form.

        Raises:
            SheetError: As for `write_rows`.
        """
        self._write(lambda: self._stream.write(text))

    def _write(self, write: Callable[[], object]) -> None:
        try:
            write()
        except UnicodeEncodeError as error:
            raise self._unencodable(error) from error
        except OSError as error:
            raise unwritable(self._path, error) from error

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
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.finish()
        except UnicodeEncodeError as problem:
            self._abandon()
            raise self._unencodable(problem) from problem
        except OSError as problem:
            self._abandon()
            raise unwritable(self._path, problem) from problem

    def _abandon(self) -> None:
        # What is still buffered may be the very text that cannot be written.
        with contextlib.suppress(OSError, ValueError):
            self._stream.close()
        self._part.discard()

    def _unencodable(self, error: UnicodeEncodeError) -> SheetError:
        letters = error.object[error.start : error.start + 10]
        return SheetError(
            f"{self._path.name}: the encoding {self._encoding} has no letters for {letters!r}.",
            hint="Write the file as UTF-8.",
        )
