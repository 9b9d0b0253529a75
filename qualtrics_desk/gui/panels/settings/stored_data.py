"""What was read from the service and is kept on this machine, one line for each profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.widgets.colour_picker import dot_icon
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.profile_files import Contents
    from qualtrics_desk.store.settings import Profile

_DOT = 16


class StoredData(QWidget):
    """Lines with a button to forget.

    Signals:
        forget_asked: With the profile's name.
    """

    forget_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._lines: list[QWidget] = []

    def show_contents(self, found: Sequence[tuple[Profile, Contents]]) -> None:
        """Show what there is."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(profile, contents) for profile, contents in found]
        if not found:
            empty = QLabel(self.tr("There is no profile yet."))
            empty.setProperty("role", "caption")
            self._lines = [empty]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, profile: Profile, contents: Contents) -> QWidget:
        line = QWidget()
        dot = QLabel()
        dot.setPixmap(dot_icon(profile.colour).pixmap(_DOT, _DOT))
        name = ElidedLabel()
        name.setText(profile.name)
        amount = ElidedLabel()
        amount.setProperty("role", "muted")
        amount.setText(contents_words(contents))
        forget = QPushButton(self.tr("Forget…"))
        forget.setProperty("role", "quiet")
        forget.setAccessibleName(self.tr("Forget what was read for “{0}”").format(profile.name))
        forget.setEnabled(bool(contents.tables or contents.saved))
        forget.clicked.connect(lambda: self.forget_asked.emit(profile.name))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(dot)
        row.addWidget(name, 2)
        row.addWidget(amount, 3)
        row.addWidget(forget)
        return line


def contents_words(contents: Contents) -> str:
    """What is kept, in numbers."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("stored_data", text)

    if contents.is_empty:
        return tr("nothing")
    parts = []
    if contents.tables:
        parts.append(f"{words.files(contents.tables)}, {words.file_size(contents.size)}")
    if contents.edits:
        parts.append(tr("unsent changes in {0}").format(words.lists(contents.edits)))
    if contents.saved:
        parts.append(tr("{0} saved before deletion").format(words.surveys(contents.saved)))
    return " · ".join(parts)
