"""A table of a few hundred texts, such as a report: everything that is large lies in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

Index = QModelIndex | QPersistentModelIndex
Cell = str | int
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TextTable(QAbstractTableModel):
    """Rows of texts and numbers under titles."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = list(titles)
        self.cells: list[list[Cell]] = []

    def set_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.cells = [list(row) for row in cells]
        self.endResetModel()

    def set_cell(self, row: int, column: int, cell: Cell) -> None:
        """Show another text in one cell."""
        self.cells[row][column] = cell
        index = self.index(row, column)
        self.dataChanged.emit(index, index)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cells)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.titles)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cells[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words.number(cell) if isinstance(cell, int) else cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if isinstance(cell, int) else _LEFT)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = bool(self.cells) and isinstance(self.cells[0][section], int)
            return int(_RIGHT if is_number else _LEFT)
        return None


def dress_table(view: QTableView, model: TextTable, *, wide: int = 0) -> None:
    """Let a view show such a table as the rest of the window does; `wide` takes the free room."""
    view.setModel(model)
    view.setProperty("role", "plain")
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(look().row_height)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)


def fit_columns(view: QTableView, widths: Sequence[int]) -> None:
    """Give the columns their width in letters; 0 leaves one alone."""
    letter = view.fontMetrics().averageCharWidth()
    for column, letters in enumerate(widths):
        if letters:
            view.setColumnWidth(column, letters * letter + 16)
