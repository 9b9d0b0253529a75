"""The side of the contacts room: directories and lists with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from qualtrics_desk.gui.panels.contacts.list_tree_model import (
    COUNT_ROLE,
    STAGED_ROLE,
    Branch,
    ListTreeModel,
)
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import state_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.services.places import Place

_GAP, _RADIUS = 8, 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SELECTED: int = QStyle.StateFlag.State_Selected.value
_HOVERED: int = QStyle.StateFlag.State_MouseOver.value


class ListTree(QTreeView):
    """The tree.

    Signals:
        list_chosen: The `Place` of the list the person wants to see.
        nothing_chosen: Why there is nothing in the directory the person went to.
    """

    list_chosen = Signal(object)
    nothing_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = ListTreeModel(self)
        self.setModel(self.places)
        self.setItemDelegate(_CountDelegate(self))
        self.setProperty("role", "nav")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setIndentation(10)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.modelReset.connect(self._on_reset)
        self._shown: str | None = None

    def set_places(self, places: Sequence[Branch]) -> None:
        """Show these directories."""
        self.places.set_places(places)

    def choose(self, list_id: str) -> bool:
        """Choose a list as if it were clicked; False where it is not there."""
        index = self.places.index_of(list_id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def forget_choice(self) -> None:
        """Let the next choice count even if it is the list shown last."""
        self._shown = None

    def current_directory(self) -> Directory | None:
        """The directory the person is in, or the first one."""
        index = self.currentIndex()
        return self.places.directory_at(index if index.isValid() else self.places.index(0, 0))

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        place: Place | None = self.places.place_at(current)
        if place is not None and place.list.mailing_list_id != self._shown:
            self._shown = place.list.mailing_list_id
            self.list_chosen.emit(place)
        elif place is None and (note := self.places.note_at(current)):
            self._shown = None
            self.nothing_chosen.emit(note)

    @override
    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # The style would fill the indentation in a colour of its own; see the delegate.
        option = QStyleOptionViewItem(options)
        option.rect = self.visualRect(index)
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        else:
            option.state &= ~QStyle.StateFlag.State_Selected
        self.itemDelegate().paint(painter, option, index)

    def _on_reset(self) -> None:
        self.expandAll()
        if self._shown is not None:
            index = self.places.index_of(self._shown)
            if index.isValid():
                self.setCurrentIndex(index)


class _CountDelegate(QStyledItemDelegate):
    """Draws the count at the right end, so that counts stand under each other."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: int = option.state.value
        is_on, count = bool(state & _SELECTED), str(index.data(COUNT_ROLE) or "")
        is_directory = not index.parent().isValid()
        # From edge to edge, whatever the level: one shape for the row under the pointer.
        whole = QRect(option.rect)
        whole.setLeft(0)
        whole = whole.adjusted(1, 1, -1, -1)
        if is_on or state & _HOVERED:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("accent_soft" if is_on else "hover"))
            painter.drawRoundedRect(whole, _RADIUS, _RADIUS)
        room = whole.adjusted(_GAP if is_directory else 2 * _GAP, 0, -_GAP, 0)
        tone = "accent" if is_on else "muted"
        if count:
            painter.setFont(look().font("tabular"))
            painter.setPen(look().color(tone))
            painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), count)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - _GAP)
        if index.data(STAGED_ROLE):
            # The mark of a changed row, as in the grid.
            mark = state_mark("changed")
            painter.setFont(look().font("strong"))
            painter.setPen(look().color("warning"))
            painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), mark.symbol)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(mark.symbol) - 4)
        painter.setFont(look().font("strong" if is_directory else "body"))
        painter.setPen(look().color("accent" if is_on else "text"))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), name)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), look().row_height)
