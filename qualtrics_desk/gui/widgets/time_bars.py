"""How many in each span of time, as bars; one can be pointed at with mouse or arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.scale_lines import STEPS, paint_ends, paint_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

    from qualtrics_desk.domain.time_counts import Bar

_GAP = 0.25
"""Share of a bar's room that stays free."""


class TimeBars(QWidget):
    """Paints bars over time.

    Signals:
        pointed: Place of the bar that is pointed at; -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []
        self._place = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Responses over time"))
        look().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self.bars = list(bars)
        self._point(-1)
        most = max(self.bars, key=lambda bar: bar.amount, default=None)
        told = ""
        if most is not None:
            told = self.tr("{0} bars, from {1} to {2}; the highest is {3}: {4}").format(
                words.number(len(self.bars)),
                words.day(self.bars[0].first),
                words.day(self.bars[-1].last),
                words.day(most.first),
                words.number(most.amount),
            )
        self.setAccessibleDescription(told)
        self.update()

    def bar_rect(self, place: int) -> QRectF:
        """Where a bar stands, as wide as its room and as high as its count."""
        area, top = self._area(), self._top()
        room = area.width() / max(1, len(self.bars))
        height = area.height() * self.bars[place].amount / top
        left = area.left() + room * place + room * _GAP / 2
        return QRectF(left, area.bottom() - height, max(1.0, room * (1 - _GAP)), height)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    def _top(self) -> int:
        most = max((bar.amount for bar in self.bars), default=0)
        # Round numbers stand beside the lines: steps of 1, 2, 5, 10, 20, 50 and so on.
        step = size = 1
        while step * STEPS < most:
            step = next((size * n for n in (1, 2, 5) if size * n * STEPS >= most), 0)
            size *= 10
            step = step or size
        return step * STEPS

    def _area(self) -> QRectF:
        metrics = QFontMetrics(look().font("caption"))
        left = metrics.horizontalAdvance(words.number(self._top())) + 16.0
        return QRectF(
            left,
            metrics.height() / 2 + 6,
            self.width() - left - 12.0,
            self.height() - 2.2 * metrics.height() - 10,
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("caption"))
        area = self._area()
        paint_scale(painter, area, self._top())
        if self.bars:
            first, last = words.day(self.bars[0].first), words.day(self.bars[-1].last)
            paint_ends(painter, area, first, last)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, bar in enumerate(self.bars):
            if bar.amount:
                painter.setBrush(look().color("text" if place == self._place else "accent"))
                painter.drawRoundedRect(self.bar_rect(place), 2.0, 2.0)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().color("accent"), 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6.0, 6.0)
        painter.end()

    # Pointing

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        if not self.bars or not area.left() <= event.position().x() < area.right():
            self._point(-1)
            return
        room = area.width() / len(self.bars)
        self._point(int((event.position().x() - area.left()) / room))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.bars) - 1
        place = {
            Qt.Key.Key_Left: last if self._place < 0 else max(0, self._place - 1),
            Qt.Key.Key_Right: min(last, self._place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if place is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._point(place)

    def _point(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.pointed.emit(place)
            self.update()
