"""The rail at the left: one button for each room, settings at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from qualtrics_desk.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 174
_ICON = 18


class RailItem(NamedTuple):
    """A room as the rail shows it.

    Attributes:
        at_foot: Whether it stands at the lower end.
    """

    room: str
    text: str
    icon: str
    hint: str
    at_foot: bool = False


class Rail(QFrame):
    """Chooses a room.

    Signals:
        chosen: With the room.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(_WIDTH)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._title = QLabel("Qualtrics Desk")
        self._title.setProperty("role", "strong")
        self._title.setContentsMargins(12, 12, 12, 12)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Make the buttons, in this order."""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        for item in [item for item in items if not item.at_foot]:
            column.addWidget(self._made(item))
        column.addStretch()
        for item in [item for item in items if item.at_foot]:
            column.addWidget(self._made(item))

    def show_room(self, room: str) -> None:
        """Mark the room that is shown; none where the rail does not have it."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == room)
        self._group.setExclusive(True)

    def button(self, room: str) -> QToolButton:
        """The button of a room."""
        return self._buttons[room]

    def set_rooms_enabled(self, enabled: bool, always: Sequence[str]) -> None:
        """Offer the rooms or not; those of `always` are offered anyway."""
        for name, button in self._buttons.items():
            button.setEnabled(enabled or name in always)

    def _made(self, item: RailItem) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "rail")
        # Fusion leaves hardly a gap between picture and words.
        button.setText(f" {item.text}")
        button.setAccessibleName(item.text)
        button.setToolTip(item.hint)
        button.setIcon(icon(item.icon))
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFixedWidth(_WIDTH - 24)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.chosen.emit(item.room))
        self._group.addButton(button)
        self._buttons[item.room] = button
        return button
