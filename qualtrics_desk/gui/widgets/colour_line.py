"""The line in the profile's colour over the whole window."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_HEIGHT = 3


class ColourLine(QWidget):
    """Three pixels of one colour; nothing where there is no profile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._colour: QColor | None = None

    def set_colour(self, colour: str | None) -> None:
        """Show a colour, written as # and six hexadecimal digits, or none."""
        self._colour = None if colour is None else QColor(colour)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line."""
        if self._colour is not None:
            QPainter(self).fillRect(self.rect(), self._colour)
