"""Search as you type, filters as chips, and the way to the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from qualtrics_desk.domain.rows import Filter, View
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.widgets.chip import Chip
from qualtrics_desk.gui.widgets.filter_popup import FilterPopup
from qualtrics_desk.gui.widgets.filter_words import filter_text
from qualtrics_desk.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from qualtrics_desk.gui.models.columns import Column

THROTTLE_MS = 120


class FilterBar(QWidget):
    """What is shown of a store, put in by a person.

    Attributes:
        search_edit: The field one types in.
        columns_button: Opens the list of columns; whoever owns a grid connects it.

    Signals:
        view_changed: Text and filters as a `View` without an order.
        left_downwards: The person wants to go on into the rows.
        values_wanted: The commonest values of this column would help to filter by it.
        values_found: They are there: the column, and pairs of a value and its count.
    """

    view_changed = Signal(object)
    values_wanted = Signal(str)
    values_found = Signal(str, object)
    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: dict[str, Column] = {}
        self._states: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._told = View()
        self._throttle = QTimer(self, singleShot=True, interval=THROTTLE_MS)
        self._throttle.timeout.connect(self._tell)
        self.search_edit = _SearchEdit()
        self.search_edit.setPlaceholderText(self.tr("Filter…"))
        self.search_edit.setAccessibleName(self.tr("Filter the rows"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.addAction(
            icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search_edit.textChanged.connect(self._on_typed)
        self.search_edit.escaped.connect(self.clear_text)
        self.search_edit.left_downwards.connect(self.left_downwards)
        self.add_button = _tool(self.tr("+ filter"), "chip-add")
        self.add_button.setAccessibleName(self.tr("Add a filter"))
        self.add_button.clicked.connect(lambda: self._open_popup(None))
        self.columns_button = _tool(self.tr("Columns"), "quiet")
        self.columns_button.setIcon(icon("columns", "muted"))
        self.columns_button.setIconSize(QSize(16, 16))
        self.columns_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.columns_button.setAccessibleName(self.tr("Choose columns"))
        chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self._flow = FlowLayout(chips)
        self._flow.addWidget(self.add_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        # The field is as wide as it may be before the chips get what is left.
        layout.addWidget(self.search_edit, 4, top)
        layout.addWidget(chips, 1)
        layout.addWidget(self.columns_button, 0, top)
        letters = self.fontMetrics().averageCharWidth()
        self.search_edit.setMinimumWidth(letters * 16)
        self.search_edit.setMaximumWidth(letters * 36)
        self.setFocusProxy(self.search_edit)

    def set_placeholder(self, text: str) -> None:
        """What the search field says while it is empty."""
        self.search_edit.setPlaceholderText(text)

    def set_columns(self, columns: Sequence[Column], states: Sequence[str] = ()) -> None:
        """What can be filtered by.

        Args:
            columns: The columns.
            states: The states that rows can be in, "" for an ordinary one; none of them where
                states do not matter.
        """
        self._columns = {column.key: column for column in columns}
        self._states = tuple(states)
        self.add_button.setVisible(bool(columns))
        self._show_chips(self._conditions())

    def view(self) -> View:
        """What the person put in."""
        return View(text=self.search_edit.text().strip(), filters=self._conditions())

    def set_view(self, view: View) -> None:
        """Show what a view says; its order is not shown here."""
        self._throttle.stop()
        self.search_edit.blockSignals(True)
        self.search_edit.setText(view.text)
        self.search_edit.blockSignals(False)
        self._show_chips(view.filters)
        self._tell()

    def set_filter(self, condition: Filter) -> None:
        """Set the one filter of its column."""
        others = tuple(one for one in self._conditions() if one.column != condition.column)
        self._show_chips((*others, condition))
        self._tell()

    def remove_filter(self, column: str) -> None:
        """Take the filters of a column away."""
        self._show_chips([one for one in self._conditions() if one.column != column])
        self._tell()

    def clear(self) -> None:
        """Show everything."""
        self.set_view(View())

    def clear_text(self) -> None:
        """Take the text away; where there is none, go on into the rows."""
        if self.search_edit.text():
            self.search_edit.clear()
        else:
            self.left_downwards.emit()

    def focus_search(self) -> None:
        """Let the person type."""
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def _conditions(self) -> tuple[Filter, ...]:
        return tuple(chip.condition for chip in self._chips)

    def _show_chips(self, conditions: Sequence[Filter]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, condition in enumerate(conditions):
            chip = Chip(condition, filter_text(condition, self._columns), self)
            chip.clicked.connect(lambda _=False, chip=chip: self._open_popup(chip))
            chip.removed.connect(lambda chip=chip: self._remove(chip))
            self._chips.append(chip)
            self._flow.insert(place, chip)
            chip.show()
        self.updateGeometry()

    def _remove(self, gone: Chip) -> None:
        self._show_chips([chip.condition for chip in self._chips if chip is not gone])
        self.add_button.setFocus()
        self._tell()

    def _open_popup(self, chip: Chip | None) -> None:
        condition = chip.condition if chip is not None else None
        popup = FilterPopup(list(self._columns.values()), self._states, condition, self)
        popup.values_wanted.connect(self.values_wanted)
        # A method of the popup: the connection ends with it, however late an answer comes.
        self.values_found.connect(popup.offer)
        popup.chosen.connect(lambda new: self._replace(condition, new))
        under = chip or self.add_button
        popup.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        popup.show()
        popup.ask()

    def _replace(self, old: Filter | None, new: Filter) -> None:
        conditions = [new if one is old else one for one in self._conditions()]
        self._show_chips(conditions if old is not None else [*conditions, new])
        self._tell()

    def _on_typed(self) -> None:
        # The first letter counts at once, those that follow quickly are taken together.
        if not self._throttle.isActive():
            self._tell()
            self._throttle.start()

    def _tell(self) -> None:
        view = self.view()
        if view != self._told:
            self._told = view
            self.view_changed.emit(view)
            self._throttle.start()


class _SearchEdit(QLineEdit):
    escaped = Signal()
    left_downwards = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


def _tool(text: str, role: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setProperty("role", role)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
