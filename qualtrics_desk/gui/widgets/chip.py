"""A filter as a chip: a click changes it, its cross takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from qualtrics_desk.gui.icons import icon

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import Filter

_WIDEST = 260
_CROSS = 32
"""Pixels at the end of the chip that belong to the cross: a hit area of 28 and more."""


class Chip(QToolButton):
    """One filter.

    Attributes:
        condition: The filter.

    Signals:
        removed: The person takes the filter away.
    """

    removed = Signal()

    def __init__(self, condition: Filter, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.condition = condition
        self.setProperty("role", "chip")
        measures = QFontMetrics(self.font())
        self.setText(measures.elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST))
        self.setIcon(icon("close", "accent"))
        self.setIconSize(QSize(14, 14))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The icon of a button stands before its text; in the other direction that is the end.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Filter {0}").format(text))
        self.setAccessibleDescription(self.tr("Enter changes it, Delete takes it away"))
        self.setToolTip(text)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
            and event.position().x() >= self.width() - _CROSS
        ):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
