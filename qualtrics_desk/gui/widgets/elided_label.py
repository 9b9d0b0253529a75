"""A label of one line that never makes its window wider: what does not fit ends in "…"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for; the whole text is its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    @override
    def setText(self, text: str) -> None:
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    @override
    def text(self) -> str:
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        height = super().sizeHint().height()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(16, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != super().text():
            super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
