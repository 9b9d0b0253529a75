"""The list as a person edits it: rows of the table with what is staged on top of them.

Order: added rows come first, whatever the sort; then rows that fit the view only by what was typed
into them; then the rows of the table in its order. A changed row keeps the place of its old value,
so that rows do not jump while somebody types.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from qualtrics_desk.domain.contacts import embedded_name, is_editable
from qualtrics_desk.domain.errors import RowsReplaced
from qualtrics_desk.domain.rows import Comparison, Filter, Value, View
from qualtrics_desk.services.edits.matching import RowTest, sorted_rows
from qualtrics_desk.services.edits.overlay import ORPHANS, Overlay
from qualtrics_desk.store.edits.records import CellEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.store.edits.records import StagedRow

Piece = TypeVar("Piece")
_PIECE = 2_000


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


class EditedRows(Overlay):
    """The whole list with what is staged; also the way to stage changes, by row id."""

    def ids(self, view: View) -> array[int]:
        """The ids of a view; see the module for their order."""
        plain = View(view.text, tuple(f for f in view.filters if f.column != "state"), view.sort)
        states = [test for test in view.filters if test.column == "state"]
        below = self.table.ids(plain)
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
                        (first if row.id > ORPHANS else later).append(row.id)
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
        return self.table.values_of(column, limit)

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
        return self.table.ids_of(contacts)

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
            for place, spec in enumerate(self.table.columns)
            if is_editable(spec.key)
        ]
        for piece in _pieces(list(zip(ids, keys, strict=True))):
            rows = {row.id: row.values for row in self.table.rows([n for n, _ in piece if n >= 0])}
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
        there = self.table.ids_of([key for key in keys if not key.startswith("-")])
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
        for number in [number for number in wanted if ORPHANS < number < 0]:
            for column, new in wanted.pop(number).items():
                yield CellEdit(str(number), column, new, None)
        places = {spec.key: place for place, spec in enumerate(self.table.columns)}
        for piece in _pieces([number for number in wanted if number >= 0]):
            keys, rows = self.table.keys_of(piece), self.table.rows(piece)
            if len(keys) < len(piece) or len(rows) < len(piece):
                raise _replaced()
            for row in rows:
                for column, new in wanted.pop(row.id).items():
                    place = places.get(column)
                    base = None if place is None else row.values[place]
                    yield CellEdit(keys[row.id], column, new, base)


class ReviewRows(Overlay):
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
