"""Whether a row that is not in any store fits a view: the rules of the stores, for few rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.collation import folded
from qualtrics_desk.domain.rows import ColumnKind, Comparison, Filter, Row, Sort, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, View


class RowTest:
    """The text and the filters of a view."""

    def __init__(self, view: View, columns: Sequence[ColumnSpec]) -> None:
        self._words = [folded(word) for word in view.text.split()]
        self._filters = [(test, frozenset(map(folded, test.values))) for test in view.filters]
        self._places = {spec.key: place for place, spec in enumerate(columns)}

    def fits(self, row: Row) -> bool:
        """Whether a row is shown."""
        if self._words:
            texts = [folded(_text(value)) for value in row.values if value is not None]
            if not all(any(word in text for text in texts) for word in self._words):
                return False
        return all(self._takes(test, wanted, row) for test, wanted in self._filters)

    def _takes(self, test: Filter, wanted: frozenset[str], row: Row) -> bool:
        place = self._places.get(test.column)
        text = "" if place is None else folded(_text(row.values[place]))
        match test.comparison:
            case Comparison.IS:
                return text in wanted
            case Comparison.IS_NOT:
                return text not in wanted
            case Comparison.CONTAINS:
                return any(value in text for value in wanted)
            case Comparison.IS_EMPTY:
                return not text
            case Comparison.IS_NOT_EMPTY:
                return bool(text)


def sorted_rows(rows: Iterable[Row], sort: Sort | None, columns: Sequence[ColumnSpec]) -> list[Row]:
    """Rows in the order of a view; empty cells come last, equal ones keep their order."""
    found = list(rows)
    place = next(
        (n for n, spec in enumerate(columns) if sort is not None and spec.key == sort.column), None
    )
    if sort is None or place is None:
        return found
    filled = [row for row in found if _text(row.values[place])]
    empty = [row for row in found if not _text(row.values[place])]
    if columns[place].kind is ColumnKind.NUMBER:
        filled.sort(key=lambda row: _number(row.values[place]), reverse=sort.descending)
    else:
        filled.sort(key=lambda row: folded(_text(row.values[place])), reverse=sort.descending)
    return filled + empty


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _number(value: Value) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0
