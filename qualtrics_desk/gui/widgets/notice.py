"""A bar that says something and offers what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from qualtrics_desk.gui.icons import icon, pixmap
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.gui.tokens import Tone

_PICTURES: dict[str, tuple[str, Tone]] = {
    "notice": ("info", "accent"),
    "success": ("success", "success"),
    "warning": ("warning", "warning"),
    "danger": ("error", "danger"),
}


class Notice(QFrame):
    """One sentence with an icon; hidden until something is told.

    Signals:
        closed: The person closed it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._tone = "notice"
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.setProperty("role", "secondary")
        self._button.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setIcon(icon("close"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self._shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        look().changed.connect(self._draw)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(
        self,
        text: str,
        tone: str = "notice",
        button: str = "",
        act: Callable[[], object] | None = None,
        *,
        closable: bool = True,
    ) -> None:
        """Say something.

        Args:
            text: The sentence.
            tone: "notice", "success", "warning" or "danger".
            button: Text of the button, or "".
            act: What the button does.
            closable: Whether it can be closed.
        """
        self._act, self._tone = act, tone
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self._close.setVisible(closable)
        self._draw()
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._act = None
        self.hide()

    def _draw(self) -> None:
        picture, tone = _PICTURES[self._tone]
        self._picture.setPixmap(pixmap(picture, tone, 18))
        self.setProperty("role", self._tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()
