"""The chip that says which brand one works in: name, kind in words, colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from qualtrics_desk.gui.widgets.colour_picker import dot_icon


class ProfileChip(QToolButton):
    """Opens the menu of profiles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "profile")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_profile(self, words: str, colour: str | None, hint: str) -> None:
        """Show a profile, or with no colour that there is none."""
        self.setText(f"{words} ")
        self.setToolTip(hint)
        self.setAccessibleName(self.tr("Profile: {0}").format(words))
        self.setIcon(dot_icon(colour, 0.5) if colour else QIcon())
