"""Which columns of a grid are shown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from qualtrics_desk.gui.models.columns import Column

_KEY = int(Qt.ItemDataRole.UserRole)


class ColumnChooser(InReadingOrder, QFrame):
    """A list that pops up: tick what is shown, drag it (or Alt+Up, Alt+Down) to its place.

    Signals:
        chosen: The keys of the columns to show, in their order; told at every change.
    """

    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column], shown: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._columns = tuple(columns)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find a column"))
        self._search.setAccessibleName(self.tr("Find a column"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_search)
        self._list = _ColumnList()
        self._list.setAccessibleName(self.tr("Columns; Alt with Up or Down moves one"))
        self._list.setProperty("role", "nav")
        hint = QLabel(self.tr("Drag, or Alt+↑ ↓, to change the order"))
        hint.setProperty("role", "caption")
        self._usual = QPushButton(self.tr("Reset"))
        self._all = QPushButton(self.tr("Show all"))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        for button in (self._all, self._usual):
            button.setProperty("role", "quiet")
            foot.addWidget(button)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self._search, self._list, hint):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self._fill(shown)
        self._list.itemChanged.connect(self._tell)
        self._list.model().rowsMoved.connect(self._tell)
        self._usual.clicked.connect(self._show_usual)
        self._all.clicked.connect(lambda: self._show([c.key for c in self._columns]))
        self.resize(self.fontMetrics().averageCharWidth() * 44, 420)
        self._search.setFocus()

    def shown(self) -> list[str]:
        """The keys that are ticked, in their order."""
        items = (self._list.item(place) for place in range(self._list.count()))
        return [item.data(_KEY) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _fill(self, shown: Sequence[str]) -> None:
        titles = {column.key: column.title for column in self._columns}
        order = [*(key for key in shown if key in titles), *(k for k in titles if k not in shown)]
        for key in order:
            item = QListWidgetItem(titles[key])
            item.setData(_KEY, key)
            item.setToolTip(key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            is_on = key in shown
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self._list.addItem(item)

    def _show(self, keys: Sequence[str]) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._fill(keys)
        self._list.blockSignals(False)
        self._on_search(self._search.text())
        self._tell()

    def _show_usual(self) -> None:
        self._show([column.key for column in self._columns if not column.hidden])

    def _on_search(self, text: str) -> None:
        wanted = text.casefold()
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in item.text().casefold())

    def _tell(self) -> None:
        keys = self.shown()
        if keys:
            self.chosen.emit(keys)


class _ColumnList(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current column up or down by one."""
        place = self.currentRow()
        if 0 <= place < self.count() and 0 <= place + step < self.count():
            item = self.takeItem(place)
            self.insertItem(place + step, item)
            self.setCurrentRow(place + step)
            self.itemChanged.emit(item)
