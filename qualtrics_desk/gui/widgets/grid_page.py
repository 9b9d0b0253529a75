"""A grid with all that belongs to it: filter, progress, and a line that says what is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.domain.rows import RowSource, Value, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.models.table_model import TableModel
from qualtrics_desk.gui.widgets.filter_bar import FilterBar
from qualtrics_desk.gui.widgets.grid import Grid
from qualtrics_desk.gui.widgets.grid_menus import show_chooser

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QAction, QResizeEvent

    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.models.columns import Column

FindValues = Callable[[str, int], Sequence[tuple[Value, int]]]

SUGGESTIONS = 50
PATIENCE_MS = 150
"""An order that is there sooner shows no progress: a bar that flashes says nothing."""


class GridPage(QWidget):
    """FilterBar, thin bar, Grid, foot line.

    Attributes:
        filter_bar: The one in use.
        grid: The grid.
        model: Its model; there after `begin`.

    Signals:
        selection_changed: Other rows are selected.
        failed: A store could not answer; the error.
    """

    selection_changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_bar = FilterBar()
        self.grid = Grid()
        self.model: TableModel
        self._tasks: TaskScope
        self._noun: Callable[[int], str] = words.rows
        self._read_at: datetime | None = None
        self._is_loading = False
        self._busy = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._busy.timeout.connect(self._show_bar)
        self._bar = QProgressBar()
        self._bar.setProperty("role", "thin")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Reading"))
        self._bar.hide()
        card = _Card(self._bar)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.grid)
        self._count = _caption()
        self._moment = _caption()
        self.export_button = _link_button()
        self.export_button.setIcon(icon("export", "muted"))
        self.export_button.hide()
        self._foot = foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.setSpacing(12)
        foot.addWidget(self._count)
        foot.addStretch()
        foot.addWidget(self.export_button)
        foot.addWidget(self._moment)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.filter_bar)
        layout.addWidget(card, 1)
        layout.addLayout(foot)
        self._connect_bar(self.filter_bar)

    def begin(self, tasks: TaskScope) -> None:
        """Give the page the tasks of its owner; once, before anything is shown."""
        self._tasks = tasks
        self.model = TableModel(tasks, self)
        self.grid.setModel(self.model)
        self.grid.selection_changed.connect(self._on_selected)
        self.model.replaced.connect(self._tell_count)
        self.model.modelReset.connect(self._tell_count)
        self.model.busy_changed.connect(self._on_busy)
        self.model.failed.connect(self.failed)

    def use_filter_bar(self, bar: FilterBar) -> None:
        """Take a bar that stands elsewhere in the place of the page's own."""
        self.filter_bar.hide()
        self.filter_bar = bar
        self._connect_bar(bar)

    def remember_columns(self, name: str, desk: Desk) -> None:
        """Keep the choice of columns in the settings under this name.

        Choices of several stores need several names: call this again with another one.
        """
        self._remembered = name
        self.grid.show_columns(desk.settings.appearance.columns.get(name, ()))
        if self._keeps is None:
            self._keeps = desk
            self.grid.columns_changed.connect(self._keep_columns)

    _keeps: Desk | None = None
    _remembered = ""

    def set_source(
        self,
        source: RowSource | None,
        columns: Sequence[Column] | None = None,
        *,
        states: Sequence[str] = (),
        noun: Callable[[int], str] = words.rows,
        view: View | None = None,
    ) -> None:
        """Show another store.

        Args:
            source: The store, or None for none.
            columns: How its columns are shown; None is plainly.
            states: States of rows that can be filtered by, "" for an ordinary row.
            noun: Says how many rows there are, such as `words.contacts`.
            view: What is shown of it at first; None is everything.
        """
        self._noun = noun
        self._read_at = None
        self.model.set_source(source, columns, view or View())
        self.filter_bar.set_columns(self.model.columns if source is not None else (), states)
        self.filter_bar.set_view(view or View())
        self.grid.scrollToTop()
        self._tell_count()

    def set_columns(self, columns: Sequence[Column], states: Sequence[str] = ()) -> None:
        """The store has other columns now, such as a field found while reading."""
        self.model.set_columns(columns)
        self.filter_bar.set_columns(self.model.columns, states)

    def set_moment(self, read_at: datetime | None) -> None:
        """When the store was read from the service."""
        self._read_at = read_at
        self._tell_moment()

    def set_loading(self, on: bool, done: int | None = None, total: int | None = None) -> None:
        """Show that the store is being read from the service, and how far it is."""
        self._is_loading = on
        self._bar.setRange(0, total if on and total and done is not None else 0)
        if on and total and done is not None:
            self._bar.setValue(min(done, total))
        self._bar.setVisible(on or (self.model.is_busy and not self._busy.isActive()))
        self._tell_moment()

    def set_export(self, action: QAction) -> None:
        """Offer an export of what is shown: `model.view` and `grid.shown_columns()`."""
        self.export_button.setDefaultAction(action)
        self.export_button.setAccessibleName(action.text())
        self.export_button.show()

    def offer(self, action: QAction) -> None:
        """Offer what can be done with the selection, for as long as the action can be done."""
        button = _link_button()
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        # Between the count and the room before the export; a button without a parent would be a
        # window of its own.
        self._foot.insertWidget(self._foot.indexOf(self.export_button) - 1, button)
        button.setVisible(action.isEnabled())
        action.enabledChanged.connect(button.setVisible)

    def _connect_bar(self, bar: FilterBar) -> None:
        bar.view_changed.connect(self._on_view)
        bar.left_downwards.connect(self._enter_rows)
        bar.columns_button.clicked.connect(self._choose_columns)
        bar.values_wanted.connect(self._find_values)

    def _on_view(self, view: View) -> None:
        if hasattr(self, "model"):
            self.model.set_view(msgspec.structs.replace(view, sort=self.model.view.sort))

    def _enter_rows(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        shown = self.grid.shown_columns()
        if not self.grid.currentIndex().isValid() and self.model.ids and shown:
            self.grid.show_row(self.model.ids[0], shown[0].key)

    def _choose_columns(self) -> None:
        button = self.filter_bar.columns_button
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + 4))
        chooser = show_chooser(self.grid)
        if chooser is not None:
            chooser.move(corner - QPoint(chooser.width(), 0))

    def _keep_columns(self, keys: tuple[str, ...]) -> None:
        if self._keeps is not None:
            self._tasks.start(_save_columns(self._keeps, self._remembered, tuple(keys)))

    def _find_values(self, column: str) -> None:
        find: FindValues | None = getattr(self.model.source, "values_of", None)
        if find is not None:
            self._tasks.start(self._tell_values(find, column), key=(self, "values"))

    async def _tell_values(self, find: FindValues, column: str) -> None:
        values = await asyncio.to_thread(find, column, SUGGESTIONS)
        self.filter_bar.values_found.emit(column, values)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._busy.start()
        else:
            self._busy.stop()
            self._bar.setVisible(self._is_loading)

    def _show_bar(self) -> None:
        if not self._is_loading:
            self._bar.setRange(0, 0)
        self._bar.show()
        self._bar.raise_()

    def _on_selected(self) -> None:
        self._tell_count()
        self.selection_changed.emit()

    def _tell_count(self) -> None:
        text = self._noun(len(self.model.ids)) if self.model.source is not None else ""
        selected = self.grid.selected_count()
        if selected:
            chosen = self.tr("{0} selected").format(words.number(selected))
            text = f"{text} · {chosen}"
        self._count.setText(text)

    def _tell_moment(self) -> None:
        if self._is_loading:
            self._moment.setText(self.tr("reading…"))
        elif self._read_at is None:
            self._moment.clear()
        else:
            local = self._read_at.astimezone()
            time = words.time_of_day(self._read_at)
            self._moment.setText(self.tr("read {0} ({1})").format(time, local.tzname()))
            self._moment.setToolTip(words.moment(self._read_at))


class _Card(QFrame):
    """Holds the grid, with a bar upon its upper edge: nothing moves when it comes and goes."""

    def __init__(self, bar: QProgressBar) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bar = bar
        bar.setParent(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inset, height = 10, self._bar.sizeHint().height()
        self._bar.setGeometry(inset, 1, max(0, self.width() - 2 * inset), height)
        self._bar.raise_()


async def _save_columns(desk: Desk, name: str, keys: tuple[str, ...]) -> None:
    replace = msgspec.structs.replace
    await desk.change(
        lambda settings: replace(
            settings,
            appearance=replace(
                settings.appearance, columns={**settings.appearance.columns, name: keys}
            ),
        )
    )


def _link_button() -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "link")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _caption() -> QLabel:
    label = QLabel()
    label.setProperty("role", "caption")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
