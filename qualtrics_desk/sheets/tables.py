"""Open tables: a header and rows, from text or from a workbook.

Nothing that is wrong with a file ends the reading silently: a row that does not fit carries its
problem, lines that hold nothing are counted in the warnings, and bytes that are no text end in an
error that names their line.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Self

import msgspec

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.sheets.csv_records import Record, read_records, start_of
from qualtrics_desk.sheets.encodings import OFFERED, open_text, undecodable, unreadable
from qualtrics_desk.sheets.workbook_records import Workbook, cell_text, is_rounded

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from types import TracebackType

    from qualtrics_desk.sheets.detection import Detection


class SourceRow(msgspec.Struct, frozen=True, gc=False):
    """A row of data.

    Attributes:
        row: Its number among the rows of data, 1-based.
        line: The first line (or row of the sheet) of the file that it occupies.
        cells: At least as many as the header has; more only if `problem` says so.
        problem: What is wrong with its form, or None.
    """

    row: int
    line: int
    cells: list[str]
    problem: str | None


class Sheet(ABC):
    """An open table. Use it as a context manager.

    Attributes:
        kind: "csv" or "xlsx".
        header: The column names as they stand in the file, empty and doubled ones included.
        header_row: Their record, 1-based.
        encoding: Of a text file, else "".
        delimiter: Of a text file, else "".
        sheet: Of a workbook, else "".
        warnings: What is odd about the file as a whole; complete when all rows are read.
    """

    def __init__(self, path: Path, detection: Detection) -> None:
        self.path = path
        self.kind = detection.kind
        self.encoding = detection.encoding
        self.encoding_certain = detection.encoding_certain
        self.delimiter = detection.delimiter
        self.sheet = detection.sheet
        self.header_row = detection.header_row
        self.header: list[str] = []
        self.warnings: list[str] = []
        self._header_warnings: list[str] = []
        first = self._first_records(detection.sample)
        self._take_header(first.pop() if len(first) == self.header_row else None, first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:  # noqa: B027 - a workbook holds nothing open
        """Let go of the file."""

    def rows(self) -> Iterator[SourceRow]:
        """All rows below the header, from the first one at every call.

        Raises:
            SheetError: While it runs: the file holds bytes that are no text in its encoding.
        """
        self.warnings = list(self._header_warnings)
        width = len(self.header)
        row = 0
        blank_count = first_blank = 0
        with closing(self._records()) as records:
            for record in islice(records, self.header_row, None):
                line, cells, problem = record.line, record.cells, record.problem
                if len(cells) == width and problem is None and any(map(str.strip, cells)):
                    row += 1
                    yield SourceRow(row, line, cells, None)
                elif problem is None and not any(cell.strip() for cell in cells):
                    blank_count += 1
                    first_blank = first_blank or line
                else:
                    row += 1
                    yield SourceRow(row, line, *_fitted(cells, width, problem))
        if blank_count:
            self.warnings.append(
                f"{several(blank_count, 'empty line was', 'empty lines were')} left out "
                f"(the first is line {first_blank})."
            )
        self._add_closing_warnings()

    def height(self) -> int | None:
        """How many records there are where that costs no reading, else None."""
        return None

    @abstractmethod
    def _records(self) -> Generator[Record, None, None]:
        """All records of the file, those above the header too."""

    def _add_closing_warnings(self) -> None:  # noqa: B027 - a workbook has nothing more to say
        """Say what only reading the whole file shows."""

    def _first_records(self, sample: list[list[str]]) -> list[Record]:  # noqa: ARG002
        """The records down to the header; the sample of the detection may save reading them."""
        with closing(self._records()) as records:
            return list(islice(records, self.header_row))

    def _take_header(self, record: Record | None, before: list[Record]) -> None:
        if record is None or not any(cell.strip() for cell in record.cells):
            raise SheetError(
                f"{self.path.name} has no column names in row {self.header_row}.",
                hint="Choose the row that holds the column names.",
            )
        self.header = record.cells
        warnings = self._header_warnings
        above = sum(any(map(str.strip, line.cells)) for line in before)
        if above:
            warnings.append(
                f"{several(above, 'line', 'lines')} above the column names "
                f"{'is' if above == 1 else 'are'} left out."
            )
        if record.problem:
            warnings.append(f"Column names: {record.problem}")
        if not self.encoding_certain:
            name = OFFERED.get(self.encoding, self.encoding)
            warnings.append(f"The encoding {name} is a guess: check letters with accents.")
        names = [name.strip() for name in self.header]
        empty = [str(number) for number, name in enumerate(names, start=1) if not name]
        if empty:
            warnings.append(f"Columns without a name: {', '.join(empty)}.")
        doubled = dict.fromkeys(name for name in names if name and names.count(name) > 1)
        if doubled:
            warnings.append(f"Column names that occur more than once: {', '.join(doubled)}.")
        self.warnings = list(warnings)


class TextSheet(Sheet):
    """A table of separated text, streamed."""

    def _records(self) -> Generator[Record, None, None]:
        with open_text(self.path, self.encoding) as stream:
            try:
                lines, announced = start_of(stream)
                first_line = 1 if announced is None else 2
                yield from read_records(lines, self.delimiter, first_line=first_line)
            except UnicodeDecodeError as error:
                raise undecodable(self.path, self.encoding, error) from error
            except OSError as error:
                raise unreadable(self.path, error) from error


class WorkbookSheet(Sheet):
    """A sheet of a workbook."""

    _rounded = 0
    _first_rounded = 0

    def _first_records(self, sample: list[list[str]]) -> list[Record]:
        if self.header_row > len(sample):
            return super()._first_records(sample)
        cells = sample[: self.header_row]
        cells[-1] = _without_blank_end(cells[-1])
        return [Record(number, texts, None) for number, texts in enumerate(cells, start=1)]

    def height(self) -> int | None:
        """The sheet knows it."""
        with closing(Workbook(self.path)) as workbook:
            end = workbook.open(self.sheet).end
            return 0 if end is None else int(end[0]) + 1

    def _records(self) -> Generator[Record, None, None]:
        self._rounded = self._first_rounded = 0
        with closing(Workbook(self.path)) as workbook:
            for number, cells in enumerate(workbook.open(self.sheet).iter_rows(), start=1):
                texts = [cell if type(cell) is str else cell_text(cell) for cell in cells]
                if number == self.header_row:
                    texts = _without_blank_end(texts)
                elif any(is_rounded(cell) for cell in cells):
                    self._rounded += 1
                    self._first_rounded = self._first_rounded or number
                yield Record(number, texts, None)

    def _add_closing_warnings(self) -> None:
        if self._rounded:
            self.warnings.append(
                f"{several(self._rounded, 'row holds', 'rows hold')} a number of more than 15 "
                f"digits (the first is row {self._first_rounded}): the spreadsheet program has "
                "rounded it. Format such a column as text before typing the ids."
            )


def _without_blank_end(cells: list[str]) -> list[str]:
    """Every row of a sheet is as wide as its widest; the header ends with its last name."""
    filled = [number for number, cell in enumerate(cells, start=1) if cell.strip()]
    return cells[: filled[-1]] if filled else []


def _fitted(cells: list[str], width: int, problem: str | None) -> tuple[list[str], str | None]:
    """A row made as long as the header, and what is wrong with it.

    Blank cells beyond the header are an artefact of spreadsheet programs; missing cells are not
    taken as blank, because the row may be the half of one that was broken.
    """
    surplus = cells[width:]
    if not any(cell.strip() for cell in surplus):
        cells = cells[:width]
    elif problem is None:
        problem = misfit(len(cells), width)
    if len(cells) < width:
        problem = problem or misfit(len(cells), width, "only ")
        cells = cells + [""] * (width - len(cells))
    return cells, problem


def misfit(cells: int, width: int, only: str = "") -> str:
    """Say that a row has other cells than there are columns."""
    there = f"{'is' if width == 1 else 'are'} {several(width, 'column')}"
    return f"The row has {only}{several(cells, 'cell')}; there {there}."
