"""A store in memory, only for tests of what shows one."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Comparison, Filter, Row, Value, View

COLUMNS = (
    ColumnSpec("name", "Name"),
    ColumnSpec("code", "Code", ColumnKind.CODE),
    ColumnSpec("count", "Count", ColumnKind.NUMBER),
    ColumnSpec("active", "Active", ColumnKind.FLAG),
    ColumnSpec("when", "When", ColumnKind.MOMENT),
)


def made_row(number: int, name: str = "", state: str = "", **more: object) -> Row:
    values = (name or f"Person {number:03}", f"{number:05}", number * 1000, number % 2 == 0, None)
    return Row(number, values, state, **more)  # type: ignore[arg-type]


class Rows:
    """Rows in a list; counts how often it is asked, and can be held up or broken."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.columns = COLUMNS
        self.all = list(rows)
        self.asked_ids = 0
        self.asked_rows: list[list[int]] = []
        self.threads: set[int] = set()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.broken = False

    def ids(self, view: View) -> array[int]:
        self._wait()
        self.asked_ids += 1
        found = [row for row in self.all if self._shows(row, view)]
        if view.sort is not None:
            place = [column.key for column in self.columns].index(view.sort.column)
            found.sort(key=lambda row: str(row.values[place]), reverse=view.sort.descending)
        return array("q", [row.id for row in found])

    def rows(self, ids: Sequence[int]) -> list[Row]:
        known = {row.id: row for row in self.all}
        self.asked_rows.append(list(ids))
        self._wait()
        return [known[row_id] for row_id in ids if row_id in known]

    def values_of(self, column: str, limit: int = 50) -> list[tuple[Value, int]]:
        place = [spec.key for spec in self.columns].index(column)
        counts: dict[Value, int] = {}
        for row in self.all:
            counts[row.values[place]] = counts.get(row.values[place], 0) + 1
        return sorted(counts.items(), key=lambda pair: -pair[1])[:limit]

    def put(self, row: Row) -> None:
        self.all = [row if one.id == row.id else one for one in self.all]

    def _wait(self) -> None:
        self.threads.add(threading.get_ident())
        self.may_answer.wait(20)
        if self.broken:
            raise StoreError("The table cannot be read.")

    def _shows(self, row: Row, view: View) -> bool:
        text = " ".join(str(value) for value in row.values).casefold()
        words = view.text.casefold().split()
        return all(word in text for word in words) and all(
            self._holds(row, condition) for condition in view.filters
        )

    def _holds(self, row: Row, condition: Filter) -> bool:
        if condition.column == "state":
            return row.state in condition.values
        place = [spec.key for spec in self.columns].index(condition.column)
        value = "" if row.values[place] is None else str(row.values[place]).casefold()
        if condition.comparison is Comparison.IS:
            return value in [one.casefold() for one in condition.values]
        if condition.comparison is Comparison.CONTAINS:
            return any(one.casefold() in value for one in condition.values)
        return (value == "") == (condition.comparison is Comparison.IS_EMPTY)
