"""The one table model of the window: rows of a store, at every size.

It holds the order of a view as an array of ids and a small cache of rows. `data()` never waits:
what is not there yet is "…", is noted, and comes with the next turn of the loop. Stores are asked
in threads, the newest question wins, and an answer that nobody waits for any more is dropped.
"""

from __future__ import annotations

import asyncio
from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.rows import Row, RowSource, View
from qualtrics_desk.gui.models.columns import Column, columns_of
from qualtrics_desk.gui.models.orders import FIRST, look, places_of
from qualtrics_desk.gui.models.row_cache import RowCache
from qualtrics_desk.gui.models.row_roles import LEFT, RIGHT, ROLES, accessible_mark

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from qualtrics_desk.gui.aio import TaskScope

Index = QModelIndex | QPersistentModelIndex

CHUNK = 256
"""Rows asked for at once; half of them lie outside what is seen, on the side one scrolls to."""
CALM_SECONDS = 0.1
"""A store that grows is looked at no more often."""

_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable
_NONE = Qt.ItemFlag.NoItemFlags


class TableModel(QAbstractTableModel):
    """Rows of a `RowSource` in the order of a `View`.

    Attributes:
        columns: What is shown, in the order of the source.
        view: The view that was asked for last.
        ids: The ids of all rows in the order shown. Not to be changed.
        keep: Says which rows must be found again when the order changes.
        places: Where those rows are in the order shown; those that are gone are not in it.
        is_same_view: Whether the order shown is a newer one of the view shown before.

    Signals:
        edit_requested: Row id, key of the column, new value (text; a bool for a flag). Whoever
            stages it calls `refresh` then.
        about_to_replace: Another order comes at once; `ids` is still the old one.
        replaced: Another order or number of rows is shown.
        rows_arrived: Rows that were missing are there.
        busy_changed: An order is being made, or is there.
        failed: A store could not answer; what was shown stays.
    """

    edit_requested = Signal(object, str, object)
    about_to_replace = Signal()
    replaced = Signal()
    rows_arrived = Signal()
    busy_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, tasks: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.view = View()
        self.ids: array[int] = array("q")
        self.keep: Callable[[], frozenset[int]] = frozenset
        self.places: dict[int, int] = {}
        self.is_same_view = False
        self._shown_view: View | None = None
        self._tasks = tasks
        self._source: RowSource | None = None
        self._cache = RowCache()
        self._can_edit = True
        self._flags: tuple[Qt.ItemFlag, ...] = ()
        self._has_grown = False
        self._is_busy = False
        self._is_fetching = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fetch)

    @property
    def source(self) -> RowSource | None:
        """The store whose rows are shown."""
        return self._source

    @property
    def is_busy(self) -> bool:
        """Whether an order is being made."""
        return self._is_busy

    def set_source(
        self,
        source: RowSource | None,
        columns: Sequence[Column] | None = None,
        view: View | None = None,
    ) -> None:
        """Show another store, or none.

        Args:
            source: The store.
            columns: How its columns are shown, in its own order; None shows them plainly.
            view: What is shown of it; None keeps the view.
        """
        self._tasks.cancel(self)
        self._set_busy(False)
        self.beginResetModel()
        self._source = source
        self.ids = array("q")
        self._cache = RowCache()
        self._shown_view = None
        self.columns = tuple(columns) if columns is not None else _columns_of(source)
        self._make_flags()
        if view is not None:
            self.view = view
        self.endResetModel()
        self.reload()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """The store has other columns now, such as a field found while reading."""
        if tuple(columns) == self.columns:
            return
        known = len(self.columns)
        if len(columns) > known and tuple(columns[:known]) == self.columns:
            self.beginInsertColumns(QModelIndex(), known, len(columns) - 1)
            self.columns = tuple(columns)
            self._make_flags()
            self._cache.make_stale()
            self.endInsertColumns()
            return
        self.beginResetModel()
        self.columns = tuple(columns)
        self._make_flags()
        self._cache.make_stale()
        self.endResetModel()

    def set_view(self, view: View) -> None:
        """Show other rows or another order of the same store, as soon as the store has made it."""
        if view != self.view:
            self.view = view
            self.reload()

    def set_editable(self, allowed: bool) -> None:
        """Allow changes in the columns that can be changed, or in none."""
        self._can_edit = allowed
        self._make_flags()

    def reload(self) -> None:
        """Ask for the order and the rows again; rows came, went or moved."""
        self._has_grown = False
        self._cache.make_stale()
        if self._source is not None:
            self._set_busy(True)
            self._tasks.start(self._told(self._order, self._source, self.view), key=self)

    def refresh(self, ids: Iterable[int] | None = None) -> None:
        """Ask for the same rows again; cells changed, the order stays.

        Args:
            ids: The rows that changed; None is all of them.
        """
        self._cache.make_stale(ids)
        if self.ids and self.columns:
            last = self.index(len(self.ids) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def appended(self) -> None:
        """Note that the store grew; it is looked at no more than ten times a second."""
        if self._source is None:
            return
        self._has_grown = True
        if not self._tasks.is_running(self):
            self._tasks.start(self._told(self._grow, self._source), key=self)

    def row(self, row: int) -> Row | None:
        """The row at a place, or None while it is not there yet."""
        if not 0 <= row < len(self.ids):
            return None
        found = self._cache.get(self.ids[row])
        if found is None or not self._cache.is_fresh(found.id):
            self._miss(row)
        return found

    def known_rows(self, most: int) -> list[Row]:
        """Some rows of those that are there, as a sample."""
        return self._cache.sample(most)

    def copy_rows(self, ids: Sequence[int], take: Callable[[list[Row]], None]) -> None:
        """Hand over the rows with these ids; at once where all of them are known."""
        known = [row for row in map(self._cache.get, ids[:CHUNK]) if row is not None]
        if len(known) == len(ids):
            take(known)
        elif self._source is not None:
            self._tasks.start(self._told(self._copy, self._source, ids, take), key=(self, "copy"))

    async def _copy(
        self, source: RowSource, ids: Sequence[int], take: Callable[[list[Row]], None]
    ) -> None:
        take(await asyncio.to_thread(source.rows, ids))

    def row_of(self, row_id: int) -> int | None:
        """The place of a row in the order shown."""
        try:
            return self.ids.index(row_id)
        except ValueError:
            return None

    def column_of(self, key: str) -> int | None:
        """The place of a column."""
        return next((n for n, column in enumerate(self.columns) if column.key == key), None)

    # Qt asks for these thousands of times a second: no work but look-ups.

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NONE
        flags = self._flags[index.column()]
        if flags is _EDITABLE:
            row = self._cache.get(self.ids[index.row()])
            # Neither what is not there yet nor what is going to leave is edited.
            return _PLAIN if row is None or row.is_leaving else flags
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = ROLES.get(role)
        if answer is None or not index.isValid():
            return None
        place, column = index.row(), index.column()
        if not (place < len(self.ids) and column < len(self.columns)):
            return None
        return answer(self.row(place), column, self.columns[column])

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return accessible_mark(self.row(section))
            return None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.is_number else LEFT
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or row is None:
            return False
        column, before = index.column(), self.data(index, Qt.ItemDataRole.EditRole)
        if not self._flags[column] & Qt.ItemFlag.ItemIsEditable or value == before:
            return False
        self.edit_requested.emit(row.id, self.columns[column].key, value)
        return True

    def _make_flags(self) -> None:
        self._flags = tuple(
            _EDITABLE if column.editable and self._can_edit else _PLAIN for column in self.columns
        )

    async def _told(self, work: Callable[..., Awaitable[None]], *arguments: object) -> None:
        try:
            await work(*arguments)
        except DeskError as error:
            self._set_busy(False)
            self.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._is_busy:
            self._is_busy = busy
            self.busy_changed.emit(busy)

    async def _order(self, source: RowSource, view: View) -> None:
        await self._show(source, view)
        if self._has_grown:
            await self._grow(source)

    async def _grow(self, source: RowSource) -> None:
        while self._has_grown:
            self._has_grown = False
            await self._show(source, self.view)
            await asyncio.sleep(CALM_SECONDS)

    async def _show(self, source: RowSource, view: View) -> None:
        """Ask for an order and show it with the smallest step from the one that is shown."""
        epoch = self._cache.epoch
        ids, first = await asyncio.to_thread(look, source, view)
        if source is self._source:
            self._cache.put(ids[:FIRST], first, epoch)
        before = len(self.ids)
        if ids == self.ids and self._shown_view is not None:
            self.refresh(())
        elif 0 < before < len(ids) and ids[:before] == self.ids:
            self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
            self.refresh(())
        else:
            await self._replace(ids, is_same_view=view == self._shown_view)
        self._shown_view = view
        self._set_busy(False)
        self.replaced.emit()

    async def _replace(self, ids: array[int], *, is_same_view: bool) -> None:
        kept: frozenset[int] | None = None
        places: dict[int, int] = {}
        # A million ids are looked through in a thread, and again if the person meanwhile selected
        # something else.
        while kept != self.keep():
            kept = self.keep()
            places = await asyncio.to_thread(places_of, ids, kept)
        self.is_same_view, self.places = is_same_view, places
        self.about_to_replace.emit()
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def _miss(self, row: int) -> None:
        self._cache.miss(row)
        if not self._timer.isActive() and not self._is_fetching:
            self._timer.start()

    def _fetch(self) -> None:
        wanted = self._cache.take_missed()
        if wanted is None or self._source is None or self._is_fetching:
            return
        first = max(0, wanted.start - CHUNK // 2)
        last = min(len(self.ids), wanted.stop + CHUNK // 2)
        ids = self._cache.unknown(self.ids[first:last])
        if not ids:
            return
        self._is_fetching = True
        # Without a key: a page on its way is worth having, and only one is under way at a time.
        self._tasks.start(self._told(self._read, self._source, ids))

    async def _read(self, source: RowSource, ids: Sequence[int]) -> None:
        epoch = self._cache.epoch
        try:
            rows = await asyncio.to_thread(source.rows, ids)
        finally:
            self._is_fetching = False
        if source is self._source:
            self._cache.put(ids, rows, epoch)
            self._show_arrived(frozenset(ids))
            self.rows_arrived.emit()
        if self._cache.has_missed:
            self._timer.start()

    def _show_arrived(self, ids: frozenset[int]) -> None:
        """Repaint the places of rows that came; the order may be another one by now."""
        if not self.columns:
            return
        around = self._cache.last_missed
        first = max(0, around.start - 2 * CHUNK)
        seen = self.ids[first : around.stop + 2 * CHUNK]
        places = [first + n for n, row_id in enumerate(seen) if row_id in ids]
        if places:
            self.dataChanged.emit(
                self.index(places[0], 0), self.index(places[-1], self.columnCount() - 1)
            )


def _columns_of(source: RowSource | None) -> tuple[Column, ...]:
    return columns_of(source.columns) if source is not None else ()
