"""Asks for one line of text."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.forms.ui_text_prompt import Ui_TextPrompt
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder


class TextPrompt(InReadingOrder, QDialog):
    """The question; an empty answer is none."""

    def __init__(
        self, parent: QWidget, title: str, hint: str, accept: str, text: str, longest: int
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_TextPrompt()
        self.ui.setupUi(self)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self.ui.hint_label.setText(hint)
        self.ui.hint_label.setVisible(bool(hint))
        self.ui.text_edit.setMaxLength(longest)
        self.ui.text_edit.setText(text)
        self.ui.text_edit.selectAll()
        self.ui.text_edit.setAccessibleName(title)
        self.ui.accept_button.setText(accept)
        self.ui.accept_button.setAccessibleName(accept)
        self.ui.text_edit.textChanged.connect(self._look_at)
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at(text)
        self.ui.text_edit.setFocus()

    def _look_at(self, text: str) -> None:
        self.ui.accept_button.setEnabled(bool(text.strip()))


async def ask_text(
    parent: QWidget,
    title: str,
    accept: str,
    *,
    hint: str = "",
    text: str = "",
    longest: int = 100,
) -> str | None:
    """Ask for a line of text; None where the person thinks better of it.

    Args:
        parent: The widget whose window the question belongs to.
        title: What is asked for.
        accept: The verb with its object.
        hint: What it is used for.
        text: What is proposed.
        longest: The most characters.
    """
    dialog = TextPrompt(parent, title, hint, accept, text, longest)
    if not await shown(dialog):
        return None
    return dialog.ui.text_edit.text().strip()
