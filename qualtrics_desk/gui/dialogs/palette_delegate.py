"""Draws a line of the palette: picture, words, what kind of thing it is, keys at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.theme import look

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN = 12
_ICON = 16
_RADIUS = 6


class PaletteDelegate(QStyledItemDelegate):
    """Expects an `Entry` under `ENTRY_ROLE`."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One row of the comfortable density, whatever the density of grids."""
        return QSize(0, max(32, option.fontMetrics.height() + 12))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one entry."""
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("selection"))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        picture = QRect(area.left() + _MARGIN, area.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        paint_icon(painter, picture, entry.icon, look().color("muted"))
        painter.setPen(look().color("muted"))
        painter.setFont(look().font("caption"))
        right = f"{entry.keys or entry.group}"
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            area.adjusted(0, 0, -_MARGIN, 0), Qt.AlignmentFlag.AlignRight | vertical, right
        )
        width = painter.fontMetrics().horizontalAdvance(right)
        painter.setPen(look().color("text"))
        painter.setFont(look().font("body"))
        words = area.adjusted(2 * _MARGIN + _ICON, 0, -2 * _MARGIN - width, 0)
        text = painter.fontMetrics().elidedText(
            entry.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | vertical, text)
        painter.restore()
