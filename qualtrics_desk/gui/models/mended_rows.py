"""The rows of a job with cells that a person mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.findings import Level
from qualtrics_desk.domain.mending import Mend
from qualtrics_desk.domain.rows import View

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from qualtrics_desk.domain.checks import Checked
    from qualtrics_desk.domain.mending import Mends
    from qualtrics_desk.domain.rows import ColumnSpec, Filter, Row, Sort
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_CELL = "cell"
MENDED, INVALID = "mended", "invalid"
Check = Callable[[Sequence[str]], "Checked"]


class _Verdict(NamedTuple):
    was_invalid: bool
    is_invalid: bool
    note: str


class MendedRows:
    """A `RowSource` over `PlanRows`; mended cells show the old text beside the new one.

    They are kept here only, until a retry or another plan takes them along.

    Attributes:
        rows_: The rows of the job.
        mends: The mended cells; those that are as they were read again among them.
        only: What rows are shown at all, whatever a person filters by.
        order: How they are sorted where the person has not chosen.
    """

    def __init__(
        self, rows: PlanRows, *, check: Check | None = None, mends: Mends | None = None
    ) -> None:
        """Show rows.

        Args:
            rows: The rows of the job.
            check: Checks the cells of a row, so that a mended one shows at once what it is now.
            mends: Cells that are mended already.
        """
        self.rows_ = rows
        self.mends: Mends = {} if mends is None else mends
        self.only: tuple[Filter, ...] = ()
        self.order: Sort | None = None
        self._check = check
        self._verdicts: dict[int, _Verdict] = {}
        self._first = next(
            (place for place, spec in enumerate(rows.columns) if spec.key == f"{_CELL}0"), 0
        )

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of the job's rows."""
        return self.rows_.columns

    @property
    def mended(self) -> dict[int, dict[int, str]]:
        """Row, then place of the column in the file, then the new text, of cells that differ."""
        found = {
            row: {place: mend.text for place, mend in cells.items() if mend.text != mend.old}
            for row, cells in self.mends.items()
        }
        return {row: cells for row, cells in found.items() if cells}

    @property
    def fewer_invalid(self) -> int:
        """How many invalid rows fewer there are than the plan says."""
        verdicts = self._verdicts.values()
        return sum(one.was_invalid for one in verdicts) - sum(one.is_invalid for one in verdicts)

    def ids(self, view: View) -> array[int]:
        """The rows of a view; a mended cell is found by the text that the plan was made with."""
        filters = (*self.only, *view.filters)
        return self.rows_.ids(View(view.text, filters, view.sort or self.order))

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with their mended cells."""
        return [self._mended(row) for row in self.rows_.rows(ids)]

    def mend(self, row: Row, column: str, text: str, *, stays_invalid: bool = False) -> None:
        """Give a cell of a shown row another text; its own text again takes that back.

        Args:
            row: The row as it is shown.
            column: Key of the column.
            text: The new text.
            stays_invalid: Whether something is wrong with the row that no cell of it can mend.
        """
        place = int(column.removeprefix(_CELL))
        cells = self.mends.setdefault(row.id, {})
        value = row.values[self._first + place]
        old = cells[place].old if place in cells else ("" if value is None else str(value))
        cells[place] = Mend(old, text)
        if self._check is not None:
            self._judge(row, place, text, stays_invalid=stays_invalid)

    def unmend(self, row_id: int) -> None:
        """Take back what was mended in a row."""
        for place, mend in self.mends.get(row_id, {}).items():
            self.mends[row_id][place] = mend._replace(text=mend.old)
        verdict = self._verdicts.get(row_id)
        if verdict is not None:
            del self._verdicts[row_id]

    def _judge(self, row: Row, place: int, text: str, *, stays_invalid: bool) -> None:
        if self._check is None:
            return
        texts = ["" if value is None else str(value) for value in row.values[self._first :]]
        texts[place] = text
        found = self._check(texts).findings
        before = self._verdicts.get(row.id)
        was = row.state == INVALID if before is None else before.was_invalid
        wrong = any(one.level is Level.ERROR for one in found)
        note = " ".join(one.message for one in found)
        if stays_invalid and not wrong:
            note = row.note
        self._verdicts[row.id] = _Verdict(was, wrong or stays_invalid, note)

    def _mended(self, row: Row) -> Row:
        cells: Mapping[int, Mend] = self.mends.get(row.id, {})
        if not cells:
            return row
        values, old = list(row.values), dict(row.old)
        for place, mend in cells.items():
            values[self._first + place] = mend.text
            if mend.text != mend.old:
                old[self._first + place] = mend.old
        row = row._replace(values=tuple(values), old=old)
        verdict = self._verdicts.get(row.id)
        return row if verdict is None else self._with(row, verdict)

    def _with(self, row: Row, verdict: _Verdict) -> Row:
        state = INVALID if verdict.is_invalid else MENDED
        told = {"plan": state, "note": verdict.note}
        values = tuple(
            told.get(spec.key, value) for spec, value in zip(self.columns, row.values, strict=True)
        )
        return row._replace(values=values, state=state, note=verdict.note)
