"""A table at one moment: what is looked up first and what follows from it belong together.

Reading anew gives every row another id. Whoever asks for the ids of a view and then, in pieces,
for its rows, would find a part of them, or none, if the table was read anew in between.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.rows import ColumnKind, Row
from qualtrics_desk.store.tables import looking, writing
from qualtrics_desk.store.tables import reading as readings
from qualtrics_desk.store.tables.views import kept_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, Value, View
    from qualtrics_desk.store.tables.looking import Orders
    from qualtrics_desk.store.tables.reading import Reading


class Moment:
    """A `RowSource` that does not change; made by `Table.moment`, for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, orders: Orders) -> None:
        self._connection = connection
        self._orders = orders

    @cached_property
    def shown(self) -> Reading | None:
        """The newest finished reading, else the one under way, or None: it was never read."""
        return readings.shown(self._connection)

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of what is shown."""
        return () if self.shown is None else self.shown.columns

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0 if self.shown is None else self.shown.rows

    def ids(self, view: View) -> array[int]:
        """The ids of all rows of a view in its order."""
        shown = self.shown
        if shown is None:
            return array("q")
        found = looking.chosen(self._connection, shown, view)
        if view.sort is None or not looking.has(shown, view.sort.column):
            return looking.all_ids(self._connection, shown) if found is None else found
        order = self._orders.of(self._connection, shown, view.sort)
        if found is None or len(found) == len(order):
            return order[:]
        return kept_of(order, found)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these ids in their order; ids that are gone are left out."""
        shown = self.shown
        if shown is None:
            return []
        flags = [n for n, column in enumerate(shown.columns) if column.kind is ColumnKind.FLAG]
        cells = "".join(f", {writing.cell_name(n)}" for n in range(len(shown.columns)))
        found: dict[int, Row] = {}
        for row_id, *values in looking.by_id(self._connection, f"id{cells}", "rows", shown, ids):
            for place in flags:
                if values[place] is not None:
                    values[place] = bool(values[place])
            found[row_id] = Row(row_id, tuple(values))
        return [found[row_id] for row_id in ids if row_id in found]

    def raws(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """The objects of these rows as the service gave them; ids that are gone are left out."""
        if self.shown is None:
            return []
        found = {
            row_id: msgspec.json.decode(raw)
            for row_id, raw in looking.by_id(self._connection, "id, raw", "raws", self.shown, ids)
        }
        return [found[row_id] for row_id in ids if row_id in found]

    def ids_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The rows with these keys; keys that are not there are left out."""
        return {} if self.shown is None else writing.ids_of(self._connection, self.shown, keys)

    def keys_of(self, ids: Sequence[int]) -> dict[int, str]:
        """The keys of these rows; ids that are gone are left out."""
        if self.shown is None:
            return {}
        return dict(looking.by_id(self._connection, "id, key", "rows", self.shown, ids))

    def values_of(self, column: str, limit: int = 50) -> list[tuple[Value, int]]:
        """The values that occur in a column with their number of rows, the commonest first."""
        shown = self.shown
        if shown is None or not looking.has(shown, column):
            return []
        place = looking.place(shown, column)
        is_flag = shown.columns[place].kind is ColumnKind.FLAG
        cell = writing.cell_name(place)
        found = self._connection.execute(
            f"SELECT {cell}, count(*) FROM rows_{shown.generation} GROUP BY {cell}"  # noqa: S608
            f" ORDER BY count(*) DESC, {cell} LIMIT ?",
            (limit,),
        ).fetchall()
        return [
            (bool(value) if is_flag and value is not None else value, count)
            for value, count in found
        ]
