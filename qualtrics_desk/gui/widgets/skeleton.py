"""The shape of rows to come, while they are on their way for the first time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from qualtrics_desk.gui.theme import look

_ROW = 32
_BAR = 10
_SHARES = ((0.06, 0.22), (0.32, 0.2), (0.56, 0.3), (0.06, 0.18), (0.32, 0.24), (0.56, 0.22))


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
        top = 24
        painter.drawText(
            QRectF(24, top, self.width() - 48, _ROW),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._text,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        for row in range((self.height() - top - 2 * _ROW) // _ROW):
            y = top + (row + 1.5) * _ROW
            painter.setOpacity(max(0.15, 0.8 - 0.07 * row))
            for column in range(3):
                start, share = _SHARES[(row * 3 + column * 2) % 3 + (row % 2) * 3]
                x = (0.03 + 0.32 * column) * self.width()
                painter.drawRoundedRect(
                    QRectF(x, y + (_ROW - _BAR) / 2, (share + start / 8) * self.width(), _BAR), 5, 5
                )
