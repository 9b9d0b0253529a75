"""What stands in the cells of a grid: a font with its measures, a painter that is told little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

PADDING = 8
"""Logical pixels left and right of a text."""

_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_LEFT = int(_FLAGS | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_FLAGS | Qt.AlignmentFlag.AlignRight)
_ASCII = [chr(code) for code in range(128)]


class CellFont:
    """A font and what is known of its measures."""

    def __init__(self, font: QFont) -> None:
        self.font, self.measures = font, QFontMetrics(font)
        self._widths = dict(zip(_ASCII, map(self.measures.horizontalAdvance, _ASCII), strict=True))

    def surely_fits(self, text: str, width: int) -> bool:
        """Whether a text is no wider than this; a text of many scripts is measured elsewhere.

        Qt shapes a text to measure it, which takes as long as to draw it. Letter by letter a text
        is a little wider than in one.
        """
        return text.isascii() and sum(map(self._widths.__getitem__, text)) <= width


class Drawing:
    """A painter of cells that is told of a font or a colour only where it is another one."""

    def __init__(self, painter: QPainter, height: int) -> None:
        self.painter, self.height = painter, height
        self._font: CellFont | None = None
        self._color: QColor | None = None
        self._base = 0

    def text(
        self,
        text: str,
        x: int,
        y: int,
        width: int,
        font: CellFont,
        color: QColor,
        *,
        to_right: bool,
    ) -> None:
        """Write a line into a cell, at its left or at its right."""
        measures = font.measures
        if font is not self._font:
            self._font = font
            self.painter.setFont(font.font)
            self._base = (self.height - measures.height() + 1) // 2 + measures.ascent()
        if color is not self._color:
            self._color = color
            self.painter.setPen(color)
        if text.isascii():
            # At a point: laying a line out in a box takes twice as long.
            left = x + PADDING
            if to_right:
                left = x + width - PADDING - measures.horizontalAdvance(text)
            self.painter.drawText(left, y + self._base, text)
        else:
            # Some scripts are written from the right.
            box = QRect(x + PADDING, y, width - 2 * PADDING, self.height)
            self.painter.drawText(box, _RIGHT if to_right else _LEFT, text)

    def bars(self, bars: list[QRect], color: QColor) -> None:
        """Draw bars with one call, in which round ends would take three times as long."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        self.painter.drawRects(bars)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self._color = None
