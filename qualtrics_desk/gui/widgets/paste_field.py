"""A field that takes whatever was copied out of Qualtrics and hides the secrets in it at once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from qualtrics_desk.services.sign_in.masking import Masking
from qualtrics_desk.services.sign_in.pasted import Pasted, read_pasted


class PasteField(QPlainTextEdit):
    """Hides secrets when they are pasted, and typed ones when the field is left.

    Signals:
        read: What the text means now.
    """

    read = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._masking = Masking()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell)

    @property
    def pasted(self) -> Pasted:
        """What the text means."""
        return read_pasted(self._masking.reveal(self.toPlainText()))

    def forget(self) -> None:
        """Empty the field and forget its secrets."""
        self._masking.forget()
        self.setPlainText("")

    def hide_secrets(self) -> None:
        """Put dots in the place of secrets."""
        text = self.toPlainText()
        shown = self._masking.mask(text)
        if shown != text:
            # Replacing the whole text also forgets the undo steps, which hold the secret.
            self.setPlainText(shown)
            self.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            at_end = self.textCursor().atEnd() and bool(self.toPlainText().strip())
            # A second paste begins a line of its own, or it would run into the first.
            self.textCursor().insertText(f"\n{source.text()}" if at_end else source.text())
            self.hide_secrets()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_secrets()

    def _tell(self) -> None:
        self.read.emit(self.pasted)
