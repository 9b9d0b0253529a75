"""Asks before something is done: what will happen, in numbers, and a verb on the button."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.forms.ui_confirm_dialog import Ui_ConfirmDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence


class Answer(enum.Enum):
    """What the person chose."""

    CANCEL = "cancel"
    ACCEPT = "accept"
    OTHER = "other"


class ConfirmDialog(InReadingOrder, QDialog):
    """The question."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        accept: str,
        *,
        facts: Sequence[str] = (),
        typed: str = "",
        other: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ConfirmDialog()
        self.ui.setupUi(self)
        self.answer = Answer.CANCEL
        self._typed = typed
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self.ui.text_label.setText(text)
        self.ui.text_label.setVisible(bool(text))
        self.ui.facts_label.setText("\n".join(facts))
        self.ui.facts_frame.setVisible(bool(facts))
        self.ui.typed_label.setText(self.tr("Type “{0}” to go on:").format(typed))
        for widget in (self.ui.typed_label, self.ui.typed_edit):
            widget.setVisible(bool(typed))
        self.ui.typed_edit.textChanged.connect(self._compare)
        for button, words in ((self.ui.accept_button, accept), (self.ui.other_button, other)):
            button.setText(words)
            button.setAccessibleName(words)
        self.ui.other_button.setVisible(bool(other))
        if danger:
            self.ui.accept_button.setProperty("role", "danger")
        self.ui.accept_button.setEnabled(not typed)
        # Enter must never do by habit what cannot be taken back. Where one has typed, it does not
        # even cancel: that would look as if it had been done.
        for button in (self.ui.accept_button, self.ui.other_button, self.ui.cancel_button):
            button.setAutoDefault(not typed)
        self.ui.accept_button.setDefault(not danger and not typed)
        self.ui.cancel_button.setDefault(danger and not typed)
        if typed:
            self.ui.typed_edit.setFocus()
        else:
            (self.ui.cancel_button if danger else self.ui.accept_button).setFocus()
        self.ui.accept_button.clicked.connect(lambda: self._end(Answer.ACCEPT))
        self.ui.other_button.clicked.connect(lambda: self._end(Answer.OTHER))
        self.ui.cancel_button.clicked.connect(self.reject)

    def _compare(self, text: str) -> None:
        self.ui.accept_button.setEnabled(text.strip() == self._typed)

    def _end(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


async def ask(
    parent: QWidget,
    title: str,
    text: str,
    accept: str,
    *,
    facts: Sequence[str] = (),
    typed: str = "",
    other: str = "",
    danger: bool = False,
) -> Answer:
    """Ask, and wait for the answer.

    Args:
        parent: The widget whose window the question belongs to.
        title: What will happen, in one sentence.
        text: What that means.
        accept: The verb with its object and count.
        facts: Scope and counts, one a line.
        typed: What must be typed first, or "".
        other: A second choice, or "".
        danger: Whether it cannot be taken back, or concerns very many.
    """
    dialog = ConfirmDialog(
        parent, title, text, accept, facts=facts, typed=typed, other=other, danger=danger
    )
    await shown(dialog)
    return dialog.answer


async def confirm(
    parent: QWidget,
    title: str,
    text: str,
    accept: str,
    *,
    facts: Sequence[str] = (),
    typed: str = "",
    danger: bool = False,
) -> bool:
    """Ask a question with one way forward."""
    answer = await ask(parent, title, text, accept, facts=facts, typed=typed, danger=danger)
    return answer is Answer.ACCEPT
