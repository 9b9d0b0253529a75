"""A panel's states: content, loading, empty, failed, forbidden, retired (look.md, "Words")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.gui.errors import Severity, explain, why_beyond
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.widgets.picture import Picture
from qualtrics_desk.gui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from PySide6.QtGui import QResizeEvent

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.tokens import Tone

_PICTURES: dict[Severity, tuple[str, Tone]] = {
    Severity.FAILED: ("error", "danger"),
    Severity.FORBIDDEN: ("lock", "warning"),
    Severity.SIGNED_OUT: ("key", "warning"),
    Severity.RETIRED: ("history", "muted"),
    Severity.OFFLINE: ("plug", "warning"),
}
_PICTURE = 40
_READING_WIDTH = 520
_NARROWEST = 200
_EDGE, _CARD_EDGE = 24, 16


class StatePage(QStackedWidget):
    """Shows its first page, the content, or says in its place why there is none.

    Put the content in as the first page, in a form or with `addWidget`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: _Message | None = None
        self._loading: Skeleton | None = None

    @property
    def shows_content(self) -> bool:
        """Whether the content is what is seen."""
        return self.currentIndex() == 0

    @property
    def button(self) -> QPushButton | None:
        """The one button that starts or tries again, once there was a message."""
        return None if self._message is None else self._message.button

    def show_content(self) -> None:
        """Show the content."""
        self.setCurrentIndex(0)

    def show_loading(self, text: str = "") -> None:
        """Show that something is on its way for the first time."""
        if self._loading is None:
            self._loading = Skeleton(self)
            self.addWidget(self._loading)
        self._loading.set_text(text or self.tr("Loading…"))
        self.setCurrentWidget(self._loading)

    def show_empty(
        self,
        title: str,
        text: str,
        button: str = "",
        act: Callable[[], object] | None = None,
        picture: str = "list",
    ) -> None:
        """Say what lives here and why there is nothing, with the one button that starts."""
        message = self._shown_message()
        message.tell(picture, "muted", title, text, "")
        message.offer(button, act)

    def show_error(
        self,
        error: DeskError | Mapping[str, Any],
        retry: Callable[[], object] | None = None,
        button: str = "",
    ) -> None:
        """Show an error in the place of the content: cause, next step, details to copy."""
        explained = explain(error)
        picture, tone = _PICTURES[explained.severity]
        message = self._shown_message()
        message.tell(picture, tone, explained.what, why_beyond(explained), explained.todo)
        message.offer(button or self.tr("Try again"), retry)
        if explained.severity is Severity.SIGNED_OUT and (panel := _panel_of(self)) is not None:
            message.offer_other(self.tr("Paste another token…"), panel.desk.ask_for_secret)
        message.detail(explained.details, explained.as_text())

    def _shown_message(self) -> _Message:
        if self._message is None:
            self._message = _Message(self)
            self.addWidget(self._message)
        self.setCurrentWidget(self._message)
        self._message.detail((), "")
        return self._message


class _Message(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._other_act: Callable[[], object] | None = None
        self._copyable = ""
        self._picture = Picture(size=_PICTURE)
        self._title = _label("heading")
        self._text = _label("muted")
        self._todo = _label("")
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._do)
        self._details = QFrame()
        self._details.setProperty("role", "card")
        self._facts = _label("code")
        self._facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._facts.setAccessibleName(self.tr("Details of the error"))
        self._copy = QPushButton(self.tr("Copy details"))
        self._copy.setProperty("role", "quiet")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._copyable))
        details = QVBoxLayout(self._details)
        details.setContentsMargins(_CARD_EDGE, 12, _CARD_EDGE, 12)
        details.addWidget(self._facts)
        details.addWidget(self._copy, alignment=Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self._picture, self._title, self._text, self._todo):
            column.addWidget(widget)
        self._other = QPushButton()
        self._other.setProperty("role", "secondary")
        self._other.clicked.connect(self._do_other)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._other)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._details)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        outer.addStretch(2)
        across = QHBoxLayout()
        across.addStretch()
        across.addLayout(column)
        across.addStretch()
        outer.addLayout(across)
        outer.addStretch(3)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST + 2 * _EDGE, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow place the lines are shorter, not cut off.
        width = min(_READING_WIDTH, max(_NARROWEST, self.width() - 2 * _EDGE))
        for label in (self._title, self._text, self._todo):
            label.setFixedWidth(width)
        self._facts.setFixedWidth(width - 2 * _CARD_EDGE)

    def tell(self, picture: str, tone: Tone, title: str, text: str, todo: str) -> None:
        self._picture.show_picture(picture, tone)
        for label, words in ((self._title, title), (self._text, text), (self._todo, todo)):
            label.setText(words)
            label.setVisible(bool(words))

    def offer(self, button: str, act: Callable[[], object] | None) -> None:
        self._act = act
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(act is not None and bool(button))
        self._other.hide()

    def offer_other(self, button: str, act: Callable[[], object]) -> None:
        self._other_act = act
        self._other.setText(button)
        self._other.setAccessibleName(button)
        self._other.show()

    def detail(self, facts: tuple[tuple[str, str], ...], copyable: str) -> None:
        self._copyable = copyable
        self._facts.setText("\n".join(f"{label}: {text}" for label, text in facts))
        self._details.setVisible(bool(facts))

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _do_other(self) -> None:
        if self._other_act is not None:
            self._other_act()


def _panel_of(widget: QWidget) -> Panel | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Panel):
        parent = parent.parentWidget()
    return parent


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFixedWidth(_READING_WIDTH)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label
