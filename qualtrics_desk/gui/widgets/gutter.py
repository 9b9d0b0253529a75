"""The gutter of a grid: the mark of each row's state, always in sight when one scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import state_mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from qualtrics_desk.gui.models.table_model import TableModel
    from qualtrics_desk.gui.widgets.row_painter import RowPainter

WIDTH = 36


class Gutter(QHeaderView):
    """The vertical header of a grid; a click on it selects the row."""

    def __init__(self, painter: RowPainter) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._painter = painter
        self.rows: TableModel | None = None
        self.selection: QItemSelectionModel | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, look().color("surface"))
        row = self.rows.row(section) if self.rows is not None else None
        selected = self._is_selected(section)
        ground = self._painter.row_ground(row, section, selected)
        if ground is not None:
            painter.fillRect(rect, ground)
        if row is None or not row.state:
            return
        mark = state_mark(row.state)
        painter.setPen(self._painter.ground(mark.tone)[0])
        painter.setFont(look().font("strong"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), mark.symbol)

    def _is_selected(self, section: int) -> bool:
        if self.rows is None or self.selection is None or not self.selection.hasSelection():
            return False
        ranges = self.selection.selection()
        last = len(self.rows.columns) - 1
        return ranges.contains(self.rows.index(section, 0)) and ranges.contains(
            self.rows.index(section, last)
        )
