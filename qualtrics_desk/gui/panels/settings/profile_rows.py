"""The profiles as cards, each with what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.widgets.colour_picker import dot_icon
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.words.profiles import host_word, kind_word
from qualtrics_desk.store.settings import AuthKind, ProfileKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.settings import Profile

_DOT = 16


class ProfileRows(QWidget):
    """One card for each profile.

    Signals:
        open_asked, test_asked, edit_asked, delete_asked: With the profile's name.
    """

    open_asked = Signal(str)
    test_asked = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._rows: list[QWidget] = []

    def show_profiles(self, profiles: Sequence[Profile], current: str | None) -> None:
        """Show these profiles; `current` is the one that is open."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(self, profile, profile.name == current) for profile in profiles]
        if not profiles:
            empty = QLabel(self.tr("There is no profile yet. Add one to connect a brand."))
            empty.setProperty("role", "muted")
            self._rows = [empty]
        for row in self._rows:
            self._column.addWidget(row)


class _Row(QFrame):
    def __init__(self, owner: ProfileRows, profile: Profile, is_open: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        dot = QLabel()
        dot.setPixmap(dot_icon(profile.colour).pixmap(_DOT, _DOT))
        name = ElidedLabel()
        name.setProperty("role", "strong")
        name.setText(profile.name)
        below = QHBoxLayout()
        below.setSpacing(8)
        for words, tone in self._badges(profile, is_open):
            badge = QLabel(words)
            badge.setProperty("role", "badge")
            badge.setProperty("tone", tone)
            badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            below.addWidget(badge)
        where = ElidedLabel()
        where.setProperty("role", "caption")
        where.setText(self._where(profile))
        below.addWidget(where, 1)
        words_column = QVBoxLayout()
        words_column.setSpacing(4)
        words_column.addWidget(name)
        words_column.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(dot)
        row.addLayout(words_column, 1)
        for words, signal, role in (
            (self.tr("Open"), owner.open_asked, "secondary"),
            (self.tr("Edit…"), owner.edit_asked, "quiet"),
        ):
            button = QPushButton(words)
            button.setProperty("role", role)
            button.setAccessibleName(f"{words} “{profile.name}”".replace("…", ""))
            button.clicked.connect(lambda _on=False, told=signal: told.emit(profile.name))
            button.setEnabled(signal is owner.edit_asked or not is_open)
            row.addWidget(button)
        row.addWidget(self._more(owner, profile.name))

    def _more(self, owner: ProfileRows, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("more", "muted"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(self.tr("More about “{0}”").format(name))
        button.setToolTip(self.tr("Test, delete"))
        menu = QMenu(button)
        for words, picture, signal in (
            (self.tr("Test what it can do…"), "plug", owner.test_asked),
            (self.tr("Delete…"), "delete", owner.delete_asked),
        ):
            entry = menu.addAction(icon(picture, "muted"), words)
            entry.triggered.connect(lambda _on=False, told=signal: told.emit(name))
        button.setMenu(menu)
        return button

    def _badges(self, profile: Profile, is_open: bool) -> list[tuple[str, str]]:
        tones = {
            ProfileKind.PRODUCTION: "danger",
            ProfileKind.TEST: "accent",
            ProfileKind.SANDBOX: "accent",
        }
        badges = [(kind_word(profile.kind), tones[profile.kind])]
        if profile.read_only:
            badges.append((self.tr("Read-only"), ""))
        if is_open:
            badges.append((self.tr("Open now"), "success"))
        return badges

    def _where(self, profile: Profile) -> str:
        way = self.tr("API token") if profile.auth is AuthKind.TOKEN else self.tr("OAuth client")
        parts = [host_word(profile.base_url), way]
        if profile.limits.rows_per_job is not None:
            parts.append(self.tr("write limit"))
        if profile.proxy:
            parts.append(self.tr("own proxy"))
        return " · ".join(parts)
