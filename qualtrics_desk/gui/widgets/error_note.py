"""An error beside what caused it: what happened, why, what to do, and a way to all details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from qualtrics_desk.gui.dialogs.error_details import ErrorDetailsDialog
from qualtrics_desk.gui.errors import explain, why_beyond
from qualtrics_desk.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.errors import Explained


class ErrorNote(QFrame):
    """Hidden until there is an error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: Explained | None = None
        self.setProperty("role", "danger")
        self._what, self._why, self._todo = _label("strong"), _label(""), _label("")
        self._details = QToolButton()
        self._details.setProperty("role", "link")
        self._details.setText(self.tr("Details…"))
        self._details.setAccessibleName(self.tr("Details of the error"))
        self._details.clicked.connect(self._open)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._what, self._why, self._todo):
            words.addWidget(label)
        words.addWidget(self._details, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(Picture(name="error", tone="danger", size=20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" where there is no error."""
        return self._explained.what if self._explained is not None else ""

    def show_error(self, error: DeskError) -> None:
        """Say what happened."""
        explained = self._explained = explain(error)
        why = why_beyond(explained)
        for label, text in ((self._what, explained.what), (self._why, why)):
            label.setText(text)
            label.setVisible(bool(text))
        self._todo.setText(explained.todo)
        self._todo.setVisible(bool(explained.todo))
        self._details.setVisible(bool(explained.details or why))
        self.setAccessibleName(explained.what)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._explained = None
        self.hide()

    def _open(self) -> None:
        if self._explained is None:
            return
        dialog = ErrorDetailsDialog(self, self._explained)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
