"""Everything that is known of an error, to be read or copied into a mail to support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from typing_extensions import override

from qualtrics_desk.gui.errors import why_beyond
from qualtrics_desk.gui.forms.ui_error_details_dialog import Ui_ErrorDetailsDialog
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from qualtrics_desk.gui.errors import Explained

_PICTURE = 28
_MOST_LETTERS = 1_000
"""Of one fact; what is copied is whole."""


class ErrorDetailsDialog(InReadingOrder, QDialog):
    """What happened, why, what to do; the service's own words, its code and the request id."""

    def __init__(self, parent: QWidget, explained: Explained) -> None:
        super().__init__(parent)
        self.ui = Ui_ErrorDetailsDialog()
        self.ui.setupUi(self)
        self._explained = explained
        self.ui.picture_label.show_picture("error", "danger", _PICTURE)
        why = why_beyond(explained)
        for label, words in (
            (self.ui.what_label, explained.what),
            (self.ui.why_label, why),
            (self.ui.todo_label, explained.todo),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._show_facts()
        set_icon(self.ui.copy_button, "copy")
        self.ui.copy_button.clicked.connect(self._copy)
        self.ui.close_button.clicked.connect(self.accept)
        self.ui.close_button.setFocus()

    def _show_facts(self) -> None:
        for row, (label, text) in enumerate(self._explained.details):
            shown = text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
            name, value = QLabel(label), QLabel(shown)
            name.setProperty("role", "caption")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{label}: {text}")
            self.ui.facts.addWidget(name, row, 0)
            self.ui.facts.addWidget(value, row, 1)
        self.ui.facts.setColumnStretch(1, 1)
        self.ui.facts_frame.setVisible(bool(self._explained.details))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # Qt itself gives a dialog no more than two thirds of the screen, and cuts off the rest.
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._explained.as_text())
        self.ui.copied_label.setText(self.tr("Copied"))
