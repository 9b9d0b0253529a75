"""The bar at the foot: what is staged and not yet sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from qualtrics_desk.gui.actions import ActionSet
    from qualtrics_desk.store.edits.records import EditCounts


class EditsBar(QFrame):
    """Rises when something is staged: counts, and what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "warning")
        self._text = QLabel()
        self._text.setProperty("role", "strong")
        self._text.setProperty("tone", "warning")
        self._more = ElidedLabel()
        self._more.setProperty("tone", "warning")
        self.discard_button = QPushButton()
        self.discard_button.setProperty("role", "quiet")
        self.review_button = QPushButton()
        self.review_button.setProperty("role", "secondary")
        self.commit_button = QPushButton()
        self.commit_button.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._text)
        row.addWidget(self._more, 1)
        for button in (self.discard_button, self.review_button, self.commit_button):
            row.addWidget(button)
        self.hide()

    def bind(self, actions: ActionSet) -> None:
        """Let the buttons do what the actions say."""
        actions.bind("contacts.discard", self.discard_button)
        actions.bind("contacts.review", self.review_button)
        actions.bind("contacts.commit", self.commit_button)

    def show_counts(self, counts: EditCounts, *, sending: bool = False) -> None:
        """Show what is staged; nothing hides the bar."""
        self.setVisible(counts.total > 0)
        self._text.setText(summary(counts))
        if sending:
            more = self.tr("Being sent; what you change now stays for the next commit")
        elif counts.failed:
            more = self.tr("Not taken: {0}; the marked rows say why").format(
                words.number(counts.failed)
            )
        else:
            more = self.tr("Not sent yet")
        self._more.setText(more)
        commit = self.tr("Commit {0}…").format(words.changes(counts.total))
        self.commit_button.setText(commit)
        self.commit_button.setAccessibleName(commit)


def summary(counts: EditCounts) -> str:
    """What is staged in one line, such as "14 changes: 9 changed, 3 added, 2 removed"."""
    translate = QCoreApplication.translate
    parts = [
        text.format(words.number(n))
        for n, text in (
            (counts.changed, translate("EditsBar", "{0} changed")),
            (counts.added, translate("EditsBar", "{0} added")),
            (counts.removed, translate("EditsBar", "{0} removed")),
            (counts.erased, translate("EditsBar", "{0} deleted from the directory")),
        )
        if n
    ]
    return f"{words.changes(counts.total)}: {', '.join(parts)}"
