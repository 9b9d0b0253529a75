"""A picture in a label that follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qualtrics_desk.gui.icons import pixmap
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from qualtrics_desk.gui.tokens import Tone


class Picture(QLabel):
    """One picture of `gui.icons`; the words beside it say the same, so readers skip it."""

    def __init__(
        self, parent: QWidget | None = None, *, name: str = "", tone: Tone = "text", size: int = 16
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone: Tone = tone
        self._size = size
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        look().changed.connect(self._draw)
        self._draw()

    def show_picture(self, name: str, tone: Tone = "text", size: int | None = None) -> None:
        """Show another picture."""
        self._name, self._tone = name, tone
        self._size = self._size if size is None else size
        self._draw()

    def _draw(self) -> None:
        if self._name:
            ratio = self.devicePixelRatioF()
            self.setPixmap(pixmap(self._name, self._tone, self._size, ratio))
