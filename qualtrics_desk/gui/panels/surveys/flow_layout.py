"""Where each step of a flow stands in its picture: from above to below, branches in frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF

if TYPE_CHECKING:
    from qualtrics_desk.domain.definition.flow import Step

GAP = 28.0
"""Between two steps that follow each other, with an arrow in it."""
PAD = 16.0
"""Between a frame and what lies in it."""
BESIDE = 20.0
ACROSS = frozenset({"BlockRandomizer"})
"""Kinds of steps whose parts are alternatives, so they stand side by side."""
MOST_ACROSS = 4

Measure = Callable[["Step"], QSizeF]


@dataclass
class Node:
    """A step with its place.

    Attributes:
        card: Where its words stand.
        frame: What lies in it is framed by this; empty where nothing does.
        arrows: Lines from a step to the next one, inside the frame.
    """

    step: Step
    card: QRectF
    inner: list[Node] = field(default_factory=list)
    frame: QRectF = field(default_factory=QRectF)
    arrows: list[tuple[QPointF, QPointF]] = field(default_factory=list)

    @property
    def whole(self) -> QRectF:
        """Card and frame."""
        return self.card.united(self.frame) if self.inner else self.card


def lay_out(
    steps: Sequence[Step], measure: Measure
) -> tuple[list[Node], list[tuple[QPointF, QPointF]]]:
    """Place a flow; its left upper corner is at 0, 0.

    Args:
        steps: The flow.
        measure: How large the card of a step is.

    Returns:
        The nodes and the arrows between those of the first level.
    """
    nodes = [_node(step, measure) for step in steps]
    _below(nodes, QPointF(0, 0))
    return nodes, _arrows(nodes)


def _node(step: Step, measure: Measure) -> Node:
    node = Node(step, QRectF(QPointF(0, 0), measure(step)))
    if not step.steps:
        return node
    node.inner = [_node(inner, measure) for inner in step.steps]
    start = QPointF(PAD, node.card.height() + PAD)
    if step.kind in ACROSS:
        size = _across(node.inner, start)
    else:
        size = _below(node.inner, start)
        node.arrows = _arrows(node.inner)
    width = max(node.card.width(), size.width() + 2 * PAD)
    node.card.setWidth(width)
    node.frame = QRectF(0, node.card.height(), width, size.height() + 2 * PAD)
    if node.step.kind not in ACROSS:
        # What is narrower than the frame stands in its middle.
        shift = (width - 2 * PAD - size.width()) / 2
        for inner in node.inner:
            move(inner, QPointF(shift, 0))
        node.arrows = _arrows(node.inner)
    return node


def _below(nodes: Sequence[Node], start: QPointF) -> QSizeF:
    width = max((node.whole.width() for node in nodes), default=0.0)
    top = start.y()
    for node in nodes:
        size = node.whole
        move(node, QPointF(start.x() + (width - size.width()) / 2, top))
        top += size.height() + GAP
    return QSizeF(width, max(0.0, top - start.y() - GAP))


def _across(nodes: Sequence[Node], start: QPointF) -> QSizeF:
    left, top, width, height = start.x(), start.y(), 0.0, 0.0
    for place, node in enumerate(nodes):
        if place and place % MOST_ACROSS == 0:
            left, top, height = start.x(), top + height + BESIDE, 0.0
        size = node.whole
        move(node, QPointF(left, top))
        left += size.width() + BESIDE
        height = max(height, size.height())
        width = max(width, left - BESIDE - start.x())
    return QSizeF(width, top + height - start.y())


def move(node: Node, by: QPointF) -> None:
    """Move a node with all that lies in it."""
    node.card.translate(by)
    node.frame.translate(by)
    node.arrows = [(start + by, end + by) for start, end in node.arrows]
    for inner in node.inner:
        move(inner, by)


def _arrows(nodes: Sequence[Node]) -> list[tuple[QPointF, QPointF]]:
    return [
        (
            QPointF(first.whole.center().x(), first.whole.bottom()),
            QPointF(second.whole.center().x(), second.whole.top()),
        )
        for first, second in pairwise(nodes)
    ]
