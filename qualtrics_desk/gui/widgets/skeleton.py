"""The shape of rows to come, while they are on their way for the first time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from qualtrics_desk.gui.theme import look

_ROW = 32
_BAR = 10
_EDGE, _GAP = 24, 16
_NARROW, _COLUMN = 320, 150
_SHARES = (0.86, 0.62, 0.74, 0.55, 0.92, 0.7)
"""Of its column each bar takes so much: no two rows are alike."""


class Skeleton(QWidget):
    """Quiet bars where rows will stand; it says in words, too, that something is on its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        look().changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """What is on its way."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the rows below it."""
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.muted))
        top = _EDGE
        painter.drawText(
            QRectF(_EDGE, top, self.width() - 2 * _EDGE, _ROW),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(
                self._text, Qt.TextElideMode.ElideRight, self.width() - 2 * _EDGE
            ),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        for row in range((self.height() - top - 2 * _ROW) // _ROW):
            y = top + (row + 1.5) * _ROW
            painter.setOpacity(max(0.15, 0.8 - 0.07 * row))
            for bar in self.bars(row, y):
                painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def bars(self, row: int, y: float) -> list[QRectF]:
        """The bars of one row; each keeps to its own column, however narrow the place is."""
        room = self.width() - 2 * _EDGE
        columns = 1 if room < _NARROW else min(3, room // _COLUMN)
        column = (room - (columns - 1) * _GAP) / columns
        return [
            QRectF(
                _EDGE + number * (column + _GAP),
                y + (_ROW - _BAR) / 2,
                column * _SHARES[(row * 2 + number) % len(_SHARES)],
                _BAR,
            )
            for number in range(columns)
        ]
