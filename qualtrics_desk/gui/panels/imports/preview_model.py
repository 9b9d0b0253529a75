"""The first rows of a file as a table: what stands above the column names is shown too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from qualtrics_desk.services.imports.preview import FilePreview

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """At most two hundred rows, so all of them are held."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: FilePreview | None = None
        look().changed.connect(self._redraw)

    def show_preview(self, preview: FilePreview | None) -> None:
        """Show another file, or the same in another way."""
        self.beginResetModel()
        self._preview = preview
        self.endResetModel()

    def record_of(self, row: int) -> int:
        """Which record of the file a row shows, 1-based: what could hold the column names."""
        if self._preview is None:
            return 1
        above = len(self._preview.above)
        return row + 1 if row < above else row + 2

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        if self._preview is None or parent.isValid():
            return 0
        return len(self._preview.above) + len(self._preview.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        if self._preview is None or parent.isValid():
            return 0
        return len(self._preview.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        preview = self._preview
        if preview is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return preview.columns[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            above = len(preview.above)
            return str(section + 1 if section < above else preview.rows[section - above].line)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        preview = self._preview
        if preview is None or not index.isValid():
            return None
        above = len(preview.above)
        is_above = index.row() < above
        if role == Qt.ItemDataRole.ForegroundRole:
            if is_above:
                return look().color("muted")
            return look().color("danger") if preview.rows[index.row() - above].problem else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if is_above:
            cells, problem = preview.above[index.row()], ""
        else:
            row = preview.rows[index.row() - above]
            cells, problem = row.cells, row.problem
        text = cells[index.column()] if index.column() < len(cells) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or text
        return " ".join(text.splitlines())

    def _redraw(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
