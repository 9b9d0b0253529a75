"""The grid: rows of a store, at every size, never waiting.

Fixed row heights, detached header selections, selections read as ranges: with a million rows each
of the usual ways of Qt would freeze the window for seconds.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHoverEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QTableView,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.domain.rows import Sort
from qualtrics_desk.gui.actions import ActionSet
from qualtrics_desk.gui.models.table_model import TableModel
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets import grid_menus
from qualtrics_desk.gui.widgets.cell_editors import CellEditors
from qualtrics_desk.gui.widgets.clip import copied_cells, pasted_cells, to_clipboard
from qualtrics_desk.gui.widgets.grid_header import GridHeader
from qualtrics_desk.gui.widgets.gutter import Gutter
from qualtrics_desk.gui.widgets.kept_place import KeptPlace
from qualtrics_desk.gui.widgets.row_painter import RowPainter
from qualtrics_desk.gui.widgets.row_ranges import column_numbers, ids_in, row_ranges, selection_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.gui.models.columns import Column

MOST_COPIED = 200_000
"""Rows; more belong in a file, not on the clipboard."""


class Grid(QTableView):
    """Shows a `TableModel`.

    Attributes:
        rows: The model.
        actions_: Copy, paste, sort and columns, with their shortcuts.

    Signals:
        selection_changed: Other rows are selected; several changes are told as one.
        row_activated: Id of a row on which Enter or a double click did not start an edit.
        pasted: Row id and column key of the current cell, and the cells of the clipboard.
        columns_changed: The keys of the columns shown, in their order, as the person chose.
        copy_refused: Too many rows are selected to be copied; how many there may be.
    """

    selection_changed = Signal()
    row_activated = Signal(object)
    pasted = Signal(object, str, object)
    columns_changed = Signal(object)
    copy_refused = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: TableModel | None = None
        self._painter, self._editors = RowPainter(self), CellEditors(self)
        self._header = GridHeader(self._painter, self)
        self._gutter = Gutter(self._painter)
        self._gutter_wanted: bool | None = None
        self._more_actions: Sequence[QAction | None] = ()
        self._kept_place = KeptPlace(self)
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(self.selection_changed)
        self.setProperty("role", "bare")
        self.setHorizontalHeader(self._header)
        self.setVerticalHeader(self._gutter)
        self.setItemDelegate(self._editors)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Only an opaque widget is scrolled by moving what is drawn; a style sheet makes it
        # transparent, and a step would draw every row again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._gutter.hide()
        self.actions_ = ActionSet(self, grid_menus.ACTIONS)
        grid_menus.connect(self)
        self._header.sort_wanted.connect(self._sort)
        self._header.columns_changed.connect(self.columns_changed)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._show_header_menu)
        self.doubleClicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)
        look().changed.connect(self._dress)
        self._dress()

    # What it shows

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        if not isinstance(model, TableModel):
            raise TypeError("a grid shows a TableModel")
        super().setModel(model)
        self.rows = self._header.rows = self._gutter.rows = self._painter.rows = model
        self._editors.rows = model
        self._gutter.selection = self.selectionModel()
        self._gutter.setSelectionModel(type(self.selectionModel())(model, self._gutter))
        self._header.detach_selection()
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        model.keep = self._kept_place.wanted
        model.about_to_replace.connect(self.end_editing)
        model.about_to_replace.connect(self._kept_place.remember)
        model.replaced.connect(self._kept_place.restore)
        # The first rows come with their order, not by themselves.
        model.replaced.connect(self._header.fit_to_first_rows)
        model.rows_arrived.connect(self._on_rows_arrived)
        model.modelReset.connect(self._on_reset)
        model.columnsInserted.connect(lambda *_: self._header.arrange())
        self._on_reset()

    def set_cell_ranges(self, on: bool) -> None:
        """Select ranges of cells as in a sheet, or whole rows."""
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if on else behaviour.SelectRows)

    def set_gutter(self, on: bool) -> None:
        """Show the marks of states, or not; until this is said they show when a row has one."""
        self._gutter_wanted = on
        self._gutter.setVisible(on)

    def set_old_values(self, on: bool) -> None:
        """Let changed cells read "old → new"."""
        self._painter.shows_old = on
        self.viewport().update()

    def set_context_actions(self, actions: Sequence[QAction | None]) -> None:
        """What the context menu offers first; None is a separator."""
        self._more_actions = actions

    @property
    def context_actions(self) -> Sequence[QAction | None]:
        """What the context menu offers first."""
        return self._more_actions

    # Columns

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, from left to right."""
        return self._header.shown_columns()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order; none of them known, the usual ones."""
        self._header.choose(keys)

    def choose_columns(self, keys: Sequence[str]) -> None:
        """The person chose these columns."""
        self.show_columns(keys)
        self.columns_changed.emit(self._header.shown_keys())

    # Sorting: in the store, never in a proxy

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column."""
        self._sort(Sort(key, descending))

    def clear_sort(self) -> None:
        """Show the order of the store."""
        self._sort(None)

    def _sort(self, sort: Sort | None) -> None:
        if self.rows is None:
            return
        view = self.rows.view
        self.rows.set_view(type(view)(text=view.text, filters=view.filters, sort=sort))
        self._header.show_sort(sort)

    # Selection

    def selected_ranges(self) -> list[range]:
        """The selected rows, or rows with a selected cell."""
        return row_ranges(self.selectionModel()) if self.selectionModel() is not None else []

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(map(len, self.selected_ranges()))

    def selected_ids(self) -> array[int]:
        """The ids of the selected rows, in the order shown."""
        return ids_in(self.rows.ids, self.selected_ranges()) if self.rows else array("q")

    def current_id(self) -> int | None:
        """The id of the row the person is at."""
        row = self.currentIndex().row()
        return self.rows.ids[row] if self.rows and 0 <= row < len(self.rows.ids) else None

    def current_key(self) -> str:
        """The key of the column the person is at, or ""."""
        column = self.currentIndex().column()
        columns = self.rows.columns if self.rows is not None else ()
        return columns[column].key if 0 <= column < len(columns) else ""

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these rows and no other, as far as they are shown."""
        if self.rows is None:
            return
        wanted = frozenset(ids)
        places = [n for n, row_id in enumerate(self.rows.ids) if row_id in wanted]
        self.select_places(places)

    def show_row(self, row_id: int, key: str = "") -> bool:
        """Go to a row; False where it is not shown."""
        place = self.rows.row_of(row_id) if self.rows is not None else None
        if self.rows is None or place is None:
            return False
        column = self.rows.column_of(key) if key else None
        if column is None:
            column = max(0, self.currentIndex().column(), (self._header.shown() or [0])[0])
        index = self.rows.index(place, column)
        # Qt's own way asks which keys are held: after Ctrl+Z it would add to what is selected.
        flag = QItemSelectionModel.SelectionFlag
        command = flag.ClearAndSelect
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            command |= flag.Rows
        self.selectionModel().setCurrentIndex(index, command)
        self.scrollTo(index)
        return True

    def copy_selection(self, *, headers: bool = False) -> None:
        """Put the selected rows or cells on the clipboard."""
        if self.rows is None or not self.selectionModel().hasSelection():
            return
        if self.selected_count() > MOST_COPIED:
            self.copy_refused.emit(MOST_COPIED)
            return
        shown = self._header.shown()
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectItems:
            chosen = column_numbers(self.selectionModel())
            shown = [number for number in shown if number in chosen]
        columns = [(number, self.rows.columns[number]) for number in shown]
        self.rows.copy_rows(
            self.selected_ids(),
            lambda rows: to_clipboard(copied_cells(rows, columns, headers=headers)),
        )

    def copy_cell(self) -> None:
        """Put the current cell on the clipboard."""
        number = self.currentIndex().column()
        row = self.rows.row(self.currentIndex().row()) if self.rows is not None else None
        if row is not None and self.rows is not None and number >= 0:
            column = self.rows.columns[number]
            to_clipboard(copied_cells([row], [(number, column)]))

    def paste(self) -> None:
        """Tell what is on the clipboard to whoever can put it into the store."""
        cells, row_id = pasted_cells(), self.current_id()
        if cells and row_id is not None:
            self.pasted.emit(row_id, self.current_key(), cells)

    def _on_selected(self) -> None:
        self._told.start()
        if self._gutter.isVisible():
            self._gutter.viewport().update()

    def select_places(self, places: Sequence[int]) -> None:
        """Select the rows at these places and no other."""
        if self.rows is not None:
            how = self.selectionModel().SelectionFlag.ClearAndSelect
            self.selectionModel().select(selection_of(self.rows, places), how)

    # Another order: selection and place stay with the rows (KeptPlace)

    def end_editing(self) -> None:
        """Take what was typed before the cell goes: a reset of the model would lose it."""
        if self.state() != QAbstractItemView.State.EditingState:
            return
        for kind in (QLineEdit, QComboBox):
            for editor in self.viewport().findChildren(kind):
                self.commitData(editor)

    def _on_reset(self) -> None:
        self._painter.hovered = -1
        if self.rows is not None:
            self._header.show_columns_of_model()
            self._header.show_sort(self.rows.view.sort)
            self._painter.forget_texts()
        self._told.start()

    def _on_rows_arrived(self) -> None:
        if self.rows is None:
            return
        self._header.fit_to_first_rows()
        sample = self.rows.known_rows(200)
        if self._gutter_wanted is None and self._gutter.isHidden():
            self._gutter.setVisible(any(row.state for row in sample))
        self._gutter.viewport().update()

    # Qt

    def _dress(self) -> None:
        self._gutter.setDefaultSectionSize(look().row_height)
        self._header.setFixedHeight(look().header_height)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._header.was_dragged:
            self._header.fit()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: typing edits, or is meant for the search field."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_row_mode = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if is_row_mode and plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # In a list of rows the first and the last row are meant, not the first column.
            control = event.modifiers() | Qt.KeyboardModifier.ControlModifier
            event = QKeyEvent(QEvent.Type.KeyPress, event.key(), control)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.state() != QAbstractItemView.State.EditingState:
                self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(rect.bottomLeft() if rect.isValid() else QPoint())
        grid_menus.context_menu(self).popup(where)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self._painter.paint(painter, self, event.rect())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            leaves = event.type() == QEvent.Type.HoverLeave
            self._hover(-1 if leaves else self.rowAt(int(event.position().y())))
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row == self._painter.hovered:
            return
        for changed in (self._painter.hovered, row):
            if changed >= 0:
                y, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(0, y, self.viewport().width(), height)
                self._gutter.viewport().update(0, y, self._gutter.width(), height)
        self._painter.hovered = row

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid() and not self.edit_at(index) and self.rows is not None:
            self.row_activated.emit(self.rows.ids[index.row()])

    def edit_at(self, index: QModelIndex) -> bool:
        """Start to edit a cell; False where it cannot be edited."""
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        if self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)
        return True

    def _show_header_menu(self, where: QPoint) -> None:
        number = self._header.logicalIndexAt(where)
        menu = grid_menus.header_menu(self, number)
        menu.popup(self._header.viewport().mapToGlobal(where))
