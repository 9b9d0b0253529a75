"""The rows of a job with cells a person mended, before they are tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, Row, View
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_CELL = "cell"


class MendedRows:
    """A `RowSource` over `PlanRows`; mended cells show the old text beside the new one.

    They are kept here only: a retry takes them along, and until then nothing was promised.

    Attributes:
        rows_: The rows of the job.
        mended: Row, then place of the column in the file, then the new text.
    """

    def __init__(self, rows: PlanRows) -> None:
        self.rows_ = rows
        self.mended: dict[int, dict[int, str]] = {}
        self._first = next(
            (place for place, spec in enumerate(rows.columns) if spec.key == f"{_CELL}0"), 0
        )

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of the job's rows."""
        return self.rows_.columns

    def ids(self, view: View) -> array[int]:
        """The rows of a view; a mended cell is found by its old text."""
        return self.rows_.ids(view)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with their mended cells."""
        return [self._mended(row) for row in self.rows_.rows(ids)]

    def mend(self, row: Row, column: str, text: str) -> None:
        """Give a cell of a shown row another text; its own text again takes that back."""
        place = int(column.removeprefix(_CELL))
        cells = self.mended.setdefault(row.id, {})
        at = self._first + place
        # Of a cell that was not mended, `old` is what stands at the service, not in the file.
        was = row.old[at] if place in cells else row.values[at]
        if text == ("" if was is None else str(was)):
            cells.pop(place, None)
        else:
            cells[place] = text
        if not cells:
            del self.mended[row.id]

    def _mended(self, row: Row) -> Row:
        cells: Mapping[int, str] = self.mended.get(row.id, {})
        if not cells:
            return row
        values, old = list(row.values), dict(row.old)
        for place, text in cells.items():
            old[self._first + place] = values[self._first + place]
            values[self._first + place] = text
        return row._replace(values=tuple(values), old=old)
