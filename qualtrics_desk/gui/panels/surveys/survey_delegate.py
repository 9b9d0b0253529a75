"""Draws a survey of the list: dot and name, below it state, date and owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.item_delegate import ItemDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from qualtrics_desk.gui.panels.surveys.survey_list import SurveyListModel

_PADDING = 12
_DOT = 4
_TEXT_LEFT = 30
_TONES = {True: "success", False: "faint", None: "warning"}


class SurveyDelegate(ItemDelegate):
    """Draws what stands in a `SurveyListModel`, and ends with it."""

    def __init__(self, rows: SurveyListModel) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for every survey."""
        return QSize(0, self.height)

    @property
    def height(self) -> int:
        """Pixels of one survey: two lines and air."""
        room = 18 if look().density == "comfortable" else 10
        return self.font("body")[1].height() + self.font("caption")[1].height() + room

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one survey."""
        survey = self._rows.survey(index.row())
        area = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        self.draw_ground(painter, area, option.state)
        if survey is not None:
            self._dot(painter, area, survey.is_active)
            count = self._rows.count_of(survey)
            self._lines(painter, area, survey.title, self._rows.second_line(survey), count)
        painter.restore()

    def _dot(self, painter: QPainter, area: QRect, is_active: bool | None) -> None:
        color = look().color(_TONES[is_active])
        middle = area.top() + 8 + self.font("body")[1].height() / 2
        # A full dot and a ring: the state is not said by colour alone.
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if is_active else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(QPointF(area.left() + _PADDING + _DOT, middle), _DOT, _DOT)

    def _lines(self, painter: QPainter, area: QRect, first: str, second: str, count: str) -> None:
        left, width = area.left() + _TEXT_LEFT, area.width() - _TEXT_LEFT - _PADDING
        if count:
            room = self.font("caption")[1].horizontalAdvance(count) + 2
            right = QRect(left + width - room, area.top(), room, area.height())
            self.draw_text(painter, right, count, "caption", "muted")
            width -= room + _PADDING
        body, caption = self.font("body")[1].height(), self.font("caption")[1].height()
        top = area.top() + (area.height() - body - caption) // 2
        self.draw_text(painter, QRect(left, top, width, body), first, "body", "text")
        below = QRect(left, top + body, width, caption)
        self.draw_text(painter, below, second, "caption", "muted")
