"""The flow of a survey as a tree in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.panels.surveys.rich_text import said
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.domain.definition.flow import Step

Index = QModelIndex | QPersistentModelIndex

_KIND_ROLE = Qt.ItemDataRole.UserRole + 1
_DETAILS_ROLE = Qt.ItemDataRole.UserRole + 2
_BLOCK_ROLE = Qt.ItemDataRole.UserRole + 3
ICONS = {
    "Block": "list",
    "Standard": "list",
    "Default": "list",
    "Branch": "flow",
    "BlockRandomizer": "sort",
    "Group": "folder",
    "EmbeddedData": "database",
    "EndSurvey": "stop",
    "WebService": "plug",
    "Authenticator": "lock",
    "QuotaCheck": "filter",
    "TableOfContents": "list",
    "ReferenceSurvey": "surveys",
    "SupplementalData": "database",
}
_ICON, _LEFT, _AIR = 16, 26, 6
_LEVELS = 60
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FlowTree(QTreeView):
    """Shows the steps of an outline.

    Signals:
        block_chosen: The person wants to read this block.
    """

    block_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_StepDelegate(self))
        self.setHeaderHidden(True)
        self.setProperty("role", "bare")
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setIndentation(22)
        self.activated.connect(self._on_activated)
        look().changed.connect(self.doItemsLayout)

    def show_steps(self, steps: Iterable[Step]) -> None:
        """Show a flow, open in full."""
        self._items.clear()
        self._items.invisibleRootItem().appendRows([_item(step) for step in steps])
        self.expandAll()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The heights of wrapped lines follow the width.
        self.scheduleDelayedItemsLayout()

    def _on_activated(self, index: QModelIndex) -> None:
        block = index.data(_BLOCK_ROLE)
        if block:
            self.block_chosen.emit(block)


def _item(step: Step) -> QStandardItem:
    title, details = said(step.title), [said(line) for line in step.details]
    item = QStandardItem(title)
    item.setData(step.kind, _KIND_ROLE)
    item.setData("\n".join(details), _DETAILS_ROLE)
    item.setData(step.block, _BLOCK_ROLE)
    item.setData(". ".join([title, *details]), Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(step.id)
    item.appendRows([_item(inner) for inner in step.steps])
    return item


class _StepDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body = QFontMetrics(look().font("body")).height()
        room = _room(option.widget, index)
        details = index.data(_DETAILS_ROLE)
        height = body + 2 * _AIR
        if details:
            small = QFontMetrics(look().font("caption"))
            height += small.boundingRect(QRect(0, 0, room, 10_000), _WRAP, details).height()
        return QSize(room, height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("selection" if selected else "hover"))
            painter.drawRoundedRect(area.adjusted(0, 1, -2, -1), 6, 6)
        body = QFontMetrics(look().font("body"))
        top = area.top() + _AIR
        picture = QRect(area.left() + 4, top + (body.height() - _ICON) // 2, _ICON, _ICON)
        paint_icon(
            painter, picture, ICONS.get(index.data(_KIND_ROLE), "more"), look().color("muted")
        )
        left, width = area.left() + _LEFT, area.width() - _LEFT - _AIR
        painter.setFont(look().font("body"))
        painter.setPen(look().color("text"))
        title = body.elidedText(index.data(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, body.height()), _WRAP, title)
        painter.setFont(look().font("caption"))
        painter.setPen(look().color("muted"))
        below = QRect(left, top + body.height(), width, area.height())
        painter.drawText(below, _WRAP, index.data(_DETAILS_ROLE))
        painter.restore()


def _room(view: QWidget | None, index: Index) -> int:
    """The width that is left for the words of a step."""
    if not isinstance(view, QTreeView):
        return 400
    levels, above = 1, index.parent()
    while above.isValid() and levels < _LEVELS:
        levels, above = levels + 1, above.parent()
    return max(160, view.viewport().width() - levels * view.indentation() - _LEFT - _AIR)
