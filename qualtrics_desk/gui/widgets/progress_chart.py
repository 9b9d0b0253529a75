"""Work done over time as a picture: a line that climbs to its total, and how fast it does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.scale_lines import paint_ends, paint_scale

_POINTS = 600
"""Points that are kept; beyond that every other one is dropped: a picture has no more pixels."""


class ProgressChart(QWidget):
    """Paints `(seconds, done)` up to a total; knows nothing of what is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[tuple[float, int]] = []
        self._marks: list[tuple[float, str]] = []
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look().changed.connect(self.update)

    def clear(self, total: int = 0, done: int = 0) -> None:
        """Begin anew, with what was done before."""
        self._points = [(0.0, done)]
        self._marks = []
        self._total = total
        self._describe()

    def add(self, seconds: float, done: int) -> None:
        """Note how much is done after so many seconds; what was done never becomes less."""
        if self._points and done < self._points[-1][1]:
            done = self._points[-1][1]
        self._points.append((seconds, done))
        if len(self._points) > _POINTS:
            self._points = [*self._points[:-1:2], self._points[-1]]
        self._describe()

    def mark(self, seconds: float, tone: str = "warning") -> None:
        """Mark a moment at which something happened, such as a pause."""
        self._marks.append((seconds, tone))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look().font("caption")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        top = max(self._total, self._points[-1][1] if self._points else 0, 1)
        left = metrics.horizontalAdvance(words.number(top)) + 12.0
        area = QRectF(
            left,
            metrics.height() / 2,
            self.width() - left - 8.0,
            self.height() - 2.2 * metrics.height(),
        )
        seconds = self._span()
        paint_scale(painter, area, top)
        paint_ends(painter, area, words.duration(0), words.duration(seconds))
        self._paint_line(painter, area, top, seconds)
        painter.end()

    def _span(self) -> float:
        """Seconds that the picture is wide: a little more than what has passed."""
        passed = self._points[-1][0] if self._points else 0.0
        done = self._points[-1][1] if self._points else 0
        if done >= self._total > 0:
            return max(passed, 1.0)
        return max(passed * 1.15, 10.0)

    def _paint_line(self, painter: QPainter, area: QRectF, top: int, seconds: float) -> None:
        if not self._points:
            return
        places = [
            QPointF(
                area.left() + area.width() * min(1.0, then / seconds),
                area.bottom() - area.height() * done / top,
            )
            for then, done in self._points
        ]
        for then, tone in self._marks:
            x = area.left() + area.width() * min(1.0, then / seconds)
            painter.setPen(QPen(look().color(tone), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        ground = QPainterPath()
        ground.addPolygon(
            QPolygonF(
                [
                    QPointF(places[0].x(), area.bottom()),
                    *places,
                    QPointF(places[-1].x(), area.bottom()),
                ]
            )
        )
        painter.fillPath(ground, look().color("accent_soft"))
        painter.setPen(QPen(look().color("accent"), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(look().color("accent"))
        painter.drawEllipse(places[-1], 3.5, 3.5)

    def _describe(self) -> None:
        done = self._points[-1][1] if self._points else 0
        seconds = self._points[-1][0] if self._points else 0.0
        self.setAccessibleDescription(
            self.tr("{0} after {1}").format(words.of(done, self._total), words.duration(seconds))
        )
        self.update()
