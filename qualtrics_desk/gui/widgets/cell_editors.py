"""Makes the editors of the cells of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.gui.models.columns import flag_words
from qualtrics_desk.gui.models.row_roles import edit_value

if TYPE_CHECKING:
    from qualtrics_desk.gui.models.table_model import TableModel

Index = QModelIndex | QPersistentModelIndex


class CellEditors(QStyledItemDelegate):
    """The delegate of every grid: it edits; what is seen is drawn by `RowPainter`.

    Attributes:
        rows: The model.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: TableModel | None = None
        self._handed_over: tuple[str | bool] | None = None

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if self.rows is None:
            return super().createEditor(parent, option, index)
        column = self.rows.columns[index.column()]
        self._handed_over = None
        editor: QWidget
        if column.kind is ColumnKind.FLAG:
            editor = QComboBox(parent)
            editor.addItems(list(flag_words()))
        else:
            editor = QLineEdit(parent)
            editor.setProperty("role", "cell")
        editor.setAccessibleName(column.title)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if self.rows is None:
            return
        row, column = self.rows.row(index.row()), self.rows.columns[index.column()]
        value = edit_value(row, index.column(), column)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(0 if value else 1)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(value))

    @override
    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        value: str | bool
        if isinstance(editor, QComboBox):
            value = editor.currentIndex() == 0
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        else:
            return
        # Enter hands the value over, and the focus that leaves does so once more, before whoever
        # stages the change has done so.
        if self._handed_over != (value,):
            self._handed_over = (value,)
            model.setData(index, value)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)
