"""What happened to a person over time as a picture: one line a kind, one mark an event.

Kinds are told apart by their line and by the shape of the mark, not by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from qualtrics_desk.domain.person_events import Event, Lane, Scale
from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = 5.0
_NEAR = 7
_ORDER = (
    Lane.PERSON,
    Lane.EMAIL,
    Lane.READ,
    Lane.BOUNCE,
    Lane.RESPONSE,
    Lane.TRANSACTION,
)
_TONES = {
    Lane.PERSON: "muted",
    Lane.EMAIL: "accent",
    Lane.READ: "accent",
    Lane.BOUNCE: "danger",
    Lane.RESPONSE: "success",
    Lane.TRANSACTION: "warning",
}


class HistoryPicture(QWidget):
    """Paints events; the tip of a mark says what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: list[Event] = []
        self._scale = Scale(())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("History as a picture"))
        look().changed.connect(self.update)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show these."""
        self._events = list(events)
        self._scale = Scale(self._events)
        self.setAccessibleDescription(
            "; ".join(
                f"{self._word(lane)}: {words.number(count)}"
                for lane in self._lanes()
                if (count := sum(one.lane is lane for one in self._events))
            )
        )
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, round(self._row() * (len(self._lanes()) + 1.4)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        lanes = self._lanes()
        if not lanes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("caption"))
        area = self._area()
        for number, lane in enumerate(lanes):
            y = self._y(number)
            painter.setPen(look().color("muted"))
            painter.drawText(
                QRectF(0, y - self._row() / 2, area.left() - 8, self._row()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._word(lane),
            )
            painter.setPen(QPen(look().color("line"), 1))
            self._paint_line(painter, y)
        for one in self._events:
            self._paint_mark(painter, one.lane, self._place(one))
        # From edge to edge: below the words of the lines there is room for the first day.
        below = QRectF(0, area.bottom(), area.right(), self._row())
        painter.setPen(look().color("muted"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, words.day(self._scale.first))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, words.day(self._scale.last))
        painter.end()

    def _paint_line(self, painter: QPainter, y: float) -> None:
        """The line of a kind, with two strokes where a long time without events is left out."""
        area, gap = self._area(), self._scale.gap
        if gap is None:
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            return
        middle = area.left() + area.width() * sum(gap) / 2
        painter.drawLine(QPointF(area.left(), y), QPointF(middle - 3, y))
        painter.drawLine(QPointF(middle + 3, y), QPointF(area.right(), y))
        painter.setPen(QPen(look().color("muted"), 1.2))
        for x in (middle - 2, middle + 4):
            painter.drawLine(QPointF(x - 2, y + 4), QPointF(x + 2, y - 4))

    def _paint_mark(self, painter: QPainter, lane: Lane, at: QPointF) -> None:
        painter.setPen(QPen(look().color(_TONES[lane]), 1.5))
        painter.setBrush(
            look().color("surface") if lane is Lane.EMAIL else look().color(_TONES[lane])
        )
        x, y, size = at.x(), at.y(), _MARK
        if lane is Lane.BOUNCE:
            painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
            painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))
        elif lane is Lane.RESPONSE:
            corners = ((0, -size), (size, 0), (0, size), (-size, 0))
            painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        elif lane in (Lane.PERSON, Lane.TRANSACTION):
            painter.drawRect(QRectF(x - 3.5, y - 3.5, 7, 7))
        else:
            painter.drawEllipse(at, 4, 4)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(event.pos()), self)
            return True
        return super().event(event)

    def told_at(self, at: QPoint) -> str:
        """What happened at a point of the picture, "" where nothing did."""
        found = [
            one
            for one in self._events
            if (self._place(one) - QPointF(at)).manhattanLength() <= _NEAR
        ]
        return "\n".join(f"{words.moment(one.moment)}: {one.what}" for one in found[:6])

    def _lanes(self) -> list[Lane]:
        there = {one.lane for one in self._events}
        return [lane for lane in _ORDER if lane in there]

    def _row(self) -> float:
        return QFontMetrics(look().font("caption")).height() * 1.5

    def _area(self) -> QRectF:
        metrics = QFontMetrics(look().font("caption"))
        left = max(metrics.horizontalAdvance(self._word(lane)) for lane in self._lanes()) + 16.0
        height = self._row() * len(self._lanes())
        return QRectF(left, 0, max(20.0, self.width() - left - 8.0), height)

    def _y(self, number: int) -> float:
        return self._row() * (number + 0.5)

    def _place(self, one: Event) -> QPointF:
        area = self._area()
        x = area.left() + area.width() * self._scale.place(one.moment)
        return QPointF(x, self._y(self._lanes().index(one.lane)))

    def _word(self, lane: Lane) -> str:
        return {
            Lane.PERSON: self.tr("Person"),
            Lane.EMAIL: self.tr("Sent"),
            Lane.READ: self.tr("Opened"),
            Lane.BOUNCE: self.tr("Bounced"),
            Lane.RESPONSE: self.tr("Answered"),
            Lane.TRANSACTION: self.tr("Transactions"),
        }[lane]
