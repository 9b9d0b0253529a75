"""Draws a hit of the search: the text with the words marked, below it where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.item_delegate import ItemDelegate
from qualtrics_desk.store.definitions import highlights

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

TEXT_ROLE = Qt.ItemDataRole.UserRole + 1
PLACE_ROLE = Qt.ItemDataRole.UserRole + 2
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 3
_PADDING = 12
_BEFORE = 40
"""Letters of a long text that are shown before its first hit."""
_LONGEST = 400


class HitDelegate(ItemDelegate):
    """Expects text, place and search under their roles."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines and air."""
        return QSize(0, self.font("body")[1].height() + self.font("caption")[1].height() + 18)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one hit."""
        area: QRect = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        self.draw_ground(painter, area, option.state)
        body, caption = self.font("body")[1].height(), self.font("caption")[1].height()
        top = area.top() + (area.height() - body - caption) // 2
        line = QRect(area.left() + _PADDING, top, area.width() - 2 * _PADDING, body)
        self._marked(painter, line, index.data(TEXT_ROLE), index.data(SEARCH_ROLE))
        below = QRect(line.left(), top + body, line.width(), caption)
        self.draw_text(painter, below, index.data(PLACE_ROLE), "caption", "muted")
        painter.restore()

    def _marked(self, painter: QPainter, line: QRect, text: str, search: str) -> None:
        shown, marks = excerpt(text, search)
        font, metrics = self.font("body")
        painter.setFont(font)
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, line.width())
        marked, plain = look().color("warning_soft"), look().color("text")
        for start, end in marks:
            if start >= len(shown):
                break
            left = line.left() + metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[: min(end, len(shown))]) + line.left() - left
            painter.fillRect(QRect(left, line.top(), width, line.height()), marked)
            # A line below says it without colour.
            painter.fillRect(QRect(left, line.bottom() - 1, width, 2), look().color("warning"))
        painter.setPen(plain)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def excerpt(text: str, search: str) -> tuple[str, list[tuple[int, int]]]:
    """The part of a text around its first hit, and where the hits are in it."""
    marks = highlights(text, search)
    start = max(0, marks[0][0] - _BEFORE) if marks else 0
    if start:
        # Begin with a whole word.
        blank = text.find(" ", start)
        start = blank + 1 if 0 <= blank < marks[0][0] else start
    lead = "… " if start else ""
    shown = lead + text[start : start + _LONGEST]
    moved = [(a - start + len(lead), b - start + len(lead)) for a, b in marks]
    return shown, [(a, b) for a, b in moved if b <= len(shown)]
