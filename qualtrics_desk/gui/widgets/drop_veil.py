"""Lies over a panel while something is dragged above it, and says what dropping it does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from qualtrics_desk.gui.icons import pixmap
from qualtrics_desk.gui.theme import look

_INSET, _RADIUS, _ICON = 12.0, 10.0, 40


class DropVeil(QWidget):
    """Covers its parent; mouse and keyboard go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lift(self) -> None:
        """Take it away."""
        self.hide()

    def cover(self, text: str) -> None:
        """Cover the parent as it is now."""
        self._text = text
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(look().color("accent_soft"))
        ground.setAlphaF(0.94)
        area = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.setBrush(ground)
        painter.setPen(QPen(look().color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        picture = pixmap("upload", "accent", _ICON, self.devicePixelRatioF())
        middle = area.center()
        painter.drawPixmap(round(middle.x() - _ICON / 2), round(middle.y() - _ICON), picture)
        painter.setPen(look().color("accent"))
        painter.setFont(look().font("heading"))
        below = area.adjusted(0, area.height() / 2 + 8, 0, 0)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._text
        )
        painter.end()
