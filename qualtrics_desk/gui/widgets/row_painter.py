"""Draws the cells of a grid and makes their editors.

A cell is drawn from the row itself, not through the roles of the model: seven calls of `data()`
a cell would take longer than the drawing, and a scroll step has 16 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.gui.models.columns import flag_words
from qualtrics_desk.gui.models.row_roles import PLACEHOLDER, edit_value, value_of
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import Mark, row_marks, state_mark

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.models.table_model import TableModel
    from qualtrics_desk.gui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

PADDING = 8
"""Logical pixels left and right of a text."""
WHOLE_ROW = frozenset(("added", "deleted", "erased"))
"""States that concern the row as such: all of it stands on the soft ground of its tone."""
STRUCK = frozenset(("deleted", "removed", "erased"))
ARROW = " → "
MOST_TEXTS = 8192
"""Of cells that were drawn."""

_SELECTED: int = QStyle.StateFlag.State_Selected.value
_FOCUSED: int = QStyle.StateFlag.State_HasFocus.value

_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_LEFT = int(_FLAGS | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_FLAGS | Qt.AlignmentFlag.AlignRight)


class RowPainter(QStyledItemDelegate):
    """The delegate of every grid.

    Attributes:
        rows: The model; nothing is drawn before there is one.
        hovered: The row under the pointer, or -1.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: TableModel | None = None
        self._shows_old = False
        self._handed_over: tuple[str | bool] | None = None
        self.hovered = -1
        self._grounds: dict[str, tuple[QColor, QColor]] = {}
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        self._texts: dict[tuple[int, int, int], tuple[Row, str]] = {}
        look().changed.connect(self._forget)
        self._forget()

    def _forget(self) -> None:
        self._grounds.clear()
        self._fonts.clear()
        self._texts.clear()

    @property
    def shows_old(self) -> bool:
        """Whether a changed cell reads "old → new"."""
        return self._shows_old

    @shows_old.setter
    def shows_old(self, on: bool) -> None:
        self._shows_old = on
        self._texts.clear()

    def forget_texts(self) -> None:
        """Write every cell anew: the columns are other ones."""
        self._texts.clear()

    def ground(self, tone: str) -> tuple[QColor, QColor]:
        """Colours of text and ground for a tone; kept for as long as the theme is."""
        found = self._grounds.get(tone)
        if found is None:
            if tone in ("success", "warning", "danger", "accent"):
                found = look().tone_colors(cast("Tone", tone))
            else:
                found = look().color(tone or "text"), look().color("surface")
            self._grounds[tone] = found
        return found

    def font(self, kind: str, struck: bool = False) -> tuple[QFont, QFontMetrics]:
        """A font and its measures; kept for as long as the theme is."""
        key = f"{kind}-" if struck else kind
        found = self._fonts.get(key)
        if found is None:
            font = QFont(look().font("code" if kind == "code" else "tabular"))
            font.setStrikeOut(struck)
            found = self._fonts[key] = font, QFontMetrics(font)
        return found

    def row_ground(self, row: Row | None, place: int, selected: bool) -> QColor | None:
        """The ground of a whole row, or None for the plain one."""
        if selected:
            return self.ground("selection")[0]
        if row is not None and row.state in WHOLE_ROW:
            return self.ground(state_mark(row.state).tone)[1]
        return self.ground("hover")[0] if place == self.hovered else None

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.rows is None:
            return
        place, number = index.row(), index.column()
        row, column, rect = self.rows.row(place), self.rows.columns[number], option.rect
        # As numbers: each operation on Qt's flags takes longer than drawing a line.
        state: int = option.state.value
        selected = bool(state & _SELECTED)
        ground = self.row_ground(row, place, selected)
        tone, cell_ground = self._cell(row, number, column)
        if cell_ground is not None and not selected:
            ground = cell_ground
        if ground is not None:
            painter.fillRect(rect, ground)
        kind = "code" if column.kind is ColumnKind.CODE else "body"
        font, measures = self.font(kind, row is not None and row.state in STRUCK)
        text = self._fitting(row, number, column, rect.width() - 2 * PADDING, measures)
        if text:
            painter.setFont(font)
            painter.setPen(self.ground(tone)[0])
            if text.isascii():
                # At a point: laying a line out in a box takes twice as long.
                x = rect.x() + PADDING
                if column.is_number:
                    x = rect.right() + 1 - PADDING - measures.horizontalAdvance(text)
                y = rect.y() + (rect.height() - measures.height() + 1) // 2 + measures.ascent()
                painter.drawText(x, y, text)
            else:
                # Some scripts are written from the right.
                flags = _RIGHT if column.is_number else _LEFT
                painter.drawText(rect.adjusted(PADDING, 0, -PADDING, 0), flags, text)
        if state & _FOCUSED:
            painter.setPen(QPen(self.ground("accent")[0], 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _cell(self, row: Row | None, number: int, column: Column) -> tuple[str, QColor | None]:
        """The tone of a cell's text and its own ground."""
        if row is None:
            return "muted", None
        if not row.state:
            return "text", None
        mark = state_mark(row.state)
        if column.is_state or row.state in STRUCK:
            return mark.tone, None
        if number in row.old:
            tone = mark.tone if mark.tone == "danger" else "warning"
            return tone, self.ground(tone)[1]
        return "muted" if mark.tone == "muted" else "text", None

    def _fitting(
        self, row: Row | None, number: int, column: Column, width: int, measures: QFontMetrics
    ) -> str:
        """What stands in a cell, cut to its width; kept for as long as the row is the same."""
        if row is None:
            return PLACEHOLDER
        key = (row.id, number, width)
        known = self._texts.get(key)
        if known is not None and known[0] is row:
            return known[1]
        text = self.text(row, number, column)
        if measures.horizontalAdvance(text) > width:
            text = measures.elidedText(text, Qt.TextElideMode.ElideRight, width)
        if len(self._texts) > MOST_TEXTS:
            self._texts.clear()
        self._texts[key] = row, text
        return text

    def widest_state(self) -> int:
        """Pixels that the longest word for a state takes."""
        measures = self.font("body")[1]
        return max(measures.horizontalAdvance(_state_text(mark, mark.word)) for mark in row_marks())

    def text(self, row: Row, number: int, column: Column) -> str:
        """What stands in a cell."""
        text = column.text(value_of(row, number))
        if column.is_state:
            return _state_text(state_mark(row.state), text)
        if self._shows_old and number in row.old:
            return f"{column.text(row.old[number]) or '∅'}{ARROW}{text or '∅'}"
        return text

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


def _state_text(mark: Mark, word: str) -> str:
    return f"{mark.symbol} {word}".strip()
