"""Draws a job of the list: what it does and where it stands, list and time, its outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from typing_extensions import override

from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.panels.jobs.job_words import counts_line, mark_of, second_line
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.item_delegate import ItemDelegate
from qualtrics_desk.gui.widgets.outcome_bar import paint_outcomes
from qualtrics_desk.gui.words import day_heading, kind_icon
from qualtrics_desk.services.jobs import Entry

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from qualtrics_desk.gui.panels.jobs.job_list import JobListModel

Index = QModelIndex | QPersistentModelIndex

_EDGE = 12
_TEXT_LEFT = 38
_ICON = 16
_SMALL_ICON = 12
_BAR = 5
_BAR_WIDTH = 96
_GAP = 8


class JobDelegate(ItemDelegate):
    """Draws what stands in a `JobListModel`, and ends with it."""

    def __init__(self, rows: JobListModel) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines and air for a job, one for a day."""
        body, caption = self.font("strong")[1].height(), self.font("caption")[1].height()
        air = 22 if look().density == "comfortable" else 12
        item = self._rows.item(index.row())
        return QSize(0, body + 2 * caption + air if isinstance(item, Entry) else caption + air)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one job, or one day."""
        item = self._rows.item(index.row())
        painter.save()
        if isinstance(item, Entry):
            area = option.rect.adjusted(4, 1, -4, -1)
            self.draw_ground(painter, area, option.state)
            self._job(painter, area, item, self._rows.title(item))
        elif item is not None:
            self.draw_text(
                painter,
                option.rect.adjusted(_EDGE + 4, 4, -_EDGE, 0),
                day_heading(item),
                "caption",
                "muted",
                bold=True,
            )
        painter.restore()

    def _job(self, painter: QPainter, area: QRect, entry: Entry, title: str) -> None:
        body, caption = self.font("strong")[1].height(), self.font("caption")[1].height()
        inner = area.adjusted(_TEXT_LEFT, 0, -_EDGE, 0)
        top = area.top() + (area.height() - body - 2 * caption - 4) // 2
        first = QRect(inner.left(), top, inner.width(), body)
        second = QRect(inner.left(), first.bottom() + 1, inner.width(), caption)
        third = QRect(inner.left(), second.bottom() + 5, inner.width(), caption)
        picture = QRect(area.left() + _EDGE, first.center().y() - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, picture, kind_icon(entry.job.kind), look().color("muted"))
        self._state(painter, first, entry, title)
        self.draw_text(painter, second, second_line(entry), "caption", "muted")
        self._outcomes(painter, third, entry)

    def _state(self, painter: QPainter, line: QRect, entry: Entry, title: str) -> None:
        """The title, and at the right the state as sign and word."""
        mark = mark_of(entry)
        small = self.font("caption")[1]
        width = small.horizontalAdvance(mark.word)
        word = QRect(line.right() - width, line.top(), width + 1, line.height())
        self.draw_text(painter, word, mark.word, "caption", mark.tone)
        sign = QRect(word.left() - _SMALL_ICON - 4, 0, _SMALL_ICON, _SMALL_ICON)
        sign.moveTop(line.center().y() - _SMALL_ICON // 2 + 1)
        paint_icon(painter, sign, mark.icon, look().color(mark.tone))
        rest = QRect(line)
        rest.setRight(sign.left() - _GAP)
        self.draw_text(painter, rest, title, "strong", "text")

    def _outcomes(self, painter: QPainter, line: QRect, entry: Entry) -> None:
        text = counts_line(entry)
        if not text:
            return
        bar = QRectF(line.left(), line.center().y() - _BAR / 2 + 1, _BAR_WIDTH, _BAR)
        paint_outcomes(painter, bar, entry.counts)
        rest = line.adjusted(_BAR_WIDTH + _GAP, 0, 0, 0)
        self.draw_text(painter, rest, text, "caption", "muted")
