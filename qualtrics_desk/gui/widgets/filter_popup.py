"""Where a filter is made or changed: column, comparison, values."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.domain.rows import ColumnKind, Comparison, Filter, Value
from qualtrics_desk.gui import words
from qualtrics_desk.gui.models.state_filter import STATE
from qualtrics_desk.gui.widgets.filter_words import comparison_word, value_word
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.models.columns import Column

_VALUE = int(Qt.ItemDataRole.UserRole)
_MOST_SHOWN = 200
"""Values of a filter that are shown for ticking."""
_WITHOUT_VALUES = (Comparison.IS_EMPTY, Comparison.IS_NOT_EMPTY)


class FilterPopup(InReadingOrder, QFrame):
    """Pops up under the button that opens it.

    Signals:
        chosen: The filter.
        values_wanted: The commonest values of this column would help; see `offer`.
    """

    chosen = Signal(object)
    values_wanted = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        states: Sequence[str],
        condition: Filter | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._columns = {column.key: column for column in columns}
        self._states = tuple(states)
        self._column = QComboBox()
        self._column.setAccessibleName(self.tr("Column"))
        if states:
            self._column.addItem(self.tr("State"), STATE)
        for column in columns:
            self._column.addItem(column.title, column.key)
        self._comparison = QComboBox()
        self._comparison.setAccessibleName(self.tr("Comparison"))
        for comparison in Comparison:
            self._comparison.addItem(comparison_word(comparison), comparison)
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("A value"))
        self._text.setAccessibleName(self.tr("Value"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Common values"))
        self._list.setProperty("role", "nav")
        self._apply = QPushButton(self.tr("Apply filter"))
        self._apply.setProperty("role", "primary")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self._column)
        form.addRow(self._comparison)
        form.addRow(self._text)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self._list)
        layout.addLayout(foot)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 46)
        self._wanted: set[str] = set(condition.values) if condition is not None else set()
        self._load(condition)
        self._column.currentIndexChanged.connect(self._on_column)
        self._comparison.currentIndexChanged.connect(self._follow)
        self._text.textChanged.connect(self._follow)
        self._text.returnPressed.connect(self._finish)
        self._list.itemChanged.connect(self._on_ticked)
        self._list.itemActivated.connect(lambda *_: self._finish())
        self._apply.clicked.connect(self._finish)
        self._follow()
        (self._text if condition is not None else self._column).setFocus()

    def condition(self) -> Filter | None:
        """The filter as it stands, or None where it says nothing yet."""
        comparison = Comparison(self._comparison.currentData())
        column = str(self._column.currentData())
        if comparison in _WITHOUT_VALUES:
            return Filter(column, comparison)
        values = [*sorted(self._wanted)] if comparison is not Comparison.CONTAINS else []
        typed = self._text.text().strip()
        if typed and typed not in values:
            values.append(typed)
        return Filter(column, comparison, tuple(values)) if values else None

    def ask(self) -> None:
        """Ask for the values of the column, or offer those that are known."""
        key = str(self._column.currentData())
        column = self._columns.get(key)
        if key == STATE:
            self.offer(key, [(state, -1) for state in self._states])
        elif column is not None and column.kind is ColumnKind.FLAG:
            self.offer(key, [("true", -1), ("false", -1)])
        else:
            self.values_wanted.emit(key)

    def offer(self, key: str, values: Sequence[tuple[Value, int]]) -> None:
        """Offer the commonest values of a column with their counts (-1: not known)."""
        if key != self._column.currentData():
            return
        self._list.blockSignals(True)
        self._list.clear()
        known = {str(value): count for value, count in values if value is not None}
        # Of thousands, as a report asks for, some are enough to see; the others stay wanted.
        wanted = [v for v in nsmallest(_MOST_SHOWN, self._wanted) if v not in known]
        for value in (*wanted, *known):
            if value or key == STATE:
                self._add(key, value, known.get(value, -1))
        self._list.blockSignals(False)
        self._follow()

    def _load(self, condition: Filter | None) -> None:
        if condition is None:
            return
        self._column.setCurrentIndex(max(0, self._column.findData(condition.column)))
        self._comparison.setCurrentIndex(self._comparison.findData(condition.comparison))
        if condition.comparison is Comparison.CONTAINS and condition.values:
            self._text.setText(condition.values[0])

    def _on_column(self) -> None:
        self._wanted.clear()
        self._text.clear()
        self._list.clear()
        self.ask()
        self._follow()

    def _add(self, key: str, value: str, count: int) -> None:
        word = value_word(key, value, self._columns)
        item = QListWidgetItem(f"{word}   {words.number(count)}" if count >= 0 else word)
        item.setData(_VALUE, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_on = value in self._wanted
        item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._list.addItem(item)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        value = str(item.data(_VALUE))
        if item.checkState() is Qt.CheckState.Checked:
            self._wanted.add(value)
        else:
            self._wanted.discard(value)
        self._follow()

    def _follow(self) -> None:
        comparison = Comparison(self._comparison.currentData())
        takes_values = comparison not in _WITHOUT_VALUES
        is_free = self._column.currentData() != STATE
        self._text.setVisible(takes_values and is_free)
        picks = takes_values and comparison is not Comparison.CONTAINS
        self._list.setVisible(picks and self._list.count() > 0)
        typed = self._text.text().casefold()
        for place in range(self._list.count()):
            item = self._list.item(place)
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setHidden(typed not in item.text().casefold() and not is_on)
        self._apply.setEnabled(not takes_values or bool(typed.strip() or (picks and self._wanted)))
        self.adjustSize()

    def _finish(self) -> None:
        condition = self.condition()
        if condition is not None:
            self.chosen.emit(condition)
            self.close()
