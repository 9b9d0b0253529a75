"""The lines behind a picture of numbers, from nought to a top, with what they stand for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look

STEPS = 4
"""Lines above the one of nought."""


def paint_scale(painter: QPainter, area: QRectF, top: int) -> None:
    """Paint the lines across an area, and their numbers to its left in the font at hand."""
    height = painter.fontMetrics().height()
    for step in range(STEPS + 1):
        y = area.bottom() - area.height() * step / STEPS
        painter.setPen(QPen(look().color("line"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(look().color("muted"))
        painter.drawText(
            QRectF(0, y - height / 2, area.left() - 8, height),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            words.number(round(top * step / STEPS)),
        )


def paint_ends(painter: QPainter, area: QRectF, first: str, last: str) -> None:
    """Say below an area where it begins and where it ends."""
    painter.setPen(look().color("muted"))
    below = QRectF(area.left(), area.bottom() + 4, area.width(), painter.fontMetrics().height())
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, first)
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)
