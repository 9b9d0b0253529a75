"""Lists whose items are drawn in lines of their own: ground, fonts and cut texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from qualtrics_desk.gui.theme import FontKind, look

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_RADIUS = 6
_MOST_CUT = 4_000
"""Texts whose cut is remembered: many times those that are seen at once."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ItemDelegate(QStyledItemDelegate):
    """What the delegates of such lists have in common; measures nothing twice."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fonts: dict[FontKind, tuple[QFont, QFontMetrics]] = {}
        self._cut: dict[tuple[str, FontKind, int], str] = {}
        look().changed.connect(self._fonts.clear)
        look().changed.connect(self._cut.clear)

    def font(self, kind: FontKind) -> tuple[QFont, QFontMetrics]:
        """A font and its measures; kept for as long as the theme is."""
        found = self._fonts.get(kind)
        if found is None:
            font = look().font(kind)
            found = self._fonts[kind] = font, QFontMetrics(font)
        return found

    def draw_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        """Show whether the item is selected, under the pointer, or has the keyboard."""
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("selection" if selected else "hover"))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def draw_text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        kind: FontKind,
        tone: str,
        *,
        bold: bool = False,
    ) -> None:
        """Draw a line, cut to its room."""
        font, metrics = self.font(kind)
        if bold:
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look().color(tone))
        key = text, kind, area.width()
        shown = self._cut.get(key)
        if shown is None:
            if len(self._cut) >= _MOST_CUT:
                self._cut.clear()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            self._cut[key] = shown
        painter.drawText(area, _LEFT, shown)
