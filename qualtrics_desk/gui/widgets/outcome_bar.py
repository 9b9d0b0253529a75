"""What became of the rows of a job as one bar; the words for it stand beside or in its tool tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import number, state_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.gui.tokens import Tone

TONES: Mapping[str, Tone] = {
    Outcome.CREATED: "success",
    Outcome.UPDATED: "accent",
    Outcome.REMOVED: "text",
    Outcome.UNCHANGED: "faint",
    Outcome.SKIPPED: "muted",
    Outcome.FAILED: "danger",
    Outcome.UNKNOWN: "warning",
    "open": "faint",
}
"""The order of the parts of a bar, and their tones."""

HEIGHT = 8
_GAP = 2.0
_LEAST = 4.0


def shown_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The outcomes that have rows, in the order of the bar."""
    return [(name, counts[name]) for name in TONES if counts.get(name)]


def outcome_text(counts: Mapping[str, int]) -> str:
    """The same in words: "40 created · 2 failed"."""
    return " · ".join(
        f"{number(count)} {state_mark(name).word}" for name, count in shown_counts(counts)
    )


def paint_outcomes(painter: QPainter, area: QRectF, counts: Mapping[str, int]) -> None:
    """Draw a bar; a part with even one row can be seen."""
    parts = shown_counts(counts)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    outline = QPainterPath()
    outline.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setClipPath(outline)
    painter.fillRect(area, look().color("field"))
    left = area.left()
    for (name, _), width in zip(parts, _widths(parts, area.width()), strict=True):
        if name != "open":
            painter.fillRect(QRectF(left, area.top(), width, area.height()), _color(name))
        left += width + _GAP
        painter.fillRect(
            QRectF(left - _GAP, area.top(), _GAP, area.height()), look().color("surface")
        )
    painter.restore()


def _widths(parts: list[tuple[str, int]], room: float) -> list[float]:
    room -= _GAP * (len(parts) - 1)
    whole = sum(count for _, count in parts) or 1
    widths = [max(_LEAST, room * count / whole) for _, count in parts]
    if widths:
        # What the narrow parts took more than their share, the widest gives.
        widest = widths.index(max(widths))
        widths[widest] -= sum(widths) - room
    return widths


def _color(name: str) -> QColor:
    return look().color(TONES[name])


class OutcomeBar(QWidget):
    """The bar as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show these rows by outcome ("open": not sent yet)."""
        self._counts = dict(counts)
        text = outcome_text(counts)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_outcomes(painter, QRectF(self.rect()), self._counts)
        painter.end()
