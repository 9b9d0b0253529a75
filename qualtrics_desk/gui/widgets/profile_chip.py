"""The chip that says which brand one works in: name, kind in words, colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

_DOT = 16


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
        self.setIcon(_dot(colour) if colour else QIcon())


def _dot(colour: str) -> QIcon:
    picture = QPixmap(_DOT * 3, _DOT * 3)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    side = _DOT * 3
    painter.drawEllipse(QRectF(side * 0.25, side * 0.25, side * 0.5, side * 0.5))
    painter.end()
    picture.setDevicePixelRatio(3)
    return QIcon(picture)
