"""Why a job stopped: what happened, what to do, and what the service itself said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from qualtrics_desk.domain.errors import in_sentences
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.theme import set_role
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.errors import Explained

_ICON = 20


class ProblemCard(QFrame):
    """Hidden where there is no problem.

    Signals:
        copied: The details are on the clipboard.
    """

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: Explained | None = None
        self.setProperty("role", "danger")
        self._what, self._why, self._said = _label("strong"), _label(""), _label("")
        self._facts = ElidedLabel()
        self._facts.setProperty("role", "code")
        self._copy = QToolButton()
        self._copy.setIcon(icon("copy", "muted"))
        self._copy.setToolTip(self.tr("Copy all details"))
        self._copy.setAccessibleName(self.tr("Copy all details of the problem"))
        self._copy.clicked.connect(self.copy)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for label in (self._what, self._why, self._said, self._facts):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Picture(name="error", tone="danger", size=_ICON), 0, top)
        row.addLayout(texts, 1)
        row.addWidget(self._copy, 0, top)
        self.hide()

    def show_problem(self, problem: Mapping[str, Any] | None) -> None:
        """Show a problem as the journal keeps it, or none."""
        if not problem:
            self._explained = None
            self.hide()
            return
        explained = explain(problem)
        if explained == self._explained:
            return
        self._explained = explained
        said = str(problem.get("service_text", ""))
        facts = [
            text.format(problem[name])
            for name, text in (
                ("request_id", self.tr("Request {0}")),
                ("code", self.tr("code {0}")),
                ("status", self.tr("HTTP {0}")),
            )
            if problem.get(name)
        ]
        for label, text in (
            (self._what, explained.what),
            (self._why, in_sentences(explained.why, explained.todo)),
            (self._said, self.tr("The service says: {0}").format(said) if said else ""),
            (self._facts, " · ".join(facts)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(explained.what)
        self.show()

    def copy(self) -> None:
        """Put everything that is known on the clipboard."""
        if self._explained is not None:
            QGuiApplication.clipboard().setText(self._explained.as_text())
            self.copied.emit()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        set_role(label, role)
    return label
