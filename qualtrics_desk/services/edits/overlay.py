"""Rows of a list with what is staged on top of them, by their ids.

A row of the table has its id there, an added row its negative number, and a staged row whose
contact is not in the table any more an id below `ORPHANS`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from qualtrics_desk.domain.rows import Row, RowSource, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec
    from qualtrics_desk.store.edits.edit_set import EditSet
    from qualtrics_desk.store.edits.records import StagedRow

KEY_COLUMN = "contactId"
FAILED = "failed"
ORPHANS = -(2**40)
"""Ids below this stand for staged rows whose contact is not in the table any more."""
_GONE = "this contact is not in the list any more."


class ListTable(RowSource, Protocol):
    """The rows of a list as the service gave them."""

    @property
    def revision(self) -> int:
        """A number that changes with everything that is written."""
        ...

    def ids_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The rows of these contacts; those that are not there are left out."""
        ...

    def keys_of(self, ids: Sequence[int]) -> dict[int, str]:
        """The contact ids of these rows; rows that are gone are left out."""
        ...

    def values_of(self, column: str, limit: int = 50) -> list[tuple[Value, int]]:
        """The commonest values of a column with their number of rows."""
        ...


class Overlay:
    """Staged rows by id, and rows of the table with what is staged in them.

    Attributes:
        table: The rows as the service gave them.
        edits: What is staged.
    """

    def __init__(self, table: ListTable, edits: EditSet) -> None:
        self.table = table
        self.edits = edits
        self._lock = threading.Lock()
        self._known: tuple[tuple[int, int], dict[int, str]] = ((-1, -1), {})

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of the list."""
        return self.table.columns

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these ids in their order, as they would be after a commit."""
        below = [number for number in ids if number >= 0]
        if len(below) == len(ids) and self.edits.is_empty:
            # While one scrolls through a list, nearly always.
            return self.table.rows(below)
        plain = {row.id: row for row in self.table.rows(below)} if below else {}
        keys = self.table.keys_of(below) if below else {}
        keys |= {number: str(number) for number in ids if ORPHANS < number < 0}
        if any(number <= ORPHANS for number in ids):
            known = self.staged_ids()
            keys |= {n: known[n] for n in ids if n <= ORPHANS and n in known}
        staged = self.edits.get(keys.values())
        # Asked for once: the columns of a list that is being read grow.
        places = {spec.key: place for place, spec in enumerate(self.table.columns)}
        found: list[Row] = []
        for number in ids:
            row = plain.get(number)
            change = staged.get(keys.get(number, ""))
            if change is not None:
                found.append(_overlaid(number, row, change, places))
            elif row is not None:
                found.append(row)
        return found

    def staged_ids(self) -> dict[int, str]:
        """The id of every staged row, in the order of staging, with its key."""
        with self._lock:
            now = (self.edits.version, self.table.revision)
            if now != self._known[0]:
                keys = self.edits.keys()
                there = self.table.ids_of([key for key in keys if not key.startswith("-")])
                found: dict[int, str] = {}
                for place, key in enumerate(keys):
                    if key.startswith("-"):
                        found[int(key)] = key
                    else:
                        found[there.get(key, ORPHANS - place)] = key
                self._known = (now, found)
            return self._known[1]

    def keys(self, ids: Iterable[int]) -> list[str]:
        """The keys of rows, in the order of their ids; rows without one are left out."""
        wanted = list(ids)
        keys = self.table.keys_of([number for number in wanted if number >= 0])
        keys |= {n: str(n) for n in wanted if ORPHANS < n < 0}
        if any(number <= ORPHANS for number in wanted):
            known = self.staged_ids()
            keys |= {n: known[n] for n in wanted if n in known}
        return [keys[number] for number in wanted if number in keys]


def _overlaid(number: int, row: Row | None, change: StagedRow, places: Mapping[str, int]) -> Row:
    values: list[Value] = [] if row is None else list(row.values)
    values += [None] * (len(places) - len(values))
    if row is None and not change.is_added and KEY_COLUMN in places:
        values[places[KEY_COLUMN]] = change.key
    old: dict[int, Value] = {}
    if change.is_leaving:
        # It leaves as it is, not as it was edited before.
        for column, held in change.seen.items() if row is None else ():
            if column in places:
                values[places[column]] = held
    else:
        for column, (new, base) in change.cells.items():
            place = places.get(column)
            if place is None:
                continue
            if not change.is_added:
                old[place] = base if row is None else values[place]
            values[place] = new
    is_orphan = row is None and not change.is_added
    return Row(
        number,
        tuple(values),
        FAILED if change.reason else change.state,
        old,
        change.reason or (f"{change.key}: {_GONE}" if is_orphan else ""),
        change.is_leaving,
    )
