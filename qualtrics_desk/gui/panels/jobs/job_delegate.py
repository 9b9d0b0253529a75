"""Draws a job of the list: what it does and where it stands, list and time, its outcomes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.panels.jobs.job_words import counts_line, mark_of, second_line
from qualtrics_desk.gui.theme import FontKind, look
from qualtrics_desk.gui.widgets.outcome_bar import paint_outcomes
from qualtrics_desk.gui.words import day_heading, kind_icon
from qualtrics_desk.services.jobs import Entry

Index = QModelIndex | QPersistentModelIndex

_EDGE = 12
_TEXT_LEFT = 38
_RADIUS = 6
_ICON = 16
_SMALL_ICON = 12
_BAR = 5
_BAR_WIDTH = 96
_GAP = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class JobDelegate(QStyledItemDelegate):
    """Expects a `JobListModel`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: dict[FontKind, tuple[QFont, QFontMetrics]] = {}
        look().changed.connect(self._fonts.clear)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines and air for a job, one for a day."""
        body, caption = self._font("strong")[1].height(), self._font("caption")[1].height()
        air = 22 if look().density == "comfortable" else 12
        item = index.model().item(index.row())  # type: ignore[attr-defined]
        return QSize(0, body + 2 * caption + air if isinstance(item, Entry) else caption + air)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one job, or one day."""
        model: Any = index.model()
        item = model.item(index.row())
        painter.save()
        if isinstance(item, Entry):
            area = option.rect.adjusted(4, 1, -4, -1)
            self._ground(painter, area, option.state)
            self._job(painter, area, item, model.title(item))
        elif item is not None:
            self._text(
                painter,
                option.rect.adjusted(_EDGE + 4, 4, -_EDGE, 0),
                day_heading(item),
                "caption",
                "muted",
                bold=True,
            )
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("selection" if selected else "hover"))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _job(self, painter: QPainter, area: QRect, entry: Entry, title: str) -> None:
        body, caption = self._font("strong")[1].height(), self._font("caption")[1].height()
        inner = area.adjusted(_TEXT_LEFT, 0, -_EDGE, 0)
        top = area.top() + (area.height() - body - 2 * caption - 4) // 2
        first = QRect(inner.left(), top, inner.width(), body)
        second = QRect(inner.left(), first.bottom() + 1, inner.width(), caption)
        third = QRect(inner.left(), second.bottom() + 5, inner.width(), caption)
        picture = QRect(area.left() + _EDGE, first.center().y() - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, picture, kind_icon(entry.job.kind), look().color("muted"))
        self._state(painter, first, entry, title)
        self._text(painter, second, second_line(entry), "caption", "muted")
        self._outcomes(painter, third, entry)

    def _state(self, painter: QPainter, line: QRect, entry: Entry, title: str) -> None:
        """The title, and at the right the state as sign and word."""
        mark = mark_of(entry)
        small = self._font("caption")[1]
        width = small.horizontalAdvance(mark.word)
        word = QRect(line.right() - width, line.top(), width + 1, line.height())
        self._text(painter, word, mark.word, "caption", mark.tone)
        sign = QRect(word.left() - _SMALL_ICON - 4, 0, _SMALL_ICON, _SMALL_ICON)
        sign.moveTop(line.center().y() - _SMALL_ICON // 2 + 1)
        paint_icon(painter, sign, mark.icon, look().color(mark.tone))
        rest = QRect(line)
        rest.setRight(sign.left() - _GAP)
        self._text(painter, rest, title, "strong", "text")

    def _outcomes(self, painter: QPainter, line: QRect, entry: Entry) -> None:
        text = counts_line(entry)
        if not text:
            return
        bar = QRectF(line.left(), line.center().y() - _BAR / 2 + 1, _BAR_WIDTH, _BAR)
        paint_outcomes(painter, bar, entry.counts)
        rest = line.adjusted(_BAR_WIDTH + _GAP, 0, 0, 0)
        self._text(painter, rest, text, "caption", "muted")

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        kind: FontKind,
        tone: str,
        *,
        bold: bool = False,
    ) -> None:
        font, metrics = self._font(kind)
        if bold:
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look().color(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)

    def _font(self, kind: FontKind) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get(kind)
        if found is None:
            font = look().font(kind)
            found = self._fonts[kind] = font, QFontMetrics(font)
        return found
