"""Draws a survey of the list: dot and name, below it state, date and owner."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from qualtrics_desk.gui.theme import FontKind, look

_PADDING = 12
_DOT = 4
_TEXT_LEFT = 30
_RADIUS = 6
_TONES = {True: "success", False: "faint", None: "warning"}


class SurveyDelegate(QStyledItemDelegate):
    """Expects a `SurveyListModel`; measures nothing twice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts: dict[FontKind, tuple[QFont, QFontMetrics]] = {}
        look().changed.connect(self._fonts.clear)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines and air; the same for every survey."""
        room = 18 if look().density == "comfortable" else 10
        return QSize(0, self._font("body")[1].height() + self._font("caption")[1].height() + room)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one survey."""
        model = index.model()
        survey = model.survey(index.row())  # type: ignore[attr-defined]
        area = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, option.state)
        if survey is not None:
            self._dot(painter, area, survey.is_active)
            second = survey.second_line(model.me)  # type: ignore[attr-defined]
            self._lines(painter, area, survey.title, second)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("selection" if selected else "hover"))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _dot(self, painter: QPainter, area: QRect, is_active: bool | None) -> None:
        color = look().color(_TONES[is_active])
        middle = area.top() + 8 + self._font("body")[1].height() / 2
        # A full dot and a ring: the state is not said by colour alone.
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if is_active else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(QPointF(area.left() + _PADDING + _DOT, middle), _DOT, _DOT)

    def _lines(self, painter: QPainter, area: QRect, first: str, second: str) -> None:
        left, width = area.left() + _TEXT_LEFT, area.width() - _TEXT_LEFT - _PADDING
        body, measures = self._font("body")
        caption, small = self._font("caption")
        room = area.height() - measures.height() - small.height()
        top = area.top() + room // 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body)
        painter.setPen(look().color("text"))
        shown = measures.elidedText(first, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, measures.height()), flags, shown)
        painter.setFont(caption)
        painter.setPen(look().color("muted"))
        shown = small.elidedText(second, Qt.TextElideMode.ElideRight, width)
        below = QRect(left, top + measures.height(), width, small.height())
        painter.drawText(below, flags, shown)

    def _font(self, kind: FontKind) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get(kind)
        if found is None:
            font = look().font(kind)
            found = self._fonts[kind] = font, QFontMetrics(font)
        return found
