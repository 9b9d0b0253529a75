"""The flow of a survey as a picture: zoom with wheel and keys, pan with mouse and arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.panels.surveys.flow_layout import Node, lay_out
from qualtrics_desk.gui.panels.surveys.flow_tree import ICONS
from qualtrics_desk.gui.panels.surveys.rich_text import said
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.definition.flow import Step

WIDTH = 280.0
"""Of a card; its words wrap."""
MOST_LINES = 4
_AIR, _ICON, _LEFT, _RADIUS, _HEAD = 10, 16, 34, 8.0, 5.0
SMALLEST, LARGEST, STEP = 0.05, 4.0, 1.25
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FlowPicture(QGraphicsView):
    """Shows the steps of an outline as cards.

    Signals:
        block_chosen: The person wants to read this block.
    """

    block_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._steps: Sequence[Step] = ()
        self._is_fitted = True
        self._is_drawn = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "bare")
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look().changed.connect(self._draw_anew)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show a flow, all of it; drawn when it is looked at."""
        self._steps = steps
        self._is_fitted = True
        self._draw_anew()

    @property
    def zoom_factor(self) -> float:
        """How large a pixel of the picture is."""
        return self.transform().m11()

    @property
    def titles(self) -> list[str]:
        """What the cards say, for those who test."""
        self._draw()
        return [item.title for item in self._scene.items() if isinstance(item, _Card)]

    def zoom(self, by: float) -> None:
        """Make the picture larger or smaller, within bounds."""
        factor = max(SMALLEST, min(LARGEST, self.zoom_factor * by)) / self.zoom_factor
        self._is_fitted = False
        self.scale(factor, factor)

    def fit(self) -> None:
        """Show all of it; a small flow is not blown up."""
        self._is_fitted = True
        area = self._scene.sceneRect()
        if area.isEmpty() or self.viewport().width() < 2:
            return
        self.resetTransform()
        room = self.viewport().rect()
        factor = min(1.0, room.width() / area.width(), room.height() / area.height())
        # Where all of it would be too small to be read, its width will do, from the top.
        if factor < 0.45:
            factor = max(0.45, min(1.0, room.width() / area.width()))
        self.scale(factor, factor)
        self.centerOn(area.center().x(), area.top() + room.height() / factor / 2)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by keys; arrows move the picture."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A block is read by double click."""
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, _Card) and item.block:
            self.block_chosen.emit(item.block)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()
        if self._is_fitted:
            QTimer.singleShot(0, self, self.fit)

    def _draw_anew(self) -> None:
        self._is_drawn = False
        if self.isVisible() or not self._steps:
            self._draw()
            if self._is_fitted:
                self.fit()

    def _draw(self) -> None:
        if self._is_drawn:
            return
        self._is_drawn = True
        self._scene.clear()
        nodes, arrows = lay_out(self._steps, _size)
        self._add_arrows(arrows)
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node.inner:
                self._scene.addItem(_Frame(node.whole, node.step.kind))
            self._scene.addItem(_Card(node))
            self._add_arrows(node.arrows)
            waiting += node.inner
        self._scene.setSceneRect(self._scene.itemsBoundingRect().adjusted(-24, -24, 24, 24))

    def _add_arrows(self, arrows: Sequence[tuple[QPointF, QPointF]]) -> None:
        pen = QPen(look().color("muted"), 1.5)
        for start, end in arrows:
            self._scene.addLine(start.x(), start.y(), end.x(), end.y(), pen).setZValue(1)
            head = QPolygonF(
                [end, end + QPointF(-_HEAD, -1.6 * _HEAD), end + QPointF(_HEAD, -1.6 * _HEAD)]
            )
            self._scene.addPolygon(head, pen, look().color("muted")).setZValue(1)


def _size(step: Step) -> QSizeF:
    body = QFontMetrics(look().font("body"))
    title = body.boundingRect(_room(), _WRAP, said(step.title)).height()
    height = min(title, 2 * body.height()) + 2 * _AIR
    details = _details(step)
    if details:
        small = QFontMetrics(look().font("caption"))
        wanted = small.boundingRect(_room(), _WRAP, details).height()
        height += min(wanted, MOST_LINES * small.height()) + 2
    return QSizeF(WIDTH, height)


def _room() -> QRect:
    return QRect(0, 0, int(WIDTH) - _LEFT - _AIR, 10_000)


def _details(step: Step) -> str:
    return "\n".join(said(line) for line in step.details)


class _Card(QGraphicsItem):
    def __init__(self, node: Node) -> None:
        super().__init__()
        self._area = QRectF(node.card)
        self._kind = node.step.kind
        self.title = said(node.step.title)
        self.block = node.step.block
        self._details = _details(node.step)
        self._holds = bool(node.inner)
        self.setToolTip("\n".join(part for part in (self.title, self._details) if part))
        self.setZValue(2)

    @override
    def boundingRect(self) -> QRectF:
        return self._area.adjusted(-1, -1, 1, 1)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        area = self._area
        ground = "accent_soft" if self._holds else "surface"
        painter.setPen(QPen(look().color("accent" if self.block else "line"), 1))
        painter.setBrush(look().color(ground))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        body = QFontMetrics(look().font("body"))
        top = int(area.top()) + _AIR
        picture = QRect(int(area.left()) + _AIR, top + (body.height() - _ICON) // 2, _ICON, _ICON)
        paint_icon(painter, picture, ICONS.get(self._kind, "more"), look().color("muted"))
        words = QRect(int(area.left()) + _LEFT, top, int(area.width()) - _LEFT - _AIR, 10_000)
        painter.setFont(look().font("body"))
        painter.setPen(look().color("text"))
        title = body.boundingRect(words, _WRAP, self.title).height()
        words.setHeight(min(title, 2 * body.height()))
        painter.drawText(words, _WRAP, self.title)
        painter.setFont(look().font("caption"))
        painter.setPen(look().color("muted"))
        below = QRect(words.left(), words.bottom() + 2, words.width(), 0)
        below.setBottom(int(area.bottom()) - _AIR + 2)
        painter.drawText(below, _WRAP, self._details)


class _Frame(QGraphicsItem):
    def __init__(self, area: QRectF, kind: str) -> None:
        super().__init__()
        self._area = QRectF(area)
        self._dashed = kind == "BlockRandomizer"

    @override
    def boundingRect(self) -> QRectF:
        return self._area.adjusted(-1, -1, 1, 1)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pen = QPen(look().color("line"), 1)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look().color("hover"))
        painter.drawRoundedRect(self._area, _RADIUS, _RADIUS)
