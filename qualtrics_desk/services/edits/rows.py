"""The list as a person edits it: rows of the table with what is staged on top of them.

Order: added rows come first, whatever the sort; then rows that fit the view only by what was typed
into them; then the rows of the table in its order. A changed row keeps the place of its old value,
so that rows do not jump while somebody types.
"""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from qualtrics_desk.domain.contacts import embedded_name, is_editable
from qualtrics_desk.domain.errors import RowsReplaced
from qualtrics_desk.domain.rows import Comparison, Filter, Row, RowSource, Value, View
from qualtrics_desk.services.edits.matching import RowTest, sorted_rows
from qualtrics_desk.store.edits.records import CellEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec
    from qualtrics_desk.store.edits.edit_set import EditSet
    from qualtrics_desk.store.edits.records import StagedRow

Piece = TypeVar("Piece")
KEY_COLUMN = "contactId"
FAILED = "failed"
_ORPHANS = -(2**40)
"""Ids below this stand for staged rows whose contact is not in the table any more."""
_GONE = "this contact is not in the list any more."
_PIECE = 2_000


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


class Conflict(NamedTuple):
    """A cell that somebody else changed while it was staged.

    Attributes:
        leaves: "deleted" or "erased" where the whole row is to go: there is no value of mine then.
    """

    row_id: int
    column: str
    base: Value
    mine: Value
    theirs: Value
    leaves: str = ""


class _Overlay:
    """Staged rows by id, and rows of the table with what is staged in them."""

    def __init__(self, table: ListTable, edits: EditSet) -> None:
        self._table = table
        self.edits = edits
        self._lock = threading.Lock()
        self._known: tuple[tuple[int, int], dict[int, str]] = ((-1, -1), {})

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of the list."""
        return self._table.columns

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these ids in their order, as they would be after a commit."""
        below = [number for number in ids if number >= 0]
        if len(below) == len(ids) and self.edits.is_empty:
            # While one scrolls through a list, nearly always.
            return self._table.rows(below)
        plain = {row.id: row for row in self._table.rows(below)} if below else {}
        keys = self._table.keys_of(below) if below else {}
        keys |= {number: str(number) for number in ids if _ORPHANS < number < 0}
        if any(number <= _ORPHANS for number in ids):
            known = self.staged_ids()
            keys |= {n: known[n] for n in ids if n <= _ORPHANS and n in known}
        staged = self.edits.get(keys.values())
        # Asked for once: the columns of a list that is being read grow.
        places = {spec.key: place for place, spec in enumerate(self._table.columns)}
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
            now = (self.edits.version, self._table.revision)
            if now != self._known[0]:
                keys = self.edits.keys()
                there = self._table.ids_of([key for key in keys if not key.startswith("-")])
                found: dict[int, str] = {}
                for place, key in enumerate(keys):
                    if key.startswith("-"):
                        found[int(key)] = key
                    else:
                        found[there.get(key, _ORPHANS - place)] = key
                self._known = (now, found)
            return self._known[1]

    def keys(self, ids: Iterable[int]) -> list[str]:
        """The keys of rows, in the order of their ids; rows without one are left out."""
        wanted = list(ids)
        keys = self._table.keys_of([number for number in wanted if number >= 0])
        keys |= {n: str(n) for n in wanted if _ORPHANS < n < 0}
        if any(number <= _ORPHANS for number in wanted):
            known = self.staged_ids()
            keys |= {n: known[n] for n in wanted if n in known}
        return [keys[number] for number in wanted if number in keys]


def _conflict(number: int, row: StagedRow, column: str, theirs: Value) -> Conflict:
    if row.is_leaving:
        return Conflict(number, column, row.seen.get(column), None, theirs, row.state)
    new, base = row.cells[column]
    return Conflict(number, column, base, new, theirs)


def _replaced() -> RowsReplaced:
    return RowsReplaced(
        "The list was read again meanwhile, and nothing was changed.",
        hint="What is shown now is the newest: do it once more.",
    )


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


class EditedRows(_Overlay):
    """The whole list with what is staged; also the way to stage changes, by row id."""

    def ids(self, view: View) -> array[int]:
        """The ids of a view; see the module for their order."""
        plain = View(view.text, tuple(f for f in view.filters if f.column != "state"), view.sort)
        states = [test for test in view.filters if test.column == "state"]
        below = self._table.ids(plain)
        staged = self.staged_ids()
        if not staged:
            return below if all(_takes(test, "") for test in states) else array("q")
        test = RowTest(plain, self.columns)
        first = array("q")
        later = array("q")
        kept: set[int] = set()
        gone: set[int] = set()
        is_narrowed = bool(plain.text or plain.filters)
        shown = set(below).intersection(staged) if is_narrowed else set()
        for piece in _pieces(list(staged)):
            for row in self.rows(piece):
                takes_state = all(_takes(one, row.state) for one in states)
                fits = not is_narrowed or test.fits(row)
                if row.id < 0:
                    if takes_state and fits:
                        (first if row.id > _ORPHANS else later).append(row.id)
                elif not takes_state:
                    gone.add(row.id)
                elif is_narrowed and row.id not in shown:
                    if fits:
                        later.append(row.id)
                else:
                    kept.add(row.id)
        first.extend(later)
        if not all(_takes(one, "") for one in states):
            first.extend(number for number in below if number in kept)
        elif gone:
            first.extend(number for number in below if number not in gone)
        elif first:
            first.extend(below)
        else:
            return below
        return first

    def values_of(self, column: str, limit: int = 50) -> list[tuple[Value, int]]:
        """The commonest values of a column at the service, to filter by."""
        return self._table.values_of(column, limit)

    def set_cells(self, cells: Iterable[tuple[int, str, Value]]) -> int:
        """Stage new values as one step: row id, column, value. Returns how many rows it touched.

        Only fields of contacts can be edited; other columns are left alone.

        Raises:
            RowsReplaced: When rows are not there any more; nothing is staged then.
        """
        wanted: dict[int, dict[str, Value]] = {}
        for number, column, new in cells:
            if is_editable(column):
                wanted.setdefault(number, {})[column] = new
        return self.edits.set_cells(self._cell_edits(wanted))

    def add_rows(self, rows: Iterable[Mapping[str, Value]]) -> list[int]:
        """Stage new rows as one step; returns their ids."""
        return self.edits.add_rows(
            {column: value for column, value in row.items() if is_editable(column)} for row in rows
        )

    def add_row(self, values: Mapping[str, Value] | None = None) -> int:
        """Stage one new row; returns its id."""
        return self.add_rows([values or {}])[0]

    def remove_rows(self, ids: Iterable[int], *, everywhere: bool = False) -> int:
        """Stage rows for removal as one step: from the list, or from the directory.

        Raises:
            RowsReplaced: When rows are not there any more; nothing is staged then.
        """
        wanted = list(dict.fromkeys(ids))
        return self.edits.remove_rows(
            self._seen(wanted, self._all_keys(wanted)), everywhere=everywhere
        )

    def take_out(self, ids: Iterable[int]) -> int:
        """Drop what is staged for rows, as one step.

        Raises:
            RowsReplaced: When rows are not there any more; nothing is dropped then.
        """
        return self.edits.take_out(self._all_keys(ids))

    def keep_mine(self, ids: Iterable[int]) -> int:
        """Answer conflicts of rows: write the staged values over what somebody else wrote."""
        return self.edits.keep_mine(self.keys(ids))

    def take_theirs(self, ids: Iterable[int]) -> int:
        """Answer conflicts of rows: leave what somebody else wrote."""
        return self.edits.take_theirs(self.keys(ids))

    def answer(self, choices: Mapping[tuple[int, str], bool]) -> int:
        """Answer conflicts cell by cell, as one step: row id and column, and whether mine stays."""
        keys = self.staged_ids()
        by_key: dict[str, dict[str, bool]] = {}
        for (number, column), mine in choices.items():
            if number in keys:
                by_key.setdefault(keys[number], {})[column] = mine
        return self.edits.answer(by_key)

    def undo(self) -> list[int]:
        """Take the last step back; returns the ids of its rows that are still to be seen."""
        return self._ids_of(self.edits.undo())

    def redo(self) -> list[int]:
        """Take the last undone step again; returns the ids of its rows that are to be seen."""
        return self._ids_of(self.edits.redo())

    def ids_of(self, contacts: Sequence[str]) -> dict[str, int]:
        """The rows of contacts, by their contact ids; those that are not there are left out."""
        return self._table.ids_of(contacts)

    def conflicts(self) -> list[Conflict]:
        """The cells that somebody else changed, as the last commit found them."""
        ids = {key: number for number, key in self.staged_ids().items()}
        return [
            _conflict(ids[row.key], row, column, theirs)
            for piece in self.edits.all()
            for row in piece
            for column, theirs in row.theirs.items()
            if row.key in ids and (row.is_leaving or column in row.cells)
        ]

    def _all_keys(self, ids: Iterable[int]) -> list[str]:
        wanted = list(ids)
        keys = self.keys(wanted)
        if len(keys) < len(wanted):
            raise _replaced()
        return keys

    def _seen(
        self, ids: Sequence[int], keys: Sequence[str]
    ) -> Iterable[tuple[str, dict[str, Value]]]:
        """Keys with what stands in their rows; of those that are not in the table, nothing."""
        places = [
            (place, spec.key)
            for place, spec in enumerate(self._table.columns)
            if is_editable(spec.key)
        ]
        for piece in _pieces(list(zip(ids, keys, strict=True))):
            rows = {row.id: row.values for row in self._table.rows([n for n, _ in piece if n >= 0])}
            for number, key in piece:
                values = rows.get(number, ())
                yield (
                    key,
                    {
                        column: values[place]
                        for place, column in places
                        if place < len(values)
                        # Of embedded data, which are many, only what there is.
                        and (values[place] not in (None, "") or embedded_name(column) is None)
                    },
                )

    def _ids_of(self, keys: Sequence[str]) -> list[int]:
        there = self._table.ids_of([key for key in keys if not key.startswith("-")])
        staged = {key: number for number, key in self.staged_ids().items()}
        found: list[int] = []
        for key in keys:
            number = staged.get(key)
            if number is None:
                number = there.get(key)
            if number is not None:
                found.append(number)
        return found

    def _cell_edits(self, wanted: dict[int, dict[str, Value]]) -> Iterable[CellEdit]:
        """The edits of rows, each taken out of `wanted`.

        A hundred thousand given up at once would keep Python's lock, and with it the window, for
        30 ms.
        """
        for number in [number for number in wanted if _ORPHANS < number < 0]:
            for column, new in wanted.pop(number).items():
                yield CellEdit(str(number), column, new, None)
        places = {spec.key: place for place, spec in enumerate(self._table.columns)}
        for piece in _pieces([number for number in wanted if number >= 0]):
            keys, rows = self._table.keys_of(piece), self._table.rows(piece)
            if len(keys) < len(piece) or len(rows) < len(piece):
                raise _replaced()
            for row in rows:
                for column, new in wanted.pop(row.id).items():
                    place = places.get(column)
                    base = None if place is None else row.values[place]
                    yield CellEdit(keys[row.id], column, new, base)


class ReviewRows(_Overlay):
    """Only the rows with staged changes, in the order of staging unless sorted."""

    def ids(self, view: View) -> array[int]:
        """The ids of a view."""
        staged = self.staged_ids()
        if view == View():
            return array("q", staged)
        test = RowTest(
            View(view.text, tuple(f for f in view.filters if f.column != "state")), self.columns
        )
        states = [one for one in view.filters if one.column == "state"]
        rows = [
            row
            for piece in _pieces(list(staged))
            for row in self.rows(piece)
            if all(_takes(one, row.state) for one in states) and test.fits(row)
        ]
        return array("q", (row.id for row in sorted_rows(rows, view.sort, self.columns)))

    def take_out(self, ids: Iterable[int]) -> int:
        """Drop what is staged for rows, as one step."""
        return self.edits.take_out(self.keys(ids))


def _takes(test: Filter, state: str) -> bool:
    match test.comparison:
        case Comparison.IS:
            return state in test.values
        case Comparison.IS_NOT:
            return state not in test.values
        case Comparison.CONTAINS:
            return any(value in state for value in test.values)
        case Comparison.IS_EMPTY:
            return not state
        case Comparison.IS_NOT_EMPTY:
            return bool(state)


def _pieces(ids: Sequence[Piece]) -> Iterable[Sequence[Piece]]:
    return (ids[start : start + _PIECE] for start in range(0, len(ids), _PIECE))
